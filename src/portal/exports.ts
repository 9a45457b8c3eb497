import { EXCEL_FR, RFC4180 } from "../contract/csv.ts";
import { OBSERVATIONS } from "../contract/tables.ts";
import { type Body, lastingBody } from "../http/index.ts";
import { canonicalHash, LICENCE, RELEASE_FILES, toCsv, toParquet } from "../release/index.ts";
import type { Dataset, Library } from "./library.ts";
import type { Language } from "./params.ts";
import { dataCsv } from "./sdmx/csv.ts";
import { csvType, DATA_JSON, MESSAGE_VERSIONS } from "./sdmx/formats.ts";
import { SDMX_ATTRIBUTES, SDMX_MEASURES } from "./sdmx/ids.ts";
import { dataJson } from "./sdmx/json.ts";
import { dataMessage } from "./sdmx/message.ts";
import { columnsOfTable, rowAt, type View } from "./view.ts";

/** Formats in which a whole dataset is exported: media type and end of the file's name. */
export const EXPORTS = {
  csv: { type: RELEASE_FILES["observations.csv"], suffix: "csv" },
  json: { type: "application/json", suffix: "json" },
  arrow: { type: RELEASE_FILES["observations.arrow"], suffix: "arrow" },
  arrows: { type: "application/vnd.apache.arrow.stream", suffix: "arrows" },
  parquet: { type: RELEASE_FILES["observations.parquet"], suffix: "parquet" },
  "sdmx-csv": { type: csvType(), suffix: "sdmx.csv" },
  "sdmx-json": { type: `${DATA_JSON};version=${MESSAGE_VERSIONS[0]}`, suffix: "sdmx.json" },
} as const;

export type ExportFormat = keyof typeof EXPORTS;
export const EXPORT_FORMATS = Object.keys(EXPORTS) as [ExportFormat, ...ExportFormat[]];
export const DIALECTS = ["rfc4180", "excel-fr"] as const;
export type DialectName = (typeof DIALECTS)[number];

interface ExportInput {
  readonly library: Library;
  readonly dataset: Dataset;
  readonly view: View;
  readonly format: ExportFormat;
  readonly dialect: DialectName;
  /** language of the labels in SDMX-JSON, the only format with labels */
  readonly language: Language;
}

/** All rows of a view in one file, with the columns and in the order of the releases. */
export async function exportBody(input: ExportInput): Promise<Body> {
  const { dataset, view, format, dialect } = input;
  const { type, suffix } = EXPORTS[format];
  // The dialect is part of the name, so that two different files do not share one.
  const end = dialect === "rfc4180" ? suffix : `${dialect}.${suffix}`;
  const version = canonicalHash(view.releases).slice(0, 8);
  const latest = view.releases.at(-1) ?? "empty";
  return lastingBody(await encode(input), type, {
    headers: {
      "Content-Disposition": `attachment; filename="${dataset.domain.id}-${latest}-${version}.${end}"`,
      ...(format === "sdmx-json" ? { "Content-Language": input.language } : {}),
    },
    ranges: true,
  });
}

/** Metadata in Parquet and Arrow files, for files that are passed on alone. Lists are in the order of `releases`. */
function metadataOf({ releases: all }: Library, { releases }: View): ReadonlyMap<string, string> {
  const manifests = releases.flatMap((id) => all.get(id)?.manifest ?? []);
  const list = (of: (manifest: (typeof manifests)[number]) => string | number) => manifests.map(of).join(" ");
  return new Map([
    ["releases", releases.join(" ")],
    ["schema", list((manifest) => manifest.schema)],
    ["version", list((manifest) => manifest.code_version)],
    ["licence", LICENCE.name],
    ["epsilon", list((manifest) => manifest.privacy.this_release.epsilon)],
    ["epsilon_year_allowed", list((manifest) => manifest.privacy.epsilon_allowed)],
  ]);
}

async function encode({ library, dataset, view, format, dialect, language }: ExportInput) {
  const { table } = view;
  const rows = Array.from({ length: table.length }, (_, row) => row);
  if (format === "json") {
    const names = OBSERVATIONS.columns.map((column) => column.name);
    return JSON.stringify(rows.map((row) => rowAt(table, names, row)));
  }
  if (format === "sdmx-csv" || format === "sdmx-json") {
    const parts = rows.length === 0 ? [] : [{ dataset, table, rows }];
    const wanted = { at: "AllDimensions" as const, measures: [...SDMX_MEASURES], attributes: [...SDMX_ATTRIBUTES] };
    const message = dataMessage(library, "dataflow", parts, wanted, language);
    return format === "sdmx-json" ? dataJson(message, MESSAGE_VERSIONS[0]) : dataCsv(message, "id", MESSAGE_VERSIONS[0]);
  }
  const columns = columnsOfTable(table);
  if (format === "csv") return toCsv(OBSERVATIONS, columns, dialect === "excel-fr" ? EXCEL_FR : RFC4180);
  const { toArrow, toArrowStream } = await import("../release/arrow.ts");
  const write = { arrow: toArrow, arrows: toArrowStream, parquet: toParquet }[format];
  return new Uint8Array(await write(OBSERVATIONS, columns, metadataOf(library, view)));
}
