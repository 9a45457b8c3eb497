import type { Manifest, ManifestHead } from "../contract/manifest.ts";
import type { Settings } from "../contract/settings.ts";
import { LICENCE } from "./licence.ts";

type FileEntry = Manifest["files"][number];

const CONTEXT = {
  dcat: "http://www.w3.org/ns/dcat#",
  dct: "http://purl.org/dc/terms/",
  foaf: "http://xmlns.com/foaf/0.1/",
  spdx: "http://spdx.org/rdf/terms#",
  vcard: "http://www.w3.org/2006/vcard/ns#",
  xsd: "http://www.w3.org/2001/XMLSchema#",
};

interface Name {
  readonly fr: string;
  readonly en: string;
}

/** `catalog.jsonld` of a release: DCAT-AP 3.0.1 in JSON-LD, one dataset a topic, files relative to the document. */
export function catalog(head: ManifestHead, files: readonly FileEntry[]) {
  const datasets = datasetsOf(head, files, "./");
  return document(head.settings, titles(head.settings, head.territory.name, head.id), head.created_at, datasets);
}

/** The catalogue of a whole site, for harvesters: the datasets of these releases, at their addresses. */
export function siteCatalog(commons: Settings, territory: Name, manifests: readonly Manifest[]) {
  const datasets = manifests.flatMap((manifest) => datasetsOf(manifest, manifest.files, `/v1/releases/${manifest.id}/`));
  const issued = manifests
    .map((manifest) => manifest.created_at)
    .sort()
    .at(-1);
  return document(commons, titles(commons, territory), issued, datasets);
}

function document(commons: Settings, title: Name, issued: string | undefined, datasets: object[]) {
  return {
    "@context": CONTEXT,
    "@id": "",
    "@type": "dcat:Catalog",
    "dct:title": byLanguage(title),
    "dct:description": byLanguage(DESCRIPTION),
    "dct:publisher": publisher(commons),
    ...(issued === undefined ? {} : { "dct:issued": date(issued) }),
    "dct:license": licence(),
    "dcat:dataset": datasets,
  };
}

/** @param base address of the release's folder, with a trailing slash */
function datasetsOf(head: ManifestHead, files: readonly FileEntry[], base: string): object[] {
  const domains = [...new Set(head.measures.map((measure) => measure.domain))];
  return domains.map((domain) => ({
    "@id": `${base}catalog.jsonld#${domain}`,
    "@type": "dcat:Dataset",
    "dct:identifier": `${head.territory.id}/${domain}/${head.id}`,
    "dct:title": byLanguage(titles(head.settings, head.territory.name, `${domain}, ${head.id}`)),
    "dct:description": byLanguage(DESCRIPTION),
    "dct:publisher": publisher(head.settings),
    "dct:issued": date(head.created_at),
    "dct:temporal": { "@type": "dct:PeriodOfTime", ...interval(head) },
    "dcat:keyword": head.measures.filter((measure) => measure.domain === domain).map((measure) => measure.measure),
    ...contact(head.settings),
    "dcat:distribution": files
      .filter((file) => file.name.startsWith("observations."))
      .map((file) => distribution(domain, file, base)),
  }));
}

function publisher(commons: Settings) {
  return { "@type": "foaf:Agent", "foaf:name": byLanguage(commons.name) };
}

const DESCRIPTION = {
  fr: "Statistiques protégées des foyers participants : chaque nombre porte un flou aléatoire et une marge de protection ; les données masquées sont des lignes sans valeur.",
  en: "Protected statistics of participating homes: every number carries random noise and a protection margin; withheld cells are rows without a value.",
};

function distribution(domain: string, file: FileEntry, base: string) {
  return {
    "@id": `${base}catalog.jsonld#${domain}/${file.name}`,
    "@type": "dcat:Distribution",
    "dct:title": file.name,
    "dcat:accessURL": { "@id": `${base}${file.name}`, "@type": "http://www.w3.org/2000/01/rdf-schema#Resource" },
    "dcat:downloadURL": { "@id": `${base}${file.name}`, "@type": "http://www.w3.org/2000/01/rdf-schema#Resource" },
    "dcat:byteSize": { "@value": String(file.bytes), "@type": "xsd:nonNegativeInteger" },
    "dcat:mediaType": {
      "@id": `https://www.iana.org/assignments/media-types/${file.media_type.split(";")[0]}`,
      "@type": "dct:MediaType",
    },
    "dct:license": licence(),
    "spdx:checksum": {
      "@type": "spdx:Checksum",
      "spdx:algorithm": { "@id": "http://spdx.org/rdf/terms#checksumAlgorithm_sha256", "@type": "spdx:ChecksumAlgorithm" },
      "spdx:checksumValue": { "@value": file.sha256, "@type": "xsd:hexBinary" },
    },
  };
}

function licence() {
  return { "@id": LICENCE.authority, "@type": "dct:LicenseDocument" };
}

function contact(commons: Settings) {
  const value = commons.contact;
  if (value === undefined) return {};
  const reach = /^[^\s@]+@[^\s@]+$/.test(value) ? { "vcard:hasEmail": { "@id": `mailto:${value}` } } : { "vcard:note": value };
  return { "dcat:contactPoint": { "@type": "vcard:Organization", "vcard:fn": commons.name.en, ...reach } };
}

function titles(commons: Settings, territory: Name, what?: string): Name {
  const of = (language: "fr" | "en", colon: string) =>
    `${commons.name[language]}, ${territory[language]}${what === undefined ? "" : `${colon}${what}`}`;
  return { fr: of("fr", " : "), en: of("en", ": ") };
}

function byLanguage(labels: Name) {
  return (["fr", "en"] as const).map((language) => ({ "@language": language, "@value": labels[language] }));
}

function date(instant: string) {
  return { "@value": instant, "@type": "xsd:dateTime" };
}

/** First and last day of the period. */
function interval(head: ManifestHead) {
  const [first, last] = monthsOf(head);
  const end = new Date(Date.UTC(head.year, last, 0)).toISOString().slice(0, 10);
  const day = (value: string) => ({ "@value": value, "@type": "xsd:date" });
  return { "dcat:startDate": day(`${head.year}-${String(first).padStart(2, "0")}-01`), "dcat:endDate": day(end) };
}

function monthsOf({ step, period }: ManifestHead): [number, number] {
  if (step === "month") return [Number(period.slice(5, 7)), Number(period.slice(5, 7))];
  if (step === "quarter") return [3 * Number(period.slice(6)) - 2, 3 * Number(period.slice(6))];
  return [1, 12];
}
