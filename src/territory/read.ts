import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { CsvError, parse } from "csv-parse/sync";
import { type Fault, Refusal } from "../contract/problem.ts";
import { faultsOf } from "../contract/settings.ts";
import { buildTerritory } from "./build.ts";
import { headSchema } from "./schema.ts";
import type { FeatureCollection, Territory, TerritoryInput } from "./territory.ts";

const AREA_COLUMNS = ["code", "level", "parent", "name", "dwellings"] as const;
const REFERENCE_COLUMNS = [
  "domain",
  "measure",
  "area",
  "household_type",
  "period",
  "value",
  "unit",
  "source",
  "licence",
] as const;

interface CsvTable<Column extends string> {
  readonly rows: readonly Record<Column, string>[];
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
  try {
    return JSON.parse(readText(path));
  } catch (error) {
    if (error instanceof Refusal) throw error;
    return refuse(`${path} is not valid JSON: ${(error as Error).message}`);
  }
}

/** An RFC 4180 table with a header that names every wanted column; columns beyond those are passed over. */
function readTable<Column extends string>(path: string, columns: readonly Column[]): CsvTable<Column> {
  try {
    const records = parse(readText(path), {
      bom: true,
      columns: true,
      info: true,
      skip_empty_lines: true,
      trim: true,
    }) as unknown as {
      record: Record<Column, string>;
      info: { lines: number };
    }[];
    const missing = columns.filter((column) => records[0] && !(column in records[0].record));
    if (missing.length > 0) refuse(`${path} line 1: the columns must be ${columns.join(", ")}; ${missing.join(", ")} missing`);
    return { rows: records.map(({ record }) => record), lines: records.map(({ info }) => info.lines) };
  } catch (error) {
    if (error instanceof CsvError) return refuse(`${path}: ${error.message}`);
    throw error;
  }
}

/** "12" is 12; what is not a plain decimal number stays text, so that the schema names it. */
function numeral(text: string): number {
  return (/^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text) as number;
}

/** `areas.csv line 3: …` for a fault that points into a table's row. */
function locate(
  fault: Fault,
  shapes: string,
  tables: Readonly<Record<string, { path: string; table: CsvTable<string> }>>,
): string {
  const [, name = "", index = ""] = (fault.pointer ?? "").split("/");
  if (name === "shapes") return `${shapes}: ${fault.detail}`;
  const at = tables[name];
  const line = at?.table.lines[Number(index)];
  if (!at || line === undefined) return fault.detail;
  return `${at.path} line ${line}: ${fault.detail.replace(`/${name}/${index}/`, "")}`;
}

/**
 * Reads a territory folder: `territory.json`, `areas.csv`, and where they are known `shapes.geojson` and `references.csv`.
 *
 * @throws Refusal `invalid-territory`, naming the file, the line and the value
 */
export function readTerritory(folder: string): Territory {
  const headPath = join(folder, "territory.json");
  const rawHead = readJson(headPath);
  const head = headSchema.safeParse(rawHead);
  if (!head.success)
    refuse(
      `${headPath}: ${faultsOf(head.error, rawHead)
        .map(({ detail }) => detail)
        .join("; ")}`,
    );

  const areasPath = join(folder, "areas.csv");
  const areas = readTable(areasPath, AREA_COLUMNS);
  const referencesPath = join(folder, "references.csv");
  const references = existsSync(referencesPath) ? readTable(referencesPath, REFERENCE_COLUMNS) : null;
  const shapesPath = join(folder, "shapes.geojson");
  const shapes = existsSync(shapesPath) ? (readJson(shapesPath) as FeatureCollection) : null;

  const input: TerritoryInput = {
    ...head.data,
    areas: areas.rows.map(({ code, level, parent, name, dwellings }) => ({
      code,
      level,
      parent,
      name,
      dwellings: numeral(dwellings),
    })),
    shapes,
    references:
      references?.rows.map((row) => ({
        ...(Object.fromEntries(REFERENCE_COLUMNS.map((column) => [column, row[column]])) as Record<
          (typeof REFERENCE_COLUMNS)[number],
          string
        >),
        value: numeral(row.value),
      })) ?? null,
  };
  try {
    return buildTerritory(input);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const tables = {
      areas: { path: areasPath, table: areas },
      ...(references ? { references: { path: referencesPath, table: references } } : {}),
    };
    const detail =
      error.faults.length === 0 ? error.message : error.faults.map((fault) => locate(fault, shapesPath, tables)).join("; ");
    throw new Refusal("invalid-territory", detail, error.faults);
  }
}
