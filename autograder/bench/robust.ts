/**
 * `npm run bench:robust [inputs] [submissions]`: a million random inputs for intake and the reply protocol, and a class of 300 of which 5%
 * are broken. (Kills at random moments: `GRADLAB_KILLS=50 npm run -s jest -- autograder/grade/resume`.)
 */
import { gradeBrokenClass } from "./broken-class.ts";
import { fuzz, fuzzIntake, fuzzReplies } from "./fuzz.ts";

const inputs = Number(process.argv[2] ?? 1_000_000);
const submissions = Number(process.argv[3] ?? 300);
fuzz("replies", inputs / 2, fuzzReplies);
fuzz("intake", inputs / 2, fuzzIntake);
gradeBrokenClass(submissions);
