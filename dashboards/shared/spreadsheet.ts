import { type CsvDialect, type CsvValue, csvText, EXCEL_FR } from "../../src/contract/csv.ts";
import { en } from "../messages/en/spreadsheet.ts";
import { fr } from "../messages/fr/spreadsheet.ts";
import { type Lang, translated } from "./i18n.ts";

const SPREADSHEET = translated(fr, en);

/** The dialect that an English spreadsheet opens with a double click. The mark at the beginning says that letters are UTF-8. */
const EXCEL_EN: CsvDialect = { separator: ",", decimal: ".", mark: true, lineEnd: "\r\n" };

/**
 * A figure as a file that a spreadsheet of the page's language opens in columns, with a double click.
 *
 * @param head title, description, notes, source and address, a line each
 * @param rows the figures, the names of their columns first
 */
export function spreadsheetText(head: readonly string[], rows: readonly (readonly CsvValue[])[], lang: Lang): string {
  const [columns = [], ...figures] = rows;
  const { columns: names } = SPREADSHEET[lang];
  const named = columns.map((column) => names[String(column)] ?? column);
  return csvText([...head.map((line) => [line]), [], named, ...figures], lang === "fr" ? EXCEL_FR : EXCEL_EN);
}
