import type { Context } from "hono";
import { Refusal } from "../contract/problem.ts";
import type { Site } from "./addresses.ts";
import { problem } from "./problems.ts";

/** Counts requests by address. Whoever makes it keeps no address (`src/intake/rate.ts`). */
export interface Limiter {
  /** requests a minute that one address may make for long */
  readonly perMinute: number;
  /** Counts one request; undefined when it may go on, else whole seconds to wait and why. */
  take(address: string | undefined): { readonly wait: number; readonly sentence: string } | undefined;
  /** Counts what a request that went on costs beside, in requests. */
  charge(address: string | undefined, cost: number): void;
}

/** What the server that brings a request knows of it, as `@hono/node-server` hands it over. */
interface Connection {
  readonly incoming?: { readonly socket?: { readonly remoteAddress?: string } };
}

/** Bytes of an answer that cost as much as a request. */
const REQUEST_BYTES = 512 * 1024;

const addressOf = (c: Context) => (c.env as Connection | undefined)?.incoming?.socket?.remoteAddress;

/** Charges an address for a large answer: who asks for much waits longer for the next. */
export function charge(c: Context, limiter: Limiter | undefined, bytes: number): void {
  limiter?.charge(addressOf(c), bytes / REQUEST_BYTES);
}

/** The refusal of a request too many, with the fields of draft-ietf-httpapi-ratelimit-headers-10; undefined: it may go on. */
export function limited(c: Context, limiter: Limiter, site: Site): Response | undefined {
  const refused = limiter.take(addressOf(c));
  if (!refused) return undefined;
  return problem(c, site, new Refusal("too-many-requests", refused.sentence), {
    "Retry-After": String(refused.wait),
    "RateLimit-Policy": `"address";q=${limiter.perMinute};w=60`,
    RateLimit: `"address";r=0;t=${refused.wait}`,
  });
}
