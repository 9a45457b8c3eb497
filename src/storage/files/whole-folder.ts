import { promises as fs } from "node:fs";
import { join } from "node:path";
import { makeFolder } from "./make-folder.ts";

/** Prefix of folders being written; finished folders never have it. */
const TEMPORARY = ".tmp-";

/** Writes a file and waits until it is on the disk. */
export function writeDurable(path: string, content: Uint8Array | string): Promise<void> {
  return fs.writeFile(path, content, { flag: "wx", mode: 0o644, flush: true });
}

/** Syncs a file or folder that was written elsewhere to the disk. */
export async function syncPath(path: string): Promise<void> {
  const handle = await fs.open(path, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Removes temporary folders of killed runs. Finished folders never have the prefix. */
export async function sweep(parent: string): Promise<void> {
  for (const name of await fs.readdir(parent)) {
    if (name.startsWith(TEMPORARY)) await fs.rm(join(parent, name), { recursive: true, force: true });
  }
}

/**
 * Makes the folder `parent/name` as a whole or not at all: `fill` writes into a temporary folder beside it, which is then synced, to
 * its last file, and renamed. A folder that already has the name is left as it is.
 *
 * @param fill writes the files; they are synced afterwards
 * @returns whether the folder is new
 */
export async function createWhole(parent: string, name: string, fill: (folder: string) => Promise<void>): Promise<boolean> {
  makeFolder(parent);
  await sweep(parent);
  const target = join(parent, name);
  const temporary = await fs.mkdtemp(join(parent, `${TEMPORARY}${name}-`));
  try {
    await fill(temporary);
    // mkdtemp makes private folders; a web server must be able to read public ones.
    await fs.chmod(temporary, 0o755);
    for (const file of await fs.readdir(temporary, { recursive: true })) await syncPath(join(temporary, file));
    await syncPath(temporary);
    if (await exists(target)) return false;
    await fs.rename(temporary, target);
    await syncPath(parent);
    return true;
  } catch (error) {
    if (isTaken(error)) return false;
    throw error;
  } finally {
    await fs.rm(temporary, { recursive: true, force: true });
  }
}

export async function exists(path: string): Promise<boolean> {
  return fs.lstat(path).then(
    () => true,
    () => false,
  );
}

/** Whether another writer was faster: POSIX allows both codes where a non-empty folder has the name. */
function isTaken(error: unknown): boolean {
  const code = (error as NodeJS.ErrnoException | null)?.code;
  return code === "ENOTEMPTY" || code === "EEXIST";
}
