import type { Context } from "hono";
import { type Coding, encodeBytes, isWorthCoding, preferredCoding } from "./coding.ts";
import { isNotModified } from "./conditions.ts";
import { PUBLIC } from "./headers.ts";
import { HttpRefusal } from "./problem.ts";
import { type ReplyBody, type ReplyHeaders, reply } from "./reply.ts";

/** What a release never changes may be kept by everybody for a year. */
export const IMMUTABLE = "public, max-age=31536000, immutable";
/** What the next release changes. */
export const SHORT = "public, max-age=300";

/** What is to be sent. */
export interface Body {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly type: string;
  /** sha256 of the bytes, or another name of exactly these bytes */
  readonly hash: string;
  readonly cache: string;
  readonly headers?: ReplyHeaders;
  /** may a part of it be asked for? */
  readonly ranges?: true;
  /** of a body that the same request gets as long as the portal lives; absent: it is made for one request */
  readonly forms?: Forms;
}

/** The forms of a lasting body, each made when it is first asked for and kept with the body. */
export interface Forms {
  /** is it compressed for those who accept that? */
  readonly coded: boolean;
  readonly made: Map<Coding | "identity", Form>;
}

/** A body in one coding, with the headers of its two answers. */
export interface Form {
  readonly body: Body;
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly etag: string;
  readonly whole: ReplyHeaders;
  readonly unchanged: ReplyHeaders;
}

/** A lasting body of a type. */
export function lasting(type: string, bytes: Uint8Array): { readonly forms: Forms } {
  return { forms: { coded: isWorthCoding(type, bytes), made: new Map() } };
}

/** The form of a body that the client likes best. A range is of the bytes as they are. */
export function formFor(c: Context, body: Body): Form | Promise<Form> {
  const coding = body.forms?.coded && !hasRange(c) ? preferredCoding(c.req.header("Accept-Encoding")) : null;
  const made = body.forms?.made.get(coding ?? "identity");
  if (made) return made;
  if (coding === null) return kept(body, body.bytes, "identity");
  return encodeBytes(body.bytes, coding).then((bytes) => kept(body, bytes, coding));
}

function kept(body: Body, bytes: Uint8Array<ArrayBuffer>, coding: Coding | "identity"): Form {
  // Two codings are two representations, and so have two strong tags.
  const etag = coding === "identity" ? `"${body.hash}"` : `"${body.hash}-${coding}"`;
  const unchanged: ReplyHeaders = {
    ...PUBLIC,
    ETag: etag,
    "Cache-Control": body.cache,
    Vary: body.forms?.coded ? "Accept, Accept-Encoding, Accept-Language" : "Accept, Accept-Language",
    ...body.headers,
    ...(coding === "identity" ? {} : { "Content-Encoding": coding }),
    ...(body.ranges ? { "Accept-Ranges": "bytes" } : {}),
  };
  const whole = { ...unchanged, "Content-Type": body.type, "Content-Length": String(bytes.byteLength) };
  const form = { body, bytes, etag, whole, unchanged };
  body.forms?.made.set(coding, form);
  return form;
}

/**
 * Sends a form whole, in part, or not at all when the client has it. HEAD is answered by hono, which keeps the headers.
 *
 * @throws Refusal `precondition-failed`, `range-not-satisfiable`
 */
export function send(c: Context, form: Form): Response {
  const { body, bytes, etag, whole, unchanged } = form;
  if (isNotModified(c, etag)) return reply(null, 304, unchanged);
  const range = body.ranges ? wantedRange(c, etag, bytes.byteLength) : null;
  if (range === null) return reply(bytes, 200, whole);
  return partial(bytes.subarray(range.start, range.end + 1), range, bytes.byteLength, whole);
}

/** A response that anybody may have. */
export function publicReply(body: ReplyBody, status: number, headers: ReplyHeaders): Response {
  return reply(body, status, { ...PUBLIC, ...headers });
}

/** An answer of 206. @param headers of the whole */
export function partial(body: ReplyBody, range: NonNullable<Range>, size: number, headers: ReplyHeaders): Response {
  return publicReply(body, 206, {
    ...headers,
    "Content-Length": String(range.end - range.start + 1),
    "Content-Range": `bytes ${range.start}-${range.end}/${size}`,
  });
}

/** A range is for GET alone (RFC 9110, 14.2). */
function hasRange({ req }: Context): boolean {
  return req.method === "GET" && req.header("Range") !== undefined;
}

/** One byte range of RFC 9110: both ends inclusive; null: the whole. */
export type Range = { readonly start: number; readonly end: number } | null;

/**
 * The range of a request; the whole where If-Range names another representation, which needs a strong tag.
 *
 * @throws Refusal `range-not-satisfiable`
 */
export function wantedRange(c: Context, etag: string, size: number): Range {
  if (!hasRange(c)) return null;
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

function outside(header: string | undefined, size: number): HttpRefusal {
  const detail = `Range must ask for some of the ${size} bytes that there are; got ${header}`;
  return new HttpRefusal("range-not-satisfiable", { parameter: "Range", detail }, { "Content-Range": `bytes */${size}` });
}
