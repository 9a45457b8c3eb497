import { closeSync, openSync, readSync, statSync, writeSync } from "node:fs";
import { Refusal } from "../contract/problem.ts";
import type { Reject } from "./bulk.ts";

/** How much of a file is looked at, to know what it holds. */
const LOOK = 1 << 20;
const BEGIN = '{"file":';

/**
 * Opens a rejects file anew, one JSON object a line: a run that is repeated refuses the same donations again. A file that holds
 * anything else stays as it is.
 *
 * @throws Refusal `file-in-the-way`
 */
export function openRejects(path: string): { add: (reject: Reject) => void; close: () => void } {
  if (!isForRejects(path))
    throw new Refusal("file-in-the-way", `${path} is there already and holds no refused donations: it would be lost`);
  const file = openSync(path, "w", 0o600);
  return {
    add: (reject) => {
      writeSync(file, `${JSON.stringify(reject)}\n`);
    },
    close: () => closeSync(file),
  };
}

/** Is there nothing that would be lost: no file, an empty one, or what was refused by a run before? */
function isForRejects(path: string): boolean {
  const found = statSync(path, { throwIfNoEntry: false });
  if (!found?.isFile() || found.size === 0) return true;
  const lines = beginning(path).split("\n");
  // The last one may be torn: by a run that was killed, or by the end of what is looked at.
  const last = lines.pop() ?? "";
  return lines.every(isReject) && (last === "" || last.startsWith(BEGIN) || BEGIN.startsWith(last));
}

function beginning(path: string): string {
  const file = openSync(path, "r");
  try {
    const bytes = Buffer.alloc(LOOK);
    return bytes.toString("utf8", 0, readSync(file, bytes, 0, LOOK, 0));
  } finally {
    closeSync(file);
  }
}

function isReject(line: string): boolean {
  try {
    return Object.keys(JSON.parse(line)).join() === "file,line,field,reason";
  } catch {
    return false;
  }
}
