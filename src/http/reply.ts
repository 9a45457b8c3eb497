import type { IncomingMessage, ServerResponse } from "node:http";
import type { Context } from "hono";
import { PRIVATE } from "./headers.ts";

/** Node's request and response, handed over by the server. Both are absent in tests that call an app directly. */
interface NodeBindings {
  readonly incoming?: IncomingMessage;
  readonly outgoing?: ServerResponse;
}

const bindings = (c: Context): NodeBindings => (c.env ?? {}) as NodeBindings;

export const incomingOf = (c: Context): IncomingMessage | undefined => bindings(c).incoming;
export const outgoingOf = (c: Context): ServerResponse | undefined => bindings(c).outgoing;

/** Address of the client, used for rate limits and never stored. Clients without one share a bucket. */
export const addressOf = (c: Context): string | undefined => incomingOf(c)?.socket?.remoteAddress;

/** A header of the request, by its lower-case name. It is read from Node: constructing the web's Headers costs far more. */
export function headerOf(c: Context, name: string): string | undefined {
  const value = incomingOf(c)?.headers === undefined ? c.req.header(name) : incomingOf(c)?.headers[name];
  return Array.isArray(value) ? value.join(", ") : value;
}

export type ReplyBody = Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array> | string | null;
export type ReplyHeaders = Readonly<Record<string, string>>;

/**
 * A response whose headers are a plain object that nothing changes afterwards: the server writes it directly, without a Headers
 * object (decision 0024).
 */
export function reply(body: ReplyBody, status: number, headers: ReplyHeaders): Response {
  return new Response(body, { status, headers });
}

/** A JSON answer for the client alone: nothing between may keep it. */
export function jsonReply(value: unknown, status = 200): Response {
  return reply(JSON.stringify(value), status, { ...PRIVATE, "Content-Type": "application/json" });
}

/**
 * A text generated while it is sent, as fast as the client reads. If there is only one piece, it is sent at once, with its
 * length.
 */
export function pieceReply(pieces: Iterable<string>, headers: ReplyHeaders): Response {
  const iterator = pieces[Symbol.iterator]();
  const [first, second] = [iterator.next(), iterator.next()];
  if (second.done) return reply(first.done ? "" : first.value, 200, headers);
  const waiting = [first.value as string, second.value];
  const encoder = new TextEncoder();
  const stream = new ReadableStream<Uint8Array>(
    {
      pull: (controller) => {
        try {
          const next = waiting.shift() ?? iterator.next();
          if (typeof next === "string") controller.enqueue(encoder.encode(next));
          else if (next.done) controller.close();
          else controller.enqueue(encoder.encode(next.value));
        } catch {
          // The connection is cut, so that the answer does not look complete. The error carries no details.
          controller.error(new Error("an answer could not be made to its end"));
        }
      },
    },
    { highWaterMark: 0 },
  );
  return reply(stream, 200, headers);
}
