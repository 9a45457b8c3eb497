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

// Writes files that are on the disk, with their names, when a call returns.

/** Waits until the names in a folder are on the disk. */
export function syncFolder(folder: string): void {
  const handle = openSync(folder, "r");
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/** Makes a new file. After a failure, a partial file is removed. @throws Error `EEXIST` */
export function createFile(file: string, content: string, mode: number): void {
  try {
    writeFileSync(file, content, { flag: "wx", mode, flush: true });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") rmSync(file, { force: true });
    throw error;
  }
  syncFolder(dirname(resolve(file)));
}

/**
 * Writes the content to a temporary file beside the target, under a name that backups leave out; `place` then gives it the
 * target's name. Temporary files of killed runs for the same target are removed first: they may contain a secret, or data that
 * people were told is erased.
 */
function writeBeside(file: string, content: string, mode: number, place: (beside: string) => void): void {
  const [folder, name] = [dirname(resolve(file)), basename(file)];
  makeFolder(folder);
  for (const left of readdirSync(folder))
    if (/^\.tmp-\d+-/.test(left) && left.endsWith(`-${name}`)) rmSync(join(folder, left), { force: true });
  const beside = join(folder, `.tmp-${process.pid}-${name}`);
  try {
    writeFileSync(beside, content, { flag: "wx", mode, flush: true });
    place(beside);
  } finally {
    rmSync(beside, { force: true });
  }
  syncFolder(folder);
}

/** Replaces a file, as a whole or not at all. */
export function replaceFile(file: string, content: string, mode: number): void {
  writeBeside(file, content, mode, (beside) => renameSync(beside, file));
}

/**
 * Writes a file that is never changed again, as a whole or not at all.
 *
 * @param mode the file's mode; by default everybody may read it
 * @returns false where a file of that name exists: it stays as it is
 */
export function writeOnce(folder: string, name: string, content: string, mode = 0o644): boolean {
  const file = join(folder, name);
  try {
    writeBeside(file, content, mode, (beside) => linkSync(beside, file));
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}

/** Appends lines to a file. An incomplete last line, left by a power cut, is removed first. */
export function appendLines(file: string, lines: readonly string[], mode: number): void {
  const before = existsSync(file) ? readFileSync(file) : null;
  const whole = before === null ? 0 : before.lastIndexOf("\n") + 1;
  if (before !== null && whole < before.length) truncateSync(file, whole);
  writeFileSync(file, lines.map((line) => `${line}\n`).join(""), { flag: "a", mode, flush: true });
  if (before === null) syncFolder(dirname(resolve(file)));
}

/** The complete lines of a file; empty where there is no file. An incomplete last line is ignored. */
export function readLines(file: string): string[] {
  return existsSync(file) ? readFileSync(file, "utf8").split("\n").slice(0, -1) : [];
}
