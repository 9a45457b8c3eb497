import { TextReader, Uint8ArrayWriter, ZipWriter } from "@zip.js/zip.js/lib/zip-core-custom.js";

/** A home made up for the tests: power in watts over intervals, on Paris time by its rule and not by `Intl`. */
export interface PowerInterval {
  /** seconds since 1970 */
  readonly start: number;
  readonly end: number;
  readonly watts: number;
}

const HOUR = 3600;

/** The last Sunday of a month at 01:00 UTC, when clocks change all over the Union. */
function change(year: number, month: number): number {
  const last = new Date(Date.UTC(year, month, 0));
  return Date.UTC(year, month - 1, last.getUTCDate() - last.getUTCDay(), 1) / 1000;
}

/** Seconds east of Greenwich. */
export function paris(instant: number): number {
  const year = new Date(instant * 1000).getUTCFullYear();
  return instant >= change(year, 3) && instant < change(year, 10) ? 2 * HOUR : HOUR;
}

/** An instant of Paris' midnight, `YYYY-MM-DD`. */
export function midnight(day: string): number {
  const wall = Date.parse(`${day}T00:00:00Z`) / 1000;
  return wall - paris(wall - 2 * HOUR);
}

const pad = (value: number) => String(value).padStart(2, "0");

/** Parts of a wall clock in Paris. */
export function wall(instant: number) {
  const at = new Date((instant + paris(instant)) * 1000);
  const [y, m, d] = [at.getUTCFullYear(), pad(at.getUTCMonth() + 1), pad(at.getUTCDate())];
  const time = `${pad(at.getUTCHours())}:${pad(at.getUTCMinutes())}:${pad(at.getUTCSeconds())}`;
  return { month: `${y}-${m}`, day: `${y}-${m}-${d}`, french: `${d}/${m}/${y}`, time, y, m: Number(m), d: Number(d) };
}

export function iso(instant: number): string {
  const { day, time } = wall(instant);
  return `${day}T${time}+0${paris(instant) / HOUR}:00`;
}

/** The home's intervals from one midnight to another; even watts, so that half an hour is whole watt-hours. */
export function home(from: string, to: string, minutes = 30): PowerInterval[] {
  const [first, last] = [midnight(from), midnight(to)];
  return Array.from({ length: (last - first) / (60 * minutes) }, (_, i) => {
    const start = first + 60 * minutes * i;
    return { start, end: start + 60 * minutes, watts: 180 + 2 * ((i * 7919) % 801) };
  });
}

/** Watt-seconds by local day, exact. */
export function byDay(intervals: readonly PowerInterval[]): Map<string, number> {
  const days = new Map<string, number>();
  for (const { start, end, watts } of intervals) {
    const { day } = wall(start);
    days.set(day, (days.get(day) ?? 0) + watts * (end - start));
  }
  return days;
}

/** Watt-hours by local month, rounded half up: what every reader of these files must come to. */
export function wattHours(intervals: readonly PowerInterval[]): Record<string, number> {
  const months: Record<string, number> = {};
  for (const [day, amount] of byDay(intervals)) months[day.slice(0, 7)] = (months[day.slice(0, 7)] ?? 0) + amount;
  return Object.fromEntries(Object.entries(months).map(([month, amount]) => [month, Math.floor((amount + 1800) / 3600)]));
}

export const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

/** Latin-1, as EDF writes. */
export const latin1 = (text: string): Uint8Array => Uint8Array.from(text, (letter) => letter.charCodeAt(0));

/** @param level 0: stored as it is */
export async function zipOf(files: Readonly<Record<string, string | Uint8Array>>, level = 6): Promise<Uint8Array> {
  const writer = new ZipWriter(new Uint8ArrayWriter(), { level });
  for (const [name, held] of Object.entries(files)) {
    if (typeof held === "string") await writer.add(name, new TextReader(held));
    else await writer.add(name, new Blob([held.slice()]).stream());
  }
  return writer.close();
}

export type MadeCell = string | number | Date | null;

const letters = (column: number): string =>
  (column < 26 ? "" : letters(Math.floor(column / 26) - 1)) + String.fromCharCode(65 + (column % 26));
const escaped = (text: string) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");

function cellXml(cell: MadeCell, reference: string): string {
  if (cell === null) return "";
  if (typeof cell === "string") return `<c r="${reference}" t="inlineStr"><is><t>${escaped(cell)}</t></is></c>`;
  if (typeof cell === "number") return `<c r="${reference}"><v>${cell}</v></c>`;
  return `<c r="${reference}" s="1"><v>${cell.getTime() / 86_400_000 + 25_569}</v></c>`;
}

export interface MadeSheet {
  readonly name: string;
  readonly rows: readonly (readonly MadeCell[])[];
}

function sheetXml(rows: MadeSheet["rows"]): string {
  const body = rows.map(
    (cells, row) =>
      `<row r="${row + 1}">${cells.map((cell, column) => cellXml(cell, `${letters(column)}${row + 1}`)).join("")}</row>`,
  );
  return `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${body.join("")}</sheetData></worksheet>`;
}

/**
 * A workbook as small as the format allows.
 * @param folder where its sheets are, below `xl/`
 */
export function bookOf(sheets: readonly (MadeSheet | string)[], folder = "worksheets"): Promise<Uint8Array> {
  const main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
  const relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
  const packages = "http://schemas.openxmlformats.org/package/2006";
  const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
  const listed = sheets.map(
    (sheet, i) =>
      `<sheet name="${typeof sheet === "string" ? `S${i}` : escaped(sheet.name)}" sheetId="${i + 1}" r:id="r${i + 1}"/>`,
  );
  const related = sheets.map(
    (_, i) => `<Relationship Id="r${i + 1}" Type="${relations}/worksheet" Target="${folder}/sheet${i + 1}.xml"/>`,
  );
  const parts = sheets.map((sheet, i) => [
    `xl/${folder}/sheet${i + 1}.xml`,
    head + (typeof sheet === "string" ? sheet : sheetXml(sheet.rows)),
  ]);
  return zipOf({
    "[Content_Types].xml": `${head}<Types xmlns="${packages}/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>`,
    "_rels/.rels": `${head}<Relationships xmlns="${packages}/relationships"><Relationship Id="r1" Type="${relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    "xl/workbook.xml": `${head}<workbook xmlns="${main}" xmlns:r="${relations}"><sheets>${listed.join("")}</sheets></workbook>`,
    "xl/_rels/workbook.xml.rels": `${head}<Relationships xmlns="${packages}/relationships">${related.join("")}<Relationship Id="styles" Type="${relations}/styles" Target="styles.xml"/></Relationships>`,
    "xl/styles.xml": `${head}<styleSheet xmlns="${main}"><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="22" applyNumberFormat="1"/></cellXfs></styleSheet>`,
    ...Object.fromEntries(parts),
  });
}

/** A workbook of one sheet. */
export function workbookOf(rows: MadeSheet["rows"]): Promise<Uint8Array> {
  return bookOf([{ name: "Feuille", rows }]);
}
