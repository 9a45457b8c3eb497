import { writeFile } from "node:fs/promises";
import { type CsvDialect, csvText, RFC4180 } from "../../contract/csv.ts";
import { Refusal } from "../../contract/problem.ts";
import { LICENCE } from "../../release/index.ts";
import { DuckError, type QueryResult, type SealedDuck } from "../../storage/duckdb/index.ts";
import { distinctNames, type ExactValue, resultCsv, resultObjects } from "../../texts/sql/index.ts";
import { columns, lines, visible } from "../verb.ts";
import { resultArrow } from "./arrow.ts";
import type { Format } from "./process.ts";

/** The most rows shown in a terminal, and the most characters of a cell. */
const SHOWN_ROWS = 100;
const SHOWN_CHARACTERS = 60;
/** Rows converted to JavaScript values at a time. */
const BATCH_ROWS = 10_000;

const CODES = { refused: "query-refused", "too-large": "query-too-large", failed: "query-failed" } as const;

/** Runs one query. @throws Refusal `query-refused`, `query-failed`, `query-too-large` */
export async function runQuery(duck: SealedDuck, sql: string): Promise<QueryResult> {
  try {
    return await duck.select(sql);
  } catch (error) {
    if (!(error instanceof DuckError)) throw error;
    throw new Refusal(CODES[error.reason], inOneLine(error.message));
  }
}

/** A result as text for standard output, in any format but the binary ones. */
export function answerText(selected: QueryResult, format: Exclude<Format, "parquet" | "arrow">): string {
  if (format === "csv") return [...csvParts(selected, "\n")].join("").trimEnd();
  if (format === "json") return [...jsonParts(selected)].join("").trimEnd();
  const rows: string[][] = [];
  for (const row of selected.rows()) {
    if (rows.length === SHOWN_ROWS) break;
    rows.push(row.map(cell));
  }
  return lines(
    columns([distinctNames(selected.columns).map(inOneLine), ...rows]),
    "",
    `${rowsText(selected.length)}${selected.length === rows.length ? "" : `, of which ${SHOWN_ROWS} are shown; --format csv or --output gives them all`}`,
  );
}

/** Yields rows as JavaScript values in batches: a million rows at once would need ten times DuckDB's own memory. */
function* batches(selected: QueryResult): Generator<readonly (readonly ExactValue[])[]> {
  let batch: (readonly ExactValue[])[] = [];
  for (const row of selected.rows()) {
    if (batch.push(row) < BATCH_ROWS) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

function* csvParts(selected: QueryResult, lineEnd: CsvDialect["lineEnd"]): Generator<string> {
  yield resultCsv({ columns: selected.columns, rows: [] }, lineEnd);
  for (const rows of batches(selected)) yield csvText(rows, { ...RFC4180, lineEnd });
}

/** The rows as a JSON array, one on each line. */
function* jsonParts(selected: QueryResult): Generator<string> {
  let before = "[";
  for (const rows of batches(selected)) {
    const lines = resultObjects({ columns: selected.columns, rows }).map((object) => `\n${JSON.stringify(object)}`);
    yield `${before}${lines.join(",")}`;
    before = ",";
  }
  yield selected.length === 0 ? "[\n]\n" : "\n]\n";
}

/** One object for each row, for `--json`. */
export function answerObjects(selected: QueryResult): ReturnType<typeof resultObjects> {
  return [...batches(selected)].flatMap((rows) => resultObjects({ columns: selected.columns, rows }));
}

export function rowsText(n: number): string {
  return n === 1 ? "1 row" : `${n} rows`;
}

/**
 * Writes the answer to a file. @param releases ids of the releases it is from, which Parquet and Arrow files state with the
 * licence
 */
export async function answerFile(
  selected: QueryResult,
  format: Format,
  path: string,
  releases: readonly string[],
): Promise<void> {
  const metadata = new Map([
    ["licence", LICENCE.name],
    ["releases", releases.join(" ")],
  ]);
  if (format === "parquet") return selected.writeParquet(path, distinctNames(selected.columns), metadata);
  if (format === "arrow") await writeFile(path, arrow(selected, metadata));
  else if (format === "csv") await writeFile(path, csvParts(selected, "\r\n"));
  else if (format === "json") await writeFile(path, jsonParts(selected));
  else await writeFile(path, `${answerText(selected, "table")}\n`);
}

function arrow(selected: QueryResult, metadata: ReadonlyMap<string, string>): Uint8Array {
  try {
    return resultArrow(selected.columns, batches(selected), metadata);
  } catch (error) {
    if (error instanceof RangeError) throw new Refusal("query-failed", error.message);
    throw error;
  }
}

function cell(value: ExactValue): string {
  const text = value === null ? "" : inOneLine(String(value));
  return text.length > SHOWN_CHARACTERS ? `${text.slice(0, SHOWN_CHARACTERS - 1)}…` : text;
}

/** Makes control characters visible: releases and queries may be by anybody. */
const inOneLine = (text: string) => visible(text.replaceAll("\n", " "));
