import { Refusal } from "../contract/problem.ts";
import { filesOf, isWorkbook, isZip, namesOf } from "./archive.ts";
import { within } from "./bounds.ts";
import { textForm } from "./forms.ts";
import type { AnyImporter, Form } from "./importer.ts";
import { IMPORTERS } from "./list.ts";
import { looksOf } from "./looks.ts";
import { Notebook } from "./notebook.ts";
import type { FileReport } from "./report.ts";
import { UnknownFile } from "./unknown.ts";
import { sheetsOf } from "./workbook.ts";
import { LocalTime, namedZone } from "./zone.ts";

export { type Bill, type BillsReport, readBills } from "./bill.ts";
export { WHOLE_PERCENT } from "./completeness.ts";
export { IMPORTERS } from "./list.ts";
export { type FileReport, MAX_UNREAD } from "./report.ts";
export { revealedBy } from "./reveals.ts";
export { readable, UnknownFile } from "./unknown.ts";
export { DROPPED, IDENTIFIERS, PARTIAL, UNREAD } from "./words.ts";

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

function variantOf(form: Form): AnyImporter | undefined {
  return IMPORTERS.find((one) => one.recognises(form));
}

function readForm(form: Form, notebook: Notebook): boolean {
  const found = variantOf(form);
  if (found === undefined) return false;
  notebook.begin(found.id, form.kind === "table" || form.kind === "lines" ? "line" : form.kind === "workbook" ? "row" : "item");
  found.read(form, notebook);
  return true;
}

/** Each file of an archive by itself: what is no file of readings is counted. Archives within are not opened. */
async function readArchive(bytes: Uint8Array, notebook: Notebook, onProgress: (done: number) => void): Promise<boolean> {
  let [known, done] = [false, 0];
  for await (const file of filesOf(bytes)) {
    notebook.nextFile();
    notebook.produced = isOfProduction(file.name);
    done += file.bytes.length;
    onProgress(Math.min(bytes.length, done));
    const form = await formOrNull(file.bytes);
    if (form !== null && readForm(form, notebook)) known = true;
    else notebook.drop("not-a-file-of-readings");
  }
  return known;
}

/** A damaged or odd file beside the readings, such as a PDF, is no reason to refuse them. */
async function formOrNull(bytes: Uint8Array): Promise<Form | null> {
  try {
    return await formOf(bytes);
  } catch (error) {
    if (error instanceof Refusal && error.code === "unreadable-file") return null;
    throw error;
  }
}

/** What a file is; null: an archive of files. */
async function formOf(bytes: Uint8Array, onProgress?: (done: number) => void): Promise<Form | null> {
  if (!isZip(bytes)) return textForm(bytes, onProgress);
  return isWorkbook(await namesOf(bytes)) ? { kind: "workbook", sheets: await sheetsOf(bytes) } : null;
}

/** Production has the shape of consumption in several formats, and then only the name tells. A name never makes more of a file. */
function isOfProduction(name: string): boolean {
  return /production|injection/i.test(name);
}

/** @param several of which each is counted, and in place of an archive its files */
async function readInto(
  notebook: Notebook,
  { name, bytes }: HouseholdFile,
  several: boolean,
  onProgress: (done: number) => void,
): Promise<void> {
  within("the bytes of a file", "bytes", bytes.length);
  notebook.produced = isOfProduction(name);
  const form = await formOf(bytes, onProgress);
  if (several && form !== null) notebook.nextFile();
  const known = form === null ? await readArchive(bytes, notebook, onProgress) : readForm(form, notebook);
  if (!known) throw new UnknownFile(looksOf(bytes) ?? form?.kind ?? "archive");
}

/**
 * Reads a household's own file: which variant it is, the whole months that it holds, and what of it was not read and why.
 * Pure: nothing is kept or sent, and no identifier's value is in the answer. It runs in a browser's worker as it does in Node.
 *
 * @throws Refusal `unknown-file` (no reader knows it: what it looks like, and what is read), `unreadable-file` (damaged,
 *   or beyond a bound, with the bound and the value), `invalid-parameter` (no such time zone)
 */
export function readHouseholdFile(file: HouseholdFile, options: ReadOptions = {}): Promise<FileReport> {
  return readHouseholdFiles([file], options);
}

/**
 * The same of several files as one, such as an export of seven days a file: a month may be put together from several, and what
 * two of them give alike counts once.
 *
 * @throws Refusal as `readHouseholdFile`, for the first file that is refused, by its number: names of such files hold meters'
 */
export async function readHouseholdFiles(files: readonly HouseholdFile[], options: ReadOptions = {}): Promise<FileReport> {
  const { timeZone = "Europe/Paris", onProgress } = options;
  const notebook = new Notebook(new LocalTime(namedZone(timeZone)));
  const total = files.reduce((sum, { bytes }) => sum + bytes.length, 0);
  let before = 0;
  for (const [i, file] of files.entries()) {
    const start = before;
    const several = files.length > 1;
    try {
      await readInto(notebook, file, several, (done) => onProgress?.(start + done, total));
    } catch (error) {
      throw several ? numbered(error, i + 1) : error;
    }
    before += file.bytes.length;
  }
  onProgress?.(total, total);
  return notebook.report(IMPORTERS.map(({ id }) => id));
}

/** The same refusal, of one of several files. */
function numbered(error: unknown, number: number): unknown {
  if (error instanceof UnknownFile) return new UnknownFile(error.looks, `file ${number}`);
  return error instanceof Refusal ? new Refusal(error.code, `file ${number}: ${error.message}`, error.faults) : error;
}
