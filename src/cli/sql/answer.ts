import { writeFile } from "node:fs/promises";
import { Refusal } from "../../contract/problem.ts";
import { DuckError, type SealedDuck, type Selected } from "../../duckdb/index.ts";
import { LICENCE } from "../../release/index.ts";
import { distinctNames, type Exact, type Result, resultCsv, resultJson } from "../../tables/index.ts";
import { columns } from "../verb.ts";
import { resultArrow } from "./arrow.ts";
import type { Format } from "./process.ts";

/** Rows that a terminal shows, and characters of a cell. */
const SHOWN_ROWS = 100;
const SHOWN_CHARACTERS = 60;

const CODES = { refused: "query-refused", "too-large": "query-too-large", failed: "query-failed" } as const;

/** One query. @throws Refusal `query-refused`, `query-failed`, `query-too-large` */
export async function ask(duck: SealedDuck, sql: string): Promise<Selected> {
  try {
    return await duck.select(sql);
  } catch (error) {
    if (!(error instanceof DuckError)) throw error;
    throw new Refusal(CODES[error.reason], visible(error.message));
  }
}

export function resultOf(selected: Selected): Result {
  return { columns: selected.columns, rows: [...selected.rows()] };
}

/** What standard output shows: no format of bytes. */
export function answerText(result: Result, format: Exclude<Format, "parquet" | "arrow">): string {
  if (format === "csv") return resultCsv(result, "\n").trimEnd();
  if (format === "json") return resultJson(result).trimEnd();
  const rows = result.rows.slice(0, SHOWN_ROWS).map((row) => row.map(cell));
  const left = result.rows.length - rows.length;
  return [
    columns([distinctNames(result.columns).map(visible), ...rows]),
    "",
    `${rowsOf(result.rows.length)}${left === 0 ? "" : `, of which ${SHOWN_ROWS} are shown; --format csv or --output gives them all`}`,
  ].join("\n");
}

export function rowsOf(n: number): string {
  return n === 1 ? "1 row" : `${n} rows`;
}

/** Writes the answer to a file. @param releases that it comes from: they and the licence travel in Parquet and Arrow */
export async function answerFile(selected: Selected, format: Format, path: string, releases: readonly string[]): Promise<void> {
  const metadata = new Map([
    ["licence", LICENCE.name],
    ["releases", releases.join(" ")],
  ]);
  if (format === "parquet") return selected.writeParquet(path, distinctNames(selected.columns), metadata);
  const result = resultOf(selected);
  await writeFile(
    path,
    format === "arrow"
      ? arrow(result, metadata)
      : format === "csv"
        ? resultCsv(result)
        : `${format === "json" ? resultJson(result).trimEnd() : answerText(result, "table")}\n`,
  );
}

function arrow(result: Result, metadata: ReadonlyMap<string, string>): Uint8Array {
  try {
    return resultArrow(result, metadata);
  } catch (error) {
    if (error instanceof RangeError) throw new Refusal("query-failed", error.message);
    throw error;
  }
}

function cell(value: Exact): string {
  const text = value === null ? "" : visible(String(value));
  return text.length > SHOWN_CHARACTERS ? `${text.slice(0, SHOWN_CHARACTERS - 1)}…` : text;
}

/** A release may be anybody's, and so may a query: what they say moves no cursor. */
function visible(text: string): string {
  return text.replace(/\p{C}/gu, (one) => (one === "\n" ? " " : `\\u${one.charCodeAt(0).toString(16).padStart(4, "0")}`));
}
