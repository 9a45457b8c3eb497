import { encodingOf, headOf } from "./decode.ts";
import looks from "./looks.json" with { type: "json" };

/**
 * What a file may look like, where no reader knows it: what it `is`, said after “the file”, and what to do `instead`, in words that do
 * not quote it; the page and the command line say the same. Those up to `binary` are told by the first bytes, the others by what
 * the readers made of the file.
 */
export const LOOKS = looks;
export type UnknownFileKind = keyof typeof LOOKS;

/** Is it something that readings do come in, so that it helps to say whose are read? */
export const mayBeReadings = (looks: UnknownFileKind): boolean =>
  ["table", "json", "lines", "xml", "workbook", "archive"].includes(looks);

/** Bytes at the very beginning; `?` is any. */
const BEGINNINGS: readonly (readonly [UnknownFileKind, ...string[]])[] = [
  ["image", "\xff\xd8\xff", "\x89PNG\r\n\x1a\n", "GIF8", "BM????\0\0\0\0", "II*\0", "MM\0*", "RIFF????WEBP"],
  ["image", "????ftyphei", "????ftypmif1", "????ftypavif"],
  ["document", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"],
  ["packed", "\x1f\x8b\b", "7z\xbc\xaf\x27\x1c", "Rar!\x1a\x07", "BZh", "\xfd7zXZ\0"],
];

/** A PDF may have some other bytes before it. */
const PDF_WITHIN = 1024;
const HEAD = 4096;

const begins = (head: string, beginning: string): boolean => [...beginning].every((char, i) => char === "?" || head[i] === char);

/** What a file is, by its first bytes, where that alone says that there is nothing to read in it; else null. */
export function unknownKindOf(bytes: Uint8Array): UnknownFileKind | null {
  const head = String.fromCharCode(...bytes.subarray(0, HEAD));
  if (bytes.length <= HEAD && headOf(bytes).trim() === "") return "empty";
  if (head.slice(0, PDF_WITHIN).includes("%PDF-")) return "pdf";
  const known = BEGINNINGS.find(([, ...beginnings]) => beginnings.some((beginning) => begins(head, beginning)));
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
