import type { ArchiveFile } from "./archive.ts";

/** Bytes of the fixed parts of a zip's records. */
const [LOCAL, CENTRAL, END] = [30, 46, 22];
/** The flag by which names are UTF-8. */
const UTF8 = 0x0800;

/**
 * A zip of those files, uncompressed, in memory, for a library that takes nothing but a zip. So it reads the bytes that were
 * verified, rather than unpack the file by its own rules. Checksums are left at zero: nobody looks at them.
 *
 * Layout: APPNOTE 6.3, sections 4.3.7, 4.3.12 and 4.3.16.
 */
export function stored(files: readonly ArchiveFile[]): ArrayBuffer {
  const named = files.map(({ name, bytes }) => ({ name: new TextEncoder().encode(name), bytes }));
  const size = named.reduce((sum, { name, bytes }) => sum + LOCAL + CENTRAL + 2 * name.length + bytes.length, END);
  const whole = new Uint8Array(size);
  const view = new DataView(whole.buffer);
  let at = 0;
  const starts = named.map(({ name, bytes }) => {
    const start = at;
    view.setUint32(at, 0x04034b50, true);
    view.setUint32(at + 18, bytes.length, true);
    view.setUint32(at + 22, bytes.length, true);
    view.setUint16(at + 26, name.length, true);
    whole.set(name, at + LOCAL);
    whole.set(bytes, at + LOCAL + name.length);
    at += LOCAL + name.length + bytes.length;
    return start;
  });
  const directory = at;
  for (const [i, { name, bytes }] of named.entries()) {
    view.setUint32(at, 0x02014b50, true);
    view.setUint16(at + 8, UTF8, true);
    view.setUint32(at + 20, bytes.length, true);
    view.setUint32(at + 24, bytes.length, true);
    view.setUint16(at + 28, name.length, true);
    view.setUint32(at + 42, starts[i] ?? 0, true);
    whole.set(name, at + CENTRAL);
    at += CENTRAL + name.length;
  }
  view.setUint32(at, 0x06054b50, true);
  view.setUint16(at + 8, named.length, true);
  view.setUint16(at + 10, named.length, true);
  view.setUint32(at + 12, at - directory, true);
  view.setUint32(at + 16, directory, true);
  return whole.buffer;
}
