import { within } from "./bounds.ts";
import { headOf, textOf } from "./decode.ts";
import { type JsonRecord, jsonLine, readJson, recordsOfLines, recordsOfTree } from "./json.ts";
import { rowsOf, type TableRow } from "./lines.ts";
import type { Notebook, PointOrReason } from "./notebook.ts";
import variants from "./variants.json" with { type: "json" };
import type { Sheet } from "./workbook.ts";
import { readXml, type XmlEvents } from "./xml.ts";

/** What a file turned out to be, before anybody asks which variant: by its content, never by its name. */
export interface TableForm {
  readonly kind: "table";
  readonly in: "line";
  /** the first characters, for recognition */
  readonly head: string;
  /** reads from the top, each time that it is called */
  rows(): Iterable<TableRow>;
}
export interface JsonForm {
  readonly kind: "json";
  /** one value, or one a line */
  readonly in: "item" | "line";
  /** the whole tree; null: one value a line */
  readonly tree: unknown;
  /** some of the first records: one alone may be empty */
  readonly first: readonly unknown[];
  /** the items of the list that the file is, or its lines; reads from the top, each time that it is called */
  records(): Iterable<JsonRecord>;
}
export interface XmlForm {
  readonly kind: "xml";
  readonly in: "item";
  readonly head: string;
  read(events: XmlEvents): void;
}
export interface WorkbookForm {
  readonly kind: "workbook";
  readonly in: "row";
  readonly sheets: readonly Sheet[];
}
export type FileForm = TableForm | JsonForm | XmlForm | WorkbookForm;

/** What is read: who gives such files out or what they are of, then the format in brackets. */
export const VARIANTS = variants;
export type Variant = keyof typeof VARIANTS;

/**
 * A reader of one variant: pure, it knows the format and writes what it reads into the notebook. Both functions are given forms of
 * the reader's own kind alone.
 */
export interface Importer<F extends FileForm = FileForm> {
  readonly id: Variant;
  readonly kind: F["kind"];
  recognises(form: F): boolean;
  read(form: F, notebook: Notebook): void;
}

/** Reads a list of records, each of which is one point. */
export function eachRecord(point: (value: unknown, notebook: Notebook) => PointOrReason): Importer<JsonForm>["read"] {
  return (form, notebook) => {
    for (const { at, value } of form.records()) notebook.count(at, point(value, notebook));
  };
}

/** Reads the rows of a table below its header's line, each of which is one point; blank ones are passed over. */
export function eachRow(
  form: TableForm,
  header: { readonly line: number },
  notebook: Notebook,
  point: (cells: readonly string[]) => PointOrReason,
): void {
  for (const { line, cells } of form.rows()) {
    if (line <= header.line || cells?.every((cell) => cell.trim() === "")) continue;
    notebook.count(line, cells === null || cells.length < 2 ? "bad-row" : point(cells));
  }
}

/** The first lines of a text that are not blank. */
export function linesIn(head: string): string[] {
  return head.split(/\r\n|\n|\r/).filter((line) => line.trim() !== "");
}

const isObject = (value: unknown) => typeof value === "object" && value !== null;

/** Values by which a file of records is recognised. */
const FIRST = 3;

function jsonForm(bytes: Uint8Array, head: string, text: () => Iterable<string>): JsonForm {
  const lines = linesIn(head).slice(0, 2);
  if (lines.length === 2 && lines.every((line) => isObject(jsonLine(line)))) {
    const records = () => recordsOfLines(text());
    const first: unknown[] = [];
    for (const { value } of records()) if (first.push(value) === FIRST) break;
    return { kind: "json", in: "line", tree: null, first, records };
  }
  const tree = readJson(bytes);
  const records = recordsOfTree(tree);
  const first = records.slice(0, FIRST).map(({ value }) => value);
  return { kind: "json", in: "item", tree, first, records: () => records };
}

/** What a file of text is. A text that is neither JSON nor XML is a table. */
export function textForm(bytes: Uint8Array, onProgress?: (done: number) => void): FileForm {
  within("the bytes of a file", "bytes", bytes.length);
  const head = headOf(bytes);
  const text = () => textOf(bytes, onProgress);
  const [first = ""] = head.trimStart();
  if (first === "<") return { kind: "xml", in: "item", head, read: (events) => readXml(text(), events) };
  if (first === "{" || first === "[") return jsonForm(bytes, head, text);
  return { kind: "table", in: "line", head, rows: () => rowsOf(text()) };
}
