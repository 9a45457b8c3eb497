import type { DecimalFault } from "./decimal.ts";
import type { TableForm } from "./importer.ts";
import type { Outcome } from "./notebook.ts";
import { amountOf, KWH } from "./quantities.ts";
import { sideOf } from "./side.ts";
import { plain } from "./stamps.ts";

/** Lines in which the header is looked for. */
const HEADER_WITHIN = 12;

export interface EdfHeader {
  readonly title: string;
  /** from 1 */
  readonly line: number;
  readonly names: readonly string[];
}

/** The title and the header of an EDF table; null when it is none. */
export function edfHeader(head: string): EdfHeader | null {
  const lines = head
    .split(/\r\n|\n|\r/)
    .slice(0, HEADER_WITHIN)
    .map((line) => plain(line.replaceAll('"', "")));
  const title = lines.find((line) => line.startsWith("recapitulatif"));
  const at = lines.findIndex((line) => line.includes(";") && /^(date|mois|periode)/.test(line));
  return title === undefined || at < 0 ? null : { title, line: at + 1, names: (lines[at] ?? "").split(";").map(plain) };
}

/** The rows below the header, blank lines left out; `cells` null: the line cannot be split. */
export function* edfRows(form: TableForm, header: EdfHeader): Generator<{ line: number; cells: readonly string[] | null }> {
  for (const { line, cells } of form.rows())
    if (line > header.line && !cells?.every((cell) => cell.trim() === "")) yield { line, cells };
}

/** What a table of energy is: by day or by month, of electricity or of gas. */
export interface EdfTable extends EdfHeader {
  readonly measure: string;
  readonly nature: number;
  /** whose sum is what was used; empty: all of it was produced */
  readonly columns: readonly number[];
  /** there are several, and not all are parts of one whole */
  readonly unclear: boolean;
}

/** The times of day or the days that a tariff tells apart: what is used in each adds up. */
const TARIFF = /\b(hp|hc|heures? (super )?(pleines?|creuses?)|base|bleus?|blancs?|rouges?|pointe|normale?s?)\b/;

/** The table of a file; null when it has no energy. */
export function edfTable(head: string): EdfTable | null {
  const header = edfHeader(head);
  if (header === null) return null;
  const { title, names } = header;
  const isGas = /gaz/.test(title) || names.some((name) => /m3|m³|gaz/.test(name));
  const named = names.flatMap((name, i) => (/kwh/.test(name) ? [i] : []));
  // The unit may stand in the title alone; of gas the second column is m³.
  const energy = named.length > 0 ? named : /kwh/.test(title) && !isGas ? [1] : [];
  if (energy.length === 0) return null;
  const columns = energy.filter((i) => sideOf(names[i] ?? "", title) !== "production");
  const unclear = columns.length > 1 && !columns.every((i) => TARIFF.test(names[i] ?? ""));
  const nature = names.findIndex((name) => name.startsWith("nature"));
  return { ...header, measure: isGas ? "gas.energy" : "electricity.energy", nature, columns, unclear };
}

/** What a row says was used, in the places of `KWH`; null where a part of it is empty, else why it does not count. */
export function edfAmount(
  cells: readonly string[],
  { columns, unclear }: EdfTable,
): number | null | DecimalFault | NonNullable<Outcome> {
  if (columns.length === 0) return "production";
  if (unclear) return "unclear-column";
  let sum = 0;
  for (const column of columns) {
    const part = amountOf(cells[column], KWH);
    if (typeof part !== "number") return part;
    sum += part;
  }
  return sum > Number.MAX_SAFE_INTEGER ? "too-large" : sum;
}
