import { SECURITY } from "./security.ts";

const OPEN = {
  "Access-Control-Allow-Origin": "*",
  "Access-Control-Expose-Headers":
    "Link, ETag, Content-Disposition, Content-Length, Content-Range, Accept-Ranges, Retry-After, RateLimit, RateLimit-Policy",
};

/** What every answer carries. */
export const EVERY = { ...SECURITY, ...OPEN };

export type ReplyBody = Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array> | string | null;
export type ReplyHeaders = Readonly<Record<string, string>>;

/**
 * An answer whose headers are a plain object, and which is never touched again: the server then writes it as it is,
 * without a Headers object between (decision 0024).
 */
export function reply(body: ReplyBody, status: number, headers: ReplyHeaders): Response {
  return new Response(body, { status, headers: { ...EVERY, ...headers } });
}
