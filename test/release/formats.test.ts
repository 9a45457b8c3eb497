import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { tableFromIPC } from "apache-arrow";
import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import { escapeFormulas } from "../../src/contract/csv.ts";
import { DISTRIBUTIONS, MEASUREMENTS, OBSERVATIONS, type TableSchema } from "../../src/contract/tables.ts";
import { asSpend } from "../../src/ledger/index.ts";
import { rational } from "../../src/privacy/index.ts";
import { fromArrow, toArrow } from "../../src/release/arrow.ts";
import { numberCell, textCell } from "../../src/release/columnar.ts";
import { toCsv } from "../../src/release/csv.ts";
import { LICENCE, writeRelease } from "../../src/release/index.ts";
import { parquetMetadata, readParquet } from "../../src/release/parquet.ts";
import { openDuck } from "../../src/storage/duckdb/index.ts";
import { csvFindings } from "../../src/verify/tables.ts";
import { parseCsv } from "../support/csv.ts";
import { folderOfFile } from "../support/folder.ts";
import { sampleRelease } from "../support/release.ts";

const folder = folderOfFile();
beforeAll(async () => {
  await writeRelease(sampleRelease(folder, "2026"));
});

const SMALL: TableSchema = {
  name: "observations",
  about: { fr: "", en: "" },
  key: [],
  foreignKeys: [],
  columns: [
    { name: "t", type: "VARCHAR", nullable: false, about: { fr: "", en: "" } },
    { name: "n", type: "DOUBLE", nullable: true, about: { fr: "", en: "" } },
  ],
};
const rows = fc.array(fc.tuple(fc.string({ minLength: 1 }), fc.option(fc.double({ noNaN: true, noDefaultInfinity: true }))));

test("CSV gives back what was written: quotes, commas, line ends, nulls", () => {
  fc.assert(
    fc.property(rows, (list) => {
      const [header, ...records] = parseCsv(toCsv(SMALL, [list.map(([t]) => t), list.map(([, n]) => n)]));
      expect(header).toEqual(["t", "n"]);
      expect(records).toEqual(list.map(([t, n]) => [escapeFormulas(t), n === null ? "" : String(n)]));
    }),
  );
});

test("verify reads the CSV as it was written: a formula that was made harmless is the Parquet file's text, a bare one is not", async () => {
  const made = OBSERVATIONS.columns.map(({ type }) => (type === "VARCHAR" ? ["=cmd|' /C calc'!A0"] : [-1.5]));
  const text = toCsv(OBSERVATIONS, made);
  expect(text).toContain("'=cmd|");
  writeFileSync(join(folder, "observations.csv"), text);
  expect(await csvFindings(folder, made)).toEqual([]);
  writeFileSync(join(folder, "observations.csv"), text.replaceAll("'=cmd", "=cmd"));
  expect(await csvFindings(folder, made)).toMatchObject([{ detail: expect.stringMatching(/^line 2 is "=cmd/) }]);
  // The same fields quoted otherwise give a different file, though each field is what it should be.
  writeFileSync(join(folder, "observations.csv"), text.replace("DOMAIN", '"DOMAIN"'));
  expect(await csvFindings(folder, made)).toMatchObject([{ detail: expect.stringMatching(/^line 1 is .*DOMAIN/) }]);
});

test("CSV is RFC 4180, without a byte order mark", () => {
  expect(
    toCsv(SMALL, [
      ['a "b", c', "d"],
      [1.5, null],
    ]),
  ).toBe('t,n\r\n"a ""b"", c",1.5\r\nd,\r\n');
  expect(() => parseCsv('a\r\n"b')).toThrow("Quote Not Closed");
});

test("Arrow gives back what was written, and the same bytes for the same rows", () => {
  fc.assert(
    fc.property(rows, (list) => {
      const columns = [list.map(([t]) => t), list.map(([, n]) => n)];
      const bytes = toArrow(SMALL, columns, new Map([["licence", "x"]]));
      expect(toArrow(SMALL, columns, new Map([["licence", "x"]]))).toEqual(bytes);
      const table = fromArrow(SMALL, bytes);
      expect(table.length).toBe(list.length);
      list.forEach(([t, n], row) => {
        expect(textCell(table, "t", row)).toBe(t);
        expect(numberCell(table, "n", row)).toBe(n);
      });
    }),
    { numRuns: 50 },
  );
});

test("an Arrow reader sees dictionaries, doubles, nulls and the licence", () => {
  const table = tableFromIPC(readFileSync(join(folder, "2026", "observations.arrow")));
  expect(String(table.schema.fields[0])).toContain("Dictionary");
  expect(table.schema.metadata.get("licence")).toBe("etalab-2.0");
  expect(table.getChild("OBS_VALUE")?.nullCount).toBeGreaterThan(0);
  expect(table.get(0)?.toJSON()).toMatchObject({ DOMAIN: "water", STATISTIC: "COUNT", CONF_LEVEL: 0.95 });
});

test("Parquet carries licence, epsilon and version, and integers past 2^53 exactly", async () => {
  const duck = await openDuck({ folders: [folder] });
  try {
    for (const name of ["observations", "measurements", "distributions", "groups"]) {
      const metadata = await parquetMetadata(duck, join(folder, "2026", `${name}.parquet`));
      expect(Object.fromEntries(metadata)).toMatchObject({
        licence: "etalab-2.0",
        epsilon: String(
          asSpend({ rho: rational(1n, 50n), delta: rational(0n) }, rational(1n, 2_000_000n), rational(1n, 50n)).epsilon,
        ),
        epsilon_year_allowed: "4",
        version: "0.1.0",
        release: "2026",
      });
    }
    const columns = await readParquet(duck, join(folder, "2026", "measurements.parquet"), MEASUREMENTS);
    const at = (column: string) => columns[MEASUREMENTS.columns.findIndex(({ name }) => name === column)];
    expect(at("NOISY")?.[1]).toBe(9007199254740993n);
    expect(at("VARIANCE_NUM")?.[1]).toBe(2n ** 70n + 1n);
    await expect(readParquet(duck, join(folder, "2026", "groups.parquet"), DISTRIBUTIONS)).rejects.toThrow(
      "expected DOMAIN VARCHAR",
    );
  } finally {
    duck.close();
  }
});

test("the data package names every table with hash, key and licence", () => {
  const datapackage = JSON.parse(readFileSync(join(folder, "2026", "datapackage.json"), "utf8"));
  expect(datapackage.licenses[0].name).toBe(LICENCE.name);
  expect(datapackage.name).toMatch(/^[-a-z0-9._/]+$/);
  const names = datapackage.resources.map((resource: { name: string }) => resource.name);
  expect(names).toEqual([
    "observations-parquet",
    "observations-arrow",
    "observations",
    "measurements",
    "distributions",
    "groups",
    "privacy",
  ]);
  expect(new Set(names).size).toBe(names.length);
  for (const resource of datapackage.resources) {
    expect(resource.hash).toMatch(/^sha256:[0-9a-f]{64}$/);
    if (resource.name !== "privacy") expect(resource.schema.fields.length).toBeGreaterThan(6);
  }
});

test("the catalogue has what DCAT-AP makes mandatory", () => {
  const catalog = JSON.parse(readFileSync(join(folder, "2026", "catalog.jsonld"), "utf8"));
  expect(catalog["@type"]).toBe("dcat:Catalog");
  for (const key of ["dct:title", "dct:description", "dct:publisher", "dcat:dataset"]) expect(catalog[key]).toBeTruthy();
  expect(catalog["dcat:dataset"].map((dataset: { "@id": string }) => dataset["@id"])).toEqual(["#release"]);
  for (const dataset of catalog["dcat:dataset"]) {
    expect(dataset["dct:title"]).toContainEqual({ "@language": "fr", "@value": "Eau, électricité – Communs du Bourg (2026)" });
    expect(dataset["dct:temporal"]["dcat:endDate"]["@value"]).toBe("2026-12-31");
    for (const distribution of dataset["dcat:distribution"]) {
      expect(distribution["dcat:accessURL"]["@id"]).toMatch(
        /^\.\/(observations|measurements|distributions|groups|privacy|datapackage)\./,
      );
      expect(distribution["dct:license"]["@id"]).toBe(LICENCE.authority);
    }
  }
});
