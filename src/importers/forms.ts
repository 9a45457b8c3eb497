import { within } from "./bounds.ts";
import { headOf, textOf } from "./decode.ts";
import type { Form } from "./importer.ts";
import { readJson, readJsonLines } from "./json.ts";
import { rowsOf } from "./table.ts";
import { readXml } from "./xml.ts";

/** Values by which a file with one a line is recognised: one alone may be empty. */
const FIRST = 3;

/** Does the text hold one JSON value a line, rather than one over many lines? */
function isLines(head: string): boolean {
  const lines = head.split(/\r\n|\n|\r/).filter((line) => line.trim() !== "");
  if (lines.length < 2) return false;
  return lines.slice(0, 2).every((line) => {
    try {
      const value: unknown = JSON.parse(line);
      return typeof value === "object" && value !== null;
    } catch {
      return false;
    }
  });
}

/** What a file of text is. A text that is neither JSON nor XML is a table. */
export function textForm(bytes: Uint8Array, onProgress?: (done: number) => void): Form {
  within("the bytes of a file", "bytes", bytes.length);
  const head = headOf(bytes);
  const first = head.trimStart()[0];
  if (first === "<") return { kind: "xml", head, read: (events) => readXml(textOf(bytes, onProgress), events) };
  if (first === "{" || first === "[") {
    if (!isLines(head)) return { kind: "json", value: readJson(bytes) };
    const values = () => readJsonLines(textOf(bytes, onProgress));
    const first: unknown[] = [];
    for (const { value } of values()) if (first.push(value) === FIRST) break;
    return { kind: "lines", first, values };
  }
  return { kind: "table", head, rows: () => rowsOf(textOf(bytes, onProgress)) };
}
