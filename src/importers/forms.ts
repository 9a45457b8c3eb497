import type { Labels } from "../domains/index.ts";
import { fieldAt, type JsonRecord, jsonLine, readJson, recordsOfLines, recordsOfTree } from "./json.ts";
import type { Notebook, PointOrReason } from "./notebook.ts";
import { decodeHead, splitRows, type TableRow, textOf } from "./text.ts";
import variants from "./variants.json" with { type: "json" };
import type { Sheet } from "./workbook.ts";
import { readXml, type XmlElement } from "./xml.ts";

/** The form of a file before its variant is known. It is derived from the content, never from the name. */
export interface TableForm {
  readonly kind: "table";
  readonly in: "line";
  /** the first characters, by which variants are recognised */
  readonly head: string;
  /** reads from the top at each call; the separator is a semicolon by default */
  rows(separator?: string): Iterable<TableRow>;
}
export interface JsonForm {
  readonly kind: "json";
  /** whether the file is one value, or has one on each line */
  readonly in: "item" | "line";
  /** the whole tree; null where there is one value on each line */
  readonly tree: unknown;
  /** some of the first records, since a single one may be empty */
  readonly first: readonly unknown[];
  /** the items of the list in the file, or its lines; reads from the top at each call */
  records(): Iterable<JsonRecord>;
}
export interface XmlForm {
  readonly kind: "xml";
  readonly in: "item";
  readonly head: string;
  read(visit: (element: XmlElement) => void): void;
}
export interface WorkbookForm {
  readonly kind: "workbook";
  readonly in: "row";
  readonly sheets: readonly Sheet[];
}
export type FileForm = TableForm | JsonForm | XmlForm | WorkbookForm;

export type Variant = keyof typeof variants;
/**
 * Labels of the variants: the source or subject of the files, then the format in brackets; and what they are of, where that is
 * one domain.
 */
export const VARIANTS: Readonly<Record<Variant, Labels & { readonly domain?: string }>> = variants;

/** A reader of one variant, which knows its format. Pure. It only gets forms of its own kind. */
export interface Importer<F extends FileForm = FileForm> {
  readonly id: Variant;
  readonly kind: F["kind"];
  /** Returns a function that writes the form into a notebook; null for a form of another variant. */
  open(form: F): ((notebook: Notebook) => void) | null;
}

/** Makes a reader of lists of records; the variant is recognised by some of the first. */
export function recordImporter(
  id: Variant,
  isKnown: (record: unknown) => boolean,
  read: (form: JsonForm, notebook: Notebook) => void,
): Importer<JsonForm> {
  return { id, kind: "json", open: (form) => (form.first.some(isKnown) ? (notebook) => read(form, notebook) : null) };
}

/** Reads records that are one point each. */
export function eachRecord(pointOf: (record: unknown, notebook: Notebook) => PointOrReason) {
  return (form: JsonForm, notebook: Notebook): void => {
    for (const { at: place, value } of form.records()) notebook.count(place, pointOf(value, notebook));
  };
}

/** Whether a record has fields of all these names. */
export const hasFields = (record: unknown, ...names: readonly string[]): boolean =>
  names.every((name) => fieldAt(record, name) !== undefined);

/** Converts a table's row to a point. */
export type RowReader = (cells: readonly string[]) => PointOrReason;

/** Makes a reader of tables with one header, whose rows are one point each. */
export function tableImporter<Header extends { readonly line: number }>(
  id: Variant,
  headerOf: (head: string) => Header | null,
  begin: (header: Header, notebook: Notebook) => RowReader,
): Importer<TableForm> {
  return {
    id,
    kind: "table",
    open: (form) => {
      const header = headerOf(form.head);
      return (
        header &&
        ((notebook) => {
          const pointOf = begin(header, notebook);
          for (const { line, cells } of rowsBelow(form, header.line))
            notebook.count(line, cells === null || cells.length < 2 ? "bad-row" : pointOf(cells));
        })
      );
    },
  };
}

/** The non-blank rows below a line. */
export function* rowsBelow(form: TableForm, header: number): Generator<TableRow> {
  for (const row of form.rows()) if (row.line > header && !row.cells?.every((cell) => cell.trim() === "")) yield row;
}

/** The first lines of a text, at most `count`; the first has index 0. */
export const linesOfHead = (head: string, count?: number): string[] => head.split(/\r\n|\n|\r/, count);

const isObject = (value: unknown) => typeof value === "object" && value !== null;

/** Number of records by which a file is recognised. */
const RECOGNISED_BY = 3;

function jsonForm(bytes: Uint8Array, head: string, text: () => Iterable<string>): JsonForm {
  const lines = linesOfHead(head).filter((line) => line.trim() !== "");
  if (lines.length > 1 && lines.slice(0, 2).every((line) => isObject(jsonLine(line)))) {
    const records = () => recordsOfLines(text());
    const first: unknown[] = [];
    for (const { value } of records()) if (first.push(value) === RECOGNISED_BY) break;
    return { kind: "json", in: "line", tree: null, first, records };
  }
  const tree = readJson(bytes);
  const records = recordsOfTree(tree);
  const first = records.slice(0, RECOGNISED_BY).map(({ value }) => value);
  return { kind: "json", in: "item", tree, first, records: () => records };
}

/** The form of a text file. Anything that is neither JSON nor XML is a table. */
export function textForm(bytes: Uint8Array, onProgress?: (done: number) => void): FileForm {
  const head = decodeHead(bytes);
  const text = () => textOf(bytes, onProgress);
  const [first = ""] = head.trimStart();
  if (first === "<") return { kind: "xml", in: "item", head, read: (visit) => readXml(text(), visit) };
  if (first === "{" || first === "[") return jsonForm(bytes, head, text);
  return { kind: "table", in: "line", head, rows: (separator) => splitRows(text(), separator) };
}
