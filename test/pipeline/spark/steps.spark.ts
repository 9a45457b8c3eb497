import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { statements } from "../../../src/pipeline/spark/script.ts";
import type { SqlValue } from "../../../src/storage/duckdb/index.ts";
import { inFolder } from "../../support/folder.ts";
import { sparkSql } from "../../support/spark/spark.ts";
import { CASES, caseTables, foldersIn, PIPELINES, runCase, sqlFiles } from "../../support/step-cases.ts";

/** Every case of every step and check, by the file and the folder. */
const CHECKS = sqlFiles(join(PIPELINES, "checks")).map((check) => join("checks", check));
const ALL = [...sqlFiles(PIPELINES), ...CHECKS].flatMap((file) =>
  foldersIn(join(CASES, file)).map((name) => ({ file, folder: join(CASES, file, name) })),
);

const literal = (value: SqlValue) => (value === null ? "NULL" : typeof value === "bigint" ? `${value}L` : `'${value}'`);

function views(folder: string): string[] {
  return caseTables(folder).map(({ table, columns, rows }) => {
    const named = columns.map(
      ({ name, type }) => `CAST(${rows.length === 0 ? "NULL" : name} AS ${type === "BIGINT" ? "BIGINT" : "STRING"}) AS ${name}`,
    );
    const values = rows.map((row) => `(${row.map(literal).join(", ")})`).join(", ");
    const from =
      rows.length === 0 ? "WHERE false" : `FROM VALUES ${values} AS given(${columns.map(({ name }) => name).join(", ")})`;
    return `CREATE OR REPLACE TEMPORARY VIEW ${table} AS SELECT ${named.join(", ")} ${from}`;
  });
}

/** A row as text, its columns by name; whole numbers past 2^53 keep their digits. */
const rowText = (row: Readonly<Record<string, SqlValue>>) =>
  JSON.stringify(
    Object.entries(row)
      .map(([name, value]) => [name, value === null ? null : String(value)])
      .sort(),
  );

test("every case of every step and check gives the very rows of DuckDB, in one script", () =>
  inFolder(async (folder) => {
    expect(ALL.length).toBeGreaterThan(60);
    const script = ALL.flatMap(({ file, folder: tables }, i) => [
      ...views(tables),
      `SELECT 'case', ${i}, to_json(struct(*), map('ignoreNullFields', 'false')) FROM (\n${readFileSync(join(PIPELINES, `${file}.sql`), "utf8")}\n) AS found`,
    ]);
    const found = ALL.map((): string[] => []);
    for (const line of await sparkSql(folder, statements(["SET spark.sql.ansi.enabled=true", ...script]))) {
      const [mark, place, row = ""] = line.split("\t");
      if (mark === "case") found[Number(place)]?.push(rowText(JSON.parse(row.replace(/:(-?\d+)(?=[,}])/g, ':"$1"'))));
    }
    for (const [i, { file, folder: tables }] of ALL.entries())
      expect(found[i]?.sort(), tables).toEqual((await runCase(file, tables)).map(rowText).sort());
  }));
