/** The parts of a citation, of a release or of rows from releases. */
export interface Citation {
  readonly language: "fr" | "en";
  /** key of the entry in BibTeX: letters, digits and hyphens */
  readonly key: string;
  readonly author: string;
  readonly title: string;
  /** title of the release or data set that the rows are from; absent: a whole release is cited */
  readonly within?: string;
  /** id of the release; for rows from several, all their ids */
  readonly version: string;
  /** `Jeu de données`, in the citation's language */
  readonly kind: string;
  readonly publisher: string;
  /** `YYYY-MM-DD`: when it was published */
  readonly day: string;
  /** absolute address of the page that shows it; null where the site's address is unknown */
  readonly url: string | null;
  /** DOI, where the operator registered one */
  readonly doi?: string | undefined;
  /** in sentences: what the readings were taken from and how they came about, where no household brought them */
  readonly basis?: string | undefined;
  /** `ni:///sha-256;…` of the release; for rows from several, all of them */
  readonly identifier: string;
  readonly licence: string;
}

/** The formats of a citation: media type, file extension, and the function that writes it. */
export const CITATIONS = {
  bibtex: { type: "application/x-bibtex; charset=utf-8", extension: "bib", write: bibtex },
  ris: { type: "application/x-research-info-systems; charset=utf-8", extension: "ris", write: ris },
  csl: { type: "application/vnd.citationstyles.csl+json", extension: "csl.json", write: csl },
  text: { type: "text/plain; charset=utf-8", extension: "txt", write: plainText },
} as const;
export type CitationFormat = keyof typeof CITATIONS;
export const CITATION_FORMATS = Object.keys(CITATIONS) as [CitationFormat, ...CitationFormat[]];

/** Puts a text on one line: formats with one tag on each line would read a second line as another tag. */
export function citationLine(words: string): string {
  return words.replace(/[\p{C}\s]+/gu, " ").trim();
}

const WORDS = {
  fr: {
    kind: "Jeu de données",
    in: "Dans :",
    hash: "Empreinte :",
    origin: "Données d’origine :",
    licence: "Licence :",
    dated: "Date de la source : ",
    undated: "non précisée",
  },
  en: {
    kind: "Data set",
    in: "In:",
    hash: "Hash:",
    origin: "Taken from:",
    licence: "Licence:",
    dated: "Date of the source: ",
    undated: "not stated",
  },
} as const;

/** The kind of thing cited, for the square brackets of a citation. */
export function releaseKind(language: Citation["language"]): string {
  return WORDS[language].kind;
}

/** What a commons that copies data published elsewhere states of them: what they are and, where it is known, of which date. */
type Origin = Readonly<Record<Citation["language"], string>> & {
  readonly dated?: Readonly<Record<Citation["language"], string>> | undefined;
};

/** What readings that no household brought were taken from, without a full stop. */
export const takenFrom = (origin: Origin, language: Citation["language"]): string =>
  citationLine(`${WORDS[language].origin} ${origin[language].replace(/\.$/, "")}`);

/** What readings that no household brought were taken from, of which date, and the notes of their measures; undefined for those that households brought. */
export function basisOf(
  origin: Origin | undefined,
  notes: readonly string[],
  language: Citation["language"],
): string | undefined {
  if (origin === undefined) return undefined;
  const words = WORDS[language];
  const sentence = (said: string, text: string): string => `${said}${text.replace(/\.$/, "")}.`;
  const dated = sentence(words.dated, origin.dated?.[language] ?? words.undated);
  return citationLine([`${takenFrom(origin, language)}.`, dated, ...new Set(notes)].join(" "));
}

const yearOf = ({ day }: Citation): string => day.slice(0, 4);

/** The day of publication as a citation writes it: `1er décembre 2026`. */
function dayText({ day, language }: Citation): string {
  const text = new Date(`${day}T00:00:00Z`).toLocaleDateString(language === "en" ? "en-GB" : language, {
    dateStyle: "long",
    timeZone: "UTC",
  });
  return language === "fr" ? text.replace(/^1 /, "1er ") : text;
}

/** What identifies a release and its licence, for formats that have no field of either. */
const identified = ({ identifier, licence, language }: Citation): string =>
  `${identifier}. ${WORDS[language].licence} ${licence}`;

type Entry = readonly [name: string, value: string | null | undefined];

/** Writes the entries that have a value, separated by `end`. */
function joined(entries: readonly Entry[], end: string, write: (name: string, value: string) => string): string {
  return entries.flatMap(([name, value]) => (value == null ? [] : [write(name, value)])).join(end);
}

function plainText(cited: Citation): string {
  const { author, title, within, version, kind, publisher, url, doi, basis, language } = cited;
  const words = WORDS[language];
  const what =
    within === undefined
      ? `${title} (version ${version}) [${kind}].`
      : `${title} [${kind}]. ${words.in} ${within} (version ${version}).`;
  // A DOI names the release, and the address its rows.
  const doiAddress = doi === undefined ? null : `https://doi.org/${doi}`;
  const places = within === undefined ? [doiAddress ?? url] : [doiAddress, url];
  const sentences = [...(publisher === author ? [] : [publisher]), ...places].flatMap((one) => (one === null ? [] : ` ${one}.`));
  return `${author} (${dayText(cited)}). ${what}${sentences.join("")}${basis === undefined ? "" : ` ${basis}`} ${words.hash} ${identified(cited)}.\n`;
}

function bibtex(fields: Citation): string {
  const entries: Entry[] = [
    // In double braces, so that BibTeX does not split an organisation's name into first and last name.
    ["author", `{${escapeTex(fields.author)}}`],
    ["title", `{${escapeTex(fields.title)}}`],
    ["year", yearOf(fields)],
    ["month", String(Number(fields.day.slice(5, 7)))],
    ["day", String(Number(fields.day.slice(8, 10)))],
    ["publisher", escapeTex(fields.publisher)],
    ["version", escapeTex(fields.version)],
    [
      "howpublished",
      escapeTex(fields.within === undefined ? fields.kind : `${fields.kind}. ${WORDS[fields.language].in} ${fields.within}`),
    ],
    ["doi", fields.doi],
    // Addresses are not escaped, since TeX reads them literally.
    ["url", fields.url],
    ["note", `${fields.basis === undefined ? "" : `${escapeTex(fields.basis)} `}${escapeTex(identified(fields))}`],
    ["language", fields.language === "fr" ? "french" : "english"],
  ];
  return `@misc{${fields.key},\n${joined(entries, ",\n", (name, value) => `  ${name} = {${value}}`)}\n}\n`;
}

/** Escapes characters that TeX reads as commands. */
function escapeTex(words: string): string {
  const named: Readonly<Record<string, string>> = {
    "\\": "\\textbackslash{}",
    "~": "\\textasciitilde{}",
    "^": "\\textasciicircum{}",
  };
  return words.replace(/[\\~^{}&%$#_]/g, (one) => named[one] ?? `\\${one}`);
}

/** A data set in CSL-JSON, the exchange format of reference managers, with only the fields that a citation fills. */
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
  /** where the readings are from */
  readonly source?: string | undefined;
  /** identifier and licence: the format has no field of a licence */
  readonly note: string;
  readonly language: "fr" | "en";
}

function csl(fields: Citation): string {
  const { key, title, within, author, day, publisher, version, url, doi, basis, language } = fields;
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
    source: basis,
    note: identified(fields),
    language,
  };
  return `${JSON.stringify([item], null, 2)}\n`;
}

/** The citation that a CSL item was made from. Its licence, the same for everything in a commons, is given as it is to be written. */
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
    ...(item.source === undefined ? {} : { basis: item.source }),
    identifier: item.note.split(". ")[0] ?? "",
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
    ["N1", fields.basis],
    ["N1", identified(fields)],
    ["LA", fields.language],
    ["ER", ""],
  ];
  return joined(entries, "", (tag, value) => `${tag}  - ${value}\r\n`);
}
