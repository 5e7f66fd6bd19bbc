/** From published messages to a cell's outputs as notebooks keep them (nbformat 4). */
import type { Output } from "../notebook/nbformat.ts";
import type { Message } from "../wire/message.ts";

export type { Output } from "../notebook/nbformat.ts";

/** Gathers outputs: streams grow together, updates find their displays, `clear_output(wait)` waits for the next output. */
export class OutputGatherer {
  readonly outputs: Output[] = [];
  readonly #displays = new Map<string, Output[]>();
  #clearNext = false;

  /** Takes one published message; returns the output that it made or changed. */
  take({ header, content }: Message): Output | undefined {
    if (header.msg_type === "clear_output") this.#clear(content.wait === true);
    if (header.msg_type === "update_display_data") return this.#update(content);
    const output = outputOf(header.msg_type, content);
    if (!output) return undefined;
    if (this.#clearNext) this.#clear(false);
    this.#remember(output, content);
    return this.#append(output);
  }

  #append(output: Output): Output {
    const last = this.outputs.at(-1);
    if (output.output_type === "stream" && last?.output_type === "stream" && last.name === output.name) {
      last.text = `${last.text}${output.text}`;
      return last;
    }
    this.outputs.push(output);
    return output;
  }

  #clear(wait: boolean): void {
    this.#clearNext = wait;
    if (!wait) this.outputs.length = 0;
  }

  #remember(output: Output, content: Record<string, unknown>): void {
    const id = displayId(content);
    if (id === undefined) return;
    const known = this.#displays.get(id);
    if (known) known.push(output);
    else this.#displays.set(id, [output]);
  }

  #update(content: Record<string, unknown>): Output | undefined {
    const known = this.#displays.get(displayId(content) ?? "") ?? [];
    for (const output of known) Object.assign(output, { data: content.data, metadata: content.metadata });
    return known.at(-1);
  }
}

function displayId(content: Record<string, unknown>): string | undefined {
  return (content.transient as { display_id?: string } | undefined)?.display_id;
}

function outputOf(type: string, content: Record<string, unknown>): Output | undefined {
  const { name, text, data, metadata, execution_count, ename, evalue, traceback } = content as Record<string, never>;
  if (type === "stream") return { output_type: "stream", name, text };
  if (type === "display_data") return { output_type: "display_data", data, metadata };
  if (type === "execute_result") return { output_type: "execute_result", data, metadata, execution_count };
  if (type === "error") return { output_type: "error", ename, evalue, traceback };
  return undefined;
}
