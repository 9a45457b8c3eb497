import { closeSync, fsyncSync, linkSync, mkdirSync, openSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/**
 * Writes a file that is never changed again, whole or not at all, and waits until it is on the disk.
 *
 * @returns false where there is a file of that name: it stays as it is
 */
export function writeOnce(folder: string, name: string, content: string): boolean {
  const temporary = writeBeside(folder, name, content);
  try {
    linkSync(temporary, join(folder, name));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  } finally {
    rmSync(temporary, { force: true });
  }
  sync(folder);
  return true;
}

/** Writes a file in the place of the one that has the name, whole or not at all, and waits until it is on the disk. */
export function writeAnew(folder: string, name: string, content: string): void {
  renameSync(writeBeside(folder, name, content), join(folder, name));
  sync(folder);
}

function writeBeside(folder: string, name: string, content: string): string {
  mkdirSync(folder, { recursive: true });
  const temporary = join(folder, `.tmp-${process.pid}-${name}`);
  const file = openSync(temporary, "w", 0o644);
  try {
    writeFileSync(file, content);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  return temporary;
}

function sync(folder: string): void {
  const handle = openSync(folder, "r");
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
