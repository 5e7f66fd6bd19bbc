/** What one sandboxed process may use. */
export interface SandboxLimits {
  wallSeconds: number;
  cpuSeconds: number;
  /** Private memory: heap, typed arrays, WebAssembly, thread stacks. */
  memoryMegabytes: number;
  /** The private /tmp, where there is one; also the largest file. */
  diskMegabytes: number;
  /** Threads, Node's own (about 11) among them. */
  tasks: number;
  /** How much of what it prints is kept. */
  outputKilobytes: number;
}

export const DEFAULT_LIMITS: SandboxLimits = {
  wallSeconds: 60,
  cpuSeconds: 30,
  memoryMegabytes: 2048,
  diskMegabytes: 64,
  tasks: 64,
  outputKilobytes: 64,
};
