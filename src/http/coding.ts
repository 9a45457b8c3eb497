import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import Negotiator from "negotiator";

/** The content codings that are offered, the best first; `identity` is the bytes as they are. */
export const CODINGS = ["br", "gzip"] as const;
export type Coding = (typeof CODINGS)[number];

/** Below this many bytes a coding saves less than its headers cost. */
export const WORTH_CODING = 1024;

/** Types whose bytes are compressed already, or already in pages (Parquet's own zstd). */
const DENSE = /^(application\/(gzip|zip|zstd|vnd\.apache\.parquet)|image\/(png|jpeg|gif|webp|avif)|font\/woff2?)(;|$)/;

/** How gzip, zip and zstd begin: files of any type may be packed. */
const PACKED = ["1f8b", "504b0304", "28b52ffd"];

export function isWorthCoding(type: string, bytes: Uint8Array): boolean {
  if (bytes.byteLength < WORTH_CODING || DENSE.test(type)) return false;
  const head = Buffer.from(bytes.subarray(0, 4)).toString("hex");
  return !PACKED.some((one) => head.startsWith(one));
}

/** Quality 5 of 11: on a table of 1 MB a tenth of the time of quality 9 for a few per cent more bytes. */
const BROTLI = { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } };

const brotli = promisify<Uint8Array, object, Buffer>(brotliCompress);
const zip = promisify<Uint8Array, Buffer>(gzip);

/** The same bytes give the same coded bytes: their tag may name them by the hash of what they were. */
export async function encodeBytes(bytes: Uint8Array, coding: Coding): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(coding === "br" ? await brotli(bytes, BROTLI) : await zip(bytes));
}

/** Negotiator as it is; its types lack the order that decides a tie. */
interface Weigh {
  encodings(offered: readonly string[], tie: { readonly preferred: readonly string[] }): string[];
}

/**
 * The coding that the client likes best, ours first on a tie; null: the bytes as they are, which are sent to everybody
 * who accepts nothing else (RFC 9110, 12.5.3).
 */
export function preferredCoding(header: string | undefined): Coding | null {
  if (header === undefined) return null;
  const weigh: Weigh = new Negotiator({ headers: { "accept-encoding": header } });
  const [best] = weigh.encodings([...CODINGS, "identity"], { preferred: CODINGS });
  return CODINGS.find((coding) => coding === best) ?? null;
}
