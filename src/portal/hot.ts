import type { Context } from "hono";
import { type Form, send } from "./http.ts";

/** How many requests are known by heart. */
const MOST = 4096;

/** Answers by the request itself: for what is asked again and again, nothing is read, checked or weighed twice. */
export interface HotAnswers {
  find(c: Context): Response | undefined;
  /** @param form of a lasting body: what this request gets as long as the portal lives */
  remember(c: Context, form: Form): void;
}

/**
 * A body depends on the address and on three headers; whether the client has it already is looked at each time. What the
 * cache forgets is forgotten here too: forms are held weakly, by their bodies alone.
 */
export function hotAnswers(): HotAnswers {
  const forms = new Map<string, WeakRef<Form>>();
  return {
    find: (c) => {
      if (c.req.method !== "GET" && c.req.method !== "HEAD") return undefined;
      const form = forms.get(nameOf(c))?.deref();
      return form && c.req.header("Range") === undefined ? send(c, form) : undefined;
    },
    remember: (c, form) => {
      if (c.req.header("Range") !== undefined) return;
      if (forms.size >= MOST) forms.delete(forms.keys().next().value as string);
      forms.set(nameOf(c), new WeakRef(form));
    },
  };
}

function nameOf({ req }: Context): string {
  const { url } = req;
  // Without the host, which is the client's to choose.
  const address = url.slice(url.indexOf("/", url.indexOf("//") + 2));
  return `${address}\n${req.header("Accept")}\n${req.header("Accept-Encoding")}\n${req.header("Accept-Language")}`;
}
