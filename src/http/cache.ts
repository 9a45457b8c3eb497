import type { IncomingMessage, ServerResponse } from "node:http";
import type { Context } from "hono";
import { type Body, type Form, isCompressed, namesTag } from "./send.ts";

/** Bytes of answers kept in memory, compressed forms included, so that many different queries cannot exhaust it. */
const CACHE_BYTES = 128 * 2 ** 20;

export type BodyCache = ReturnType<typeof bodyCache>;

/**
 * Answers that were made and may be asked for again, the least recently used forgotten beyond the bound. An answer larger than a
 * quarter of the bound is not kept.
 */
export function bodyCache(most = CACHE_BYTES) {
  const kept = new Map<string, Body>();
  const making = new Map<string, Promise<Body>>();
  let held = 0;

  const keep = (name: string, body: Body): Body => {
    const charge = chargeOf(name, body);
    if (charge > most / 4) return body;
    held += charge;
    kept.set(name, body);
    for (const [oldest, one] of kept) {
      if (held <= most) break;
      kept.delete(oldest);
      held -= chargeOf(oldest, one);
    }
    return body;
  };

  return {
    /** The body of that name, made at its first use; two requests at a time make it once. A failure is not kept. */
    get: (name: string, make: () => Body | Promise<Body>): Body | Promise<Body> => {
      const found = kept.get(name);
      if (found) {
        // Moved behind the others: entries stand in the order of their last use.
        kept.delete(name);
        kept.set(name, found);
        return found;
      }
      const waited = making.get(name);
      if (waited !== undefined) return waited;
      const made = make();
      if (!(made instanceof Promise)) return keep(name, made);
      const promise = made.then((body) => keep(name, body)).finally(() => making.delete(name));
      making.set(name, promise);
      return promise;
    },
    /** bytes that are charged now */
    held: () => held,
  };
}

/** Compressed forms come later, and together they are smaller than the bytes: room for them is taken at once. */
function chargeOf(name: string, body: Body): number {
  return 2 * name.length + body.bytes.byteLength * (isCompressed(body) ? 2 : 1);
}

/** A longer key, in characters, is not remembered. */
const MAX_CACHED_ENTRIES = 4096;
const LONGEST = 1024;

export type HotAnswers = ReturnType<typeof hotAnswers>;

/** The parts of a request that identify its answer. */
type Request = Pick<IncomingMessage, "method" | "url" | "headers">;

/** A host and nothing more: an address is made of the header, in which `1?aaaaa` would move the path (RFC 9112, 3.2). */
const HOST = /^([a-z0-9._-]+|\[[0-9a-f:.]+\])(:\d{1,5})?$/i;

/**
 * The request as the client sent it. Undefined where it is answered for another address than its own: that answer must not be
 * given to others who send the same.
 */
export function requestAsSent(c: Context): Request | undefined {
  const { incoming, asked } = (c.env ?? {}) as { readonly incoming?: Request; readonly asked?: Request };
  if (asked) return asked;
  const { url } = c.req;
  return incoming?.url === url.slice(url.indexOf("/", url.indexOf("//") + 2)) ? incoming : undefined;
}

/**
 * Whole answers by request. A repeated request is answered straight on the connection, without routing or checks (decision 0024).
 * A body depends on the address and on three headers; whether the client has it already is looked at each time, and who
 * insists on a version goes the long way. What the cache forgets is forgotten here too: forms are held weakly, by their
 * bodies alone.
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
      if (name === null || name.length > LONGEST) return;
      if (forms.size >= MAX_CACHED_ENTRIES) forms.delete(forms.keys().next().value as string);
      forms.set(name, new WeakRef(form));
    },
  };
}

/**
 * The key under which an answer is remembered. Null where none may be: not a GET, a range, an `If-Match`, an address that names a
 * host, or no valid `Host`.
 */
function nameOf({ method, url, headers }: Request): string | null {
  if (method !== "GET" || headers.range !== undefined || headers["if-match"] !== undefined) return null;
  if (!url?.startsWith("/") || !HOST.test(headers.host ?? "")) return null;
  return [url, headers.accept, headers["accept-encoding"], headers["accept-language"]].map(headerPart).join("\n");
}

/** An absent header must not equal one whose value is the text `undefined`. */
function headerPart(value: string | undefined): string {
  return value === undefined ? "" : `=${value}`;
}
