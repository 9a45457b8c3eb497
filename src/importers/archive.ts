import { type Entry, Uint8ArrayReader, ZipReader } from "@zip.js/zip.js/lib/zip-core-custom.js";
import { Refusal } from "../contract/problem.ts";
import { checkFileBound, unreadable } from "./bounds.ts";

/** A file of an archive. Nothing is written to disk, so paths in its name are harmless. */
export interface ArchiveFile {
  readonly name: string;
  readonly unpack: () => Promise<Uint8Array>;
}

/** Whether the bytes are a zip, by the first four. */
export function isZip(bytes: Uint8Array): boolean {
  return String.fromCharCode(...bytes.subarray(0, 4)) === "PK\x03\x04";
}

/** Turns any error of the library into Refusal `unreadable-file`. */
async function orUnreadable<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const cause = (error as { cause?: unknown } | null)?.cause;
    for (const refusal of [error, cause]) if (refusal instanceof Refusal) throw refusal;
    throw unreadable("the archive is damaged, cut short, or of a kind that is not read");
  }
}

/** Unpacks an entry. It stops if the content is longer than its header states, and verifies the checksum. */
async function unpack(entry: Entry & { readonly directory: false }): Promise<Uint8Array> {
  const bytes = new Uint8Array(entry.uncompressedSize);
  const wrong = (length: number) =>
    unreadable(`a file of the archive must unpack to the ${bytes.length} bytes that it declares; got ${length}`);
  let length = 0;
  const stream = new WritableStream<Uint8Array>({
    write: (chunk) => {
      if (length + chunk.length > bytes.length) throw wrong(length + chunk.length);
      bytes.set(chunk, length);
      length += chunk.length;
    },
  });
  await entry.getData(stream, { checkSignature: true, useWebWorkers: false, checkOverlappingEntry: true });
  if (length !== bytes.length) throw wrong(length);
  return bytes;
}

/**
 * The files of a zip, in the order of its directory. Bounds are checked on the directory before anything is unpacked, and again
 * for each file while it is.
 *
 * @throws Refusal `unreadable-file`; so does `unpack`
 */
export function filesOf(bytes: Uint8Array): Promise<ArchiveFile[]> {
  return orUnreadable(async () => {
    const files: ArchiveFile[] = [];
    let unpacked = 0;
    const reader = new ZipReader(new Uint8ArrayReader(bytes), { filenameValidation: "tolerant" });
    for await (const entry of reader.getEntriesGenerator()) {
      if (entry.directory) continue;
      files.push({ name: entry.filename, unpack: () => orUnreadable(() => unpack(entry)) });
      unpacked += entry.uncompressedSize;
      checkFileBound("the files of an archive", "entries", files.length);
      checkFileBound("the unpacked bytes of an archive", "unpackedBytes", unpacked);
      if (entry.encrypted) throw unreadable("an archive with a password is not read");
    }
    return files;
  });
}

/** Whether it is a workbook rather than an archive of files. */
export function isWorkbook(files: readonly ArchiveFile[]): boolean {
  return files.some(({ name }) => name === "xl/workbook.xml");
}
