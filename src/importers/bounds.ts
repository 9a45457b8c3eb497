import { Refusal } from "../contract/problem.ts";

/** Limits on files that are read. Each refusal states the limit and the value. Real household files stay below all of them. */
export const FILE_BOUNDS = {
  /** a file as given, in bytes */
  bytes: 256_000_000,
  /** a JSON text, which is kept in memory as a tree */
  jsonBytes: 128_000_000,
  /** nested containers */
  depth: 64,
  /** files in an archive; a year's location history has some hundreds */
  entries: 2000,
  /** all files of an archive together, unpacked */
  unpackedBytes: 512_000_000,
  /** a workbook, unpacked, which is kept in memory as rows of cells */
  workbookBytes: 64_000_000,
  sheets: 32,
  rows: 200_000,
  columns: 256,
  /** rows × columns of a workbook, all kept in memory */
  cells: 4_000_000,
  /** characters of a line; a file with longer ones is of another kind */
  line: 65_536,
} as const;

/** @throws Refusal `unreadable-file` */
export function checkFileBound(what: string, bound: keyof typeof FILE_BOUNDS, value: number): void {
  if (value > FILE_BOUNDS[bound]) throw unreadable(`${what} must be at most ${FILE_BOUNDS[bound]}; got ${value}`);
}

export function unreadable(detail: string): Refusal {
  return new Refusal("unreadable-file", detail);
}
