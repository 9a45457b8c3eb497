import type { Manifest, ManifestHead } from "../contract/manifest.ts";
import { LICENCE } from "./licence.ts";
import { type ColumnType, OBSERVATIONS, TABLES, type TableColumn, type TableSchema } from "./tables.ts";

type FileEntry = Manifest["files"][number];

const FIELD_TYPES: Readonly<Record<ColumnType, "string" | "number" | "integer">> = {
  VARCHAR: "string",
  DOUBLE: "number",
  INTEGER: "integer",
  BIGINT: "integer",
  "DECIMAL(38,0)": "integer",
};

/** `datapackage.json`, after Data Package 2.0 (https://datapackage.org): the tables, their columns and keys. */
export function dataPackage(head: ManifestHead, files: readonly FileEntry[]) {
  return {
    $schema: "https://datapackage.org/profiles/2.0/datapackage.json",
    name: `${slug(head.territory.id)}-${slug(head.id)}`,
    title: `${head.settings.name.en}, ${head.territory.name.en}, ${head.id}`,
    description:
      "Protected statistics of contributing households. Every number carries random noise and a protection margin; withheld cells are rows with an empty value and a reason. Counts and totals are the sums of their parts where all are published; a mean marked modelled is not its total divided by its count.",
    version: head.code_version,
    created: head.created_at,
    licenses: [{ name: LICENCE.name, title: LICENCE.title, path: LICENCE.path }],
    resources: files.flatMap((file) => resource(file)),
  };
}

function resource(file: FileEntry) {
  const [stem = "", format = ""] = file.name.split(".");
  const schema = TABLES.find((table) => table.name === stem);
  if (!schema) return [];
  return [
    {
      name: schema === OBSERVATIONS && format !== "csv" ? `${stem}-${format}` : stem,
      path: file.name,
      description: schema.about,
      format,
      mediatype: file.media_type,
      bytes: file.bytes,
      hash: `sha256:${file.sha256}`,
      ...(format === "csv" ? { type: "table", encoding: "utf-8", dialect: { delimiter: ",", lineTerminator: "\r\n" } } : {}),
      schema: tableSchema(schema),
    },
  ];
}

function tableSchema(schema: TableSchema) {
  return { fields: schema.columns.map(fieldOf), primaryKey: schema.key, missingValues: [""] };
}

function fieldOf(column: TableColumn) {
  return {
    name: column.name,
    type: FIELD_TYPES[column.type],
    description: column.about,
    ...(column.nullable ? {} : { constraints: { required: true } }),
  };
}

/** A name of lower-case letters, digits and hyphens. */
function slug(text: string): string {
  const plain = text.normalize("NFKD").toLowerCase();
  return plain.replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "") || "commons";
}
