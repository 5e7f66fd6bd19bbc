/** A chart as a Vega-Lite specification that draws itself, with an SVG beside for whatever cannot run Vega-Lite. */
import { writeFileSync } from "node:fs";
import { svgOf } from "./svg.ts";

/** A Vega-Lite specification. See https://vega.github.io/vega-lite-v5/docs/spec.html */
export type VegaLiteSpec = Record<string, unknown>;

const SCHEMA = "https://vega.github.io/schema/vega-lite/v5.json";

export class Plot {
  readonly spec: VegaLiteSpec;
  #svg: string | undefined;

  /** @param spec a Vega-Lite specification with its data inside; `$schema` may be left out */
  constructor(spec: VegaLiteSpec) {
    this.spec = { $schema: SCHEMA, ...spec };
  }

  /** The chart as an SVG document. Vega is loaded at the first call (about 60 ms). */
  get svg(): string {
    this.#svg ??= svgOf(this.spec);
    return this.#svg;
  }

  /** Writes the chart: `.svg`, or `.json` for the specification. */
  save(path: string): void {
    writeFileSync(path, path.endsWith(".json") ? `${JSON.stringify(this.spec, null, 2)}\n` : this.svg);
  }

  /** What a Jupyter front end shows: JupyterLab takes Vega-Lite, a static page the SVG. */
  [Symbol.for("Jupyter.display")](): Record<string, unknown> {
    const title = this.spec.title ? `: ${this.spec.title}` : "";
    return {
      "text/plain": `Plot${title}`,
      "image/svg+xml": this.svg,
      "application/vnd.vegalite.v5+json": this.spec,
    };
  }
}
