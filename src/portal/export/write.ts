import { promises as fs } from "node:fs";
import { dirname, extname, join } from "node:path";
import { brotliCompressSync, brotliDecompressSync, constants, gunzipSync, gzipSync } from "node:zlib";
import { hashFile, sha256 } from "../../release/index.ts";
import { makeFolder } from "../../storage/files/make-folder.ts";
import type { Site, SiteFile } from "../index.ts";
import { type ExportRecord, type ExportSource, RECORD, type RecordedFile, recordText } from "./record.ts";
import { asidePath, openTarget, type Target, temporaryPrefix } from "./target.ts";

export interface SiteExportInput {
  readonly files: readonly SiteFile[];
  readonly site: Site;
  /** what the files are made from; absent: `verify` cannot make them again */
  readonly of?: ExportSource;
  /** the folder to make, or an earlier export to replace */
  readonly to: string;
  /** write compressed forms beside each text, for hosts that look for them */
  readonly compress: boolean;
}

/**
 * Writes a static site: on return it is whole on the disk; on failure the former one is unchanged. Files that did not change keep
 * their inode and date; files no longer in the site are removed. The same input makes the same bytes.
 *
 * @returns what was done; counts are of files, `bytes` of the whole export
 * @throws Refusal `not-an-export`
 */
export async function writeExport(input: SiteExportInput) {
  const target = await openTarget(input.to);
  const temporary = await fs.mkdtemp(join(target.parent, `${temporaryPrefix(target)}${process.pid}-`));
  try {
    const work = { target, temporary, folders: new Set([temporary]), known: new Map<string, RecordedFile>() };
    for (const file of target.record?.files ?? []) work.known.set(file.path, file);
    const files: (RecordedFile & { readonly kept: boolean })[] = [];
    for (const file of input.files) {
      const bytes = await file.bytes();
      files.push(await placeFile(work, file.path, bytes));
      if (!input.compress) continue;
      for (const [extension, smaller] of compressed(file.path, bytes))
        files.push(await placeFile(work, file.path + extension, smaller));
    }
    const listed = files.map(({ path, bytes, sha256: hash }) => ({ path, bytes, sha256: hash }));
    const { url, path: base } = input.site;
    const of = input.of === undefined ? {} : { of: input.of };
    const record: ExportRecord = { schema: "voisinage-export/1", url, base, ...of, files: listed };
    const paths = new Set(listed.map(({ path }) => path));
    const done = {
      folder: target.folder,
      files: files.length,
      bytes: files.reduce((sum, file) => sum + file.bytes, 0),
      kept: files.filter(({ kept }) => kept).length,
      written: files.filter(({ kept }) => !kept).length,
      removed: [...work.known.keys()].filter((path) => !paths.has(path)).length,
    };
    const text = recordText(record);
    // Nothing changed, so the existing export stays.
    if (done.written === 0 && target.record !== null && recordText(target.record) === text) return done;
    await writeWhole(join(temporary, RECORD), Buffer.from(text));
    for (const folder of work.folders) {
      await fs.chmod(folder, 0o755);
      await sync(folder);
    }
    await swap(target, temporary);
    return done;
  } finally {
    await fs.rm(temporary, { recursive: true, force: true });
  }
}

interface Work {
  readonly target: Target;
  readonly temporary: string;
  readonly folders: Set<string>;
  /** the existing export's record, by path */
  readonly known: ReadonlyMap<string, RecordedFile>;
}

async function placeFile({ target, temporary, folders, known }: Work, path: string, bytes: Uint8Array) {
  const file = { path, bytes: bytes.byteLength, sha256: sha256(bytes) };
  const place = join(temporary, path);
  makeFolder(dirname(place));
  for (let folder = dirname(place); !folders.has(folder); folder = dirname(folder)) folders.add(folder);
  const existing = join(target.folder, path);
  if (known.get(path)?.sha256 === file.sha256 && (await isWhole(existing, file)) && (await hardLink(existing, place)))
    return { ...file, kept: true };
  await writeWhole(place, bytes);
  return { ...file, kept: false };
}

/** Whether the file still has its recorded hash, since it may have been damaged. */
async function isWhole(path: string, { sha256: hash }: RecordedFile): Promise<boolean> {
  const plain = await fs.lstat(path).then(
    (found) => found.isFile(),
    () => false,
  );
  return plain && (await hashFile(path)).sha256 === hash;
}

/** Makes a hard link; false where the file system has none. */
async function hardLink(from: string, to: string): Promise<boolean> {
  return fs.link(from, to).then(
    () => true,
    () => false,
  );
}

async function writeWhole(path: string, bytes: Uint8Array): Promise<void> {
  const file = await fs.open(path, "wx", 0o644);
  try {
    await file.writeFile(bytes);
    // A web server must be able to read public files, whatever the operator's umask is.
    await file.chmod(0o644);
    await file.sync();
  } finally {
    await file.close();
  }
}

async function sync(folder: string): Promise<void> {
  const handle = await fs.open(folder, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/**
 * Moves the new folder into place. Folders cannot be exchanged in one step: between the two renames there is none, and after a
 * run that is killed there `openTarget` puts the former one back.
 */
async function swap(target: Target, temporary: string): Promise<void> {
  const aside = asidePath(target);
  await fs.rm(aside, { recursive: true, force: true });
  if (target.exists) await fs.rename(target.folder, aside);
  try {
    await fs.rename(temporary, target.folder);
  } catch (error) {
    if (target.exists) await fs.rename(aside, target.folder);
    throw error;
  }
  await sync(target.parent);
  await fs.rm(aside, { recursive: true, force: true });
}

/** Extensions of files that compress well; other formats are compressed already. */
const TEXTS = new Set([
  ".html",
  ".js",
  ".css",
  ".json",
  ".jsonld",
  ".geojson",
  ".atom",
  ".csv",
  ".svg",
  ".txt",
  ".bib",
  ".ris",
  ".wasm",
]);
/** Smaller files gain nothing from compression, in bytes. */
const MIN_COMPRESSED_BYTES = 1024;
/** Larger files would take minutes at brotli's best quality, in bytes. */
const LARGE = 2 ** 21;

const UNPACK = { ".br": brotliDecompressSync, ".gz": gunzipSync } as const;
type Packed = keyof typeof UNPACK;
export const PACKED = Object.keys(UNPACK) as Packed[];

/** The compressed forms of a file, by the extension that hosts look for; empty where compression gains nothing. */
function compressed(path: string, bytes: Uint8Array): [extension: Packed, bytes: Uint8Array][] {
  if (!TEXTS.has(extname(path)) || bytes.byteLength < MIN_COMPRESSED_BYTES) return [];
  const quality = bytes.byteLength > LARGE ? 6 : constants.BROTLI_MAX_QUALITY;
  return [
    [".br", brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: quality } })],
    [".gz", gzipSync(bytes, { level: constants.Z_BEST_COMPRESSION })],
  ];
}

/** Decompresses a file; null where that fails, or the result has more than `most` bytes. */
export function unpacked(extension: Packed, bytes: Uint8Array, most: number): Buffer | null {
  try {
    return UNPACK[extension](bytes, { maxOutputLength: most });
  } catch {
    return null;
  }
}
