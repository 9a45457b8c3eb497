import type { Context } from "hono";
import { Refusal } from "../contract/problem.ts";

/** What a release never changes may be kept by everybody for a year. */
export const IMMUTABLE = "public, max-age=31536000, immutable";
/** What the next release changes. */
export const SHORT = "public, max-age=300";

/** A body that is ready to be sent. */
export interface Body {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly type: string;
  /** sha256 of the bytes, or another name of exactly these bytes */
  readonly hash: string;
  readonly cache: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** the bytes compressed beforehand, for clients that accept it */
  readonly gzip?: Uint8Array<ArrayBuffer>;
}

/** Sends a body, or 304 when the client has it. HEAD is answered by hono, which keeps the headers. */
export function send(c: Context, body: Body): Response {
  const zipped = body.gzip !== undefined && /\bgzip\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))/i.test(c.req.header("Accept-Encoding") ?? "");
  const bytes = (zipped ? body.gzip : undefined) ?? body.bytes;
  // Two encodings are two representations, and so have two strong tags.
  const etag = zipped ? `"${body.hash}-gzip"` : `"${body.hash}"`;
  const vary = body.gzip ? "Accept, Accept-Encoding, Accept-Language" : "Accept, Accept-Language";
  const headers = new Headers({ ETag: etag, "Cache-Control": body.cache, Vary: vary, ...body.headers });
  if (zipped) headers.set("Content-Encoding", "gzip");
  if (matches(c.req.header("If-None-Match"), etag)) return new Response(null, { status: 304, headers });
  headers.set("Content-Type", body.type);
  headers.set("Content-Length", String(bytes.byteLength));
  return new Response(bytes, { headers });
}

/** Does an If-None-Match or If-Match list name the tag? Weakness is ignored (RFC 9110, 8.8.3.2). */
export function matches(header: string | undefined, etag: string): boolean {
  if (header === undefined) return false;
  return header.split(",").some((tag) => tag.trim() === "*" || tag.trim().replace(/^W\//, "") === etag);
}

/** One byte range of RFC 9110: both ends inclusive; null: the whole. */
export type Range = { readonly start: number; readonly end: number } | null;

/**
 * Reads a Range header. Several ranges, other units and malformed ones are ignored, as the RFC allows.
 *
 * @throws Refusal `range-not-satisfiable`
 */
export function parseRange(header: string | undefined, size: number): Range {
  const found = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header ?? "");
  if (!found || (found[1] === "" && found[2] === "")) return null;
  const [, first = "", last = ""] = found;
  if (first === "") {
    if (Number(last) === 0 || size === 0) throw outside(header, size);
    return { start: Math.max(0, size - Number(last)), end: size - 1 };
  }
  const start = Number(first);
  const end = last === "" ? size - 1 : Math.min(Number(last), size - 1);
  if (last !== "" && Number(last) < start) return null;
  if (start >= size) throw outside(header, size);
  return { start, end };
}

function outside(header: string | undefined, size: number): Refusal {
  return new Refusal("range-not-satisfiable", `the file has ${size} bytes; got ${header}`, [
    { parameter: "Range", detail: `*/${size}` },
  ]);
}
