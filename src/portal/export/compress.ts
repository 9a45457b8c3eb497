import { extname } from "node:path";
import { brotliCompressSync, brotliDecompressSync, constants, gunzipSync, gzipSync } from "node:zlib";

/** What is text, or as good as text; the others are compressed in themselves. */
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
/** Bytes below which a second file gains nothing. */
const LEAST = 1024;
/** Bytes above which brotli's best effort takes minutes. */
const LARGE = 2 ** 21;

const UNPACK = { ".br": brotliDecompressSync, ".gz": gunzipSync } as const;
type Packed = keyof typeof UNPACK;
export const PACKED = Object.keys(UNPACK) as Packed[];

/** The compressed forms of a file, by the extension that hosts look for; none where they gain nothing. */
export function compressed(path: string, bytes: Uint8Array): [extension: Packed, bytes: Uint8Array][] {
  if (!TEXTS.has(extname(path)) || bytes.byteLength < LEAST) return [];
  const quality = bytes.byteLength > LARGE ? 6 : constants.BROTLI_MAX_QUALITY;
  return [
    [".br", brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: quality } })],
    [".gz", gzipSync(bytes, { level: constants.Z_BEST_COMPRESSION })],
  ];
}

/** What is in a compressed form; null: it is none, or more than `most` bytes are in it. */
export function unpacked(extension: Packed, bytes: Uint8Array, most: number): Buffer | null {
  try {
    return UNPACK[extension](bytes, { maxOutputLength: most });
  } catch {
    return null;
  }
}
