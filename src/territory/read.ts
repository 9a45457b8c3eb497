import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { CsvError, parse } from "csv-parse/sync";
import { Refusal } from "../contract/problem.ts";
import { faultsOf } from "../contract/settings.ts";
import { buildTerritory } from "./build.ts";
import { headSchema } from "./schema.ts";
import type { FeatureCollection, Reference, Territory, TerritoryInput } from "./territory.ts";

const AREA_COLUMNS = ["code", "level", "parent", "name", "dwellings"];
const REFERENCE_COLUMNS = ["domain", "measure", "area", "household_type", "period", "value", "unit", "source", "licence"];

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

/** An RFC 4180 table with a header that names every wanted column; columns beyond those are passed over. */
function readTable(path: string, columns: readonly string[], numeric: string): CsvTable {
  const text = readText(path);
  try {
    const options = { bom: true, columns: true, info: true, skip_empty_lines: true, trim: true };
    const records = parse(text, options) as unknown as { record: Record<string, string>; info: { lines: number } }[];
    const missing = columns.filter((column) => records[0] && !(column in records[0].record));
    if (missing.length > 0) refuse(`${path} line 1: the columns must be ${columns.join(", ")}; ${missing.join(", ")} missing`);
    const rows = records.map(({ record }) =>
      Object.fromEntries(columns.map((column) => [column, column === numeric ? numeral(record[column]) : record[column]])),
    );
    return { path, rows, lines: records.map(({ info }) => info.lines) };
  } catch (error) {
    if (error instanceof CsvError) refuse(`${path}: ${error.message}`);
    throw error;
  }
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
  if (!head.success) {
    const details = faultsOf(head.error, rawHead).map(({ detail }) => detail);
    refuse(`${headPath}: ${details.join("; ")}`);
  }

  const areas = readTable(join(folder, "areas.csv"), AREA_COLUMNS, "dwellings");
  const referencesPath = join(folder, "references.csv");
  const references = existsSync(referencesPath) ? readTable(referencesPath, REFERENCE_COLUMNS, "value") : null;
  const shapesPath = join(folder, "shapes.geojson");
  const shapes = existsSync(shapesPath) ? readJson(shapesPath) : null;
  try {
    return buildTerritory({
      ...head.data,
      areas: areas.rows as TerritoryInput["areas"],
      shapes: shapes as FeatureCollection | null,
      references: (references?.rows ?? null) as Reference[] | null,
    });
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    // A fault points into the input, such as `/areas/3/parent`: it is told by the file and the line.
    const details = error.faults.map(({ detail, pointer = "" }) => {
      const [, name, index = ""] = pointer.split("/");
      if (name === "shapes") return `${shapesPath}: ${detail}`;
      const table = name === "areas" ? areas : name === "references" ? references : null;
      const line = table?.lines[Number(index)];
      return table && line ? `${table.path} line ${line}: ${detail.replace(`/${name}/${index}/`, "")}` : detail;
    });
    throw new Refusal("invalid-territory", details.join("; ") || error.message, error.faults);
  }
}
