/** What a field may hold; null is an empty field. */
export type CsvValue = string | number | bigint | boolean | null | undefined;

/** How fields are separated, numbers written and lines ended. */
export interface CsvDialect {
  readonly separator: "," | ";";
  readonly decimal: "." | ",";
  /** a byte order mark first */
  readonly mark: boolean;
  readonly lineEnd: "\r\n" | "\n";
}

export const RFC4180: CsvDialect = { separator: ",", decimal: ".", mark: false, lineEnd: "\r\n" };
/** The dialect that a French spreadsheet opens with a double click. */
export const EXCEL_FR: CsvDialect = { separator: ";", decimal: ",", mark: true, lineEnd: "\r\n" };
/** The same for an English spreadsheet. The mark at the beginning says that letters are UTF-8. */
export const EXCEL_EN: CsvDialect = { separator: ",", decimal: ".", mark: true, lineEnd: "\r\n" };

/** Beginnings that make a spreadsheet run a text as a formula, those of wide letters included (OWASP, "CSV Injection"). */
const FORMULA = /^[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/;
/** Such a beginning after a character that ends a field in another dialect: its reader begins a field there, quoted or not. */
const FORMULA_WITHIN = /([,;\t\r\n])(?=[=+\-@\uff1d\uff0b\uff0d\uff20])/g;
/** A decimal fraction is text where a double would lose its digits; it is a number all the same. */
const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/**
 * A text that no spreadsheet runs: an apostrophe stands before what begins as a formula does, at the start and after what
 * another dialect takes for the end of a field. Area names, sources and queries come
 * from many hands. Numbers, the negative ones too, are as they are.
 */
export function escapeFormulas(text: string): string {
  const within = text.replace(FORMULA_WITHIN, "$1'");
  return FORMULA.test(text) && !NUMBER.test(text) ? `'${within}` : within;
}

/**
 * Tables as CSV (RFC 4180), by the only writer of them: UTF-8, quotes where needed. An empty text is `""`, so that it differs
 * from null.
 */
export function csvText(rows: Iterable<readonly CsvValue[]>, dialect: CsvDialect = RFC4180): string {
  const { separator, mark, lineEnd } = dialect;
  const lines: string[] = [];
  for (const row of rows) lines.push(row.map((value) => field(value, dialect)).join(separator) + lineEnd);
  return `${mark ? "\ufeff" : ""}${lines.join("")}`;
}

/** One field; a number in its shortest form that reads back as the same double. */
function field(value: CsvValue, { separator, decimal }: CsvDialect): string {
  if (value === null || value === undefined) return "";
  if (typeof value === "number") return quoted(String(value).replace(".", decimal), separator);
  const text = typeof value === "string" ? escapeFormulas(value) : String(value);
  return text === "" ? '""' : quoted(text, separator);
}

function quoted(text: string, separator: string): string {
  return text.includes(separator) || /["\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
