/** The kernelspec: what Jupyter reads to start the kernel. Source: https://jupyter-client.readthedocs.io/en/stable/kernels.html#kernel-specs */
import { kernelCommand } from "../client/kernel.ts";

export interface KernelspecOptions {
  /** What launchers show. */
  displayName: string;
  /** Environment variables of the kernel. */
  env: Record<string, string>;
}

export interface Kernelspec {
  argv: string[];
  display_name: string;
  language: string;
  /** Jupyter sends `interrupt_request`; a signal would work as well. */
  interrupt_mode: "message";
  env: Record<string, string>;
  metadata: Record<string, unknown>;
}

/** The spec that starts the kernel of this installation with this Node. */
export function kernelspec({ displayName, env }: KernelspecOptions): Kernelspec {
  return {
    argv: [...kernelCommand(), "--connection-file", "{connection_file}"],
    display_name: displayName,
    language: "typescript",
    interrupt_mode: "message",
    env,
    // JupyterLab offers its debugger only to kernels that say so before they run.
    metadata: { debugger: true, kernel_provisioner: { provisioner_name: "local-provisioner" } },
  };
}
