import {
  canonicalHash,
  EXCEL_FR,
  LICENCE,
  OBSERVATIONS,
  RELEASE_FILES,
  RFC4180,
  sha256,
  toArrow,
  toCsv,
  toParquet,
} from "../release/index.ts";
import type { Body } from "./http.ts";
import { SHORT } from "./http.ts";
import { columnsOfTable, rowAt, type View } from "./view.ts";

/** The formats of a whole dataset, and their media types. */
export const EXPORTS = {
  csv: RELEASE_FILES["observations.csv"],
  json: "application/json",
  arrow: RELEASE_FILES["observations.arrow"],
  parquet: RELEASE_FILES["observations.parquet"],
} as const;

export type ExportFormat = keyof typeof EXPORTS;
export const EXPORT_FORMATS = Object.keys(EXPORTS) as [ExportFormat, ...ExportFormat[]];
export const DIALECTS = ["rfc4180", "excel-fr"] as const;
export type DialectName = (typeof DIALECTS)[number];

/**
 * All rows of a view in one file, in the columns and the order of the releases.
 *
 * @param name of the dataset, without an extension
 */
export async function exportBody(view: View, name: string, format: ExportFormat, dialect: DialectName): Promise<Body> {
  const bytes = await encode(view, format, dialect);
  const version = canonicalHash(view.releases).slice(0, 8);
  const latest = view.releases.at(-1) ?? "empty";
  return {
    bytes: new Uint8Array(bytes),
    type: EXPORTS[format],
    hash: sha256(bytes),
    cache: SHORT,
    headers: { "Content-Disposition": `attachment; filename="${name}-${latest}-${version}.${format}"` },
  };
}

async function encode(view: View, format: ExportFormat, dialect: DialectName): Promise<Uint8Array> {
  const { table, releases } = view;
  const metadata = new Map([
    ["licence", LICENCE.name],
    ["releases", releases.join(" ")],
  ]);
  switch (format) {
    case "csv":
      return Buffer.from(toCsv(OBSERVATIONS, columnsOfTable(table), dialect === "excel-fr" ? EXCEL_FR : RFC4180));
    case "json": {
      const names = OBSERVATIONS.columns.map((column) => column.name);
      return Buffer.from(JSON.stringify(Array.from({ length: table.length }, (_, row) => rowAt(table, names, row))));
    }
    case "arrow":
      return toArrow(OBSERVATIONS, columnsOfTable(table), metadata);
    case "parquet":
      return toParquet(OBSERVATIONS, columnsOfTable(table), metadata);
  }
}
