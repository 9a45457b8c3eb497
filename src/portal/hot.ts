import type { IncomingMessage, ServerResponse } from "node:http";
import type { Context } from "hono";
import { type Form, matches } from "./http.ts";

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
  /** @param form of a lasting body: what this request gets as long as the portal lives */
  remember(c: Context, form: Form): void;
}

/** What the server that brings a request hands over with it. */
interface Connection {
  readonly incoming?: Partial<IncomingMessage>;
}

/**
 * A body depends on the address and on three headers; whether the client has it already is looked at each time. What the
 * cache forgets is forgotten here too: forms are held weakly, by their bodies alone.
 */
export function hotAnswers(): HotAnswers {
  const forms = new Map<string, WeakRef<Form>>();
  return {
    answer: (incoming, outgoing) => {
      const name = nameOf(incoming);
      const form = name === null ? undefined : forms.get(name)?.deref();
      if (!form) return false;
      if (matches(incoming.headers["if-none-match"], form.etag)) outgoing.writeHead(304, form.unchanged).end();
      else outgoing.writeHead(200, form.whole).end(form.bytes);
      return true;
    },
    remember: (c, form) => {
      const incoming = (c.env as Connection | undefined)?.incoming;
      const name = incoming ? nameOf(incoming) : null;
      if (name === null || name.length > LONGEST) return;
      if (forms.size >= MOST) forms.delete(forms.keys().next().value as string);
      forms.set(name, new WeakRef(form));
    },
  };
}

/** null: what is asked for is no whole answer. An address with a host in it is nobody's that asks again and again. */
function nameOf({ method, url, headers }: Partial<IncomingMessage>): string | null {
  if (method !== "GET" || headers?.range !== undefined || !url?.startsWith("/")) return null;
  return `${url}\n${headers?.accept}\n${headers?.["accept-encoding"]}\n${headers?.["accept-language"]}`;
}
