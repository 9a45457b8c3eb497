import type { PublicLog } from "../../src/contract/log.ts";

/** Parts of the lines that `verify` prints; the program's own are compared with them in `test/cli/verify-export.test.ts`. */
const WELL = "all is as promised";

/** What `verify` prints of these releases and this log where all is well, with the long hash cut. */
export function printedWhenWell(releases: readonly string[], { size, entries }: Pick<PublicLog, "size" | "entries">): string[] {
  const head = entries.at(-1)?.hash.slice(0, 8) ?? "";
  return [...releases.map((id) => `releases/${id}: ${WELL}`), `log.json: ${size} entries, one chain up to ${head}…`];
}

/** What it prints of a file that somebody changed. */
export const printedWhenForged = (release: string): string =>
  `releases/${release}/observations.csv: hash: it has 301667 bytes; the manifest says 305120`;
