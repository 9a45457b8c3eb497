import { closeSync, fsyncSync, linkSync, mkdirSync, openSync, rmSync, writeSync } from "node:fs";
import { join } from "node:path";

/**
 * Writes a file that is never changed again, whole or not at all, and waits until it is on the disk.
 *
 * @returns false where there is a file of that name: it stays as it is
 */
export function writeOnce(folder: string, name: string, content: string): boolean {
  mkdirSync(folder, { recursive: true });
  const temporary = join(folder, `.tmp-${process.pid}-${name}`);
  const file = openSync(temporary, "w", 0o644);
  try {
    writeSync(file, content);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  try {
    linkSync(temporary, join(folder, name));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  } finally {
    rmSync(temporary, { force: true });
  }
  const parent = openSync(folder, "r");
  try {
    fsyncSync(parent);
  } finally {
    closeSync(parent);
  }
  return true;
}
