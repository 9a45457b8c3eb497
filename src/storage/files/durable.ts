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

/** Waits until the names in a folder are on the disk. */
export function syncFolder(folder: string): void {
  const handle = openSync(folder, "r");
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/** Makes a file that is not there yet. Half of one, after a failure, is taken away again. @throws Error `EEXIST` */
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
 * Writes the content beside a file, under a name that copies of the folder leave out, and lets `place` give it the file's own. What a run
 * that was killed left of the same file is removed first: it may hold a secret, or what people were told is gone.
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

/** Puts a file in the place of the one that has the name, whole or not at all. */
export function replaceFile(file: string, content: string, mode: number): void {
  writeBeside(file, content, mode, (beside) => renameSync(beside, file));
}

/**
 * Writes a file that is never changed again, whole or not at all.
 *
 * @param mode of the file: by default all may read it
 * @returns false where there is a file of that name: it stays as it is
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

/** Adds whole lines to a file of lines. A torn last line, which a power cut left, is cut off first. */
export function appendLines(file: string, lines: readonly string[], mode: number): void {
  const before = existsSync(file) ? readFileSync(file) : null;
  const whole = before === null ? 0 : before.lastIndexOf("\n") + 1;
  if (before !== null && whole < before.length) truncateSync(file, whole);
  writeFileSync(file, lines.map((line) => `${line}\n`).join(""), { flag: "a", mode, flush: true });
  if (before === null) syncFolder(dirname(resolve(file)));
}

/** The whole lines of a file of lines; none where there is no file. What follows the last end of line never took effect. */
export function readLines(file: string): string[] {
  return existsSync(file) ? readFileSync(file, "utf8").split("\n").slice(0, -1) : [];
}
