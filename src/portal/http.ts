import type { Context } from "hono";
import { Refusal } from "../contract/problem.ts";
import { type Coding, encodeBytes, isWorthCoding, preferredCoding } from "./coding.ts";
import { type ReplyBody, type ReplyHeaders, reply } from "./reply.ts";

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
  readonly headers?: ReplyHeaders;
  /** the bytes compressed, each form made when it is first asked for and kept with the body; absent: never compressed */
  readonly codings?: Map<Coding, Uint8Array<ArrayBuffer>>;
  /** may a part of it be asked for? */
  readonly ranges?: true;
}

/** Room for the compressed forms of a body that outlives its request; nothing where compressing is not worth it. */
export function codable(type: string, bytes: number): Pick<Body, "codings"> {
  return isWorthCoding(type, bytes) ? { codings: new Map() } : {};
}

/**
 * Sends a body whole, compressed, in part, or not at all when the client has it. HEAD is answered by hono, which keeps
 * the headers.
 *
 * @throws Refusal `range-not-satisfiable`
 */
export function send(c: Context, body: Body): Response | Promise<Response> {
  // A range is of the bytes as they are.
  const coding = body.codings && c.req.header("Range") === undefined ? preferredCoding(c.req.header("Accept-Encoding")) : null;
  if (coding === null) return whole(c, body, body.bytes, null);
  const made = body.codings?.get(coding);
  if (made) return whole(c, body, made, coding);
  return encodeBytes(body.bytes, coding).then((bytes) => {
    body.codings?.set(coding, bytes);
    return whole(c, body, bytes, coding);
  });
}

function whole(c: Context, body: Body, bytes: Uint8Array<ArrayBuffer>, coding: Coding | null): Response {
  // Two codings are two representations, and so have two strong tags.
  const etag = coding === null ? `"${body.hash}"` : `"${body.hash}-${coding}"`;
  const headers: Record<string, string> = {
    ETag: etag,
    "Cache-Control": body.cache,
    Vary: body.codings ? "Accept, Accept-Encoding, Accept-Language" : "Accept, Accept-Language",
    ...body.headers,
  };
  if (coding !== null) headers["Content-Encoding"] = coding;
  if (body.ranges) headers["Accept-Ranges"] = "bytes";
  if (matches(c.req.header("If-None-Match"), etag)) return reply(null, 304, headers);
  headers["Content-Type"] = body.type;
  const range = body.ranges ? wantedRange(c, etag, bytes.byteLength) : null;
  if (range === null) {
    headers["Content-Length"] = String(bytes.byteLength);
    return reply(bytes, 200, headers);
  }
  return partial(bytes.subarray(range.start, range.end + 1), range, bytes.byteLength, headers);
}

/** An answer of 206. @param headers of the whole */
export function partial(body: ReplyBody, range: NonNullable<Range>, size: number, headers: ReplyHeaders): Response {
  return reply(body, 206, {
    ...headers,
    "Content-Length": String(range.end - range.start + 1),
    "Content-Range": `bytes ${range.start}-${range.end}/${size}`,
  });
}

/** Does an If-None-Match or If-Match list name the tag? Weakness is ignored (RFC 9110, 8.8.3.2). */
export function matches(header: string | undefined, etag: string): boolean {
  if (header === undefined) return false;
  return header.split(",").some((tag) => tag.trim() === "*" || tag.trim().replace(/^W\//, "") === etag);
}

/** One byte range of RFC 9110: both ends inclusive; null: the whole. */
export type Range = { readonly start: number; readonly end: number } | null;

/**
 * The range of a request; the whole where If-Range names another representation, which needs a strong tag.
 *
 * @throws Refusal `range-not-satisfiable`
 */
export function wantedRange(c: Context, etag: string, size: number): Range {
  const condition = c.req.header("If-Range");
  return condition === undefined || condition === etag ? parseRange(c.req.header("Range"), size) : null;
}

/** Several ranges, other units and malformed ones are ignored, as the RFC allows. */
function parseRange(header: string | undefined, size: number): Range {
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
