import { Buffer } from "node:buffer";
import { expect, test } from "vitest";
import { DOMAINS } from "../../src/domains/index.ts";
import { readable, readHouseholdFile, UnknownFile, VARIANTS } from "../../src/importers/index.ts";
import { FILE_KINDS, type UnknownFileKind } from "../../src/importers/looks.ts";
import { unknownKindOf } from "../../src/importers/unknown-file.ts";
import { zipOf } from "./made.ts";

const bytes = (latin1: string) => new Uint8Array(Buffer.from(latin1, "latin1"));
const utf16 = (text: string) => new Uint8Array(Buffer.from(`\ufeff${text}`, "utf16le"));
const PIXEL = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

async function unknown(content: Uint8Array): Promise<UnknownFile> {
  const caught: unknown = await readHouseholdFile({ name: "relevés.csv", bytes: content }).catch((error: unknown) => error);
  if (!(caught instanceof UnknownFile)) throw new Error(`it was not unknown: ${String(caught)}`);
  return caught;
}

/** Files that people drop in place of an export, by name; they begin as real ones do. */
const FILES: readonly [string, UnknownFileKind, Uint8Array | Promise<Uint8Array>][] = [
  ["nothing", "empty", bytes("")],
  ["blanks", "empty", bytes("\r\n \n")],
  ["a byte order mark and nothing", "empty", utf16("")],
  ["a PDF", "pdf", bytes("%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj")],
  ["a PDF behind a few bytes", "pdf", bytes("\r\n\0%PDF-1.4\n")],
  ["a JPEG", "image", bytes("\xff\xd8\xff\xe0\0\x10JFIF\0")],
  ["a PNG", "image", new Uint8Array(Buffer.from(PIXEL, "base64"))],
  ["a WebP", "image", bytes("RIFF\x24\0\0\0WEBPVP8 ")],
  ["a telephone's photograph", "image", bytes("\0\0\0\x18ftypheic\0\0\0\0")],
  ["a page that was saved", "web-page", bytes("<!DOCTYPE html>\n<html lang=fr><title>Mes mesures</title>")],
  ["an old workbook", "document", bytes("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0")],
  ["a text of an office", "document", zipOf({ "[Content_Types].xml": "<a/>", "word/document.xml": "<b/>" })],
  [
    "an open document",
    "document",
    zipOf({ mimetype: "application/vnd.oasis.opendocument.spreadsheet", "content.xml": "<a/>" }, 0),
  ],
  ["a gzip", "packed", bytes("\x1f\x8b\b\0\0\0\0\0")],
  ["any bytes", "binary", bytes("\x93\x01\xf2\x07\xc4zz\x80\x02\xee\x11")],
  [
    "an Enedis export of another quantity",
    "enedis",
    bytes(
      "Identifiant PRM;Type de donnees;Date de debut;Date de fin\n01234567890123;Coupures;01/01/2026;31/01/2026\nHorodate;Valeur\n",
    ),
  ],
  ["a household's rows without a title", "untitled", bytes("01/01/2025;21,9\n02/01/2025;20,4\n")],
  ["readings of a meter without a unit", "untitled", bytes("Date;Index\n01/01/2025;12021\n02/01/2025;12043\n")],
  ["a table of something else", "table", bytes("nom;rue\nJean Dupont;12 rue des Fleurs\n")],
  ["a text in UTF-16", "table", utf16("nom;rue\nJean Dupont;12 rue des Fleurs\n")],
  ["answers kept from Me situer", "answers", bytes('{\n  "voisinage_answers": 1,\n  "territory": "X"\n}')],
  ["such answers, cut off", "answers", bytes('{"voisinage_answers": 1, "terr')],
  ["a zip of a PDF", "archive", zipOf({ "facture.pdf": "%PDF-1.7" })],
];

test.each(FILES)("%s is known for what it is, by its content and whatever its name: %s", async (_, looks, content) => {
  const refusal = await unknown(await content);
  expect([refusal.looks, refusal.code]).toEqual([looks, "unknown-file"]);
  expect(refusal.message).toContain(`the file ${FILE_KINDS[looks].is.en}. ${FILE_KINDS[looks].instead.en}`);
  expect(refusal.message).not.toMatch(/Dupont|Fleurs|relevés\.csv/);
});

test("what a reader reads is never taken for something else", () => {
  for (const text of [
    "Horodate;Valeur\n2025-01-01T00:30:00+01:00;264\n",
    '{"releves": []}',
    "<?xml version='1.0'?><feed/>",
    "a\tb\x1a",
  ])
    expect(unknownKindOf(bytes(text)), text).toBe(null);
});

test("what can be read is told as people know it: every reader's holder and format, and no reader's own name", async () => {
  for (const lang of ["fr", "en"] as const) {
    const list = readable()[lang];
    for (const [id, labels] of Object.entries(VARIANTS)) {
      const [name = ""] = labels[lang].split(/, | \(/);
      const formats = new RegExp(`${name} \\(([^)]*)\\)`).exec(list)?.[1]?.split(", ");
      expect(formats, labels[lang]).toContain(/\((\w+)\)$/.exec(labels[lang])?.[1]);
      expect(list).not.toContain(id);
    }
  }
  expect((await unknown(bytes("a;b"))).message).toContain(`What is read: ${readable().en}`);
  expect((await unknown(bytes(""))).message).not.toContain("What is read");
});

test("everything that a file may look like is said in both languages, with what to do", () => {
  for (const [looks, { is, instead }] of Object.entries(FILE_KINDS))
    for (const said of [is, instead])
      expect([said.fr.length > 5, said.en.length > 5, said.fr !== said.en], looks).toEqual([true, true, true]);
});

test("measures say which files they come in just where a reader is of their domain", () => {
  const read = new Set(Object.values(VARIANTS).flatMap(({ domain }) => domain ?? []));
  const said = DOMAINS.filter(({ measures }) => measures.some(({ files }) => files)).map(({ id }) => id);
  expect(said.sort()).toEqual([...read].sort());
});
