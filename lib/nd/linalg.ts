/** np.linalg, as far as the assignments need it. @see https://numpy.org/doc/stable/reference/routines.linalg.html */
export { norm } from "./norm.ts";
