import { type CsvDialect, type CsvValue, csvText, EXCEL_FR } from "../../src/contract/csv.ts";
import { measureRef } from "../../src/domains/index.ts";
import { en } from "../messages/en/spreadsheet.ts";
import { fr } from "../messages/fr/spreadsheet.ts";
import { formatPeriod, unitLabel, upperFirst } from "./format.ts";
import { type Lang, translated } from "./i18n.ts";
import { topicLabel, typeLabel } from "./labels.ts";

const SPREADSHEET = translated(fr, en);

/** The dialect that an English spreadsheet opens with a double click. The mark at the beginning says that letters are UTF-8. */
const EXCEL_EN: CsvDialect = { separator: ",", decimal: ".", mark: true, lineEnd: "\r\n" };

/** Columns for programs alone, which the file of data has. */
const LEFT_OUT = new Set([
  "DOMAIN",
  "AREA_LEVEL",
  "CONF_LEVEL",
  "CONF_STATUS",
  "METHOD",
  "HOMES_LOWER",
  "HOMES_UPPER",
  "TYPE_NAME",
]);

/** A value in words, where its column has codes. */
function wordOf(column: string, value: CsvValue, domain: string, measure: string, lang: Lang): CsvValue {
  const code = String(value ?? "");
  const ref = measureRef(domain, measure);
  if (code === "") return value;
  if (column === "MEASURE") return ref ? topicLabel(ref, lang) : value;
  if (column === "HOUSEHOLD_TYPE") return ref ? typeLabel(ref, code, lang) : value;
  if (column === "STATISTIC") return SPREADSHEET[lang].statistics[code] ?? value;
  if (column === "TIME_PERIOD") return upperFirst(formatPeriod(code, lang));
  if (column === "UNIT_MEASURE") return unitLabel(code, lang);
  return value;
}

/** What a reader must know of a figure by its statuses: that it is to be read with care, or why there is none. */
function remarkOf(status: string, confidentiality: string, lang: Lang): CsvValue {
  const { unsure, withheld } = SPREADSHEET[lang].remarks;
  if (status === "U") return unsure;
  return status === "Q" ? (withheld[confidentiality] ?? null) : null;
}

/** Begins a row that stands above a table and is none of its figures. */
const ABOVE = "# ";

/** One table in words, its columns' names first; figures that have no remark get one of their statuses. */
function worded(rows: readonly (readonly CsvValue[])[], lang: Lang): CsvValue[][] {
  const isAbove = ([first]: readonly CsvValue[]): boolean => String(first ?? "").startsWith(ABOVE);
  const above = rows.filter(isAbove).map(([first, ...values]) => {
    const code = String(first).slice(ABOVE.length);
    return [SPREADSHEET[lang].statistics[code] ?? code, ...values];
  });
  const [columns = [], ...figures] = rows.filter((row) => !isAbove(row));
  const names = columns.map(String);
  const kept = names.flatMap((column, i) => {
    const isSaid = column === "OBS_STATUS" && names.includes("REMARK");
    return isSaid || LEFT_OUT.has(column) ? [] : [{ column, i }];
  });
  const at = (row: readonly CsvValue[], column: string): string => String(row[names.indexOf(column)] ?? "");
  const { columns: named } = SPREADSHEET[lang];
  const first = kept.map(({ column }) => named[column] ?? column);
  const rest = figures.map((row) =>
    kept.map(({ column, i }) =>
      column === "OBS_STATUS"
        ? remarkOf(at(row, column), at(row, "CONF_STATUS"), lang)
        : wordOf(column, row[i] ?? null, at(row, "DOMAIN"), at(row, "MEASURE"), lang),
    ),
  );
  return [...above, first, ...rest];
}

/** The tables of a file, which an empty row sets apart. */
function tablesOf(rows: readonly (readonly CsvValue[])[]): (readonly CsvValue[])[][] {
  const tables: (readonly CsvValue[])[][] = [[]];
  for (const row of rows) {
    if (row.length === 0) tables.push([]);
    else tables.at(-1)?.push(row);
  }
  return tables;
}

/**
 * A figure as a file that a spreadsheet of the page's language opens in columns, with a double click: in words, without what programs
 * alone read.
 *
 * @param head title, description, notes, source and address, a line each
 * @param rows the figures, the names of their columns first; an empty row stands before a further table
 */
export function spreadsheetText(head: readonly string[], rows: readonly (readonly CsvValue[])[], lang: Lang): string {
  const tables = tablesOf(rows).flatMap((table) => [[], ...worded(table, lang)]);
  return csvText([...head.map((line) => [line]), ...tables], lang === "fr" ? EXCEL_FR : EXCEL_EN);
}
