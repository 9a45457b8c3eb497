import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, onTestFinished } from "vitest";

const makeFolder = () => mkdtempSync(join(tmpdir(), "voisinage-test-"));
const removeFolder = (folder: string) => rmSync(folder, { recursive: true, force: true });

/** A folder that is removed after the last test of the file. To be called outside of tests and hooks. */
export function folderOfFile(): string {
  const folder = makeFolder();
  afterAll(() => removeFolder(folder));
  return folder;
}

/** A folder that is removed when the test ends. */
export function folderOfTest(): string {
  const folder = makeFolder();
  onTestFinished(() => removeFolder(folder));
  return folder;
}

/** Runs the work with a new folder, which is removed afterwards. */
export async function inFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = makeFolder();
  try {
    return await work(folder);
  } finally {
    removeFolder(folder);
  }
}
