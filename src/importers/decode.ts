/** Bytes that are looked at to tell what a file is. */
export const HEAD = 65_536;
/** Bytes that are decoded at a time: what is made of them is gone before the collector has to keep it. */
const SLICE = 1 << 17;

type Encoding = "utf-8" | "utf-16le" | "utf-16be" | "windows-1252";

function isUtf8(bytes: Uint8Array, whole: boolean): boolean {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  try {
    for (let from = 0; from < bytes.length; from += SLICE) decoder.decode(bytes.subarray(from, from + SLICE), { stream: true });
    if (whole) decoder.decode();
    return true;
  } catch {
    return false;
  }
}

/**
 * The encoding of a text: by its byte order mark; else UTF-8 where the bytes are, or where its first 64 KB are and
 * use it (a byte was damaged further on); else UTF-16 where every second byte is zero; else Windows-1252, which is
 * what French exports that are not UTF-8 are in.
 */
export function encodingOf(bytes: Uint8Array): Encoding {
  const [a, b, c] = bytes;
  if (a === 0xef && b === 0xbb && c === 0xbf) return "utf-8";
  if (a === 0xff && b === 0xfe) return "utf-16le";
  if (a === 0xfe && b === 0xff) return "utf-16be";
  const head = bytes.subarray(0, HEAD);
  if (head.length >= 4 && head.length % 2 === 0) {
    const zeros = (from: number) => head.filter((byte, i) => i % 2 === from && byte === 0).length;
    if (zeros(1) > 0.4 * head.length) return "utf-16le";
    if (zeros(0) > 0.4 * head.length) return "utf-16be";
  }
  if (isUtf8(bytes, true)) return "utf-8";
  const used = head.some((byte) => byte >= 0x80);
  return used && isUtf8(head, false) ? "utf-8" : "windows-1252";
}

/** The first characters. */
export function headOf(bytes: Uint8Array): string {
  return new TextDecoder(encodingOf(bytes)).decode(bytes.subarray(0, HEAD), { stream: true });
}

/** The text, piece by piece: the whole of it is never held as a string. A byte order mark is left out. */
export function* textOf(bytes: Uint8Array, onProgress?: (done: number) => void): Generator<string> {
  const decoder = new TextDecoder(encodingOf(bytes));
  for (let from = 0; from < bytes.length; from += SLICE) {
    onProgress?.(from);
    yield decoder.decode(bytes.subarray(from, from + SLICE), { stream: true });
  }
  yield decoder.decode();
}
