/** A promise of a release that its folder does not keep. */
export interface Finding {
  /** the file at fault */
  readonly file: string;
  /** which promise, in a few words */
  readonly promise: string;
  readonly detail: string;
}

/** Findings of one promise in one file: the first few, and how many there are. */
export function summed(file: string, promise: string, details: readonly string[]): Finding[] {
  const [first] = details;
  if (first === undefined) return [];
  return [{ file, promise, detail: details.length === 1 ? first : `${first} (and ${details.length - 1} more)` }];
}
