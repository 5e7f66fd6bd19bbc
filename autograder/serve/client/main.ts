/** What the instructor's page adds in the browser: everything works without it, it only saves clicks. */

import { followCells } from "./cells.ts";
import { filterRows } from "./filter.ts";
import { followBatches } from "./live.ts";
import { markByKeyboard } from "./marking.ts";
import { stepByKeyboard } from "./steps.ts";
import { showOpenTab } from "./tabs.ts";

followBatches();
followCells();
filterRows();
markByKeyboard();
showOpenTab();
stepByKeyboard();
