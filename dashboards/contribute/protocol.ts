import type { Unit } from "../../src/contract/units.ts";
import type { Labels } from "../../src/domains/index.ts";
import type { MeasureHint } from "../../src/importers/hint.ts";
import type { UnknownFileKind } from "../../src/importers/looks.ts";
import type { FileReport } from "../../src/importers/report.ts";

/** A request from the page to the reader's thread, with the files themselves. */
export interface ReadRequest {
  readonly files: readonly File[];
  /** currency of the commons, ISO 4217 */
  readonly currency: string;
  /** `domain.measure` of a table that does not name its measure, once the visitor has said so */
  readonly measure?: string;
  /** its unit, likewise */
  readonly unit?: Unit;
  /** whether its numbers stand on a meter, likewise */
  readonly isMeter?: boolean;
}

/** The report of a file, which names nobody, and the names of the recognised variants. */
export interface FileReading {
  readonly report: FileReport;
  readonly variants: readonly Labels[];
  /** where no month was kept: the first place that was not read, and why */
  readonly trouble?: Labels;
  /** the first places that were not read, in words; absent: none */
  readonly places?: readonly Labels[];
}

/** A table that does not name its measure, or not even a unit, or may be of a meter: the visitor is asked, and the file is read again. */
export interface TableWithoutMeasure {
  /** null: it names none */
  readonly unit: Labels | null;
  /** `domain.measure` of the measures with that unit, or of all that it may be */
  readonly measures: readonly string[];
  /** its measure is known, and the question is whether its numbers stand on a meter */
  readonly mayBeMeter: boolean;
  /** what its name or titles say of it; null: nothing */
  readonly hint: MeasureHint | null;
  /** what was answered before, which the next answer repeats */
  readonly answered: Pick<ReadRequest, "measure" | "unit">;
}

/**
 * Why a file was not read, as a code from a closed list. An unknown file has a description of what it looks like and what to do
 * instead, to follow its name.
 */
export type ReadFault =
  | ({ readonly code: "unnamed-measure" } & TableWithoutMeasure)
  | {
      readonly code: "unknown-file";
      readonly looks: UnknownFileKind;
      readonly says: Labels;
      /** set for one of several files, of which it can be asked alone */
      readonly unnamed?: TableWithoutMeasure;
    }
  | { readonly code: "unreadable-file" | "internal" };

/** `at` is the index of the file; null: it concerns all of them. */
export type FailedReading = ReadFault & { readonly at: number | null };

export type ReaderMessage =
  | { readonly kind: "progress"; readonly done: number; readonly total: number }
  | ({ readonly kind: "read" } & FileReading)
  | ({ readonly kind: "not-read" } & FailedReading);
