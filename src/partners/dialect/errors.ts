import type { Context, MiddlewareHandler } from "hono";
import { Refusal } from "../../contract/problem.ts";

/** A refusal of one field: its name, what it must be, what it is. */
export function invalid(field: string, bound: string): Refusal {
  const detail = `${field}: ${bound}`;
  return new Refusal("invalid-parameter", detail, [{ detail, parameter: field }]);
}

/** A refusal that time mends. */
export class TooSoon extends Refusal {
  /** whole seconds to wait */
  readonly wait: number;

  constructor(detail: string, wait: number) {
    super("too-many-requests", detail);
    this.wait = wait;
  }
}

/** The dialect knows 400 for what is wrong with a request and 500 for what is wrong here; the rest is HTTP's own. */
function statusOf({ status }: Refusal): number {
  if (status >= 500) return 500;
  return status === 409 || status === 422 ? 400 : status;
}

/** `{"error": sentence, "code": …}`: the sentence as the dialect has it, and the house's stable code. */
export function answerError(c: Context, error: unknown): Response {
  const refusal = error instanceof Refusal ? error : new Refusal("internal", "the service failed");
  if (refusal.code === "partner-key") c.header("WWW-Authenticate", "Bearer");
  if (refusal instanceof TooSoon) c.header("Retry-After", String(refusal.wait));
  return c.json({ error: refusal.message, code: refusal.code }, statusOf(refusal) as 400);
}

/** Nobody keeps an answer on the way, and nobody guesses what it is. */
export const guarded: MiddlewareHandler = async (c, next) => {
  await next();
  c.header("Cache-Control", "no-store");
  c.header("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
  c.header("Cross-Origin-Resource-Policy", "same-origin");
  c.header("X-Content-Type-Options", "nosniff");
};

/** @throws Refusal `method-not-allowed` */
export function refuseMethod(allow: string): (c: Context) => never {
  return (c) => {
    c.header("Allow", allow);
    throw new Refusal("method-not-allowed", `this address takes ${allow}; got ${c.req.method}`);
  };
}
