/** Pictures and charts that draw themselves in notebooks and on static pages. */
export { confusionMatrix, confusionPlot } from "./confusion.ts";
export { type Line, type LinePlotOptions, linePlot, lossPlot, type RunHistory, trainingCurves } from "./curves.ts";
export type { ArrayView } from "./elements.ts";
export { histogramPlot } from "./histogram.ts";
export { filterGrid, type ImageGridOptions, imageGrid } from "./image-grid.ts";
export { Picture, readPng } from "./picture.ts";
export { Plot, type VegaLiteSpec } from "./plot.ts";
