/**
 * `npm run bench:robust [inputs] [submissions]`: a million random inputs for intake, the reply protocol and configuration, and a class
 * of 300 of which 5% are broken. (Kills at random moments: `GRADLAB_KILLS=50 npm run -s jest -- autograder/grade/resume`.)
 */
import { gradeBrokenClass } from "./broken-class.ts";
import { fuzz, fuzzIntake, fuzzReplies } from "./fuzz.ts";
import { fuzzConfiguration } from "./fuzz-config.ts";

const inputs = Number(process.argv[2] ?? 1_000_000);
const submissions = Number(process.argv[3] ?? 300);
fuzz("replies", Math.ceil(0.4 * inputs), fuzzReplies);
fuzz("intake", Math.ceil(0.3 * inputs), fuzzIntake);
fuzz("configuration", Math.ceil(0.3 * inputs), fuzzConfiguration);
if (submissions > 0) gradeBrokenClass(submissions);
