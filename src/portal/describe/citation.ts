import type { Manifest } from "../../contract/manifest.ts";
import type { Settings } from "../../contract/settings.ts";
import { LICENCE, type OpenRelease } from "../../release/index.ts";
import type { CitationFormat } from "../addresses.ts";
import type { Language } from "../negotiate.ts";

export interface Cited {
  readonly manifest: Manifest;
  /** `ni:///sha-256;…` */
  readonly identifier: string;
  readonly url: string | null;
  /** where the operator had one registered */
  readonly doi?: string | undefined;
}

/** What a citation of a release states. @param url absolute address of the page that shows it; null: the site's address is unknown */
export function citedOf({ id, manifest, identifier }: OpenRelease, { dois }: Settings, url: string | null): Cited {
  return { manifest, identifier, url, doi: dois?.[id] };
}

interface Fields {
  readonly key: string;
  readonly author: string;
  readonly title: string;
  readonly publisher: string;
  /** `YYYY-MM-DD` */
  readonly day: string;
  readonly version: string;
  readonly identifier: string;
  readonly url: string | null;
  readonly doi: string | undefined;
  readonly language: Language;
  readonly kind: string;
}

/** The page that shows a period's figures: an address that a host of files answers as a portal does. @param base of the site, with a trailing slash */
export function pageOf(base: string, period: string): string {
  return `${base}explore.html?period=${period}`;
}

/** How to cite a release, in one of four formats. @returns the text, in the language asked for */
export function citation(cited: Cited, format: CitationFormat, language: Language): string {
  const fields = fieldsOf(cited, language);
  switch (format) {
    case "bibtex":
      return bibtex(fields);
    case "csl":
      return `${JSON.stringify([csl(fields)], null, 2)}\n`;
    case "ris":
      return ris(fields);
    case "text":
      return `${text(fields)}\n`;
  }
}

export const CITATION_TYPES: Readonly<Record<CitationFormat, string>> = {
  bibtex: "application/x-bibtex; charset=utf-8",
  ris: "application/x-research-info-systems; charset=utf-8",
  csl: "application/vnd.citationstyles.csl+json",
  text: "text/plain; charset=utf-8",
};

function fieldsOf({ manifest, identifier, url, doi }: Cited, language: Language): Fields {
  const { settings, territory, id } = manifest;
  const author = settings.controller?.name ?? settings.name[language];
  return {
    key: `voisinage-${territory.id}-${id}`.replace(/[^A-Za-z0-9-]/g, "-"),
    author: oneLine(author),
    title: oneLine(titleOf(manifest, language)),
    publisher: oneLine(settings.name[language]),
    day: manifest.created_at.slice(0, 10),
    version: id,
    identifier,
    url,
    doi,
    language,
    kind: language === "fr" ? "Jeu de données" : "Data set",
  };
}

/** What it is and where; author and publisher say whose. */
function titleOf({ territory, period }: Manifest, language: Language): string {
  return language === "fr"
    ? `Statistiques protégées des foyers participants : ${territory.name.fr}, ${period}`
    : `Protected statistics of participating homes: ${territory.name.en}, ${period}`;
}

function oneLine(words: string): string {
  return words.replace(/[\p{C}\s]+/gu, " ").trim();
}

function text({ author, day, title, version, kind, publisher, url, doi, identifier, language }: Fields): string {
  const colon = language === "fr" ? " :" : ":";
  const said = publisher === author ? "" : ` ${publisher}.`;
  const where = doi === undefined ? url : `https://doi.org/${doi}`;
  const there = where === null ? "" : ` ${where}.`;
  return `${author} (${day.slice(0, 4)}). ${title} (version ${version}) [${kind}].${said}${there} ${language === "fr" ? "Empreinte" : "Hash"}${colon} ${identifier}`;
}

function bibtex(fields: Fields): string {
  const { key, author, title, day, publisher, version, url, doi, identifier, kind, language } = fields;
  const entries: [string, string][] = [
    // Twice in braces: a name of an organisation has no first name.
    ["author", `{${escaped(author)}}`],
    ["title", `{${escaped(title)}}`],
    ["year", day.slice(0, 4)],
    ["month", String(Number(day.slice(5, 7)))],
    ["publisher", escaped(publisher)],
    ["version", version],
    ["howpublished", escaped(kind)],
    ...(doi === undefined ? [] : [["doi", doi] as [string, string]]),
    ...(url === null ? [] : [["url", url] as [string, string]]),
    ["note", `${escaped(identifier)}. ${escaped(LICENCE.name)}`],
    ["language", language === "fr" ? "french" : "english"],
  ];
  return `@misc{${key},\n${entries.map(([name, value]) => `  ${name} = {${value}}`).join(",\n")}\n}\n`;
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

function csl({ key, author, title, day, publisher, version, url, doi, identifier, language }: Fields) {
  return {
    id: key,
    type: "dataset",
    title,
    author: [{ literal: author }],
    issued: { "date-parts": [day.split("-").map(Number)] },
    publisher,
    version,
    ...(url === null ? {} : { URL: url }),
    ...(doi === undefined ? {} : { DOI: doi }),
    note: identifier,
    language,
  };
}

function ris({ author, title, day, publisher, version, url, doi, identifier, language }: Fields): string {
  const lines: [string, string][] = [
    ["TY", "DATA"],
    ["AU", author],
    ["TI", title],
    ["PY", day.slice(0, 4)],
    ["DA", `${day.replaceAll("-", "/")}/`],
    ["PB", publisher],
    ["ET", version],
    ...(url === null ? [] : [["UR", url] as [string, string]]),
    ...(doi === undefined ? [] : [["DO", doi] as [string, string]]),
    ["N1", identifier],
    ["LA", language],
    ["ER", ""],
  ];
  return `${lines.map(([tag, value]) => `${tag}  - ${value}`).join("\r\n")}\r\n`;
}
