import type { Labels } from "../../src/domains/index.ts";
import type { FileReport } from "../../src/importers/report.ts";

/** What the page sends to the reader: the files themselves, which it reads in its own thread. */
export interface Asked {
  readonly files: readonly File[];
}

/** What the file says, without anything that names anybody; and what the variants that were recognised are called. */
export interface Read {
  readonly report: FileReport;
  readonly variants: readonly Labels[];
}

/** Why a file was not read: a code of the closed list that a reader refuses with. `at` counts the files from 0; null: all of them. */
export interface NotRead {
  readonly code: "unknown-file" | "unreadable-file" | "internal";
  readonly at: number | null;
}

export type Said =
  | { readonly kind: "progress"; readonly done: number; readonly total: number }
  | ({ readonly kind: "read" } & Read)
  | ({ readonly kind: "not-read" } & NotRead);
