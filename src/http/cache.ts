import type { IncomingMessage, ServerResponse } from "node:http";
import type { Context } from "hono";
import { type Body, type Form, isCompressed, namesTag } from "./send.ts";

/**
 * Bytes of answers kept in memory, compressed forms included; bounded, so that many different queries cannot fill the memory.
 */
const CACHE_BYTES = 128 * 2 ** 20;

export type BodyCache = ReturnType<typeof bodyCache>;

/**
 * Keeps answers that may be requested again. Beyond the bound, the least recently used are dropped. An answer larger than a
 * quarter of the bound is not kept.
 */
export function bodyCache(most = CACHE_BYTES) {
  const kept = new Map<string, Body>();
  const making = new Map<string, Promise<Body>>();
  let bytesHeld = 0;

  const keep = (name: string, body: Body): Body => {
    const charge = chargeOf(name, body);
    if (charge > most / 4) return body;
    bytesHeld += charge;
    kept.set(name, body);
    for (const [oldest, one] of kept) {
      if (bytesHeld <= most) break;
      kept.delete(oldest);
      bytesHeld -= chargeOf(oldest, one);
    }
    return body;
  };

  return {
    /** The body under a name, made at the first request; simultaneous requests share one making. A failure is not kept. */
    get: (name: string, make: () => Body | Promise<Body>): Body | Promise<Body> => {
      const found = kept.get(name);
      if (found) {
        // Moved to the end: entries are in the order of their last use.
        kept.delete(name);
        kept.set(name, found);
        return found;
      }
      const underWay = making.get(name);
      if (underWay !== undefined) return underWay;
      const made = make();
      if (!(made instanceof Promise)) return keep(name, made);
      const promise = made.then((body) => keep(name, body)).finally(() => making.delete(name));
      making.set(name, promise);
      return promise;
    },
    /** bytes counted now */
    held: () => bytesHeld,
  };
}

/**
 * The bytes that an entry counts as. Compressed forms are added later; together they are smaller than the body, so it counts
 * twice.
 */
function chargeOf(name: string, body: Body): number {
  return 2 * name.length + body.bytes.byteLength * (isCompressed(body) ? 2 : 1);
}

const MAX_CACHED_ENTRIES = 4096;
/** Characters of the longest key that is remembered. */
const LONGEST_KEY = 1024;

export type HotAnswers = ReturnType<typeof hotAnswers>;

/** The parts of a request that identify its answer. */
type Request = Pick<IncomingMessage, "method" | "url" | "headers">;

/** A host and nothing else. An address is built from this header, and in it `1?aaaaa` would change the path (RFC 9112, 3.2). */
const HOST = /^([a-z0-9._-]+|\[[0-9a-f:.]+\])(:\d{1,5})?$/i;

/**
 * The request as the client sent it; undefined where it is answered for another address than its own: such an answer must not be
 * remembered for others who send the same.
 */
export function requestAsSent(c: Context): Request | undefined {
  const { incoming, asked } = (c.env ?? {}) as { readonly incoming?: Request; readonly asked?: Request };
  if (asked) return asked;
  const { url } = c.req;
  return incoming?.url === url.slice(url.indexOf("/", url.indexOf("//") + 2)) ? incoming : undefined;
}

/**
 * Whole answers by request. A repeated request is answered straight on the connection, without routing or checks (decision 0024).
 * Remembers answers by address and three headers, on which a body depends. Whether the client already has it is checked each
 * time; requests with `If-Match` take the normal way. Forms are held weakly, by their bodies alone, so what the cache drops is
 * dropped here too.
 */
export function hotAnswers() {
  const forms = new Map<string, WeakRef<Form>>();
  return {
    /** Answers a request that is known. @returns false: it is not, and nothing was written */
    answer: (incoming: IncomingMessage, outgoing: ServerResponse) => {
      const name = nameOf(incoming);
      const form = name === null ? undefined : forms.get(name)?.deref();
      if (!form) return false;
      if (namesTag(incoming.headers["if-none-match"], form.etag)) outgoing.writeHead(304, form.unchanged).end();
      else outgoing.writeHead(200, form.whole).end(form.bytes);
      return true;
    },
    /** @param form of a lasting body: what this request, as it came, gets as long as the portal lives */
    remember: (incoming: Request, form: Form) => {
      const name = nameOf(incoming);
      if (name === null || name.length > LONGEST_KEY) return;
      if (forms.size >= MAX_CACHED_ENTRIES) forms.delete(forms.keys().next().value as string);
      forms.set(name, new WeakRef(form));
    },
  };
}

/**
 * The key of a remembered answer; null where it must not be remembered: not a GET, a range, an `If-Match`, an absolute address,
 * or no valid `Host`.
 */
function nameOf({ method, url, headers }: Request): string | null {
  if (method !== "GET" || headers.range !== undefined || headers["if-match"] !== undefined) return null;
  if (!url?.startsWith("/") || !HOST.test(headers.host ?? "")) return null;
  return [url, headers.accept, headers["accept-encoding"], headers["accept-language"]].map(headerPart).join("\n");
}

/** Tells an absent header from one with the text `undefined`. */
function headerPart(value: string | undefined): string {
  return value === undefined ? "" : `=${value}`;
}
