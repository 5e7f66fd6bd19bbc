/** Small parts that several pages are made of. */
import type { BatchProgress } from "../../gradebook/index.ts";
import { visibleLine } from "../../report/index.ts";
import { percent, points } from "../../report/numbers.ts";
import type { SiteAssignment } from "../site.ts";

/** A share as a bar with its figure. */
export function ShareBar({ value, label }: { value: number; label: string }) {
  const width = (100 * Math.min(1, Math.max(0, value))).toFixed(1);
  return (
    <svg class="share-bar" viewBox="0 0 100 6" preserveAspectRatio="none" role="img" aria-label={label}>
      <rect class="track" width="100" height="6" rx="1" />
      <rect class="share" width={width} height="6" rx="1" />
    </svg>
  );
}

/** "3.5 / 8", with the slash kept away from screen readers. */
export function Score({ value, max }: { value: number; max: number }) {
  return (
    <span class="figure">
      {points(value)} <span class="soft">/ {points(max)}</span>
    </span>
  );
}

/** A figure with what it counts. */
export function Metric({ value, label }: { value: string | number; label: string }) {
  return (
    <div class="metric">
      <strong>{value}</strong> <span>{label}</span>
    </div>
  );
}

/** Six steps from none to all of the points, told by colour and by the figure in the cell. */
export function heat(value: number, max: number): string {
  if (max <= 0) return "none";
  const share = value / max;
  if (share >= 1 - 1e-9) return "h5";
  return `h${share <= 0 ? 0 : Math.min(4, 1 + Math.floor(share * 4))}`;
}

export function when(iso: string): string {
  return iso.replace("T", " ").replace(/:\d\d(\.\d+)?Z?$/, "");
}

/** The running batch of an assignment, or the place where it will be shown. */
export function Progress({ assignment, batch }: { assignment: string; batch: BatchProgress | undefined }) {
  const running = batch !== undefined && batch.ended === null;
  return (
    <div class="batch" data-batch={assignment} data-running={String(running)} hidden={!running}>
      <progress
        max={Math.max(batch?.total ?? 1, 1)}
        value={batch?.done ?? 0}
        aria-label={`Progress of ${assignment}`}
      />
      <span data-words>{batch ? batchWords(batch) : ""}</span>
    </div>
  );
}

/** Shown by the browser's side when a batch has ended. */
export function News({ href }: { href: string }) {
  return (
    <p class="notice" data-news hidden>
      New results are there. <a href={href}>Show them</a>
    </p>
  );
}

export function batchWords({ verb, done, total, ended, error, started, updated }: BatchProgress): string {
  const what = verb === "regrade" ? "judged again" : "graded";
  if (error !== null) return `stopped after ${done} of ${total}: ${visibleLine(error, 200)}`;
  if (ended !== null) return `${done} of ${total} ${what}`;
  const spent = Date.parse(updated) - Date.parse(started);
  const left = done > 0 ? Math.round(((spent / done) * (total - done)) / 1000) : undefined;
  return `${done} of ${total} ${what}${left === undefined ? "" : `, ${clock(left)} left`}`;
}

function clock(seconds: number): string {
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

const TABS = [
  ["", "Students"],
  ["/questions", "Questions"],
  ["/read", "Free answers"],
  ["/export", "Export"],
] as const;

/** An assignment's heading with the ways to look at it. */
export function AssignmentHead({ assignment, current }: { assignment: SiteAssignment; current: string }) {
  const { name, title, item, problems } = assignment;
  return (
    <>
      <h1>{visibleLine(title, 120)}</h1>
      {item?.due !== undefined && <p class="soft">Due {when(new Date(item.due).toISOString())} UTC</p>}
      {problems.length > 0 && (
        <p class="note bad">The source notebook cannot be used: {visibleLine(problems.join("; "), 600)}</p>
      )}
      <nav class="tabs" aria-label="Assignment">
        {TABS.map(([path, text]) => (
          <a href={`/a/${name}${path}`} aria-current={path === current ? "page" : undefined}>
            {text}
          </a>
        ))}
      </nav>
    </>
  );
}

/** The address of a student's submission. */
export function submissionPath(assignment: string, student: string): string {
  return `/a/${assignment}/s/${encodeURIComponent(student)}`;
}

export function shareWords(value: number): string {
  return percent(value, 1);
}
