import type { AnyImporter, Form, Importer } from "./importer.ts";
import { field } from "./json.ts";
import type { Notebook } from "./notebook.ts";

/** One value of a list, with its place: an item of a JSON list, or a line of a file with one a line. */
export interface PlacedRecord {
  readonly at: number;
  readonly value: unknown;
}

/** Names under which exports wrap their lists. */
const WRAPPERS = ["rows", "docs", "data", "documents", "results"];

/** The list in a JSON value: itself, what an export wraps it in, or the value alone. */
function listOf(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  for (const name of WRAPPERS) {
    const found = field(value, name);
    // A CouchDB view has each document in `doc`.
    if (Array.isArray(found)) return found.map((one: unknown) => field(one, "doc") ?? one);
  }
  return [value];
}

function* recordsOf(form: Form): Generator<PlacedRecord> {
  if (form.kind === "lines") for (const { line, value } of form.values()) yield { at: line, value };
  if (form.kind === "json") for (const [i, value] of listOf(form.value).entries()) yield { at: i + 1, value };
}

/** Some of the first records: one alone may be empty. */
function firstOf(form: Form): readonly unknown[] {
  if (form.kind === "lines") return form.first;
  return form.kind === "json" ? listOf(form.value).slice(0, 3) : [];
}

/** A reader of records, whether they come as a JSON list, wrapped, or one a line. */
export function recordImporter(one: {
  readonly id: string;
  readonly labels: Importer["labels"];
  /** by one of the first records */
  recognises(record: unknown): boolean;
  read(records: Iterable<PlacedRecord>, notebook: Notebook): void;
}): AnyImporter {
  return {
    id: one.id,
    labels: one.labels,
    recognises: (form) => firstOf(form).some(one.recognises),
    read: (form, notebook) => one.read(recordsOf(form), notebook),
  };
}
