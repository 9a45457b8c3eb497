import type { Labels } from "../domains/index.ts";
import { encodingOf, headOf } from "./decode.ts";

/** What a file is, where no reader knows it: said of it after “the file”, and what to do instead. */
interface Look {
  readonly is: Labels;
  readonly instead: Labels;
}

const EXPORT: Labels = {
  fr: "Téléchargez l’export des relevés chez qui les tient, et donnez-le tel que reçu.",
  en: "Download the export of the readings from whoever holds them, and give it as you got it.",
};

/**
 * What a file may look like, in words that do not quote it; the page and the command line say the same. Those up to `binary` are
 * told by the first bytes, the others by what the readers made of the file.
 */
export const LOOKS = {
  empty: {
    is: { fr: "est vide", en: "is empty" },
    instead: { fr: "Téléchargez-le à nouveau : il ne contient rien.", en: "Download it again: there is nothing in it." },
  },
  pdf: {
    is: { fr: "est un PDF, et non un export de relevés", en: "is a PDF, and no export of readings" },
    instead: {
      fr: "Si c’est une facture, tapez-en les chiffres ; sinon, téléchargez l’export des relevés (CSV, XLSX, JSON ou XML).",
      en: "If it is a bill, type its figures; otherwise download the export of the readings (CSV, XLSX, JSON or XML).",
    },
  },
  image: {
    is: { fr: "est une image, et rien n’y est lu", en: "is an image, and nothing is read in it" },
    instead: {
      fr: "Si elle montre une facture ou un compteur, tapez-en les chiffres ; sinon, téléchargez l’export des relevés.",
      en: "If it shows a bill or a meter, type its figures; otherwise download the export of the readings.",
    },
  },
  "web-page": {
    is: { fr: "est une page web enregistrée", en: "is a web page that was saved" },
    instead: {
      fr: "Sur cette page, cherchez « Télécharger » ou « Exporter », et donnez ce fichier-là.",
      en: "On that page look for “Download” or “Export”, and give that file.",
    },
  },
  document: {
    is: {
      fr: "est un document de bureautique (XLS, DOC, DOCX, ODS, ODT…)",
      en: "is an office document (XLS, DOC, DOCX, ODS, ODT…)",
    },
    instead: EXPORT,
  },
  packed: {
    is: { fr: "est une archive d’un autre type que zip", en: "is an archive of another kind than zip" },
    instead: {
      fr: "Ouvrez-la, et donnez le fichier de relevés qu’elle contient.",
      en: "Open it, and give the file of readings in it.",
    },
  },
  binary: {
    is: { fr: "n’est ni du texte, ni d’un type connu", en: "is neither text nor of any kind that is known" },
    instead: EXPORT,
  },
  table: {
    is: {
      fr: "ressemble à un tableau ou à du texte, sans relevés connus",
      en: "looks like a table or plain text, of no kind that is read",
    },
    instead: EXPORT,
  },
  json: { is: { fr: "est du JSON, sans relevés connus", en: "looks like JSON, of no kind that is read" }, instead: EXPORT },
  lines: {
    is: {
      fr: "est du JSON, une valeur par ligne, sans relevés connus",
      en: "looks like JSON, one value a line, of no kind that is read",
    },
    instead: EXPORT,
  },
  xml: { is: { fr: "est du XML, sans relevés connus", en: "looks like XML, of no kind that is read" }, instead: EXPORT },
  workbook: {
    is: { fr: "est un classeur (XLSX), sans relevés connus", en: "looks like a workbook (XLSX), of no kind that is read" },
    instead: EXPORT,
  },
  archive: {
    is: {
      fr: "est une archive (zip) sans fichier de relevés connu",
      en: "looks like an archive (zip), with no file of readings that is read",
    },
    instead: EXPORT,
  },
  folder: {
    is: { fr: "est un dossier, et non un fichier", en: "is a folder, and not a file" },
    instead: { fr: "Donnez les fichiers qu’il contient.", en: "Give the files in it." },
  },
} as const satisfies Record<string, Look>;
export type Looks = keyof typeof LOOKS;

/** Is it something that readings do come in, so that it helps to say whose are read? */
export const mayBeReadings = (looks: Looks): boolean => ["table", "json", "lines", "xml", "workbook", "archive"].includes(looks);

/** Bytes at the very beginning; `?` is any. */
const BEGINNINGS: readonly (readonly [Looks, string])[] = [
  ["image", "\xff\xd8\xff"],
  ["image", "\x89PNG\r\n\x1a\n"],
  ["image", "GIF8"],
  ["image", "BM????\0\0\0\0"],
  ["image", "II*\0"],
  ["image", "MM\0*"],
  ["image", "RIFF????WEBP"],
  ["image", "????ftyphei"],
  ["image", "????ftypmif1"],
  ["image", "????ftypavif"],
  ["document", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"],
  ["packed", "\x1f\x8b\b"],
  ["packed", "7z\xbc\xaf\x27\x1c"],
  ["packed", "Rar!\x1a\x07"],
  ["packed", "BZh"],
  ["packed", "\xfd7zXZ\0"],
];

/** A PDF may have some other bytes before it. */
const PDF_WITHIN = 1024;
const HEAD = 4096;

const begins = (head: string, beginning: string): boolean => [...beginning].every((char, i) => char === "?" || head[i] === char);

/** What a file is, by its first bytes, where that alone says that there is nothing to read in it; else null. */
export function looksOf(bytes: Uint8Array): Looks | null {
  const head = String.fromCharCode(...bytes.subarray(0, HEAD));
  if (bytes.length <= HEAD && headOf(bytes).trim() === "") return "empty";
  if (head.slice(0, PDF_WITHIN).includes("%PDF-")) return "pdf";
  const known = BEGINNINGS.find(([, beginning]) => begins(head, beginning));
  if (known !== undefined) return known[0];
  if (/^(\xef\xbb\xbf)?\s*</.test(head) && /<(!doctype\s+html|html)[\s>]/i.test(head)) return "web-page";
  if (head.startsWith("PK\x03\x04")) return isDocument(head, tail(bytes)) ? "document" : null;
  // Text has no such characters, in whichever encoding but UTF-16, where every second byte may be zero.
  return encodingOf(bytes).startsWith("utf-16") || !bytes.subarray(0, HEAD).some(isNoText) ? null : "binary";
}

/** A control character, but for blanks, the end of a file and an escape. */
const isNoText = (byte: number): boolean => byte < 0x20 && !(byte >= 0x09 && byte <= 0x0d) && byte !== 0x1a && byte !== 0x1b;

/** Is a zip an office document? An open one says so first, unpacked; the others by what its directory lists. */
const isDocument = (head: string, directory: string): boolean =>
  head.includes("application/vnd.oasis.opendocument.") || directory.includes("word/document.xml");

/** The end of a zip, where its directory is. */
function tail(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes.subarray(-HEAD));
}
