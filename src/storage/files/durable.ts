import {
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { makeFolder } from "./make-folder.ts";

// Files that are on the disk, with their names, when a call returns.

/** Waits until a file, or the names in a folder, are on the disk. */
export function syncPath(path: string): void {
  const handle = openSync(path, "r");
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/**
 * A name beside the file that copies of the folder leave out. What a run that was killed left of the same file is removed: it
 * may hold a secret, or what people were told is gone.
 */
function temporaryIn(folder: string, name: string): string {
  for (const left of readdirSync(folder))
    if (/^\.tmp-\d+-/.test(left) && left.endsWith(`-${name}`)) rmSync(join(folder, left), { force: true });
  return join(folder, `.tmp-${process.pid}-${name}`);
}

/** Makes a file that is not there yet. Half of one, after a failure, is taken away again. @throws Error `EEXIST` */
export function createFile(file: string, content: string, mode: number): void {
  try {
    writeFileSync(file, content, { flag: "wx", mode, flush: true });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") rmSync(file, { force: true });
    throw error;
  }
  syncPath(dirname(resolve(file)));
}

/** Puts a file in the place of the one that has the name, whole or not at all. */
export function replaceFile(file: string, content: string, mode: number): void {
  const folder = dirname(resolve(file));
  makeFolder(folder);
  const beside = temporaryIn(folder, basename(file));
  try {
    writeFileSync(beside, content, { flag: "wx", mode, flush: true });
    renameSync(beside, file);
  } finally {
    rmSync(beside, { force: true });
  }
  syncPath(folder);
}

/** Adds whole lines to a file of lines. A torn last line, which a power cut left, is cut off first. */
export function appendLines(file: string, lines: readonly string[], mode: number): void {
  const before = existsSync(file) ? readFileSync(file) : null;
  const whole = before === null ? 0 : before.lastIndexOf("\n") + 1;
  if (before !== null && whole < before.length) truncateSync(file, whole);
  writeFileSync(file, lines.map((line) => `${line}\n`).join(""), { flag: "a", mode, flush: true });
  if (before === null) syncPath(dirname(resolve(file)));
}

/** The whole lines of a file of lines; none where there is no file. What follows the last end of line never took effect. */
export function readLines(file: string): string[] {
  return existsSync(file) ? readFileSync(file, "utf8").split("\n").slice(0, -1) : [];
}

/**
 * Writes a file that is never changed again, whole or not at all.
 *
 * @param mode of the file: by default all may read it
 * @returns false where there is a file of that name: it stays as it is
 */
export function writeOnce(folder: string, name: string, content: string, mode = 0o644): boolean {
  makeFolder(folder);
  const temporary = temporaryIn(folder, name);
  try {
    writeFileSync(temporary, content, { flag: "wx", mode, flush: true });
    linkSync(temporary, join(folder, name));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  } finally {
    rmSync(temporary, { force: true });
  }
  syncPath(folder);
  return true;
}
