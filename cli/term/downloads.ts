/** What other systems would give to download of what the class handed in. */
import { createWriteStream, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { pipeline } from "node:stream/promises";
import { stringify } from "yaml";
import { ZipFile } from "yazl";
import type { MadeStudent } from "./students.ts";

export interface Delivery {
  student: MadeStudent;
  text: string;
  received: Date;
}

/** Gradescope's export: a folder per submission, and the metadata of all. */
export async function gradescopeDownload(
  path: string,
  deliveries: readonly Delivery[],
  notebook: string,
): Promise<void> {
  const top = "assignment_1234_export";
  const files: Record<string, string> = {};
  const metadata: Record<string, object> = {};
  for (const [i, { student, text, received }] of deliveries.entries()) {
    files[`${top}/submission_${i + 1}/${notebook}.ipynb`] = text;
    const submitters = [{ ":name": student.name, ":sid": student.id, ":email": student.email }];
    const created = received.toISOString().replace("T", " ").replace(/Z$/, "000000 Z");
    metadata[`submission_${i + 1}`] = { ":submitters": submitters, ":created_at": created, ":score": 0.0 };
  }
  await writeZip(path, { ...files, [`${top}/submission_metadata.yml`]: stringify(metadata) });
}

/** Moodle's download: a folder per person, named by the person; it does not say when. */
export async function moodleDownload(path: string, deliveries: readonly Delivery[], notebook: string): Promise<void> {
  const files = deliveries.map(({ student, text }, i) => [
    `${student.name.replace("/", "-")}_${7000 + i}_assignsubmission_file_/${notebook}.ipynb`,
    text,
  ]);
  await writeZip(path, Object.fromEntries(files));
}

/** nbgrader's exchange: a folder per submission, named by who, what and when. */
export function nbgraderInbound(folder: string, deliveries: readonly Delivery[], notebook: string): void {
  for (const { student, text, received } of deliveries) {
    const stamp = received.toISOString().replace("T", " ").replace("Z", "000 UTC");
    const file = join(folder, "inbound", `${student.id}+${notebook}+${stamp}`, `${notebook}.ipynb`);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
}

/** Moodle's grading worksheet, empty, as it is downloaded. */
export function moodleWorksheet(students: readonly MadeStudent[]): string {
  const rows = students.map(({ name, email }, i) => `Participant ${7000 + i},"${name}",${email},Submitted,-,10.00,`);
  return `Identifier,Full name,Email address,Status,Grade,Maximum Grade,Feedback comments\r\n${rows.join("\r\n")}\r\n`;
}

async function writeZip(path: string, files: Record<string, string>): Promise<void> {
  const zip = new ZipFile();
  for (const [name, text] of Object.entries(files)) zip.addBuffer(Buffer.from(text), name);
  zip.end();
  mkdirSync(dirname(path), { recursive: true });
  await pipeline(zip.outputStream, createWriteStream(path));
}
