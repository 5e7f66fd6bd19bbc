/** A Jupyter client for kernels: start one, run cells and notebooks, interrupt, shut down. */
export { type Exchange, KernelClient, type RequestOptions } from "./client.ts";
export { type Executed, type ExecuteOptions, Kernel, kernelMain, type StartOptions, startKernel } from "./kernel.ts";
export { type Output, OutputGatherer } from "./outputs.ts";
export { type CellRun, type RunNotebookOptions, runNotebook } from "./run-notebook.ts";
