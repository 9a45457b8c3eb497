import { Refusal } from "../contract/problem.ts";
import { filesOf, isWorkbook, isZip, namesOf } from "./archive.ts";
import { within } from "./bounds.ts";
import { textForm } from "./forms.ts";
import type { AnyImporter, Form } from "./importer.ts";
import { IMPORTERS } from "./list.ts";
import { Notebook } from "./notebook.ts";
import type { FileReport } from "./report.ts";
import { sheetsOf } from "./workbook.ts";
import { LocalTime, namedZone } from "./zone.ts";

export { IMPORTERS } from "./list.ts";
export type { Dropped, FileReport, ImportedReading, PartialMonth, Place, Unread } from "./report.ts";
export { MAX_UNREAD } from "./report.ts";

export interface HouseholdFile {
  /** shown, and never what a variant is told by */
  readonly name: string;
  readonly bytes: Uint8Array;
}

export interface ReadOptions {
  /** whose months and days count, where the file does not say; IANA name */
  readonly timeZone?: string;
  /** bytes read so far, of the file's */
  readonly onProgress?: (done: number, total: number) => void;
}

/** What a file looks like, in words that do not quote it. */
const LOOKS: Readonly<Record<Form["kind"], string>> = {
  table: "a table or plain text",
  json: "JSON",
  lines: "JSON, one value a line",
  xml: "XML",
  workbook: "a workbook (XLSX)",
};

function unknownFile(looks: string): Refusal {
  return new Refusal(
    "unknown-file",
    `the file looks like ${looks}, of no variant that is read (${IMPORTERS.map(({ id }) => id).join(", ")})`,
  );
}

function variantOf(form: Form): AnyImporter | undefined {
  return IMPORTERS.find((one) => one.recognises(form));
}

function readForm(form: Form, notebook: Notebook): boolean {
  const found = variantOf(form);
  if (found === undefined) return false;
  notebook.variant = found.id;
  notebook.where = form.kind === "table" || form.kind === "lines" ? "line" : form.kind === "workbook" ? "row" : "item";
  found.read(form, notebook);
  return true;
}

/** Each file of an archive by itself: what is no file of readings is counted. Archives within are not opened. */
async function readArchive(bytes: Uint8Array, notebook: Notebook, onProgress: (done: number) => void): Promise<boolean> {
  let [known, entry, done] = [false, 0, 0];
  for await (const file of filesOf(bytes)) {
    entry += 1;
    notebook.entry = entry;
    done += file.bytes.length;
    onProgress(Math.min(bytes.length, done));
    const form = isZip(file.bytes) ? null : formOrNull(file.bytes);
    if (form !== null && readForm(form, notebook)) known = true;
    else notebook.drop("not-a-file-of-readings");
  }
  return known;
}

/** A damaged or odd file beside the readings, such as a PDF, is no reason to refuse them. */
function formOrNull(bytes: Uint8Array): Form | null {
  try {
    return textForm(bytes);
  } catch (error) {
    if (error instanceof Refusal && error.code === "unreadable-file") return null;
    throw error;
  }
}

/**
 * Reads a household's own file: which variant it is, the whole months that it holds, and what of it was not read and why.
 * Pure: nothing is kept or sent, and no identifier's value is in the answer. It runs in a browser's worker as it does in Node.
 *
 * @throws Refusal `unknown-file` (no reader knows it: what it looks like, and what is read), `unreadable-file` (damaged,
 *   or beyond a bound, with the bound and the value), `invalid-parameter` (no such time zone)
 */
export async function readHouseholdFile({ bytes }: HouseholdFile, options: ReadOptions = {}): Promise<FileReport> {
  const { timeZone = "Europe/Paris", onProgress } = options;
  within("the bytes of a file", "bytes", bytes.length);
  const notebook = new Notebook(new LocalTime(namedZone(timeZone)));
  const progress = (done: number) => onProgress?.(done, bytes.length);
  if (isZip(bytes) && !isWorkbook(await namesOf(bytes))) {
    if (!(await readArchive(bytes, notebook, progress))) throw unknownFile("an archive (zip)");
  } else {
    const form: Form = isZip(bytes) ? { kind: "workbook", sheets: await sheetsOf(bytes) } : textForm(bytes, progress);
    if (!readForm(form, notebook)) throw unknownFile(LOOKS[form.kind]);
  }
  progress(bytes.length);
  return notebook.report(IMPORTERS.map(({ id }) => id));
}
