import { statSync } from "node:fs";
import { Refusal } from "../../contract/problem.ts";

/** Mode bits by which the group or everybody may read or write. */
const SHARED = 0o066;

/**
 * Refuses a file with a secret that others may read or write. The sentence has its name, its mode, and the command that corrects
 * it. Where a system's files have no modes, none is refused.
 *
 * @throws Refusal `key-exposed`
 */
export function refuseShared(file: string): void {
  if (process.platform === "win32") return;
  const found = statSync(file, { throwIfNoEntry: false });
  if (!found?.isFile() || (found.mode & SHARED) === 0) return;
  const octal = (found.mode & 0o7777).toString(8).padStart(4, "0");
  throw new Refusal(
    "key-exposed",
    `others may read or write ${file}: its mode is ${octal}. "chmod 600 ${file}" makes it its owner's alone`,
  );
}
