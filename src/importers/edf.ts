import type { TableForm } from "./importer.ts";
import { plain } from "./stamps.ts";

/** A row of one of EDF's tables below its header, with the names of the header. */
export interface EdfRow {
  readonly line: number;
  readonly cells: readonly string[] | null;
}

/** Lines in which the header is looked for. */
const HEADER_WITHIN = 12;

/** The title and the header of an EDF table; null when it is none. */
export function edfHeader(head: string): { readonly title: string; readonly names: readonly string[] } | null {
  const lines = head
    .split(/\r\n|\n|\r/)
    .slice(0, HEADER_WITHIN)
    .map(plain);
  const title = lines.find((line) => line.startsWith("recapitulatif"));
  const header = lines.find((line) => line.includes(";") && /^(date|mois|periode)/.test(line));
  return title === undefined || header === undefined ? null : { title, names: header.split(";").map(plain) };
}

/** The rows below the header, blank lines left out. */
export function* edfRows(form: TableForm): Generator<EdfRow> {
  let below = false;
  for (const { line, cells } of form.rows()) {
    if (!below) {
      below = cells !== null && cells.length > 1 && /^(date|mois|periode)/.test(plain(cells[0] ?? ""));
      continue;
    }
    if (cells?.every((cell) => cell.trim() === "")) continue;
    yield { line, cells };
  }
}

/** The column of energy in kWh, and whose: gas has its own file of the same name. */
export function edfEnergy(title: string, names: readonly string[]): { readonly column: number; readonly measure: string } | null {
  const column = names.findIndex((name) => /kwh/.test(name));
  const fallback = /kwh/.test(title) ? 1 : -1;
  const isGas = /gaz/.test(title) || names.some((name) => /m3|m³|gaz/.test(name));
  if (column < 0 && (fallback < 0 || isGas)) return null;
  return { column: column < 0 ? fallback : column, measure: isGas ? "gas.energy" : "electricity.energy" };
}
