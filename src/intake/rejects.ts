import { closeSync, openSync, writeSync } from "node:fs";
import type { Reject } from "./bulk.ts";

/** Opens a rejects file anew, one JSON object a line: a run that is repeated refuses the same donations again. */
export function openRejects(path: string): { add: (reject: Reject) => void; close: () => void } {
  const file = openSync(path, "w", 0o600);
  return {
    add: (reject) => {
      writeSync(file, `${JSON.stringify(reject)}\n`);
    },
    close: () => closeSync(file),
  };
}
