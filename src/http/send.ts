import { createHash } from "node:crypto";
import { type FileHandle, open } from "node:fs/promises";
import { basename } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import type { Context } from "hono";
import Negotiator from "negotiator";
import { faultRefusal, Refusal } from "../contract/problem.ts";
import { PUBLIC } from "./headers.ts";
import { HttpRefusal } from "./problem.ts";
import { type ReplyBody, type ReplyHeaders, reply } from "./reply.ts";

/** Cache policy of answers that never change: they may be kept for a year. */
export const IMMUTABLE = "public, max-age=31536000, immutable";
/** Cache policy of answers that the next release changes. */
export const FIVE_MINUTES = "public, max-age=300";

/** An answer's bytes, and what its headers state about them. */
export interface Body {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly type: string;
  /** sha256 of the bytes, or another identifier of exactly these bytes */
  readonly hash: string;
  readonly cache: string;
  readonly headers?: ReplyHeaders;
  /** whether ranges of it may be requested */
  readonly ranges?: boolean;
  /** whether it is worth compressing for long: every visitor asks for it, and it is compressed once */
  readonly often?: boolean;
  /** Its forms made so far. Absent: the body is made for one request, and is not compressed. */
  readonly forms?: Map<Coding | "identity", Form>;
}

/** A body in one content coding, with the headers of both answers (200 and 304). */
export interface Form {
  readonly body: Body;
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly etag: string;
  readonly whole: ReplyHeaders;
  readonly unchanged: ReplyHeaders;
}

/** Makes a body for a single request. */
export function makeBody(content: string | Uint8Array<ArrayBuffer>, type: string, more: Partial<Body> = {}): Body {
  const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
  return { bytes, type, hash: createHash("sha256").update(bytes).digest("hex"), cache: FIVE_MINUTES, ...more };
}

/** Makes a body that stays the same for as long as the service runs. */
export function cachedBody(...content: Parameters<typeof makeBody>): Body {
  return { ...makeBody(...content), forms: new Map() };
}

/** Whether a body is compressed for clients that accept it. */
export function isCompressed({ forms, type, bytes }: Body): boolean {
  return forms !== undefined && isWorthCoding(type, bytes);
}

/** The form of a body that the client prefers. A range is taken from the uncompressed bytes. */
export function formFor(c: Context, body: Body): Form | Promise<Form> {
  const coding = isCompressed(body) && !hasRange(c) ? preferredCoding(c.req.header("Accept-Encoding")) : null;
  const made = body.forms?.get(coding ?? "identity");
  if (made) return made;
  if (coding === null) return makeForm(body, body.bytes, "identity");
  return encodeBytes(body.bytes, coding, body.often).then((bytes) => makeForm(body, bytes, coding));
}

function makeForm(body: Body, bytes: Uint8Array<ArrayBuffer>, coding: Coding | "identity"): Form {
  const vary = isCompressed(body) ? { Vary: "Accept, Accept-Encoding, Accept-Language" } : {};
  const coded = coding === "identity" ? {} : { "Content-Encoding": coding };
  // Each coding is a representation of its own, so it needs its own strong tag.
  const etag = coding === "identity" ? `"${body.hash}"` : `"${body.hash}-${coding}"`;
  const form = { body, bytes, etag, ...headersOf(body, etag, bytes.byteLength, { ...vary, ...coded }) };
  body.forms?.set(coding, form);
  return form;
}

function headersOf(body: Omit<Body, "bytes" | "hash">, etag: string, size: number, more: ReplyHeaders = {}) {
  const unchanged: ReplyHeaders = {
    ...PUBLIC,
    ETag: etag,
    "Cache-Control": body.cache,
    Vary: "Accept, Accept-Language",
    ...body.headers,
    ...more,
    ...(body.ranges ? { "Accept-Ranges": "bytes" } : {}),
  };
  return { unchanged, whole: { ...unchanged, "Content-Type": body.type, "Content-Length": String(size) } };
}

/**
 * Sends a form as a whole, in part, or only its headers where the client already has it. HEAD is handled by hono, which keeps the
 * headers.
 *
 * @throws Refusal `precondition-failed`, `range-not-satisfiable`
 */
export function send(c: Context, form: Form): Response {
  const { body, bytes, etag } = form;
  return sendPart(c, etag, body.ranges ? bytes.byteLength : null, form, (start, end) => bytes.subarray(start, end));
}

/** Like `send`, for a file too large for memory. @param file the body without its bytes, which are read while they are sent */
export function sendFile(c: Context, path: string, size: number, file: Omit<Body, "bytes">): Response {
  const etag = `"${file.hash}"`;
  return sendPart(c, etag, size, headersOf(file, etag, size), (start = 0, end = size) => filePart(path, start, end));
}

/** Sends a part or the whole. @param size bytes of the whole body; null: no parts; @param part reads bytes, the end excluded */
function sendPart(
  c: Context,
  etag: string,
  size: number | null,
  { unchanged, whole }: Pick<Form, "unchanged" | "whole">,
  part: (start?: number, end?: number) => ReplyBody,
): Response {
  if (isNotModified(c, etag)) return reply(null, 304, unchanged);
  const range = size === null ? null : wantedRange(c, etag, size);
  if (range === null) return reply(part(), 200, whole);
  const { start, end } = range;
  return reply(part(start, end + 1), 206, {
    ...whole,
    "Content-Length": String(end - start + 1),
    "Content-Range": `bytes ${start}-${end}/${size}`,
  });
}

/** A response for anybody. */
export function publicReply(body: ReplyBody, status: number, headers: ReplyHeaders): Response {
  return reply(body, status, { ...PUBLIC, ...headers });
}

/** Whether a range is requested; ranges are for GET alone (RFC 9110, 14.2). */
function hasRange({ req }: Context): boolean {
  return req.method === "GET" && req.header("Range") !== undefined;
}

/** A byte range of RFC 9110, both ends included; null: the whole. */
type Range = { readonly start: number; readonly end: number } | null;

/**
 * The range of a request; null (the whole) where If-Range names another representation, or a weak tag.
 *
 * @throws Refusal `range-not-satisfiable`
 */
function wantedRange(c: Context, etag: string, size: number): Range {
  if (!hasRange(c)) return null;
  const condition = c.req.header("If-Range");
  return condition === undefined || condition === etag ? parseRange(c.req.header("Range"), size) : null;
}

/** Reads a range. Several ranges, other units and malformed ones are ignored, as the RFC allows. */
function parseRange(header: string | undefined, size: number): Range {
  const found = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header ?? "");
  if (!found || (found[1] === "" && found[2] === "")) return null;
  const [, first = "", last = ""] = found;
  if (first === "") {
    if (Number(last) === 0 || size === 0) throw notSatisfiable(header, size);
    return { start: Math.max(0, size - Number(last)), end: size - 1 };
  }
  const start = Number(first);
  const end = last === "" ? size - 1 : Math.min(Number(last), size - 1);
  if (last !== "" && Number(last) < start) return null;
  if (start >= size) throw notSatisfiable(header, size);
  return { start, end };
}

function notSatisfiable(header: string | undefined, size: number): HttpRefusal {
  const detail = `Range must ask for some of the ${size} bytes that there are; got ${header}`;
  return new HttpRefusal("range-not-satisfiable", { parameter: "Range", detail }, { "Content-Range": `bytes */${size}` });
}

/** Whether an If-None-Match list includes the tag. Weakness is ignored (RFC 9110, 8.8.3.2). */
export function namesTag(header: string | undefined, etag: string): boolean {
  if (header === undefined) return false;
  return header.split(",").some((tag) => tag.trim() === "*" || tag.trim().replace(/^W\//, "") === etag);
}

/** Whether an If-Match list includes the tag. A weak tag never matches (RFC 9110, 13.1.1). */
function namesExactly(header: string, etag: string | null): boolean {
  return header.trim() === "*" || header.split(",").some((tag) => tag.trim() === etag);
}

/**
 * Whether the client already has the answer. Preconditions are evaluated before a range (RFC 9110, 13.2.2). Conditions by date
 * are ignored, as the RFC requires for answers without a date.
 *
 * @param etag the answer's tag; null where it has none
 * @throws Refusal `precondition-failed`
 */
export function isNotModified(c: Context, etag: string | null): boolean {
  const ifMatch = c.req.header("If-Match");
  if (ifMatch !== undefined && !namesExactly(ifMatch, etag)) {
    const bound = etag === null ? "be * where there is nothing to name" : `name what there is, ${etag}`;
    const detail = `If-Match must ${bound}; got ${ifMatch.slice(0, 200)}`;
    throw faultRefusal("precondition-failed", { parameter: "If-Match", detail });
  }
  return etag !== null && namesTag(c.req.header("If-None-Match"), etag);
}

/** The content codings offered, best first; `identity` means the bytes as they are. */
export const CODINGS = ["br", "gzip"] as const;
type Coding = (typeof CODINGS)[number];

/** Smaller bodies, in bytes, save less by compression than the headers cost. */
export const WORTH_CODING = 1024;

/** Media types that are compressed already (Parquet compresses its pages). */
const DENSE = /^(application\/(gzip|zip|zstd|vnd\.apache\.parquet)|image\/(png|jpeg|gif|webp|avif)|font\/woff2?)(;|$)/;

/** First bytes of gzip, zip and zstd: a file of any type may be compressed already. */
const PACKED = ["1f8b", "504b0304", "28b52ffd"];

export function isWorthCoding(type: string, bytes: Uint8Array): boolean {
  if (bytes.byteLength < WORTH_CODING || DENSE.test(type)) return false;
  const head = Buffer.from(bytes.subarray(0, 4)).toString("hex");
  return !PACKED.some((one) => head.startsWith(one));
}

/**
 * Qualities of 11. For a table of 1 MB, 5 takes a tenth of the time of 9, for a few per cent more bytes. The pages and their
 * scripts are a tenth smaller at 11, which takes a tenth of a second for the largest.
 */
const BROTLI = { once: 5, often: constants.BROTLI_MAX_QUALITY };

const brotli = promisify<Uint8Array, object, Buffer>(brotliCompress);
const zip = promisify<Uint8Array, Buffer>(gzip);

/** Compresses bytes. It is deterministic, so a tag made from the plain bytes' hash also identifies the compressed bytes. */
export async function encodeBytes(bytes: Uint8Array, coding: Coding, often = false) {
  const quality = often ? BROTLI.often : BROTLI.once;
  const params = { [constants.BROTLI_PARAM_QUALITY]: quality };
  return new Uint8Array(coding === "br" ? await brotli(bytes, { params }) : await zip(bytes));
}

/** Negotiator's method with the option that decides ties, which its types lack. */
interface Weigh {
  encodings(offered: readonly string[], tie: { readonly preferred: readonly string[] }): string[];
}

/**
 * The coding that the client prefers, in our order on a tie; null: uncompressed bytes, which every client gets that accepts
 * nothing else (RFC 9110, 12.5.3).
 */
function preferredCoding(header: string | undefined): Coding | null {
  if (header === undefined) return null;
  const weigh: Weigh = new Negotiator({ headers: { "accept-encoding": header } });
  const [best] = weigh.encodings([...CODINGS, "identity"], { preferred: CODINGS });
  return CODINGS.find((coding) => coding === best) ?? null;
}

/** Bytes of a file in memory at a time. */
const MEMORY = 1 << 18;

/**
 * The bytes of a file from `start` up to `end`, excluded, read on demand. It is not a Node stream, for the reason given at
 * `hashFile`.
 *
 * @returns a stream that fails with Refusal `release-damaged` where the file has become shorter
 */
export function filePart(path: string, start: number, end: number, memory = MEMORY): ReadableStream<Uint8Array> {
  let file: FileHandle | undefined;
  let at = start;
  const pull = async (controller: ReadableStreamDefaultController<Uint8Array>) => {
    file ??= await open(path);
    const part = new Uint8Array(Math.min(memory, end - at));
    const { bytesRead } = await file.read(part, 0, part.byteLength, at);
    at += bytesRead;
    if (bytesRead === 0)
      throw new Refusal("release-damaged", `${basename(path)} ends at byte ${at}; it had more when it was checked`);
    if (at === end) await file.close();
    controller.enqueue(part.subarray(0, bytesRead));
    if (at === end) controller.close();
  };
  return new ReadableStream(
    {
      pull: (controller) =>
        pull(controller).catch(async (error) => {
          await file?.close();
          throw error;
        }),
      cancel: () => file?.close(),
    },
    { highWaterMark: 0 },
  );
}
