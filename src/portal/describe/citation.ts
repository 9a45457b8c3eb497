import type { Manifest } from "../../contract/manifest.ts";
import type { Settings } from "../../contract/settings.ts";
import { LICENCE, type OpenRelease } from "../../release/index.ts";
import type { Language } from "../params.ts";

/** What a citation of a release states. */
export interface CitationSource {
  readonly manifest: Manifest;
  /** `ni:///sha-256;…` */
  readonly identifier: string;
  /** absolute address of the page that shows it; null: the site's address is unknown */
  readonly url: string | null;
  /** where the operator had one registered */
  readonly doi?: string | undefined;
}

export function citationSource(
  { id, manifest, identifier }: OpenRelease,
  { dois }: Settings,
  url: string | null,
): CitationSource {
  return { manifest, identifier, url, doi: dois?.[id] };
}

/** The page that shows a period's figures: an address that a host of files answers as a portal does. @param base of the site, with a trailing slash */
export function pageOf(base: string, period: string): string {
  return `${base}explore.html?period=${period}`;
}

/** The formats of a citation: media type, extension as a file, and the text. */
export const CITATIONS = {
  bibtex: { type: "application/x-bibtex; charset=utf-8", extension: "bib", write: bibtex },
  ris: { type: "application/x-research-info-systems; charset=utf-8", extension: "ris", write: ris },
  csl: { type: "application/vnd.citationstyles.csl+json", extension: "csl.json", write: csl },
  text: { type: "text/plain; charset=utf-8", extension: "txt", write: plainText },
};
type CitationFormat = keyof typeof CITATIONS;
export const CITATION_FORMATS = Object.keys(CITATIONS) as [CitationFormat, ...CitationFormat[]];

/** How to cite a release, in the language asked for. */
export function citation(cited: CitationSource, format: CitationFormat, language: Language): string {
  return CITATIONS[format].write(fieldsOf(cited, language));
}

type Fields = ReturnType<typeof fieldsOf>;

function fieldsOf({ manifest, ...more }: CitationSource, language: Language) {
  const { settings, territory, id: version, period, created_at } = manifest;
  const place = `${territory.name[language]}, ${period}`;
  // Author and publisher say whose it is.
  const title =
    language === "fr"
      ? `Statistiques protégées des foyers participants : ${place}`
      : `Protected statistics of participating homes: ${place}`;
  return {
    ...more,
    language,
    version,
    key: `voisinage-${territory.id}-${version}`.replace(/[^A-Za-z0-9-]/g, "-"),
    author: oneLine(settings.controller?.name ?? settings.name[language]),
    title: oneLine(title),
    publisher: oneLine(settings.name[language]),
    kind: language === "fr" ? "Jeu de données" : "Data set",
    /** `YYYY-MM-DD` */
    day: created_at.slice(0, 10),
    year: created_at.slice(0, 4),
  };
}

function oneLine(words: string): string {
  return words.replace(/[\p{C}\s]+/gu, " ").trim();
}

type Entry = readonly [name: string, value: string | null | undefined];

/** Writes the entries that have a value. */
function joined(entries: readonly Entry[], end: string, write: (name: string, value: string) => string): string {
  return entries.flatMap(([name, value]) => (value == null ? [] : [write(name, value)])).join(end);
}

function plainText({ author, year, title, version, kind, publisher, url, doi, identifier, language }: Fields): string {
  const hash = language === "fr" ? "Empreinte :" : "Hash:";
  const place = doi === undefined ? url : `https://doi.org/${doi}`;
  const sentences = [...(publisher === author ? [] : [publisher]), ...(place === null ? [] : [place])].map((one) => ` ${one}.`);
  return `${author} (${year}). ${title} (version ${version}) [${kind}].${sentences.join("")} ${hash} ${identifier}\n`;
}

function bibtex(fields: Fields): string {
  const entries: Entry[] = [
    // Twice in braces: a name of an organisation has no first name.
    ["author", `{${escaped(fields.author)}}`],
    ["title", `{${escaped(fields.title)}}`],
    ["year", fields.year],
    ["month", String(Number(fields.day.slice(5, 7)))],
    ["publisher", escaped(fields.publisher)],
    ["version", fields.version],
    ["howpublished", escaped(fields.kind)],
    ["doi", fields.doi],
    ["url", fields.url],
    ["note", `${escaped(fields.identifier)}. ${escaped(LICENCE.name)}`],
    ["language", fields.language === "fr" ? "french" : "english"],
  ];
  return `@misc{${fields.key},\n${joined(entries, ",\n", (name, value) => `  ${name} = {${value}}`)}\n}\n`;
}

/** What TeX would take for a command. */
function escaped(words: string): string {
  const named: Readonly<Record<string, string>> = {
    "\\": "\\textbackslash{}",
    "~": "\\textasciitilde{}",
    "^": "\\textasciicircum{}",
  };
  return words.replace(/[\\~^{}&%$#_]/g, (one) => named[one] ?? `\\${one}`);
}

function csl({ key, title, author, day, publisher, version, url, doi, identifier, language }: Fields): string {
  const item = {
    id: key,
    type: "dataset",
    title,
    author: [{ literal: author }],
    issued: { "date-parts": [day.split("-").map(Number)] },
    publisher,
    version,
    URL: url ?? undefined,
    DOI: doi,
    note: identifier,
    language,
  };
  return `${JSON.stringify([item], null, 2)}\n`;
}

function ris(fields: Fields): string {
  const entries: Entry[] = [
    ["TY", "DATA"],
    ["AU", fields.author],
    ["TI", fields.title],
    ["PY", fields.year],
    ["DA", `${fields.day.replaceAll("-", "/")}/`],
    ["PB", fields.publisher],
    ["ET", fields.version],
    ["UR", fields.url],
    ["DO", fields.doi],
    ["N1", fields.identifier],
    ["LA", fields.language],
    ["ER", ""],
  ];
  return joined(entries, "", (tag, value) => `${tag}  - ${value}\r\n`);
}
