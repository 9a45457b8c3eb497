import { type Entry, Uint8ArrayReader, ZipReader } from "@zip.js/zip.js/lib/zip-core-custom.js";
import { Refusal } from "../contract/problem.ts";
import { unreadable, within } from "./bounds.ts";

/** One file of an archive, unpacked. Nothing is written anywhere, so what its name says of folders leads nowhere. */
export interface ArchiveFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Is it a zip? By its first bytes. */
export function isZip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 0x03 && bytes[3] === 0x04;
}

/** Collects what comes out of an entry, and stops it where it is longer than its own header says. */
class Collector {
  private readonly bytes: Uint8Array;
  private length = 0;

  constructor(declared: number) {
    this.bytes = new Uint8Array(declared);
  }

  readonly stream = new WritableStream<Uint8Array>({
    write: (chunk) => {
      if (this.length + chunk.length > this.bytes.length)
        throw unreadable(`a file of the archive must unpack to the ${this.bytes.length} bytes that it declares; it is longer`);
      this.bytes.set(chunk, this.length);
      this.length += chunk.length;
    },
  });

  done(): Uint8Array {
    if (this.length !== this.bytes.length)
      throw unreadable(`a file of the archive must unpack to ${this.bytes.length} bytes; got ${this.length}`);
    return this.bytes;
  }
}

async function unpack(entry: Entry): Promise<Uint8Array> {
  if (entry.directory) return new Uint8Array(0);
  const collector = new Collector(entry.uncompressedSize);
  await entry.getData(collector.stream, { checkSignature: true, useWebWorkers: false, checkOverlappingEntry: true });
  return collector.done();
}

async function listed(reader: ZipReader<unknown>): Promise<Entry[]> {
  const entries: Entry[] = [];
  let unpacked = 0;
  for await (const entry of reader.getEntriesGenerator()) {
    if (entry.directory) continue;
    entries.push(entry);
    unpacked += entry.uncompressedSize;
    within("the files of an archive", "entries", entries.length);
    within("the unpacked bytes of an archive", "unpackedBytes", unpacked);
    if (entry.encrypted) throw unreadable("an archive with a password is not read");
  }
  return entries;
}

/**
 * The files of a zip, one after the other, in the order of its directory; checksums are verified. Its bounds are checked on
 * the directory, before anything is unpacked, and each file again while it is.
 *
 * @throws Refusal `unreadable-file`
 */
export async function* filesOf(bytes: Uint8Array): AsyncGenerator<ArchiveFile> {
  const reader = new ZipReader(new Uint8ArrayReader(bytes), { filenameValidation: "tolerant" });
  try {
    for (const entry of await listed(reader)) yield { name: entry.filename, bytes: await unpack(entry) };
  } catch (error) {
    if (error instanceof Refusal) throw error;
    const cause = (error as { cause?: unknown } | null)?.cause;
    if (cause instanceof Refusal) throw cause;
    throw unreadable("the archive is damaged, cut short, or of a kind that is not read");
  } finally {
    await reader.close();
  }
}

/** Is it a workbook rather than a folder of files? */
export function isWorkbook(names: readonly string[]): boolean {
  return names.includes("xl/workbook.xml");
}

/** The names in a zip, within its bounds. */
export async function namesOf(bytes: Uint8Array): Promise<string[]> {
  const reader = new ZipReader(new Uint8ArrayReader(bytes), { filenameValidation: "tolerant" });
  try {
    return (await listed(reader)).map(({ filename }) => filename);
  } catch (error) {
    if (error instanceof Refusal) throw error;
    throw unreadable("the archive is damaged, cut short, or of a kind that is not read");
  } finally {
    await reader.close();
  }
}
