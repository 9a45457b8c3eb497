import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A folder of a whole test file, to be removed when its last test has ended. */
export function folder(): { readonly path: string; readonly remove: () => void } {
  const path = mkdtempSync(join(tmpdir(), "voisinage-test-"));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}
