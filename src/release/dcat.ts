import type { Labels } from "../contract/labels.ts";
import { LICENCE } from "../contract/licence.ts";
import type { Settings } from "../contract/settings.ts";

/** The words of DCAT-AP 3.0.1 in JSON-LD, for the catalogue of a release and of a whole site. */
export const CONTEXT = {
  adms: "http://www.w3.org/ns/adms#",
  dcat: "http://www.w3.org/ns/dcat#",
  dcatap: "http://data.europa.eu/r5r/",
  dct: "http://purl.org/dc/terms/",
  foaf: "http://xmlns.com/foaf/0.1/",
  geo: "http://www.opengis.net/ont/geosparql#",
  hydra: "http://www.w3.org/ns/hydra/core#",
  rdfs: "http://www.w3.org/2000/01/rdf-schema#",
  skos: "http://www.w3.org/2004/02/skos/core#",
  spdx: "http://spdx.org/rdf/terms#",
  vcard: "http://www.w3.org/2006/vcard/ns#",
  xsd: "http://www.w3.org/2001/XMLSchema#",
};

const AUTHORITY = "http://publications.europa.eu/resource/authority";
export const PROFILE = "https://semiceu.github.io/DCAT-AP/releases/3.0.1/";

/** One file that can be fetched; `url` may be relative to the document. */
export interface Download {
  /** IRI of the distribution itself */
  readonly id: string;
  readonly name: string;
  readonly about: Labels;
  readonly url: string;
  readonly media_type: string;
  readonly bytes: number;
  readonly sha256: string;
}

/** A node of a public authority: harvesters want its class beside its IRI. */
function authority(table: string, code: string, type: string) {
  return { "@id": `${AUTHORITY}/${table}/${code}`, "@type": type };
}

export function languageStrings(labels: Labels) {
  return (["fr", "en"] as const).map((language) => ({ "@language": language, "@value": labels[language] }));
}

export function dateTime(instant: string) {
  return { "@value": instant, "@type": "xsd:dateTime" };
}

/** @param first day, `YYYY-MM-DD` */
export function period(first: string, last: string) {
  const day = (value: string) => ({ "@value": value, "@type": "xsd:date" });
  return { "@type": "dct:PeriodOfTime", "dcat:startDate": day(first), "dcat:endDate": day(last) };
}

export function publisher(commons: Settings) {
  const { controller } = commons;
  return { "@type": "foaf:Agent", "foaf:name": controller ? [controller.name] : languageStrings(commons.name) };
}

export function licence() {
  return {
    "@id": LICENCE.authority,
    "@type": "dct:LicenseDocument",
    "rdfs:label": LICENCE.title,
    "dct:type": { "@id": "http://purl.org/adms/licencetype/Attribution", ...concept("Attribution") },
  };
}

export function languages(commons: Settings) {
  const codes = { fr: "FRA", en: "ENG" };
  return commons.languages.map((language) => authority("language", codes[language], "dct:LinguisticSystem"));
}

function concept(label: string) {
  return { "@type": "skos:Concept", "skos:prefLabel": { "@language": "en", "@value": label } };
}

/** The EU's data themes in use. */
const THEMES = {
  ECON: "Economy and finance",
  ENER: "Energy",
  ENVI: "Environment",
  SOCI: "Population and society",
  TECH: "Science and technology",
  TRAN: "Transport",
} as const;

/** @param codes of the EU's data themes, beside population and society, which every commons is about */
export function themes(codes: readonly (keyof typeof THEMES)[] = []) {
  return [...new Set(["SOCI" as const, ...codes])].map((code) => ({
    "@id": `${AUTHORITY}/data-theme/${code}`,
    ...concept(THEMES[code]),
  }));
}

export function taxonomy() {
  return {
    "@id": `${AUTHORITY}/data-theme`,
    "@type": "skos:ConceptScheme",
    "dct:title": [{ "@language": "en", "@value": "Data theme" }],
  };
}

const FREQUENCIES = { month: "MONTHLY", quarter: "QUARTERLY", year: "ANNUAL" } as const;

export function frequency(step: keyof typeof FREQUENCIES) {
  return authority("frequency", FREQUENCIES[step], "dct:Frequency");
}

/** Published figures are open to everybody. */
export function openToAll() {
  return authority("access-right", "PUBLIC", "dct:RightsStatement");
}

/** The operator's contact point; empty where none is stated. */
export function contact(commons: Settings) {
  const value = commons.contact ?? commons.controller?.contact;
  if (value === undefined) return {};
  const reach = /^[^\s@]+@[^\s@]+$/.test(value)
    ? { "vcard:hasEmail": { "@id": `mailto:${value}` } }
    : /^https?:\/\/\S+$/.test(value)
      ? { "vcard:hasURL": { "@id": value } }
      : { "vcard:note": value };
  return {
    "dcat:contactPoint": {
      "@type": ["vcard:Organization", "vcard:Kind"],
      "vcard:fn": commons.controller?.name ?? commons.name.en,
      ...reach,
    },
  };
}

/** The population that the figures stand for: first of all, that it is not everybody. */
export const DESCRIPTION: Labels = {
  fr: "Statistiques protégées des foyers comptés, qui ne sont pas un échantillon tiré au sort : elles ne décrivent pas tous les foyers du territoire. Chaque nombre porte un flou aléatoire et une marge de protection (95 %), qui couvre la protection et non qui est compté ; les données masquées sont des lignes sans valeur, jamais des zéros.",
  en: "Protected statistics of the homes counted, which are no random sample: they do not describe all homes of the territory. Every number carries random noise and a protection margin (95%), which covers protection and not who is counted; withheld cells are rows without a value, never zeros.",
};

/** How the figures came about, and what was done to protect those whom they come from. */
export function provenance(settings: Settings) {
  const { k, origin } = settings;
  const { epsilon, odds } = settings.budget;
  const bound =
    odds === undefined
      ? { fr: `ε = ${epsilon} par foyer et par an au plus`, en: `at most ε = ${epsilon} per household and year` }
      : {
          fr: `par foyer et par an, sur 100 paris sur sa présence, ${String(odds).replace(".", ",")} gagnés au mieux par qui connaît tous les autres`,
          en: `per household and year, of 100 bets on whether it is counted at most ${odds} won by somebody who knows all the others`,
        };
  return {
    "@type": "dct:ProvenanceStatement",
    "rdfs:label": languageStrings({
      fr: `${origin ? `D’après : ${origin.fr}` : "Relevés apportés par les foyers, avec leur consentement"} ; plafonnés, agrégés, publiés à partir de k = ${k} foyers, avec un flou aléatoire (confidentialité différentielle, ${bound.fr}, toutes mesures ensemble).`,
      en: `${origin ? `Taken from: ${origin.en}` : "Readings brought by households, with their consent"}; bounded, aggregated, published from k = ${k} households on, with random noise (differential privacy, ${bound.en}, all measures together).`,
    }),
  };
}

export function standards() {
  return [
    { "@id": "https://datapackage.org/profiles/2.0/datapackage.json", "@type": "dct:Standard", "dct:title": "Data Package 2.0" },
    { "@id": "https://sdmx.org/", "@type": "dct:Standard", "dct:title": "SDMX code lists CL_OBS_STATUS and CL_CONF_STATUS" },
  ];
}

const RESOURCE = "rdfs:Resource";

/** Codes of the EU's table of file types; a format that is not in it has its media type alone. */
const FILE_TYPES: Readonly<Record<string, string>> = {
  "text/csv": "CSV",
  "application/vnd.sdmx.data+csv": "CSV",
  "application/json": "JSON",
  "application/ld+json": "JSON_LD",
  "application/vnd.apache.parquet": "PARQUET",
};

export function distribution(file: Download) {
  const type = file.media_type.split(";")[0] as string;
  const fileType = FILE_TYPES[type];
  return {
    "@id": file.id,
    "@type": "dcat:Distribution",
    "dct:title": file.name,
    "dct:description": languageStrings(file.about),
    "dcat:accessURL": { "@id": file.url, "@type": RESOURCE },
    "dcat:downloadURL": { "@id": file.url, "@type": RESOURCE },
    "dcat:byteSize": { "@value": String(file.bytes), "@type": "xsd:nonNegativeInteger" },
    "dcat:mediaType": { "@id": `http://www.iana.org/assignments/media-types/${type}`, "@type": "dct:MediaType" },
    ...(fileType === undefined ? {} : { "dct:format": authority("file-type", fileType, "dct:MediaTypeOrExtent") }),
    "dct:license": licence(),
    // data.gouv.fr knows the licence by this text.
    "dct:rights": { "@type": "dct:RightsStatement", "rdfs:label": "Licence Ouverte / Open Licence version 2.0" },
    "dcatap:availability": { "@id": `${AUTHORITY}/planned-availability/STABLE`, ...concept("Stable") },
    "spdx:checksum": {
      "@type": "spdx:Checksum",
      "spdx:algorithm": { "@id": "http://spdx.org/rdf/terms#checksumAlgorithm_sha256", "@type": "spdx:ChecksumAlgorithm" },
      "spdx:checksumValue": { "@value": file.sha256, "@type": "xsd:hexBinary" },
    },
  };
}
