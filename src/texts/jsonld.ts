import type { Json } from "../contract/canonical.ts";
import type { Labels } from "../domains/index.ts";

/** Prefixes of the vocabularies. A record carries them, so that nothing need be fetched to read it. */
export const CONTEXT = {
  dpv: "https://w3id.org/dpv#",
  pd: "https://w3id.org/dpv/pd#",
  loc: "https://w3id.org/dpv/loc#",
  "eu-gdpr": "https://w3id.org/dpv/legal/eu/gdpr#",
  dct: "http://purl.org/dc/terms/",
  rdf: "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
  skos: "http://www.w3.org/2004/02/skos/core#",
  schema: "https://schema.org/",
  xsd: "http://www.w3.org/2001/XMLSchema#",
} as const;

export const NOT_STATED = "not stated by the operator";

export type JsonLdNode = { readonly [key: string]: Json };

export function urnOf(id: string): string {
  return `urn:uuid:${id}`;
}

export function dateTime(value: string): JsonLdNode {
  return { "@type": "xsd:dateTime", "@value": value };
}

/** A text in both languages, each marked with its own. */
export function inLanguages({ fr, en }: Labels): Json {
  return [
    { "@language": "fr", "@value": fr },
    { "@language": "en", "@value": en },
  ];
}
