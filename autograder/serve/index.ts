/** The instructor's page. */
export { type RunningPage, type ServeOptions, servePage } from "./listen.ts";
