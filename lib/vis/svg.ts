/** Vega-Lite -> SVG without a browser. Vega comes in at the first plot, not before: most processes never draw one. */
import { createRequire } from "node:module";

/** Draws a Vega-Lite specification whose data is inside. Works on a copy: Vega writes marks of its own into the rows. */
export function svgOf(spec: Record<string, unknown>): string {
  const require = createRequire(import.meta.url);
  const vega = require("vega") as typeof import("vega");
  const { compile } = require("vega-lite") as typeof import("vega-lite");
  const chart = compile(structuredClone(spec) as unknown as Parameters<typeof compile>[0], {
    logger: vega.logger(vega.Error),
  }).spec;
  const view = new vega.View(vega.parse(chart), { renderer: "none", logLevel: vega.Error });
  return drawn(view.run(), vega);
}

/**
 * `view.toSVG()` answers through a promise, and a value that draws itself has to answer at once: so the scene is handed to
 * Vega's string renderer directly, with the same sizes as Vega's own headless rendering takes
 * (https://github.com/vega/vega/blob/v5/packages/vega-view/src/initialize-renderer.js).
 */
function drawn(view: unknown, vega: typeof import("vega")): string {
  const scene = view as {
    _viewWidth: number;
    _viewHeight: number;
    _origin: [number, number];
    padding(): { left: number; right: number; top: number; bottom: number };
    scenegraph(): { root: unknown };
    background(): string;
  };
  const { left, right, top, bottom } = scene.padding();
  const renderer = new (vega as unknown as { SVGStringRenderer: new () => StringRenderer }).SVGStringRenderer();
  renderer.initialize(null, scene._viewWidth + left + right, scene._viewHeight + top + bottom, [
    scene._origin[0] + left,
    scene._origin[1] + top,
  ]);
  return renderer.background(scene.background()).render(scene.scenegraph().root).svg();
}

interface StringRenderer {
  initialize(element: null, width: number, height: number, origin: [number, number]): StringRenderer;
  background(colour: string): StringRenderer;
  render(root: unknown): StringRenderer;
  svg(): string;
}
