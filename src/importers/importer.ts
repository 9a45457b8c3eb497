import type { Labels } from "../domains/index.ts";
import type { Notebook } from "./notebook.ts";
import type { Row } from "./table.ts";
import type { Sheet } from "./workbook.ts";
import type { XmlEvents } from "./xml.ts";

/** What a file turned out to be, before anybody asks which variant: by its content, never by its name. */
export interface TableForm {
  readonly kind: "table";
  /** the first characters, for recognition */
  readonly head: string;
  /** reads from the top, each time that it is called */
  rows(): Iterable<Row>;
}
export interface JsonForm {
  readonly kind: "json";
  readonly value: unknown;
}
export interface LinesForm {
  readonly kind: "lines";
  /** some of the first values */
  readonly first: readonly unknown[];
  /** reads from the top, each time that it is called */
  values(): Iterable<{ readonly line: number; readonly value: unknown }>;
}
export interface XmlForm {
  readonly kind: "xml";
  readonly head: string;
  read(events: XmlEvents): void;
}
export interface WorkbookForm {
  readonly kind: "workbook";
  readonly sheets: readonly Sheet[];
}
export type Form = TableForm | JsonForm | LinesForm | XmlForm | WorkbookForm;

/** A reader of one variant: pure, it knows the format and writes what it reads into the notebook. */
export interface Importer<F extends Form = Form> {
  readonly id: string;
  readonly labels: Labels;
  readonly form: F["kind"];
  recognises(form: F): boolean;
  read(form: F, notebook: Notebook): void;
}

/** An importer among those of other forms: it answers for its own form alone. */
export interface AnyImporter {
  readonly id: string;
  readonly labels: Labels;
  recognises(form: Form): boolean;
  read(form: Form, notebook: Notebook): void;
}

/** Guards an importer by its form, so that one list can hold all of them. */
export function importer<F extends Form>(one: Importer<F>): AnyImporter {
  const fits = (form: Form): form is F => form.kind === one.form;
  return {
    id: one.id,
    labels: one.labels,
    recognises: (form) => fits(form) && one.recognises(form),
    read: (form, notebook) => {
      if (fits(form)) one.read(form, notebook);
    },
  };
}
