import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { CsvError, parse } from "csv-parse/sync";
import { formFaults, parseInWords } from "../contract/form-fault.ts";
import { Refusal, refusalOf } from "../contract/problem.ts";
import { buildTerritory } from "./build.ts";
import { headSchema } from "./schema.ts";
import type { Territory, TerritoryInput } from "./territory.ts";

/** Tables of a territory folder and their columns. The first must be there, and the others where they are known. */
const TABLES = {
  areas: ["code", "level", "parent", "name", "dwellings"],
  references: ["domain", "measure", "area", "household_type", "period", "value", "unit", "source", "licence"],
  zones: ["zone", "name", "leaf"],
  composition: ["area", "household_type", "households"],
  climate: ["month", "hdd18"],
};
const MAPS = ["shapes", "context"];
/** Columns that a table may have beside those of `TABLES`; an empty cell is none. */
const OPTIONAL: Readonly<Record<string, readonly string[]>> = { areas: ["postcodes"], references: ["source_en", "people"] };
const NUMERIC = ["dwellings", "value", "people", "households", "hdd18"];

interface CsvTable {
  readonly path: string;
  readonly rows: readonly unknown[];
  /** the line of the file on which each row ends */
  readonly lines: readonly number[];
}

function refuse(detail: string): never {
  throw new Refusal("invalid-territory", detail);
}

function readText(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    return refuse(`${path} cannot be read: ${(error as Error).message}`);
  }
}

function readJson(path: string): unknown {
  const text = readText(path);
  try {
    return JSON.parse(text);
  } catch (error) {
    return refuse(`${path} is not valid JSON: ${(error as Error).message}`);
  }
}

/** "12" is 12; what is not a plain decimal number stays text, so that the schema names it. */
const numeral = (text = "") => (/^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text);

/** An RFC 4180 table with a header that names every wanted column and perhaps optional ones; columns beyond those are passed over. */
function readTable(path: string, columns: readonly string[], optional: readonly string[]): CsvTable {
  const text = readText(path);
  try {
    const options = { bom: true, columns: true, info: true, skip_empty_lines: true, trim: true };
    const records = parse(text, options) as unknown as { record: Record<string, string>; info: { lines: number } }[];
    const missing = columns.filter((column) => records[0] && !(column in records[0].record));
    if (missing.length > 0) refuse(`${path} line 1: the columns must be ${columns.join(", ")}; ${missing.join(", ")} missing`);
    const rows = records.map(({ record }) => {
      const cellOf = (column: string) => {
        const cell = record[column];
        if (column === "postcodes") return cell?.split(/\s+/);
        return NUMERIC.includes(column) ? numeral(cell) : cell;
      };
      const known = [...columns, ...optional.filter((column) => record[column])];
      return Object.fromEntries(known.map((column) => [column, cellOf(column)]));
    });
    return { path, rows, lines: records.map(({ info }) => info.lines) };
  } catch (error) {
    if (error instanceof CsvError) refuse(`${path}: ${error.message}`);
    throw error;
  }
}

/**
 * Reads a territory folder: `territory.json`, `areas.csv`, and what else of `TABLES` and `MAPS` is there.
 *
 * @throws Refusal `invalid-territory`, naming the file, the line and the value
 */
export function readTerritory(folder: string): Territory {
  const headPath = join(folder, "territory.json");
  const rawHead = readJson(headPath);
  const head = parseInWords(headSchema, rawHead);
  if (!head.success) {
    const details = formFaults(head.error, rawHead).map(({ detail }) => detail);
    refuse(`${headPath}: ${details.join("; ")}`);
  }

  const tables = new Map<string, CsvTable>();
  const input: Record<string, unknown> = { ...head.data };
  for (const [name, columns] of Object.entries(TABLES)) {
    const path = join(folder, `${name}.csv`);
    if (name !== "areas" && !existsSync(path)) continue;
    const table = readTable(path, columns, OPTIONAL[name] ?? []);
    tables.set(name, table);
    input[name] = table.rows;
  }
  for (const name of MAPS) {
    const path = join(folder, `${name}.geojson`);
    if (existsSync(path)) input[name] = readJson(path);
  }
  try {
    return buildTerritory(input as unknown as TerritoryInput);
  } catch (error) {
    const { faults, message } = refusalOf(error);
    // A fault points into the input, such as `/areas/3/parent`: it is reported by file and line instead.
    const details = faults.map(({ detail, pointer = "" }) => {
      const [, name = "", index = ""] = pointer.split("/");
      if (MAPS.includes(name)) return `${join(folder, `${name}.geojson`)}: ${detail}`;
      const table = tables.get(name);
      const line = table?.lines[Number(index)];
      return table && line ? `${table.path} line ${line}: ${detail.replace(`/${name}/${index}/`, "")}` : detail;
    });
    throw new Refusal("invalid-territory", details.join("; ") || message, faults);
  }
}
