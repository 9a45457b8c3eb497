import { Refusal } from "../contract/problem.ts";

/** Upper bounds on what is read. Each refusal names its bound and the value. Real household files stay below all of them. */
export const FILE_BOUNDS = {
  /** of a file, as it is */
  bytes: 256_000_000,
  /** of a JSON text, which has to be held as a tree */
  jsonBytes: 128_000_000,
  /** containers within containers */
  depth: 64,
  /** files in an archive; a year's location history has some hundreds */
  entries: 2000,
  /** of all the files of an archive together, unpacked */
  unpackedBytes: 512_000_000,
  /** of a workbook, unpacked: it is held as rows of cells */
  workbookBytes: 64_000_000,
  sheets: 32,
  rows: 200_000,
  columns: 256,
  /** rows × columns, which is what is held */
  cells: 4_000_000,
  /** characters of a line; a longer one belongs to another kind of file */
  line: 65_536,
} as const;

/** @throws Refusal `unreadable-file` */
export function checkFileBound(what: string, bound: keyof typeof FILE_BOUNDS, value: number): void {
  if (value > FILE_BOUNDS[bound]) throw unreadable(`${what} must be at most ${FILE_BOUNDS[bound]}; got ${value}`);
}

export function unreadable(detail: string): Refusal {
  return new Refusal("unreadable-file", detail);
}
