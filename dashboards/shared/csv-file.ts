import { type CsvValue, csvText } from "../../src/contract/csv.ts";
import { en } from "../messages/en/csv-file.ts";
import { fr } from "../messages/fr/csv-file.ts";
import { type Lang, translated } from "./i18n.ts";

const CSV_FILE = translated(fr, en);

/**
 * How R and Python read the file, whose first lines are notes. Codes stay text: R would read F as FALSE, and both would drop the 0 that a
 * place's code begins with.
 */
const READ =
  'R: d <- read.csv(…, comment.char = "#", colClasses = "character", na.strings = ""); n <- grep("VALUE|LOWER|UPPER|HOMES|CONF_LEVEL", names(d)); d[n] <- lapply(d[n], as.numeric). Python: pandas.read_csv(…, comment="#", dtype={"REF_AREA": str, "TIME_PERIOD": str})';

/** A text on one line: a name may have several, and only the first would be a remark. What keeps a word together in the page is no letter. */
export const oneLine = (text: string): string => text.replaceAll("\u2060", "").replace(/\s+/g, " ");

/**
 * Figures as CSV for programs: the only file of the pages that begins with notes, each a line after a number sign.
 *
 * @param head what is said of the figures, a line each
 * @param table the figures as CSV; its first line has the names of the columns
 */
export function notedCsv(head: readonly string[], table: string, lang: Lang): string {
  const [columns = ""] = table.split("\r\n", 1);
  const method = columns.split(",").includes("METHOD") ? [CSV_FILE[lang].method] : [];
  return [...head, ...method, READ].map((line) => `# ${oneLine(line)}\r\n`).join("") + table;
}

/** Rows as such a file, the names of the columns first. */
export const notedRows = (head: readonly string[], rows: Iterable<readonly CsvValue[]>, lang: Lang): string =>
  notedCsv(head, csvText(rows), lang);
