// Runs the steps of a set-up one after another, says what each does and how long it took.

/**
 * @typedef {object} Step
 * @property {string} title what the step does
 * @property {(log: (line: string) => void) => Promise<string | undefined>} run does it; resolves with a short result
 * @property {string} [mend] what to do when it fails
 */

/**
 * Runs the steps in order; a failing step ends the process with what to do next.
 * @param {Step[]} steps
 */
export async function runSteps(steps) {
  for (const [i, step] of steps.entries()) {
    const started = Date.now();
    const head = `[${i + 1}/${steps.length}] ${step.title}`;
    const log = (line) => console.log(`      ${line}`);
    try {
      const result = await step.run(log);
      console.log(`${head}: ${result ?? "done"} (${((Date.now() - started) / 1000).toFixed(1)} s)`);
    } catch (error) {
      console.error(`${head}: failed\n${error.message}`);
      if (step.mend) console.error(`what to do: ${step.mend}`);
      process.exit(3);
    }
  }
}
