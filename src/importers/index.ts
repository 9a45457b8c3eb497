// Readers of the files that households have, one for each variant, recognised by content. Pure: they run in the browser too.

import { Refusal, refusalOf } from "../contract/problem.ts";
import type { Unit } from "../contract/units.ts";
import { type ArchiveFile, filesOf, isWorkbook, isZip } from "./archive.ts";
import { checkFileBound } from "./bounds.ts";
import { type FileForm, textForm } from "./forms.ts";
import { IMPORTERS } from "./list.ts";
import { type Notebook, openNotebook } from "./notebook.ts";
import type { FileReport } from "./report.ts";
import { UnknownFile, UnnamedMeasure, unknownKindOf } from "./unknown-file.ts";
import { sheetsOf } from "./workbook.ts";
import { localTime, namedZone } from "./zone.ts";

export { type Bill, readBills } from "./bill.ts";
export { WHOLE_PERCENT } from "./completeness.ts";
export { VARIANTS } from "./forms.ts";
export { hintIn, type MeasureHint } from "./hint.ts";
export { IMPORTERS } from "./list.ts";
export { DROPPED, IDENTIFIERS, PARTIAL, UNREAD } from "./reasons.ts";
export { type FileReport, MAX_UNREAD } from "./report.ts";
export { revealedBy } from "./reveals.ts";
export { readable, UnknownFile, UnnamedMeasure } from "./unknown-file.ts";

export interface HouseholdFile {
  /** shown in messages, and never used to recognise a variant */
  readonly name: string;
  readonly bytes: Uint8Array;
}

interface ReadOptions {
  /** time zone of months and days, where the file does not state one; IANA name */
  readonly timeZone?: string;
  /** what a household's own table measures, where its title does not say; `domain.measure` */
  readonly measure?: string;
  /** the unit of such a table, where its title does not say */
  readonly unit?: Unit;
  /** whether the numbers of such a table stand on a meter, where they may and may not */
  readonly isMeter?: boolean;
  /** currency of the commons, ISO 4217; a household's own table in another currency is refused */
  readonly currency?: string;
  /** the current time: what a row of a household's own table stands for must be over */
  readonly now?: Date;
  /** called with the bytes read so far and the file's size */
  readonly onProgress?: (done: number, total: number) => void;
}

type Progress = (done: number) => void;

function readForm(form: FileForm, notebook: Notebook): boolean {
  for (const { id, kind, open } of IMPORTERS) {
    const read = kind === form.kind ? open(form) : null;
    if (read === null) continue;
    notebook.begin(id, form.in);
    read(notebook);
    return true;
  }
  return false;
}

/** Opens a file: the files of an archive, or the form of a single file. */
async function openFile(bytes: Uint8Array, onProgress?: Progress): Promise<FileForm | ArchiveFile[]> {
  checkFileBound("the bytes of a file", "bytes", bytes.length);
  if (!isZip(bytes)) return textForm(bytes, onProgress);
  const files = await filesOf(bytes);
  return isWorkbook(files) ? { kind: "workbook", in: "row", sheets: await sheetsOf(files) } : files;
}

/**
 * Whether a file's name says production: in several formats production has the shape of consumption, and only the name tells. A
 * name is used for nothing else.
 */
const isOfProduction = (name: string): boolean => /production|injection/i.test(name);

/**
 * Reads a file into the notebook. @param isOneOfSeveral the file is one of several, so it is counted; an archive's files are
 * counted instead of it
 */
async function readInto(notebook: Notebook, file: HouseholdFile, isOneOfSeveral: boolean, onProgress: Progress): Promise<void> {
  const { name, bytes } = file;
  const looks = unknownKindOf(bytes);
  // Also a broken one, which cannot be opened: the page says what it was.
  if (looks === "answers") throw new UnknownFile(looks);
  const opened = await openFile(bytes, onProgress);
  if ("kind" in opened) {
    if (isOneOfSeveral) notebook.nextFile();
    notebook.produced = isOfProduction(name);
    if (readForm(opened, notebook)) return;
    throw new UnknownFile(looks ?? (opened.kind === "json" && opened.in === "line" ? "lines" : opened.kind));
  }
  // Each file of an archive is read separately; files without readings are counted. Archives inside archives are not opened.
  let [isKnown, done] = [false, 0];
  for (const entry of opened) {
    notebook.nextFile();
    notebook.produced = isOfProduction(entry.name);
    const unpacked = await entry.unpack();
    done += unpacked.length;
    onProgress(Math.min(bytes.length, done));
    // A damaged or unrelated file beside the readings, such as a PDF, is no reason to refuse them.
    const form = await openFile(unpacked).catch((error: unknown) => {
      refusalOf(error, "unreadable-file");
      return [];
    });
    if ("kind" in form && readForm(form, notebook)) isKnown = true;
    else notebook.drop("not-a-file-of-readings");
  }
  if (!isKnown) throw new UnknownFile(looks ?? "archive");
}

/**
 * Reads a household's own file: its variant, its whole months, and what was not read and why. Pure: nothing is kept or sent, and
 * the report contains no identifier. It runs in a browser's worker as in Node.
 *
 * @throws Refusal `unknown-file` (no reader recognises it, or the household's own table does not name what it measures),
 *   `unreadable-file` (damaged, or beyond a bound, with the bound and the value), `invalid-parameter` (no such time zone)
 */
export function readHouseholdFile(file: HouseholdFile, options: ReadOptions = {}): Promise<FileReport> {
  return readHouseholdFiles([file], options);
}

/**
 * Reads several files as one, such as an export split by week: a month may be put together from several, and equal readings in
 * two of them count once.
 *
 * @throws Refusal as `readHouseholdFile`, for the first file refused, identified by its number: names of such files may contain a
 *   meter's number
 */
export async function readHouseholdFiles(files: readonly HouseholdFile[], options: ReadOptions = {}): Promise<FileReport> {
  const { timeZone = "Europe/Paris", measure = null, unit = null, isMeter = null, currency = "EUR", now, onProgress } = options;
  const today = now === undefined ? null : now.getTime() / 1000;
  const notebook = openNotebook(localTime(namedZone(timeZone)), { measure, unit, isMeter, today, currency });
  const total = files.reduce((sum, { bytes }) => sum + bytes.length, 0);
  const isOneOfSeveral = files.length > 1;
  let before = 0;
  for (const [i, file] of files.entries()) {
    try {
      await readInto(notebook, file, isOneOfSeveral, (done) => onProgress?.(before + done, total));
    } catch (error) {
      if (!isOneOfSeveral || !(error instanceof Refusal)) throw error;
      const name = `file ${i + 1}`;
      if (error instanceof UnnamedMeasure) throw new UnnamedMeasure(error.unit, error.measures, name, error.mayBeMeter);
      throw error instanceof UnknownFile
        ? new UnknownFile(error.looks, name)
        : new Refusal(error.code, `${name}: ${error.message}`, error.faults);
    }
    before += file.bytes.length;
  }
  onProgress?.(total, total);
  return notebook.report(IMPORTERS.map(({ id }) => id));
}
