/** The element types that the engine takes, by our names. */
export type ElementType = "float64" | "float32" | "int32" | "uint8" | "bool";

/** The memory behind each element type; bool lies in a Uint8Array of zeros and ones. */
export type Memory = Float64Array | Float32Array | Int32Array | Uint8Array;

/** Memory of either float type. */
export type Floats = Float64Array | Float32Array;

/** TF_DataType in tensorflow/c/tf_datatype.h. */
export const TYPE_CODE: Record<ElementType, number> = { float32: 1, float64: 2, int32: 3, uint8: 4, bool: 10 };

/** The library's 64-bit whole numbers: the dress in which float64 goes through the binding's door. */
export const INT64 = 9;

export const BYTES: Record<ElementType, number> = { float64: 8, float32: 4, int32: 4, uint8: 1, bool: 1 };
