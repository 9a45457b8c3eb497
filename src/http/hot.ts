import type { IncomingMessage, ServerResponse } from "node:http";
import type { Context } from "hono";
import { namesTag } from "./conditions.ts";
import type { Form } from "./send.ts";

/** How many requests are known by heart, and the most characters of one. */
const MOST = 4096;
const LONGEST = 1024;

/**
 * Answers by the request itself: what is asked again and again is written straight to the connection, before anything is
 * read, routed, checked or weighed twice (decision 0024).
 */
export interface HotAnswers {
  /** Answers a request that is known. @returns false: it is not, and nothing was written */
  answer(incoming: IncomingMessage, outgoing: ServerResponse): boolean;
  /** @param form of a lasting body: what this request, as it came, gets as long as the portal lives */
  remember(incoming: Request, form: Form): void;
}

/** What is looked at of a request. */
export type Request = Pick<IncomingMessage, "method" | "url" | "headers">;

/** A host and nothing more: an address is made of the header, in which `1?aaaaa` would move the path (RFC 9112, 3.2). */
const HOST = /^([a-z0-9._-]+|\[[0-9a-f:.]+\])(:\d{1,5})?$/i;

/**
 * The request that a portal was brought, where it was answered for the very address that it asks for; undefined: what came of
 * it is nobody else's.
 */
export function verbatim(c: Context): Request | undefined {
  const { incoming, asked } = (c.env ?? {}) as { readonly incoming?: Request; readonly asked?: Request };
  if (asked) return asked;
  const { url } = c.req;
  return incoming?.url === url.slice(url.indexOf("/", url.indexOf("//") + 2)) ? incoming : undefined;
}

/**
 * A body depends on the address and on three headers; whether the client has it already is looked at each time, and who
 * insists on a version goes the long way. What the cache forgets is forgotten here too: forms are held weakly, by their
 * bodies alone.
 */
export function hotAnswers(): HotAnswers {
  const forms = new Map<string, WeakRef<Form>>();
  return {
    answer: (incoming, outgoing) => {
      const name = nameOf(incoming);
      const form = name === null ? undefined : forms.get(name)?.deref();
      if (!form) return false;
      if (namesTag(incoming.headers["if-none-match"], form.etag)) outgoing.writeHead(304, form.unchanged).end();
      else outgoing.writeHead(200, form.whole).end(form.bytes);
      return true;
    },
    remember: (incoming, form) => {
      const name = nameOf(incoming);
      if (name === null || name.length > LONGEST) return;
      if (forms.size >= MOST) forms.delete(forms.keys().next().value as string);
      forms.set(name, new WeakRef(form));
    },
  };
}

/**
 * null: what is asked for is no whole answer, or not whatever it is by now, or by nobody that asks again and again: with no
 * host, or with one in the address.
 */
function nameOf({ method, url, headers }: Request): string | null {
  if (method !== "GET" || headers.range !== undefined || headers["if-match"] !== undefined) return null;
  if (!url?.startsWith("/") || !HOST.test(headers.host ?? "")) return null;
  return [url, headers.accept, headers["accept-encoding"], headers["accept-language"]].map(said).join("\n");
}

/** What is absent is not what is said to be `undefined`. */
function said(value: string | undefined): string {
  return value === undefined ? "" : `=${value}`;
}
