import { ATTRIBUTE_NAMES } from "../../contract/attributes.ts";
import { Refusal } from "../../contract/problem.ts";
import type { SqlValue } from "../../storage/duckdb/index.ts";
import { type ColumnLists, NO_AMOUNT } from "../../vault/index.ts";
import { AMOUNT_COLUMNS } from "../shard-rows.ts";
import type { PromiseQuery, Steps } from "../steps.ts";

/** Environment variable of the run's key. The script holds its name alone: Spark substitutes the value in memory. */
export const KEY_VARIABLE = "VOISINAGE_KEY";

/** The script's last line on standard output. */
export const LAST_OUTPUT_LINE = "voisinage done";

/** Kinds of sealed texts. A text is bound to its kind. */
export const SEALED = { households: "households", partials: "partials", receipt: "receipt" } as const;

/**
 * The place that a sealed text is bound to. Spark chooses the names of the files that it writes, so its texts are bound to run
 * and kind alone.
 */
export function sealedPlace(run: string, kind: keyof typeof SEALED, file = ""): string {
  return file === "" ? `${run}/${SEALED[kind]}` : `${run}/${SEALED[kind]}/${file}`;
}

/** What households gave is handed over by the places of measures, and amounts in the order of periods, of these lists. */
export type ReadingLists = Pick<ColumnLists, "measures" | "periods">;

interface ScriptFacts {
  readonly run: string;
  /** folders by kind, as the machines of the cluster call them */
  readonly folders: Readonly<Record<keyof typeof SEALED, string>>;
  readonly steps: Steps;
  readonly lists: ReadingLists;
  /** public tables of the publication; those are used that a step or a check reads */
  readonly tables: Readonly<Record<string, readonly Readonly<Record<string, SqlValue>>[]>>;
}

/**
 * The script that `spark-sql -f` runs: views over what was handed over, the steps of a shard as the files have them, its checks, and
 * what goes back. It has public facts and no key. Spark has all households at once, so that there is one shard: 0.
 *
 * @throws Refusal `invalid-parameter` for the name of a folder that would have to be quoted
 */
export function sparkScript({ run, folders, steps, lists, tables }: ScriptFacts): string {
  const shardSteps = steps.steps.filter(({ runs }) => runs === "on each shard");
  const checks = clusterPromises(steps);
  const files = [...shardSteps, ...checks].map(({ sql }) => sql);
  const readers = (table: string) => files.filter((sql) => new RegExp(`\\b(FROM|JOIN) ${table}\\b`).test(sql)).length;
  const publicViews = Object.entries(tables)
    .filter(([table]) => readers(table) > 0)
    .map(([table, rows]) => valuesView(table, rows));
  const stepViews = shardSteps.flatMap(({ table, sql }) => [
    `CREATE TEMPORARY VIEW ${table} AS\n${sql}`,
    // A table that is read twice is cached, on an encrypted disk to leave the memory to the work in hand. The partial sums are
    // read once more, to be written back.
    ...(readers(table) + (table === "partials" ? 1 : 0) > 1 ? [cacheOnDisk(table)] : []),
  ]);
  return statements([
    // Must come first: a view that is made earlier lets sums overflow silently.
    "SET spark.sql.ansi.enabled=true",
    ...handedViews(run, folders.households, lists),
    ...publicViews,
    ...stepViews,
    writeParquet(folders.partials, sealedText(PARTIAL, sealedPlace(run, "partials")), "FROM partials"),
    writeParquet(folders.receipt, sealedText(receiptText(checks), sealedPlace(run, "receipt")), RECEIPT_SOURCES),
    `SELECT '${LAST_OUTPUT_LINE}'`,
  ]);
}

const cacheOnDisk = (table: string) => `CACHE TABLE ${table} OPTIONS ('storageLevel' 'DISK_ONLY')`;

/** A file of a step may end in a comment: each statement ends on a line of its own. */
export function statements(all: readonly string[]): string {
  return all.map((statement) => `${statement}\n;\n`).join("");
}

/**
 * Promises that the cluster checks: passes, and the checks that no pass stands for. Where a pass finds a row, the pass itself is
 * named.
 */
export function clusterPromises({ checks, passes }: Steps): PromiseQuery[] {
  const passed = new Set(passes.flatMap(({ standsFor }) => standsFor));
  return [...checks.filter(({ name }) => !passed.has(name)), ...passes].filter(({ runs }) => runs === "on each shard");
}

/** A household's row: its number, leaf and attributes, and for each measure its place in the list and its amounts. */
const ROW = "h BIGINT, a STRING, t ARRAY<STRING>, r ARRAY<ARRAY<BIGINT>>";

/** A text that is malformed gives nulls, which the receipt finds; an error would quote it in a worker's log. */
function handedViews(run: string, folder: string, { measures }: Pick<ReadingLists, "measures">): string[] {
  const file = "element_at(split(input_file_name(), '/'), -1)";
  const place = `encode(concat(${quoted(`${sealedPlace(run, "households")}/`)}, ${file}), 'UTF-8')`;
  const opened = `decode(aes_decrypt(unbase64(value), ${KEY}, 'GCM', 'DEFAULT', ${place}), 'UTF-8')`;
  const textAt = (list: readonly string[]) => `array(${list.map(quoted).join(", ")})[CAST(given[0] AS INT)]`;
  return [
    `CREATE TEMPORARY VIEW handed_files USING text OPTIONS (path ${quoted(folder)})`,
    `CREATE TEMPORARY VIEW handed AS\nSELECT from_json(${opened}, '${ROW}') AS one\nFROM handed_files`,
    // Read once, so that the receipt counts what the steps had, even if somebody writes to the exchange meanwhile.
    cacheOnDisk("handed"),
    `CREATE TEMPORARY VIEW households AS
SELECT
  one.h AS household,
  0L AS shard,
  one.a AS area,
${ATTRIBUTE_NAMES.map((name, i) => `  one.t[${i}] AS ${name}`).join(",\n")}
FROM handed`,
    `CREATE TEMPORARY VIEW donated AS
SELECT
  household,
  ${textAt(measures.map(({ domain }) => domain))} AS domain,
  ${textAt(measures.map(({ measure }) => measure))} AS measure,
${AMOUNT_COLUMNS.map((name, i) => `  coalesce(get(given, ${i + 1}), ${NO_AMOUNT}L) AS ${name}`).join(",\n")}
FROM (SELECT one.h AS household, explode(one.r) AS given FROM handed) AS measured`,
  ];
}

/** A partial sum as it goes back: whole numbers are texts, which JSON does not round. */
const PARTIAL = `to_json(array(${["shard", "stream", "leaf", "class", "bin", "households", "centred"]
  .map((column) => `CAST(${column} AS STRING)`)
  .join(", ")}))`;

/** The counts of a receipt by name, with their SQL. */
const RECEIPT = {
  rows: "handed_rows.rows",
  households: "handed_rows.households",
  first: "handed_rows.first",
  last: "handed_rows.last",
  measures: "handed_rows.measures",
  amounts: "summed.amounts",
  centred: "summed.centred",
  partials: "returned.partials",
} as const;

/** Counts of what Spark read, made and gives back; for each check 0, or 1 where it found a row. */
export type Receipt = Readonly<Record<keyof typeof RECEIPT, string>> & { readonly checks: readonly number[] };

const RECEIPT_SOURCES = `FROM (
  SELECT
    count(*) AS rows,
    count(DISTINCT one.h) AS households,
    coalesce(min(one.h), 0) AS first,
    coalesce(max(one.h), -1) AS last,
    coalesce(sum(size(one.r)), 0) AS measures
  FROM handed
) AS handed_rows
CROSS JOIN (SELECT count(*) AS amounts, coalesce(sum(CAST(centred AS DECIMAL(38, 0))), 0) AS centred FROM bounded) AS summed
CROSS JOIN (SELECT count(*) AS partials FROM partials) AS returned`;

function receiptText(checks: readonly PromiseQuery[]): string {
  const counts = Object.entries(RECEIPT).map(([name, sql]) => `'${name}', CAST(${sql} AS STRING)`);
  const results = checks.map(
    ({ sql }) => `(SELECT count(*) FROM (SELECT 1 AS broken FROM (\n${sql}\n) AS found LIMIT 1) AS first)`,
  );
  return `to_json(named_struct(\n${counts.join(",\n")},\n'checks', array(\n${results.join(",\n")}\n)))`;
}

const KEY = `unhex('\${env:${KEY_VARIABLE}}')`;

function sealedText(text: string, place: string): string {
  return `aes_encrypt(encode(${text}, 'UTF-8'), ${KEY}, 'GCM', 'DEFAULT', X'', encode(${quoted(place)}, 'UTF-8')) AS sealed`;
}

function writeParquet(folder: string, column: string, from: string): string {
  return `INSERT OVERWRITE DIRECTORY ${quoted(folder)} USING parquet\nSELECT ${column}\n${from}`;
}

function valuesView(table: string, rows: readonly Readonly<Record<string, SqlValue>>[]): string {
  const names = Object.keys(rows[0] ?? {}).join(", ");
  const values = rows.map((row) => `(${Object.values(row).map(literal).join(", ")})`);
  return `CREATE TEMPORARY VIEW ${table} AS\nSELECT * FROM VALUES\n${values.join(",\n")}\nAS given(${names})`;
}

function literal(value: SqlValue): string {
  return typeof value === "bigint" ? `${value}L` : value === null ? "NULL" : quoted(String(value));
}

/**
 * Quotes a text for SQL. Spark and its command line interpret some characters within quotes: no text of a publication has them,
 * and no folder's name may.
 */
function quoted(text: string): string {
  if (/[\p{Cc}'"`\\$]/u.test(text))
    throw new Refusal("invalid-parameter", `exchange: a folder's name must have no quotation mark, \\ or $; got ${text}`);
  return `'${text}'`;
}
