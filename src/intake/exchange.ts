import { type ProblemCode, Refusal } from "../contract/problem.ts";

/** A request as the intake sees it, whatever brought it. */
export interface Asked {
  readonly method: string;
  /** as it was sent, without the query: nothing is decoded or resolved */
  readonly path: string;
  readonly query: string;
  /** @param name in small letters */
  readonly header: (name: string) => string | undefined;
  /** The whole body. @throws Refusal `body-too-large` beyond `limit` bytes */
  readonly body: (limit: number) => Promise<Uint8Array>;
  /** of whom the connection is, never kept; undefined: unknown, and one with all that are */
  readonly address: string | undefined;
}

/** What is answered. A body is UTF-8; one in pieces is made while it is sent, as fast as the client reads. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Iterable<string>;
  /** Called once the answer has gone, or will not. */
  readonly release?: () => void;
}

/** A request that has to wait. */
export class TooManyRequests extends Refusal {
  readonly wait: number;

  /** @param o.wait whole seconds */
  constructor({ wait, sentence }: { readonly wait: number; readonly sentence: string }) {
    super("too-many-requests", sentence);
    this.wait = wait;
  }
}

/**
 * An answer holds a secret, or is for one contributor alone: nobody on the way keeps it, no browser takes it for a page, and no page
 * of another site embeds it. Pages elsewhere that may ask do so by CORS, which this is no part of.
 */
const PRIVATE = {
  "Cache-Control": "no-store",
  "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
  "Cross-Origin-Resource-Policy": "same-origin",
  "Referrer-Policy": "no-referrer",
  "X-Content-Type-Options": "nosniff",
};

/** What passes by itself, mostly within so many seconds. */
const LATER: ReadonlySet<ProblemCode> = new Set(["home-in-use", "service-busy"]);
export const RETRY_S = 5;

/** An answer with a body of a type. */
export function answer(status: number, type: string, body: Answer["body"], more: Readonly<Record<string, string>> = {}): Answer {
  return { status, headers: { ...PRIVATE, "Content-Type": type, ...more }, body };
}

export function json(value: unknown, status = 200, more: Readonly<Record<string, string>> = {}): Answer {
  return answer(status, "application/json", JSON.stringify(value), more);
}

export function nothing(): Answer {
  return { status: 204, headers: PRIVATE, body: "" };
}

/** Problem details (RFC 9457). What was not foreseen says nothing about itself. */
export function problem(error: unknown, path: string, more: Readonly<Record<string, string>> = {}): Answer {
  const refusal = error instanceof Refusal ? error : new Refusal("internal", "the service failed");
  const wait = refusal instanceof TooManyRequests ? refusal.wait : LATER.has(refusal.code) ? RETRY_S : undefined;
  const later = wait === undefined ? {} : { "Retry-After": String(wait) };
  return answer(refusal.status, "application/problem+json", JSON.stringify(refusal.toProblem(path)), { ...later, ...more });
}

export function tooLarge(limit: number): Refusal {
  return new Refusal("body-too-large", `a body must have at most ${limit} bytes`);
}

/** @param most bytes */
export function tooMuchAtOnce(most: number): Refusal {
  return new Refusal(
    "service-busy",
    `large bodies that are on their way must have at most ${most} bytes together; send this one again in ${RETRY_S} s`,
  );
}
