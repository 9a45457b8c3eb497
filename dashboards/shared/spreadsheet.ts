import { type CsvValue, csvText, EXCEL_EN, EXCEL_FR } from "../../src/contract/csv.ts";
import { measureRef } from "../../src/domains/index.ts";
import { en } from "../messages/en/spreadsheet.ts";
import { fr } from "../messages/fr/spreadsheet.ts";
import { oneLine } from "./csv-file.ts";
import { formatPeriod, unitPerMonth, upperFirst } from "./format.ts";
import { type Lang, translated } from "./i18n.ts";
import { topicLabel, typeLabel } from "./labels.ts";

const SPREADSHEET = translated(fr, en);

/** Columns for programs alone, which the file of data has. */
const LEFT_OUT = new Set(["DOMAIN", "AREA_LEVEL", "CONF_LEVEL", "CONF_STATUS", "METHOD", "TYPE_NAME"]);

/** Units of shares and of their differences, which are no amounts of a month. */
const SHARES = new Set(["%", "points"]);

/** A value in words, where its column has codes. */
function wordOf(column: string, value: CsvValue, domain: string, measure: string, lang: Lang): CsvValue {
  const code = String(value ?? "");
  const ref = measureRef(domain, measure);
  if (code === "") return value;
  if (column === "MEASURE") return ref ? topicLabel(ref, lang) : value;
  if (column === "HOUSEHOLD_TYPE") return code === "_T" ? SPREADSHEET[lang].all : ref ? typeLabel(ref, code, lang) : value;
  if (column === "STATISTIC") return SPREADSHEET[lang].statistics[code] ?? value;
  if (column === "TIME_PERIOD") return upperFirst(formatPeriod(code, lang));
  if (column === "UNIT_MEASURE") return SHARES.has(code) ? code : unitPerMonth(code, lang);
  return value;
}

/**
 * What a reader must know of a published figure: that it is to be read with care, that it is below zero, or why there is none. What is
 * computed has no status, and a difference may well be below zero.
 */
function remarkOf(at: (column: string) => string, lang: Lang): CsvValue {
  const { unsure, belowZero, withheld } = SPREADSHEET[lang].remarks;
  const status = at("OBS_STATUS");
  if (status === "Q") return withheld[at("CONF_STATUS")] ?? null;
  const remarks = [...(status === "U" ? [unsure] : []), ...(status !== "" && Number(at("OBS_VALUE")) < 0 ? [belowZero] : [])];
  return remarks.length > 0 ? remarks.join(", ") : null;
}

/** Columns in the order of a sentence; others follow. */
const ORDER = [
  ...["NAME", "REF_AREA", "MEASURE", "STATISTIC", "HOUSEHOLD_TYPE", "TIME_PERIOD", "LOWER", "UPPER"],
  ...["OBS_VALUE", "CI_LOWER", "CI_UPPER", "UNIT_MEASURE", "HOMES", "HOMES_LOWER", "HOMES_UPPER", "COMPARED"],
  ...["OBS_STATUS", "REMARK"],
];

/** What a figure is of. */
const SUBJECT = ["DOMAIN", "MEASURE", "REF_AREA", "HOUSEHOLD_TYPE", "TIME_PERIOD"];

type Row = readonly CsvValue[];

/** Reads columns of rows by their names. */
const reader =
  (names: readonly string[]) =>
  (row: Row, column: string): string =>
    String(row[names.indexOf(column)] ?? "");

/** The columns of a number of homes and its margin, by those of its own row. */
const OF_HOMES = { OBS_VALUE: "HOMES", CI_LOWER: "HOMES_LOWER", CI_UPPER: "HOMES_UPPER" };

/** Puts numbers of homes that have rows of their own beside the figures that are of these homes. */
function withHomes(names: readonly string[], rows: readonly Row[]): readonly [readonly string[], readonly Row[]] {
  const at = reader(names);
  const subjectOf = (row: Row): string => SUBJECT.map((column) => at(row, column)).join("\n");
  const isBar = (row: Row): boolean => at(row, "LOWER") !== "";
  const isCount = (row: Row): boolean => at(row, "STATISTIC") === "COUNT" && !isBar(row);
  const figured = new Set(rows.filter((row) => !isCount(row) && !isBar(row)).map(subjectOf));
  const counts = rows.filter((row) => isCount(row) && figured.has(subjectOf(row)));
  if (names.includes("HOMES") || counts.length === 0) return [names, rows];
  const homes = new Map(counts.map((row) => [subjectOf(row), row]));
  const left = new Set(counts);
  const beside = rows.filter((row) => !left.has(row));
  const added = Object.entries(OF_HOMES).filter(([own]) => names.includes(own));
  const ofHomes = (row: Row): CsvValue[] =>
    added.map(([own]) => (isBar(row) ? null : (homes.get(subjectOf(row))?.[names.indexOf(own)] ?? null)));
  return [[...names, ...added.map(([, name]) => name)], beside.map((row) => [...row, ...ofHomes(row)])];
}

/** One table in words, its columns' names first; figures that have no remark get one of their statuses. */
function worded([columns = [], ...figures]: readonly Row[], lang: Lang): CsvValue[][] {
  const [names, rows] = withHomes(columns.map(String), figures);
  const place = (column: string): number => (ORDER.includes(column) ? ORDER.indexOf(column) : ORDER.length);
  const kept = names
    .flatMap((column, i) => {
      // A remark that is a code has its words beside it, and the status says why a figure is missing.
      const isSaid = column === (names.includes("COMPARED") ? "REMARK" : names.includes("REMARK") ? "OBS_STATUS" : "");
      return isSaid || LEFT_OUT.has(column) ? [] : [{ column, i }];
    })
    .sort((a, b) => place(a.column) - place(b.column));
  const at = reader(names);
  const { columns: named } = SPREADSHEET[lang];
  const first = kept.map(({ column }) => named[column] ?? column);
  const rest = rows.map((row) =>
    kept.map(({ column, i }) =>
      column === "OBS_STATUS" || (column === "REMARK" && at(row, column) === "")
        ? remarkOf((name) => at(row, name), lang)
        : wordOf(column, row[i] ?? null, at(row, "DOMAIN"), at(row, "MEASURE"), lang),
    ),
  );
  return [first, ...rest];
}

/** The tables of a file, which an empty row sets apart. */
function tablesOf(rows: readonly Row[]): Row[][] {
  const tables: Row[][] = [[]];
  for (const row of rows) {
    if (row.length === 0) tables.push([]);
    else tables.at(-1)?.push(row);
  }
  return tables;
}

/**
 * A figure as a file that a spreadsheet of the page's language opens in columns, with a double click: in words, without what programs
 * alone read. The table begins on the first line, so that the spreadsheet can sort and filter it; what is said of it stands below.
 *
 * @param head title, description, notes, source and address, a line each
 * @param rows the figures, the names of their columns first; an empty row stands before a further table
 */
export function spreadsheetText(head: readonly string[], rows: readonly Row[], lang: Lang): string {
  const tables = tablesOf(rows).flatMap((table, i) => [...(i === 0 ? [] : [[]]), ...worded(table, lang)]);
  const isPublished = rows[0]?.includes("OBS_VALUE") ?? false;
  const foot = [...head, ...(isPublished ? [SPREADSHEET[lang].asPublished] : [])].map((line) => [oneLine(line)]);
  return csvText([...tables, ...(foot.length === 0 ? [] : [[]]), ...foot], lang === "fr" ? EXCEL_FR : EXCEL_EN);
}
