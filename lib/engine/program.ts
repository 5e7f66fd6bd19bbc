import type { BlockMemory } from "./blocks.ts";
import type { Operand, Step, Value } from "./value.ts";

/** Steps beside those of kernels/mapping.h. */
const FROM_BYTES = 32;
const TO_BYTES = 33;

/** Kinds of slots: see `run` in kernels.ts. */
const INPUT = 0;
const CONSTANT = 1 << 8;
const OUTPUT = 2 << 8;
const REGISTER = 3 << 8;

/** An expression laid out: values to compute, each after those that it is made of. */
export interface Plan {
  computed: "float64" | "float32";
  columns: number | undefined;
  nodes: Value[];
  /** What is computed already, by how it is read. */
  inputs: Operand[];
  /** Values that were computed before on the way to others, not kept, and are asked for again by what is new. */
  again: Set<Value>;
  /** The same for expressions of the same form. */
  form: string;
}

/** True for steps that belong into one pass with an expression. */
function goesWith(step: Step | undefined, { computed, columns }: Plan): step is Step {
  return (
    step?.computed === computed && (step.columns === undefined || columns === undefined || step.columns === columns)
  );
}

/**
 * Lays out the expression that ends in a value.
 * @param settle computes a value that cannot be computed in the same pass
 */
export function planOf(root: Value, settle: (value: Value) => void): Plan {
  const step = root.step as Step;
  const plan: Plan = {
    computed: step.computed,
    columns: step.columns,
    nodes: [],
    inputs: [],
    again: new Set(),
    form: "",
  };
  const places = new Map<Value, string>();
  const visit = ({ value, along }: Operand, from: Value): string => {
    if (value.passing && !from.passing) plan.again.add(value);
    const known = along === "all" ? places.get(value) : undefined;
    if (known !== undefined) return known;
    if (value.memory === undefined && !(along === "all" && goesWith(value.step, plan))) settle(value);
    const name = value.memory ? `${along}${inputOf(plan, { value, along })}` : nodeOf(value);
    if (along === "all") places.set(value, name);
    return name;
  };
  const nodeOf = (value: Value): string => {
    const { step, operands, columns } = value.step as Step;
    plan.columns ??= columns;
    const names = operands.map((operand) => (typeof operand === "number" ? "c" : visit(operand, value)));
    plan.form += `${step}(${names.join()})`;
    return `n${plan.nodes.push(value) - 1}`;
  };
  if (root.passing) plan.again.add(root);
  nodeOf(root);
  return plan;
}

function inputOf(plan: Plan, operand: Operand): number {
  const known = plan.inputs.findIndex(({ value, along }) => value === operand.value && along === operand.along);
  return known >= 0 ? known : plan.inputs.push(operand) - 1;
}

/** What the kernels take. */
export interface Program {
  inputs: BlockMemory[];
  constants: Float64Array;
  sizes: Int32Array;
}

/** Writes a plan as a program: steps with the slots that they read and write. */
export class ProgramWriter {
  private readonly plan: Plan;
  private readonly kept: readonly Value[];
  private readonly steps: number[] = [];
  private readonly constants: number[] = [];
  private readonly slots = new Map<Value, number>();
  private readonly readings = new Map<Value, number>();
  private readonly free: number[] = [];
  private registers = 0;

  /** `kept`: the values that are written to memory, in the order of the outputs. */
  constructor(plan: Plan, kept: readonly Value[]) {
    this.plan = plan;
    this.kept = kept;
  }

  write(): Program {
    const { nodes, inputs, computed } = this.plan;
    for (const node of nodes) for (const { value } of this.operandsOf(node)) this.count(value);
    for (const node of nodes) this.writeStep(node);
    const size = nodes[nodes.length - 1].size;
    const columns = this.plan.columns ?? size;
    const strides = inputs.flatMap(({ along }) =>
      along === "all" ? [columns, 1] : along === "columns" ? [0, 1] : [1, 0],
    );
    const result = this.slots.get(nodes[nodes.length - 1]) as number;
    const head = [size / columns, columns, +(computed === "float32"), this.registers, result];
    return {
      inputs: inputs.map(({ value }) => value.memory as BlockMemory),
      constants: Float64Array.from(this.constants),
      sizes: Int32Array.from([...head, ...strides, ...this.steps]),
    };
  }

  private operandsOf(node: Value): Operand[] {
    return (node.step as Step).operands.filter((operand) => typeof operand !== "number");
  }

  private count(value: Value): void {
    this.readings.set(value, (this.readings.get(value) ?? 0) + 1);
  }

  private writeStep(node: Value): void {
    const { step, operands } = node.step as Step;
    const read = operands.map((operand) => this.slotOf(operand));
    for (const { value } of this.operandsOf(node)) this.readOnce(value);
    const output = this.kept.indexOf(node);
    const direct = output >= 0 && node.type !== "bool";
    const to = direct ? OUTPUT | output : REGISTER | this.register();
    this.steps.push(step, read[0], read[1] ?? read[0], to);
    if (output >= 0 && !direct) this.steps.push(TO_BYTES, to, to, OUTPUT | output);
    this.slots.set(node, to);
  }

  private slotOf(operand: Operand | number): number {
    if (typeof operand === "number") return CONSTANT | (this.constants.push(operand) - 1);
    const known = operand.along === "all" ? this.slots.get(operand.value) : undefined;
    if (known !== undefined) return known;
    const input = INPUT | inputOf(this.plan, operand);
    if (operand.value.type !== "bool") return input;
    const register = REGISTER | this.register();
    this.steps.push(FROM_BYTES, input, input, register);
    this.slots.set(operand.value, register);
    return register;
  }

  /** The register of a value that nobody reads any more is used again. */
  private readOnce(value: Value): void {
    const left = (this.readings.get(value) as number) - 1;
    this.readings.set(value, left);
    const slot = this.slots.get(value);
    if (left === 0 && slot !== undefined && slot >= REGISTER) this.free.push(slot - REGISTER);
  }

  private register(): number {
    return this.free.pop() ?? this.registers++;
  }
}
