export { type LayerFunctions, type Sandwich, sandwich } from "./sandwich.ts";
