import { closeSync, fsyncSync, linkSync, openSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { makeFolder } from "../storage/files/make-folder.ts";

/**
 * Writes a file that is never changed again, whole or not at all, and waits until it is on the disk.
 *
 * @param mode of the file: by default all may read it
 * @returns false where there is a file of that name: it stays as it is
 */
export function writeOnce(folder: string, name: string, content: string, mode = 0o644): boolean {
  const temporary = writeBeside(folder, name, content, mode);
  try {
    linkSync(temporary, join(folder, name));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  } finally {
    rmSync(temporary, { force: true });
  }
  syncFolder(folder);
  return true;
}

/** Writes a file in the place of the one that has the name, whole or not at all, and waits until it is on the disk. */
export function writeAnew(folder: string, name: string, content: string): void {
  renameSync(writeBeside(folder, name, content, 0o644), join(folder, name));
  syncFolder(folder);
}

function writeBeside(folder: string, name: string, content: string, mode: number): string {
  makeFolder(folder);
  const temporary = join(folder, `.tmp-${process.pid}-${name}`);
  const file = openSync(temporary, "w", mode);
  try {
    writeFileSync(file, content);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  return temporary;
}

/** Waits until the names in a folder are on the disk. */
export function syncFolder(folder: string): void {
  const handle = openSync(folder, "r");
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
