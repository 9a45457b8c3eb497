import { Refusal } from "../contract/problem.ts";
import type { Labels } from "../domains/index.ts";
import { VARIANTS } from "./forms.ts";
import { ANSWERS_MARK, FILE_KINDS, type UnknownFileKind } from "./looks.ts";
import { decodeHead, encodingOf } from "./text.ts";
import { plain } from "./words.ts";

/** First bytes of files; `?` stands for any byte. */
const BEGINNINGS: readonly (readonly [UnknownFileKind, ...string[]])[] = [
  ["image", "\xff\xd8\xff", "\x89PNG\r\n\x1a\n", "GIF8", "BM????\0\0\0\0", "II*\0", "MM\0*", "RIFF????WEBP"],
  ["image", "????ftyphei", "????ftypmif1", "????ftypavif"],
  ["document", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"],
  ["packed", "\x1f\x8b\b", "7z\xbc\xaf\x27\x1c", "Rar!\x1a\x07", "BZh", "\xfd7zXZ\0"],
];

/** How a file of answers begins, even one that is broken further on. */
const ANSWERS = new RegExp(`^\\s*\\{\\s*"${ANSWERS_MARK}"`);

/** A PDF may begin after some other bytes. */
const PDF_WITHIN = 1024;
const HEAD = 4096;

/** Titles with which every CSV of Enedis begins, in plain letters. */
export const ENEDIS_TITLES = "identifiant prm;type de donnees;";

const begins = (head: string, beginning: string): boolean => [...beginning].every((char, i) => char === "?" || head[i] === char);

/** The kind of a file whose first bytes show that it cannot be read here; null for any other. */
export function unknownKindOf(bytes: Uint8Array): UnknownFileKind | null {
  const head = String.fromCharCode(...bytes.subarray(0, HEAD));
  if (bytes.length <= HEAD && decodeHead(bytes).trim() === "") return "empty";
  if (plain(decodeHead(bytes)).startsWith(ENEDIS_TITLES)) return "enedis";
  if (head.slice(0, PDF_WITHIN).includes("%PDF-")) return "pdf";
  const known = BEGINNINGS.find(([, ...beginnings]) => beginnings.some((beginning) => begins(head, beginning)));
  if (known !== undefined) return known[0];
  if (/^(\xef\xbb\xbf)?\s*</.test(head) && /<(!doctype\s+html|html)[\s>]/i.test(head)) return "web-page";
  if (head.startsWith("PK\x03\x04")) return isDocument(head, String.fromCharCode(...bytes.subarray(-HEAD))) ? "document" : null;
  if (ANSWERS.test(decodeHead(bytes))) return "answers";
  if (isUntitled(bytes)) return "untitled";
  // Text has no such characters in any encoding but UTF-16, where every second byte may be zero.
  return encodingOf(bytes).startsWith("utf-16") || !bytes.subarray(0, HEAD).some(isNoText) ? null : "binary";
}

/** A day or a month and a number, and nothing else: a row of a household's own table. */
const OWN_ROW = /^"?(\d{4}-\d\d(-\d\d)?|(\d\d?\/)?\d\d?\/\d{4})"?[;,\t]"?\d[\d\s.]*(,\d+)?"?$/;
/** Titles of a meter's readings that name no unit. */
const METER_TITLES = /^"?(date|jour|mois|day|month)"?[;,\t][^;,\t]*(index|compteur|relev|meter|reading)[^;,\t]*$/;

/** Whether a text is of a household's own rows whose amounts have no title, or are a meter's readings without a unit. */
function isUntitled(bytes: Uint8Array): boolean {
  const [first = "", second = ""] = decodeHead(bytes).toLowerCase().trim().split(/\r?\n/);
  return OWN_ROW.test(first.trim()) || (METER_TITLES.test(first.trim()) && OWN_ROW.test(second.trim()));
}

/** Whether a byte is a control character other than white space, end of file or escape. */
const isNoText = (byte: number): boolean => byte < 0x20 && !(byte >= 0x09 && byte <= 0x0d) && byte !== 0x1a && byte !== 0x1b;

/**
 * Whether a zip is an office document. OpenDocument states its type first, uncompressed; others are recognised by the directory
 * at their end.
 */
const isDocument = (head: string, directory: string): boolean =>
  head.includes("application/vnd.oasis.opendocument.") || directory.includes("word/document.xml");

/** The readable files in words: who provides them or what they cover, and in which formats. */
export function readable(): Labels {
  const names = (lang: keyof Labels): string[] => {
    const formats = new Map<string, Set<string>>();
    for (const { [lang]: label } of Object.values(VARIANTS)) {
      const [name = ""] = label.split(/, | \(/);
      formats.set(name, (formats.get(name) ?? new Set()).add(label.slice(label.lastIndexOf("(") + 1, -1)));
    }
    return [...formats].map(([name, found]) => `${name} (${[...found].join(", ")})`);
  };
  return { fr: names("fr").join(" ; "), en: names("en").join("; ") };
}

/** No reader recognises the file. `looks` tells what it seems to be, so that a page can phrase it itself. */
export class UnknownFile extends Refusal {
  readonly looks: UnknownFileKind;

  /**
   * @param name what to call the file; by default "the file"
   * @param more a further sentence
   */
  constructor(looks: UnknownFileKind, name = "the file", more = "") {
    const { is, instead } = FILE_KINDS[looks];
    const typed = looks === "pdf" || looks === "image" ? " Figures are typed on a commons’ page “Contribute”." : "";
    const list = looks === "empty" || looks === "folder" ? "" : ` What is read: ${readable().en}.`;
    super("unknown-file", `${name} ${is.en}. ${instead.en}${more}${typed}${list}`);
    this.looks = looks;
  }
}

/**
 * A household's own table that names no measure, or no unit either, so the person who gives the file is asked; or of whose numbers, which
 * never fall, it cannot be told whether they stand on a meter.
 */
export class UnnamedMeasure extends UnknownFile {
  /** unit that its title names; null: none */
  readonly unit: Labels | null;
  /** measures with that unit, or that its title names, as `domain.measure` */
  readonly measures: readonly string[];
  /** its measure is known, and the question is whether its numbers stand on a meter */
  readonly mayBeMeter: boolean;

  /** @param name what to call the file; by default "the file" */
  constructor(unit: Labels | null, measures: readonly string[], name?: string, mayBeMeter = false) {
    super(mayBeMeter ? "unclear-meter" : "unnamed-measure", name, mayBeMeter ? "" : ` It may be of ${measures.join(", ")}.`);
    this.mayBeMeter = mayBeMeter;
    this.unit = unit;
    this.measures = measures;
  }
}
