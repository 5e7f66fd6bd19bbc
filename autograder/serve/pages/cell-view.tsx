/** One cell of a submission: its text, its outputs, or what was changed in it. */
import type { Output } from "gradlab/kernel/notebook";
import { joinText } from "gradlab/kernel/notebook";
import { visible } from "../../report/index.ts";
import { pageOf, pictureOf } from "../drawing.ts";
import { changes } from "../render/changes.ts";
import type { Renderers } from "../render/renderers.ts";
import type { WorkCell } from "../work.ts";
import { Rendered } from "./raw.tsx";

export interface CellViewProps {
  cell: WorkCell;
  renderers: Renderers;
  /** Address below which the cell's pictures and pages are. */
  outputs: string;
  /** Show what differs from the release instead of the whole text. */
  diff?: boolean;
}

/** Outputs shown of a cell. */
const MAX_OUTPUTS = 30;
const MAX_TEXT = 20_000;

export function CellView({ cell, renderers, outputs, diff }: CellViewProps) {
  const changed = diff && cell.released !== cell.source;
  return (
    <div class={`cell ${cell.type}`}>
      {cell.kind === "foreign" && <p class="tag">not in the release</p>}
      {changed ? <Changes cell={cell} /> : <CellText cell={cell} renderers={renderers} />}
      {!diff && <Outputs cell={cell} renderers={renderers} path={outputs} />}
    </div>
  );
}

/** A cell's outputs alone. */
export function Outputs({ cell, renderers, path }: { cell: WorkCell; renderers: Renderers; path: string }) {
  const left = cell.outputs.length - MAX_OUTPUTS;
  return (
    <>
      {cell.outputs.slice(0, MAX_OUTPUTS).map((output, index) => (
        <OutputView output={output} renderers={renderers} path={`${path}/${cell.index}/${index}`} />
      ))}
      {left > 0 && <p class="soft small">{left} more outputs</p>}
    </>
  );
}

function CellText({ cell, renderers }: { cell: WorkCell; renderers: Renderers }) {
  if (cell.type === "markdown")
    return <Rendered class="prose" html={renderers.markdown.html(cell.source, cell.attachments)} />;
  if (cell.source.trim() === "") return <p class="soft small">empty cell</p>;
  return (
    <pre class="code" tabindex={0}>
      <Rendered as="code" html={renderers.code.html(cell.source)} />
    </pre>
  );
}

const SIGNS = { added: "+", removed: "−", same: " ", "left-out": "⋯" };
const WORDS = { added: "added", removed: "removed", same: undefined, "left-out": undefined };

function Changes({ cell: { released = "", source, index } }: { cell: WorkCell }) {
  const lines = changes(released, source);
  return (
    <section class="scroll" tabindex={0} aria-label={`Changes of cell ${index + 1} against the release`}>
      <table class="changes">
        <tbody>
          {lines.map(({ kind, before, after, text }) => (
            <tr class={kind}>
              <td class="line">{before}</td>
              <td class="line">{after}</td>
              <td class="mark-of">
                <span aria-hidden="true">{SIGNS[kind]}</span>
                {WORDS[kind] && <span class="sr">{WORDS[kind]}</span>}
              </td>
              <td class="text">{text}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

interface OutputProps {
  output: Output;
  renderers: Renderers;
  path: string;
}

/** Text stays text; pictures come by address; whatever else draws itself lies in a frame in which nothing runs. */
function OutputView({ output, renderers, path }: OutputProps) {
  if (output.output_type === "stream") return <Text text={joinText(output.text) ?? ""} tone={output.name} />;
  if (output.output_type === "error")
    return <Text text={[`${output.ename}: ${output.evalue}`, ...asLines(output.traceback)].join("\n")} tone="error" />;
  const { data } = output;
  if (typeof data !== "object" || data === null) return null;
  if (pictureOf(data)) return <img class="output" src={path} alt="Output of the cell" loading="lazy" />;
  const page = pageOf(data);
  if (page !== undefined)
    return (
      <iframe
        class="output"
        src={path}
        sandbox=""
        loading="lazy"
        title="Output of the cell, as HTML"
        height={pageHeight(page)}
      ></iframe>
    );
  const markdown = joinText(data["text/markdown"]) ?? joinText(data["text/latex"]);
  if (markdown !== undefined) return <Rendered class="prose output" html={renderers.markdown.html(markdown)} />;
  const plain = joinText(data["text/plain"]);
  return plain === undefined ? (
    <p class="soft small">an output of a kind that is not shown</p>
  ) : (
    <Text text={plain} tone="stdout" />
  );
}

function Text({ text, tone }: { text: string; tone: string }) {
  return (
    <pre class={`output ${tone}`} tabindex={0}>
      {visible(text.replace(/\n$/, ""), MAX_TEXT)}
    </pre>
  );
}

function asLines(traceback: unknown): string[] {
  return Array.isArray(traceback) ? traceback.filter((line): line is string => typeof line === "string") : [];
}

/** A frame cannot say how tall its page is; lines of a table or a text are a good guess, and the frame can be dragged. */
function pageHeight(page: string): number {
  const rows = page.slice(0, 100_000).match(/<(tr|p|br|div|li|h\d)\b|\n/gi)?.length ?? 0;
  return Math.min(600, 60 + 26 * rows);
}
