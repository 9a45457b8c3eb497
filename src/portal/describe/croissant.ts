import { parsePeriod } from "../../contract/period.ts";
import type { Settings } from "../../contract/settings.ts";
import { TABLES, type TableSchema } from "../../contract/tables.ts";
import { dcat, LICENCE, lastDay, type OpenRelease, RELEASE_ABOUT, releaseTitle } from "../../release/index.ts";
import type { Language } from "../params.ts";
import { pageOf } from "./citation.ts";
import { describedFigures } from "./description.ts";

/** The terms of Croissant 1.0 (http://mlcommons.org/croissant/1.0) beside schema.org's. */
const CONTEXT = {
  "@language": "en",
  "@vocab": "https://schema.org/",
  citeAs: "cr:citeAs",
  column: "cr:column",
  conformsTo: "dct:conformsTo",
  cr: "http://mlcommons.org/croissant/",
  data: { "@id": "cr:data", "@type": "@json" },
  dataType: { "@id": "cr:dataType", "@type": "@vocab" },
  dct: "http://purl.org/dc/terms/",
  examples: { "@id": "cr:examples", "@type": "@json" },
  extract: "cr:extract",
  field: "cr:field",
  fileObject: "cr:fileObject",
  fileProperty: "cr:fileProperty",
  fileSet: "cr:fileSet",
  format: "cr:format",
  includes: "cr:includes",
  isLiveDataset: "cr:isLiveDataset",
  jsonPath: "cr:jsonPath",
  key: "cr:key",
  md5: "cr:md5",
  parentField: "cr:parentField",
  path: "cr:path",
  recordSet: "cr:recordSet",
  references: "cr:references",
  regex: "cr:regex",
  repeated: "cr:repeated",
  replace: "cr:replace",
  sc: "https://schema.org/",
  separator: "cr:separator",
  source: "cr:source",
  subField: "cr:subField",
  transform: "cr:transform",
};

const DATA_TYPES = {
  VARCHAR: "sc:Text",
  DOUBLE: "sc:Float",
  INTEGER: "sc:Integer",
  BIGINT: "sc:Integer",
  "DECIMAL(38,0)": "sc:Integer",
} as const;

/**
 * Describes a release as schema.org and Croissant 1.0 do: for search engines and machine-learning tools.
 *
 * @param base prefix of all addresses: absolute, or relative to the page that contains the description; with a trailing slash
 * @param cite the citation of the release
 */
export function croissant(
  { id, identifier, manifest }: OpenRelease,
  commons: Settings,
  base: string,
  language: Language,
  cite: string,
) {
  const folder = `${base}v1/releases/${id}/`;
  const { months } = parsePeriod(manifest.period);
  const doi = commons.dois?.[id];
  return {
    "@context": CONTEXT,
    "@type": "sc:Dataset",
    "@id": `${base}v1/releases/${id}.json`,
    conformsTo: "http://mlcommons.org/croissant/1.0",
    name: releaseTitle(manifest)[language],
    description: describedFigures(dcat.DESCRIPTION, manifest.settings, manifest.measures)[language],
    inLanguage: language,
    url: pageOf(base, manifest.period),
    license: LICENCE.path,
    identifier: doi === undefined ? identifier : [identifier, `https://doi.org/${doi}`],
    version: id,
    citeAs: cite,
    datePublished: manifest.created_at.slice(0, 10),
    dateModified: manifest.created_at.slice(0, 10),
    temporalCoverage: `${months[0]}-01/${lastDay(months.at(-1) as string)}`,
    spatialCoverage: { "@type": "Place", name: manifest.territory.name[language] },
    isAccessibleForFree: true,
    creator: { "@type": "Organization", name: manifest.settings.controller?.name ?? manifest.settings.name[language] },
    publisher: { "@type": "Organization", name: manifest.settings.controller?.name ?? manifest.settings.name[language] },
    keywords: [...new Set(manifest.measures.flatMap(({ domain, measure }) => [domain, measure]))],
    measurementTechnique: dcat.provenance(manifest.settings)["rdfs:label"].find((text) => text["@language"] === language)?.[
      "@value"
    ],
    variableMeasured: manifest.measures.map(({ domain, measure, unit }) => ({
      "@type": "PropertyValue",
      name: `${domain}.${measure}`,
      unitText: unit,
    })),
    distribution: manifest.files.map((file) => ({
      "@type": "cr:FileObject",
      "@id": file.name,
      name: file.name,
      description: RELEASE_ABOUT[file.name as keyof typeof RELEASE_ABOUT]?.[language] ?? file.name,
      contentUrl: `${folder}${file.name}`,
      contentSize: `${file.bytes} B`,
      encodingFormat: ENCODINGS[file.media_type] ?? (file.media_type.split(";")[0] as string),
      sha256: file.sha256,
    })),
    recordSet: TABLES.map(recordSet),
  };
}

/** Media types for which programs that read Croissant expect another name. */
const ENCODINGS: Readonly<Record<string, string>> = { "application/vnd.apache.parquet": "application/x-parquet" };

/** Fields are described by the Parquet files, which have types for their columns. */
function recordSet(table: TableSchema) {
  const of = (column: string) => `${table.name}/${column}`;
  return {
    "@type": "cr:RecordSet",
    "@id": table.name,
    name: table.name,
    description: table.about.en,
    key: table.key.map((column) => ({ "@id": of(column) })),
    field: table.columns.map(({ name, type, about }) => ({
      "@type": "cr:Field",
      "@id": of(name),
      name,
      description: about.en,
      dataType: DATA_TYPES[type],
      source: { fileObject: { "@id": `${table.name}.parquet` }, extract: { column: name } },
    })),
  };
}
