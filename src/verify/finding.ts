import type { Finding } from "../release/folder.ts";

/** Findings of one promise in one file: the first few, and how many there are. */
export function summed(file: string, promise: string, details: readonly string[]): Finding[] {
  const [first] = details;
  if (first === undefined) return [];
  return [{ file, promise, detail: details.length === 1 ? first : `${first} (and ${details.length - 1} more)` }];
}
