import type { Labels } from "../../src/domains/index.ts";
import type { UnknownFileKind } from "../../src/importers/looks.ts";
import type { FileReport } from "../../src/importers/report.ts";

/** What the page sends to the reader: the files themselves, which it reads in its own thread. */
export interface ReadRequest {
  readonly files: readonly File[];
  /** of the commons, ISO 4217 */
  readonly currency: string;
  /** what a table of one's own is of, once the visitor has said so; `domain.measure` */
  readonly measure?: string;
}

/** What the file says, without anything that names anybody; and what the variants that were recognised are called. */
export interface FileReading {
  readonly report: FileReport;
  readonly variants: readonly Labels[];
  /** the first place that was not read and why, where no month was kept */
  readonly trouble?: Labels;
}

/** A table of one's own that does not say what it is of: the visitor is asked, and it is read again. */
export interface TableWithoutMeasure {
  readonly unit: Labels;
  /** `domain.measure` of those that are counted in that unit */
  readonly measures: readonly string[];
}

/** Why a file was not read: a code of the closed list that a reader refuses with; and of a file that none knows, what it looks like and, after its name, what to do instead. */
export type ReadFault =
  | ({ readonly code: "unnamed-measure" } & TableWithoutMeasure)
  | { readonly code: "unknown-file"; readonly looks: UnknownFileKind; readonly says: Labels; readonly readable: Labels }
  | { readonly code: "unreadable-file" | "internal" };

/** `at` counts the files from 0; null: all of them. */
export type FailedReading = ReadFault & { readonly at: number | null };

export type ReaderMessage =
  | { readonly kind: "progress"; readonly done: number; readonly total: number }
  | ({ readonly kind: "read" } & FileReading)
  | ({ readonly kind: "not-read" } & FailedReading);
