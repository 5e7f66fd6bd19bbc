/** NumPy's constants. @see https://numpy.org/doc/stable/reference/constants.html */

/** A new axis in an index: `x.slice(":", nd.newaxis)`. */
export const newaxis = null;

export const pi = Math.PI;
export const e = Math.E;
export const inf = Number.POSITIVE_INFINITY;
export const nan = Number.NaN;
