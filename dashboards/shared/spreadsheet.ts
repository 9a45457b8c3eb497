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
const LEFT_OUT = new Set(["DOMAIN", "OBS_STATUS", "CONF_STATUS", "METHOD", "HOMES_LOWER", "HOMES_UPPER", "TYPE_NAME"]);

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

/**
 * A figure as a file that a spreadsheet of the page's language opens in columns, with a double click: in words, without what programs
 * alone read.
 *
 * @param head title, description, notes, source and address, a line each
 * @param rows the figures, the names of their columns first
 */
export function spreadsheetText(head: readonly string[], rows: readonly (readonly CsvValue[])[], lang: Lang): string {
  const [columns = [], ...figures] = rows;
  const names = columns.map(String);
  const kept = names.flatMap((column, i) => (LEFT_OUT.has(column) ? [] : [{ column, i }]));
  const at = (row: readonly CsvValue[], column: string): string => String(row[names.indexOf(column)] ?? "");
  const worded = figures.map((row) =>
    kept.map(({ column, i }) => wordOf(column, row[i] ?? null, at(row, "DOMAIN"), at(row, "MEASURE"), lang)),
  );
  const { columns: named } = SPREADSHEET[lang];
  const first = kept.map(({ column }) => named[column] ?? column);
  return csvText([...head.map((line) => [line]), [], first, ...worded], lang === "fr" ? EXCEL_FR : EXCEL_EN);
}
