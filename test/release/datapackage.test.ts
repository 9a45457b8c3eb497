import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv } from "ajv";
import { beforeAll, expect, test } from "vitest";
import { TABLES } from "../../src/contract/tables.ts";
import { dataPackage } from "../../src/release/datapackage.ts";
import { RELEASE_FILE_NAMES } from "../../src/release/files.ts";
import { hashFile, writeRelease } from "../../src/release/index.ts";
import { readParquet } from "../../src/release/parquet.ts";
import { openDuck } from "../../src/storage/duckdb/index.ts";
import { parseCsv } from "../support/csv.ts";
import { folderOfFile } from "../support/folder.ts";
import { sampleRelease } from "../support/release.ts";

interface Field {
  readonly name: string;
  readonly type: string;
  readonly constraints?: {
    readonly required?: true;
    readonly enum?: readonly string[];
    readonly pattern?: string;
    readonly minimum?: number;
    readonly maximum?: number;
  };
}
interface Schema {
  readonly fields: readonly Field[];
  readonly primaryKey: readonly string[];
  readonly foreignKeys?: readonly {
    readonly fields: readonly string[];
    readonly reference: { resource: string; fields: string[] };
  }[];
  readonly missingValues: readonly string[];
}
interface Resource {
  readonly name: string;
  readonly path: string;
  readonly format: string;
  readonly bytes: number;
  readonly hash: string;
  readonly schema?: Schema;
}
type Row = Readonly<Record<string, string | number | bigint | null>>;

const folder = folderOfFile();
let described: { readonly resources: readonly Resource[] };
beforeAll(async () => {
  await writeRelease(sampleRelease(folder, "2026"));
  await writeRelease(sampleRelease(folder, "2026-01"));
  described = at("2026");
});

function at(id: string): typeof described {
  return JSON.parse(readFileSync(join(folder, id, "datapackage.json"), "utf8"));
}

function profile() {
  const text = readFileSync(new URL("input/profiles/datapackage.json", import.meta.url), "utf8");
  // The profile carries hints for forms beside its rules; formats are for readers.
  return new Ajv({ strict: false, validateFormats: false, allErrors: true }).compile(JSON.parse(text));
}

test("it keeps the profile of Data Package 2.0, and the profile sees what does not", () => {
  const valid = profile();
  for (const id of ["2026", "2026-01"]) expect([valid(at(id)), valid.errors]).toEqual([true, null]);
  const [first, ...rest] = described.resources;
  const { path: _, ...lost } = first!;
  expect(valid({ ...described, resources: [lost, ...rest] })).toBe(false);
  const schema = { ...first!.schema!, fields: [{ ...first!.schema!.fields[0], type: "text" }] };
  expect(valid({ ...described, resources: [{ ...first!, schema }, ...rest] })).toBe(false);
});

test("every file of the release but the two that describe it is a resource, with its size and hash", async () => {
  expect(described.resources.map(({ path }) => path)).toEqual(
    RELEASE_FILE_NAMES.filter((name) => name !== "datapackage.json" && name !== "catalog.jsonld"),
  );
  for (const { path, bytes, hash } of described.resources) {
    const found = await hashFile(join(folder, "2026", path));
    expect([path, bytes, hash]).toEqual([path, found.bytes, `sha256:${found.sha256}`]);
  }
});

/** The rows of a resource as its reader gets them: a missing value is null, of a text file too. */
async function rowsOf(id: string, { path, format, schema }: Resource): Promise<Row[] | null> {
  if (!schema) return null;
  const file = join(folder, id, path);
  const names = schema.fields.map(({ name }) => name);
  const row = (values: readonly Row[string][]) => Object.fromEntries(names.map((name, i) => [name, values[i] ?? null]));
  if (format === "csv") {
    const [header, ...records] = parseCsv(readFileSync(file, "utf8"));
    expect(header).toEqual(names);
    const typed = (text: string, i: number) =>
      schema.missingValues.includes(text) ? null : schema.fields[i]?.type === "string" ? text : Number(text);
    return records.map((record) => row(record.map(typed)));
  }
  if (format !== "parquet") return null;
  const table = TABLES.find(({ name }) => path.startsWith(`${name}.`))!;
  const duck = await openDuck({ folders: [folder] });
  try {
    const columns = await readParquet(duck, file, table);
    return Array.from({ length: columns[0]?.length ?? 0 }, (_, i) => row(columns.map((column) => column[i] ?? null)));
  } finally {
    duck.close();
  }
}

function breaks(row: Row, { name, type, constraints = {} }: Field, missing: readonly string[]): string | null {
  const value = row[name] ?? null;
  if (value === null || missing.includes(String(value))) return constraints.required ? `${name} is missing` : null;
  if (type === "string" ? typeof value !== "string" : typeof value === "string") return `${name} is no ${type}`;
  if (type === "integer" && !Number.isInteger(Number(value))) return `${name} is no integer`;
  if (constraints.enum && !constraints.enum.includes(String(value))) return `${name} is not listed`;
  if (constraints.pattern && !new RegExp(`^(${constraints.pattern})$`).test(String(value))) return `${name} is not of its form`;
  if (constraints.minimum !== undefined && Number(value) < constraints.minimum) return `${name} is too small`;
  if (constraints.maximum !== undefined && Number(value) > constraints.maximum) return `${name} is too large`;
  return null;
}

test.each(["2026", "2026-01"])("what it says of the tables of %s is so: types, bounds, primary and foreign keys", async (id) => {
  const { resources } = at(id);
  const rows = new Map<string, Row[]>();
  for (const resource of resources) {
    const found = await rowsOf(id, resource);
    if (found) rows.set(resource.name, found);
  }
  expect([...rows.keys()].sort()).toEqual(["distributions", "groups", "measurements", "observations", "observations-parquet"]);
  const key = (row: Row, columns: readonly string[]) => JSON.stringify(columns.map((column) => String(row[column] ?? "")));
  let references = 0;
  for (const { name, schema } of resources) {
    const own = rows.get(name);
    if (!own || !schema) continue;
    expect(own.length).toBeGreaterThan(0);
    const faults = own.flatMap((row) => schema.fields.flatMap((field) => breaks(row, field, schema.missingValues) ?? []));
    expect([name, faults]).toEqual([name, []]);
    expect(new Set(own.map((row) => key(row, schema.primaryKey))).size).toBe(own.length);
    for (const { fields, reference } of schema.foreignKeys ?? []) {
      const there = new Set(rows.get(reference.resource)!.map((row) => key(row, reference.fields)));
      const given = own.filter((row) => fields.every((field) => (row[field] ?? null) !== null));
      expect(given.filter((row) => !there.has(key(row, fields)))).toEqual([]);
      references += given.length;
    }
  }
  expect(references).toBeGreaterThan(0);
});

test("of figures taken from elsewhere it names where from, what they count, and what must stand beside them", () => {
  const manifest = JSON.parse(readFileSync(join(folder, "2026", "manifest.json"), "utf8"));
  const own = dataPackage(manifest, manifest.files);
  expect(own.description).toMatch(/^Protected statistics of the homes counted/);
  expect(own).not.toHaveProperty("sources");
  const origin = {
    fr: "ADEME",
    en: "ADEME, certificates",
    holds: { fr: "Par logement : un coût.", en: "For each dwelling: a cost." },
    period: { fr: "« 2026 » range tout.", en: "“2026” files all." },
  };
  const notes = { "water.volume": { fr: "Modélisé.", en: "Modelled, not metered." } };
  const taken = dataPackage({ ...manifest, settings: { ...manifest.settings, origin, notes } }, manifest.files);
  expect(taken.description).toMatch(
    /^Protected statistics of the dwellings counted.* Modelled, not metered\. For each dwelling: a cost\. “2026” files all\.$/,
  );
  expect(taken).toMatchObject({ sources: [{ title: "ADEME, certificates" }] });
  expect(profile()(taken)).toBe(true);
});
