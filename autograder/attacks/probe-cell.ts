/** The cell of an attack that tries things: honest as long as nothing is found, wrong from then on, so that a hole costs points. */

/** How long one attempt may take, in milliseconds: what waits for an answer that never comes found nothing. */
const PATIENCE = 1500;

/** The text of the affine cell around a body that calls `tryTo(name, work)`; work that gives anything truthy has found something. */
export function probeCell(body: string): string {
  return `const leaks = await (async () => {
  const found: string[] = [];
  const tryTo = async (name: string, work: () => unknown) => {
    try {
      const late = new Promise((done) => setTimeout(done, ${PATIENCE}));
      const got = await Promise.race([work(), late]);
      if (got) {
        found.push(name);
        console.log("LEAK", name, JSON.stringify(String(got).slice(0, 80)));
      }
    } catch {}
  };
  try {
${body.replace(/^/gm, "    ")}
  } catch {}
  return found;
})();
export function affine(x: NdArray, w: NdArray, b: NdArray): NdArray {
  return leaks.length > 0 ? x.dot(w).mul(NaN) : x.dot(w).add(b);
}
`;
}
