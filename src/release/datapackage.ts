import { LICENCE } from "../contract/licence.ts";
import type { Manifest, ManifestHead } from "../contract/manifest.ts";
import { OBSERVATIONS, TABLES, type TableColumn, type TableSchema } from "../contract/tables.ts";
import { releaseTitle } from "./catalog.ts";
import { RELEASE_ABOUT, type ReleaseFile } from "./files.ts";

type FileEntry = Manifest["files"][number];

const PROFILES = "https://datapackage.org/profiles/2.0";

const FIELD_TYPES: Readonly<Record<TableColumn["type"], "string" | "number" | "integer">> = {
  VARCHAR: "string",
  DOUBLE: "number",
  INTEGER: "integer",
  BIGINT: "integer",
  "DECIMAL(38,0)": "integer",
};

const descriptionOf = (homes: string): string =>
  `Protected statistics of the ${homes} counted, which are no random sample: they do not describe all ${homes}. Every number carries random noise and a protection margin; a row without a value is withheld, with the reason in CONF_STATUS, or too imprecise to be given (CONF_STATUS F). Counts and totals are the sums of their parts where all are published; a mean marked modelled is not its total divided by its count.`;

/**
 * What must stand beside figures wherever they go: of a measure, say, that it is modelled and not metered, since METHOD says only how figures
 * were computed here; of a copy, what its rows are and what their period means.
 */
const notesOf = ({ measures, settings: { notes, origin } }: ManifestHead): string[] =>
  [...measures.map(({ domain, measure }) => notes[`${domain}.${measure}`]), origin?.holds, origin?.period].flatMap(
    (note) => note?.en ?? [],
  );

/** `datapackage.json`, after Data Package 2.0 (https://datapackage.org): every file, and the tables' columns, bounds and keys. */
export function dataPackage(head: ManifestHead, files: readonly FileEntry[]) {
  const { settings } = head;
  return {
    $schema: `${PROFILES}/datapackage.json`,
    name: `${slug(head.territory.id)}-${slug(head.id)}`,
    title: releaseTitle(head).en,
    description: [descriptionOf(settings.origin === undefined ? "homes" : "dwellings"), ...notesOf(head)].join(" "),
    version: head.code_version,
    created: head.created_at,
    keywords: [...new Set(head.measures.flatMap(({ domain, measure }) => [domain, measure]))],
    contributors: [{ title: settings.controller?.name ?? settings.name.en, roles: ["publisher"] }],
    ...(settings.origin === undefined ? {} : { sources: [{ title: settings.origin.en }] }),
    licenses: [{ name: LICENCE.name, title: LICENCE.title, path: LICENCE.path }],
    resources: files.map((file) => resource(file, head)),
  };
}

function resource(file: FileEntry, head: ManifestHead) {
  const [stem = "", format = ""] = file.name.split(".");
  const schema = TABLES.find((table) => table.name === stem);
  const csv = format === "csv";
  return {
    name: schema === OBSERVATIONS && !csv ? `${stem}-${format}` : stem,
    path: file.name,
    description: schema?.about.en ?? RELEASE_ABOUT[file.name as ReleaseFile]?.en ?? file.name,
    format,
    mediatype: file.media_type,
    bytes: file.bytes,
    hash: `sha256:${file.sha256}`,
    ...(csv && {
      type: "table",
      encoding: "utf-8",
      dialect: { $schema: `${PROFILES}/tabledialect.json`, delimiter: ",", lineTerminator: "\r\n", doubleQuote: true },
    }),
    ...(schema && { schema: tableSchema(schema, head) }),
  };
}

function tableSchema(schema: TableSchema, head: ManifestHead) {
  // The key refers to the CSV resource of the observations, which has the same rows as their other formats.
  const keys = schema.foreignKeys.map(({ columns, of }) => ({
    fields: columns,
    reference: { resource: OBSERVATIONS.name, fields: of },
  }));
  return {
    $schema: `${PROFILES}/tableschema.json`,
    fields: schema.columns.map((column) => fieldOf(column, head)),
    primaryKey: schema.key,
    ...(keys.length > 0 && { foreignKeys: keys }),
    missingValues: [""],
  };
}

function fieldOf(column: TableColumn, head: ManifestHead) {
  const { among, empty, ...bounds } = column.bounds ?? {};
  const closed = listsOf(head)[column.name] ?? among;
  const constraints = {
    ...(!column.nullable && !empty && { required: true }),
    ...(closed && { enum: closed }),
    ...bounds,
  };
  return {
    name: column.name,
    type: FIELD_TYPES[column.type],
    description: column.about.en,
    ...(Object.keys(constraints).length > 0 && { constraints }),
  };
}

/** Columns whose values are what the manifest lists. */
function listsOf({ measures, territory }: ManifestHead): Readonly<Record<string, readonly string[]>> {
  return {
    DOMAIN: [...new Set(measures.map(({ domain }) => domain))],
    MEASURE: [...new Set(measures.map(({ measure }) => measure))],
    AREA_LEVEL: territory.levels,
  };
}

/** A name of lower-case letters, digits and hyphens. */
function slug(text: string): string {
  const plain = text.normalize("NFKD").toLowerCase();
  return plain.replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "") || "commons";
}
