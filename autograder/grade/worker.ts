/** A grading process: trusted, started by the pool, grades one submission after another. Student code never runs in it. */
import { createRequire } from "node:module";
import { gunzipSync, gzipSync } from "node:zlib";
import { readSubmissionFile, type SchemaShelf, schemaShelf } from "../intake/index.ts";
import { packReplies, unpackReplies } from "../membrane/transport.ts";
import { runnerFolder } from "../sandbox/bundle.ts";
import { findLauncher } from "../sandbox/launcher.ts";
import { Programs } from "../sandbox/programs.ts";
import { LauncherService } from "../sandbox/service.ts";
import { SANDBOX_ENV } from "../sandbox/start.ts";
import { viewPaths } from "../sandbox/view.ts";
import { loadAssignment, type Question } from "../source/index.ts";
import { Evaluator } from "./evaluate.ts";
import { HandedOut } from "./handed-out.ts";
import { Known } from "./known.ts";
import { limitsOf } from "./limits-of.ts";
import { planOf } from "./make-plan.ts";
import type { Answer, GradeRequest, PackedReplies, RegradeRequest, Setup, Work } from "./messages.ts";
import type { Plan } from "./plan.ts";
import type { QuestionJob } from "./question.ts";
import { regrade } from "./regrade.ts";
import { type GradedSubmission, gradeBytes, rejected } from "./submission.ts";

interface Ready {
  setup: Setup;
  evaluator: Evaluator;
  plan: Plan;
  schemas: SchemaShelf;
  handedOut: HandedOut | undefined;
  known: Known | undefined;
  sandbox: QuestionJob["sandbox"];
  versions: { gradlab: string; node: string };
}

const say = (answer: Answer) => process.send!(answer);

async function prepare(setup: Setup): Promise<Ready> {
  const loaded = loadAssignment(setup.folder);
  if (!loaded.ok) throw new Error(loaded.problems.join("\n"));
  const launcher = findLauncher();
  if (!launcher) throw new Error("the sandbox launcher is not there: run `npm run setup`");
  // While this process is small: it is copied once.
  const service = new LauncherService(launcher, SANDBOX_ENV);
  process.on("exit", () => service[Symbol.dispose]());
  // First, while this process has loaded nothing but Node's own libraries: the view shows those.
  const { packages: shown } = loaded.assignment;
  const runner = runnerFolder();
  const nativePaths = viewPaths({ runner, native: true, shown, level: setup.level });
  const paths = shown.length > 0 ? nativePaths : viewPaths({ runner });
  const evaluator = new Evaluator(loaded.assignment);
  const plan = await planOf(evaluator);
  const { version } = createRequire(import.meta.url)("gradlab/package.json") as { version: string };
  const schemas = schemaShelf();
  const sandbox = { service, level: setup.level, paths, nativePaths, programs: new Programs(runner) };
  const handedOut = setup.runUnanswered ? undefined : new HandedOut(evaluator, schemas, sandbox);
  const known = setup.reuse ? new Known() : undefined;
  const versions = { gradlab: version, node: process.version };
  return { setup, evaluator, plan, schemas, handedOut, known, sandbox, versions };
}

async function grade(ready: Ready, { student, file, path, seed, skip }: GradeRequest): Promise<void> {
  const read = readSubmissionFile(path);
  const job = { ...ready, student, file, bytes: read.ok ? read.value : new Uint8Array(), seed, skip, onQuestion };
  const graded = read.ok ? await gradeBytes(job) : { result: rejected(job, read.reason), replies: {} };
  say({ kind: "graded", result: graded.result, replies: ready.setup.keepReplies ? packed(graded) : [] });

  function onQuestion(question: Question): void {
    say({ kind: "question", id: question.id, seconds: limitsOf(ready.evaluator.assignment, question).wallSeconds });
  }
}

async function judgeAgain({ evaluator, plan }: Ready, { result, replies }: RegradeRequest): Promise<void> {
  const stored = new Map(replies.map(({ question, bytes }) => [question, [...unpackReplies(gunzipSync(bytes))]]));
  const regraded = await regrade({ evaluator, plan, before: result, replies: stored });
  if (regraded.ok) say({ kind: "graded", result: regraded.result, replies });
  else say({ kind: "failed", reason: regraded.reason });
}

function packed({ result, replies }: GradedSubmission): PackedReplies[] {
  return result.questions.flatMap(({ id, replies: digest }) =>
    digest ? [{ question: id, sha256: digest.sha256, bytes: gzipSync(packReplies(replies[id]), { level: 1 }) }] : [],
  );
}

async function work(ready: Ready, request: Work): Promise<void> {
  try {
    await (request.kind === "grade" ? grade(ready, request) : judgeAgain(ready, request));
  } catch (error) {
    say({ kind: "failed", reason: (error as Error).message });
  }
}

/** The first message sets the process up; the others are done one after another. */
process.once("message", async (setup: Setup) => {
  let last: Promise<void> | undefined;
  try {
    const ready = await prepare(setup);
    process.on("message", (request: Work) => {
      last = (last ?? Promise.resolve()).then(() => work(ready, request));
    });
    say({ kind: "ready" });
  } catch (error) {
    say({ kind: "unusable", reason: (error as Error).message });
  }
});
process.on("disconnect", () => process.exit(0));
