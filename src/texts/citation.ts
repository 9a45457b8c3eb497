/** What a citation states, of a release or of rows of one. */
export interface Citation {
  readonly language: "fr" | "en";
  /** BibTeX's name of it: letters, digits and hyphens */
  readonly key: string;
  readonly author: string;
  readonly title: string;
  /** title of the whole that it is a part of; absent: it is the whole */
  readonly within?: string;
  /** of the release; of rows of several, all of them */
  readonly version: string;
  /** `Jeu de données`, in the citation's language */
  readonly kind: string;
  readonly publisher: string;
  /** `YYYY-MM-DD`: when it was published */
  readonly day: string;
  /** absolute address of the page that shows it; null: the site's address is unknown */
  readonly url: string | null;
  /** where the operator had one registered */
  readonly doi?: string | undefined;
  /** `ni:///sha-256;…`; of rows of several releases, all of them */
  readonly identifier: string;
  readonly licence: string;
}

/** The formats of a citation: media type, extension as a file, and the text. */
export const CITATIONS = {
  bibtex: { type: "application/x-bibtex; charset=utf-8", extension: "bib", write: bibtex },
  ris: { type: "application/x-research-info-systems; charset=utf-8", extension: "ris", write: ris },
  csl: { type: "application/vnd.citationstyles.csl+json", extension: "csl.json", write: csl },
  text: { type: "text/plain; charset=utf-8", extension: "txt", write: plainText },
} as const;
export type CitationFormat = keyof typeof CITATIONS;
export const CITATION_FORMATS = Object.keys(CITATIONS) as [CitationFormat, ...CitationFormat[]];

/** A name on one line: formats that have a tag a line would take its second for another tag. */
export function citationLine(words: string): string {
  return words.replace(/[\p{C}\s]+/gu, " ").trim();
}

const WORDS = {
  fr: { kind: "Jeu de données", in: "Dans :", hash: "Empreinte :" },
  en: { kind: "Data set", in: "In:", hash: "Hash:" },
} as const;

/** What a release is called, in square brackets. */
export function releaseKind(language: Citation["language"]): string {
  return WORDS[language].kind;
}

const yearOf = ({ day }: Citation): string => day.slice(0, 4);

type Entry = readonly [name: string, value: string | null | undefined];

/** Writes the entries that have a value. */
function joined(entries: readonly Entry[], end: string, write: (name: string, value: string) => string): string {
  return entries.flatMap(([name, value]) => (value == null ? [] : [write(name, value)])).join(end);
}

function plainText(cited: Citation): string {
  const { author, title, within, version, kind, publisher, url, doi, identifier, language } = cited;
  const words = WORDS[language];
  const what =
    within === undefined
      ? `${title} (version ${version}) [${kind}].`
      : `${title} [${kind}]. ${words.in} ${within} (version ${version}).`;
  // The DOI names the release, the address the rows of it.
  const registered = doi === undefined ? null : `https://doi.org/${doi}`;
  const places = within === undefined ? [registered ?? url] : [registered, url];
  const sentences = [...(publisher === author ? [] : [publisher]), ...places].flatMap((one) => (one === null ? [] : ` ${one}.`));
  return `${author} (${yearOf(cited)}). ${what}${sentences.join("")} ${words.hash} ${identifier}\n`;
}

function bibtex(fields: Citation): string {
  const entries: Entry[] = [
    // Twice in braces: a name of an organisation has no first name.
    ["author", `{${escaped(fields.author)}}`],
    ["title", `{${escaped(fields.title)}}`],
    ["year", yearOf(fields)],
    ["month", String(Number(fields.day.slice(5, 7)))],
    ["publisher", escaped(fields.publisher)],
    ["version", escaped(fields.version)],
    [
      "howpublished",
      escaped(fields.within === undefined ? fields.kind : `${fields.kind}. ${WORDS[fields.language].in} ${fields.within}`),
    ],
    ["doi", fields.doi],
    // Addresses are not escaped, since TeX reads them to the letter.
    ["url", fields.url],
    ["note", `${escaped(fields.identifier)}. ${escaped(fields.licence)}`],
    ["language", fields.language === "fr" ? "french" : "english"],
  ];
  return `@misc{${fields.key},\n${joined(entries, ",\n", (name, value) => `  ${name} = {${value}}`)}\n}\n`;
}

/** Characters that TeX takes for commands. */
function escaped(words: string): string {
  const named: Readonly<Record<string, string>> = {
    "\\": "\\textbackslash{}",
    "~": "\\textasciitilde{}",
    "^": "\\textasciicircum{}",
  };
  return words.replace(/[\\~^{}&%$#_]/g, (one) => named[one] ?? `\\${one}`);
}

/** A data set as reference managers exchange it (CSL-JSON): the part of it that a citation fills. */
export interface CslItem {
  readonly id: string;
  readonly type: "dataset";
  readonly title: string;
  readonly "container-title"?: string | undefined;
  readonly author: readonly { readonly literal: string }[];
  readonly issued: { readonly "date-parts": readonly (readonly number[])[] };
  readonly publisher: string;
  readonly version: string;
  readonly URL?: string | undefined;
  readonly DOI?: string | undefined;
  /** identifier */
  readonly note: string;
  readonly language: "fr" | "en";
}

function csl({ key, title, within, author, day, publisher, version, url, doi, identifier, language }: Citation): string {
  const item: CslItem = {
    id: key,
    type: "dataset",
    title,
    "container-title": within,
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

/** The citation that such an item was made of; it has no licence, which is the same for all of a commons. */
export function citationOfCsl(item: CslItem, licence: string): Citation {
  const within = item["container-title"];
  return {
    language: item.language,
    key: item.id,
    author: item.author[0]?.literal ?? item.publisher,
    title: item.title,
    ...(within === undefined ? {} : { within }),
    version: item.version,
    kind: WORDS[item.language].kind,
    publisher: item.publisher,
    day: (item.issued["date-parts"][0] ?? []).map((part) => String(part).padStart(2, "0")).join("-"),
    url: item.URL ?? null,
    doi: item.DOI,
    identifier: item.note,
    licence,
  };
}

function ris(fields: Citation): string {
  const entries: Entry[] = [
    ["TY", "DATA"],
    ["AU", fields.author],
    ["TI", fields.title],
    ["T2", fields.within],
    ["PY", yearOf(fields)],
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
