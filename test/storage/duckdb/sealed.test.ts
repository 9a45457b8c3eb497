import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { DuckError, openDuck, openSealed, quoteText, type SealedDuck } from "../../../src/storage/duckdb/index.ts";
import { folderOfFile } from "../../support/folder.ts";

const BOUNDS = { memoryMegabytes: 300, rows: 5000 };
const TABLE = `CREATE TABLE t AS SELECT i AS a, CAST(9007199254740993 AS HUGEINT) AS h, CAST('12345678901234567890123' AS DECIMAL(38, 0)) AS n,
  CAST(2.50 AS DECIMAL(5, 2)) AS d, CAST(i AS DOUBLE) / 4 AS f, DATE '2026-01-31' AS day, [1, NULL] AS l, CAST(NULL AS VARCHAR) AS z
  FROM range(3) AS r(i)`;

const folder = folderOfFile();
let secret = "";
let duck: SealedDuck;

beforeAll(async () => {
  secret = join(folder, "secret.csv");
  writeFileSync(secret, "a\n1\n");
  duck = await openSealed((run) => run(TABLE), BOUNDS);
});
afterAll(() => {
  duck?.close();
});

async function reasonOf(sql: string): Promise<string> {
  try {
    await duck.select(sql);
  } catch (error) {
    if (error instanceof DuckError) return error.reason;
    throw error;
  }
  return "answered";
}

test("a result is exact: whole numbers past 53 bits and decimals lose no digit", async () => {
  const found = await duck.select("SELECT * FROM t ORDER BY a DESC");
  expect(found.columns.map(({ name, type }) => `${name} ${type}`)).toEqual([
    "a BIGINT",
    "h HUGEINT",
    "n DECIMAL(38,0)",
    "d DECIMAL(5,2)",
    "f DOUBLE",
    "day DATE",
    "l INTEGER[]",
    "z VARCHAR",
  ]);
  expect([...found.rows()][0]).toEqual([
    2n,
    9007199254740993n,
    12345678901234567890123n,
    "2.50",
    0.5,
    "2026-01-31",
    "[1, NULL]",
    null,
  ]);
  const [[sum] = []] = (await duck.select("SELECT sum(h) FROM t")).rows();
  expect(sum).toBe(27021597764222979n);
});

test.each([
  "FROM t",
  "WITH x AS (SELECT a FROM t) SELECT count(*) FROM x",
  "VALUES (1)",
  "DESCRIBE t",
  "SUMMARIZE t",
  "SHOW TABLES",
  "SELECT * FROM t PIVOT (sum(f) FOR a IN (0, 1))",
  "SELECT * FROM range(3) JOIN t ON a = range",
  "SELECT a FROM t; -- and no more",
])("%s is answered", async (sql) => {
  expect((await duck.select(sql)).columns.length).toBeGreaterThan(0);
});

test.each([
  ["SELEC 1", 'syntax error at or near "SELEC" (line 1, column 1)'],
  ["SELECT 'é',\n  FROM FROM t", "(line 2, column 8)"],
  ["SELECT b FROM t", 'Referenced column "b" not found'],
  ["FROM nowhere", "Table with name nowhere does not exist"],
])("%s is a fault of the query, said with its place or its name", async (sql, said) => {
  await expect(duck.select(sql)).rejects.toMatchObject({ reason: "failed", message: expect.stringContaining(said) });
});

test("the bound of rows is kept, and the database answers afterwards", async () => {
  await expect(duck.select("FROM range(5001)")).rejects.toMatchObject({
    reason: "too-large",
    message: expect.stringContaining("more than 5000 rows"),
  });
  expect((await duck.select("FROM t")).length).toBe(3);
});

test("the bound of memory is kept", async () => {
  const small = await openSealed((run) => run(TABLE), { memoryMegabytes: 60, rows: 5000 });
  try {
    await expect(small.select("SELECT len(list(range)) FROM range(50000000)")).rejects.toMatchObject({
      reason: "too-large",
      message: expect.stringContaining("Out of Memory"),
    });
    expect((await small.select("FROM t")).length).toBe(3);
  } finally {
    small.close();
  }
});

describe("nothing is reached but what was loaded", () => {
  /** The file stands for any of the machine's: each statement would read it, write beside it, or open a door. */
  const attempts = (file: string): readonly string[] => {
    const path = quoteText(file);
    const out = quoteText(`${file}.out`);
    const readers = ["read_csv", "read_csv_auto", "read_text", "read_blob", "read_json", "read_ndjson", "read_ndjson_objects"];
    const tables = [
      "read_parquet",
      "parquet_scan",
      "parquet_metadata",
      "parquet_kv_metadata",
      "sniff_csv",
      "glob",
      "read_duckdb",
    ];
    return [
      ...[...readers, ...tables].flatMap((name) => [
        `FROM ${name}(${path})`,
        `SELECT (SELECT count(*) FROM system.main.${name}(${path}))`,
      ]),
      `FROM ${path}`,
      `FROM "${file}"`,
      `WITH x AS (FROM ${path}) FROM x`,
      `DESCRIBE FROM ${path}`,
      `SUMMARIZE FROM read_csv(${path})`,
      `COPY t TO ${out}`,
      `COPY (FROM t) TO ${out} (FORMAT parquet)`,
      `EXPLAIN ANALYZE COPY t TO ${out}`,
      `EXPORT DATABASE ${out}`,
      `IMPORT DATABASE ${out}`,
      `ATTACH ${out}`,
      `ATTACH ${out} AS x (TYPE sqlite)`,
      "INSTALL httpfs",
      "LOAD httpfs",
      "SET enable_external_access = true",
      "RESET enable_external_access",
      "SET memory_limit = '100GB'",
      "PRAGMA enable_profiling = 'json'",
      `SET profiling_output = ${out}`,
      `CALL enable_logging('QueryLog', storage = 'file', storage_config = {'path': ${out}})`,
      `FROM enable_logging(storage := 'file', storage_path := ${out})`,
      `SELECT * FROM t WHERE a IN (SELECT 1 FROM enable_profiling(format := 'json', save_location := ${out}))`,
      "FROM disable_logging()",
      "FROM arrow_scan(1::POINTER, 2::POINTER, 3::POINTER)",
      "FROM seq_scan()",
      `FROM query('FROM read_text(${path.replaceAll("'", "''")})')`,
      `FROM query_table(${path})`,
      "FROM duckdb_settings()",
      "FROM duckdb_secrets()",
      "FROM force_checkpoint()",
      "CREATE TABLE x (a INTEGER)",
      "CREATE OR REPLACE MACRO range(n) AS TABLE FROM t",
      "INSERT INTO t SELECT * FROM t",
      "DELETE FROM t",
      "DROP TABLE t",
      "SET VARIABLE x = 1",
      "PREPARE p AS SELECT 1",
      "BEGIN",
      "CHECKPOINT",
      `SELECT 1; COPY t TO ${out}`,
      "SELECT 1; SELECT 2",
      `FROM 'https://example.org/x.csv'`,
      `FROM read_csv('https://example.org/x.csv')`,
      "",
      "-- nothing",
    ];
  };

  test("every attempt is refused or fails, nothing is written, and the tables are as they were", async () => {
    const outcomes = new Map<string, string>();
    for (const sql of attempts(secret)) outcomes.set(sql, await reasonOf(sql));
    expect([...outcomes].filter(([, outcome]) => outcome === "answered")).toEqual([]);
    expect(readdirSync(folder)).toEqual(["secret.csv"]);
    expect(readFileSync(secret, "utf8")).toBe("a\n1\n");
    expect((await duck.select("FROM t")).length).toBe(3);
  });
});

test("a result goes to Parquet in its own types, and reads back the same", async () => {
  const path = join(folder, "result.parquet");
  const found = await duck.select("SELECT a, a AS A, h, n, d, f, day, l, z FROM t");
  await found.writeParquet(path, ["a", "A_2", "h", "n", "d", "f", "day", "l", "z"], new Map([["licence", "it's open"]]));
  expect(existsSync(path)).toBe(true);
  const reader = await openDuck({ folders: [folder] });
  try {
    const [row] = await reader.rows<Record<string, unknown>>(
      `SELECT count(*) AS rows, sum(n)::VARCHAR AS n, max(d)::VARCHAR AS d, typeof(any_value(d)) AS type, max("A_2") AS second FROM read_parquet(${quoteText(path)})`,
    );
    expect(row).toEqual({ rows: 3n, n: "37037036703703703670369", d: "2.50", type: "DECIMAL(5,2)", second: 2n });
  } finally {
    reader.close();
    rmSync(path);
  }
});
