/** Properties of intake on random input; `npm run bench:robust` runs the same ones a million times. */
import fc from "fast-check";
import { anyCells, brokenBytes, guarded } from "./arbitrary.ts";
import { rebuild } from "./rebuild.ts";
import { instructorNotebook } from "./sample.ts";
import { schemaShelf } from "./schema.ts";

const instructor = instructorNotebook();
const schemas = schemaShelf();

test("whatever cells come, every cell not marked as the student's is the instructor's to the letter, in its order", () => {
  fc.assert(fc.property(anyCells, guarded), { numRuns: 2000 });
});

test("whatever bytes come, intake answers in one sentence and does not throw", () => {
  fc.assert(
    fc.property(brokenBytes, (bytes) => {
      const result = rebuild(instructor, bytes, { schemas });
      expect(result.ok || /^expected .{10,300}$/su.test(result.reason)).toBe(true);
    }),
    { numRuns: 2000 },
  );
});
