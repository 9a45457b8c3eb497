import { fstatSync, readSync } from "node:fs";

/** Of the file format (https://www.sqlite.org/fileformat2.html): the header, and where it says what is used here. */
const HEADER_BYTES = 100;
const PAGE_SIZE_AT = 16;
const FIRST_TRUNK_AT = 32;
/** Of a trunk page of the free list: next trunk, number of leaves, their numbers. */
const TRUNK_HEAD_BYTES = 8;
const NUMBER_BYTES = 4;
/** Size 1 in the header stands for it: two bytes cannot say it. */
const LARGEST_PAGE = 65_536;

const isZero = (bytes: Buffer): boolean => bytes.every((byte) => byte === 0);

/**
 * Do pages that a database does not use any more hold nothing? Every byte of them but the free list's own numbers must
 * be zero. The file must not change meanwhile.
 *
 * @param file descriptor of the database, whose write-ahead log is empty
 */
export function freePagesAreEmpty(file: number): boolean {
  const read = (at: number, length: number): Buffer => {
    const bytes = Buffer.alloc(length);
    readSync(file, bytes, 0, length, at);
    return bytes;
  };
  const { size: length } = fstatSync(file);
  if (length < HEADER_BYTES) return true;
  const header = read(0, HEADER_BYTES);
  const said = header.readUInt16BE(PAGE_SIZE_AT);
  const size = said === 1 ? LARGEST_PAGE : said;
  const pages = Math.floor(length / size);
  const page = (number: number) => read((number - 1) * size, size);
  for (let trunk = header.readUInt32BE(FIRST_TRUNK_AT); trunk !== 0; ) {
    const bytes = page(trunk);
    const leaves = bytes.readUInt32BE(NUMBER_BYTES);
    for (let i = 0; i < leaves; i += 1) {
      if (!isZero(page(bytes.readUInt32BE(TRUNK_HEAD_BYTES + i * NUMBER_BYTES)))) return false;
    }
    // Numbers of leaves that were taken into use again may still stand behind the others; nothing else may.
    for (let at = TRUNK_HEAD_BYTES + leaves * NUMBER_BYTES; at + NUMBER_BYTES <= size; at += NUMBER_BYTES) {
      if (bytes.readUInt32BE(at) > pages) return false;
    }
    trunk = bytes.readUInt32BE(0);
  }
  return true;
}
