import { createReadStream } from "node:fs";
import { open, readFile, stat } from "node:fs/promises";
import { basename, extname } from "node:path";
import { Refusal, refusalOf } from "../contract/problem.ts";
import { checkFileBound, FILE_BOUNDS, unreadable } from "../importers/bounds.ts";
import { type HouseholdFile, readHouseholdFile, UnknownFile } from "../importers/index.ts";

/** Reads a file into memory. A file's size is checked before reading; a pipe's, which has none, while it is read. */
export async function loadHouseholdFile(path: string): Promise<HouseholdFile> {
  try {
    const found = await stat(path);
    if (found.isDirectory()) throw new UnknownFile("folder", path);
    checkFileBound("the bytes of a file", "bytes", found.size);
    const parts: Buffer[] = [];
    for await (const part of createReadStream(path, { end: FILE_BOUNDS.bytes })) parts.push(part as Buffer);
    const bytes = Buffer.concat(parts);
    checkFileBound("the bytes of a file", "bytes", bytes.length);
    return { name: basename(path), bytes };
  } catch (error) {
    if (error instanceof Refusal) throw error;
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT" || code === "ENOTDIR") throw new Refusal("not-found", `there is no file ${path}`);
    const why = code === "EACCES" || code === "EPERM" ? "whoever runs this may not read it" : `the system says ${code}`;
    throw unreadable(`${path} cannot be opened: ${why}`);
  }
}

/** Bytes of a file that show whether it is a list of donations. */
const HEAD = 65_536;

/**
 * The variant of a file that a household got from its supplier; null for a list of donations, or a file that no reader knows. A
 * list of donations is recognised by its beginning, and not read further here.
 */
export async function supplierVariant(path: string): Promise<string | null> {
  const found = await stat(path);
  if (!found.isFile() || found.size > FILE_BOUNDS.bytes || (await isOfDonations(path))) return null;
  try {
    return (await readHouseholdFile({ name: basename(path), bytes: await readFile(path) })).variant;
  } catch (error) {
    refusalOf(error);
    return null;
  }
}

/**
 * Whether a file is a list of donations: Parquet, a table with a column `household`, or lines of JSON whose first has such a
 * member.
 */
async function isOfDonations(path: string): Promise<boolean> {
  if (extname(path).toLowerCase() === ".parquet") return true;
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD), 0, HEAD, 0);
    const [first = ""] = buffer.toString("utf8", 0, bytesRead).trimStart().split("\n");
    return /(^|[\s,;{"])household["\s,;]/.test(`${first} `);
  } finally {
    await file.close();
  }
}
