import type { Context } from "hono";
import { Refusal } from "../contract/problem.ts";
import { RETRY_S } from "./problem.ts";
import { outgoingOf } from "./reply.ts";

/** A budget of memory that requests share. @param what shares it, as a refusal says it */
export function sharedBytes(most: number, what: string) {
  let reserved = 0;
  return {
    /**
     * Reserves `bytes` until they are given back. One request larger than the whole budget is accepted if nothing else is reserved.
     *
     * @throws Refusal `service-busy` where too few bytes are free
     */
    take: (bytes: number) => {
      if (reserved > 0 && reserved + bytes > most) {
        const bound = `${what} must have at most ${most} bytes together; this one has ${bytes}`;
        throw new Refusal("service-busy", `${bound}. Ask again in ${RETRY_S} s`);
      }
      reserved += bytes;
    },
    give: (bytes: number) => {
      reserved -= bytes;
    },
  };
}

/** Runs work once the answer is sent or has failed. Until then, a client that reads slowly keeps the body in memory. */
export function afterReply(c: Context, work: () => void): void {
  const outgoing = outgoingOf(c);
  if (outgoing === undefined || outgoing.destroyed) work();
  else outgoing.once("close", work);
}

/**
 * Counts the bodies of answers while they are sent; a body counts once, however many clients it is sent to.
 *
 * @returns a function that counts a body, and throws Refusal `service-busy`
 */
export function bodiesInFlight(most: number): (c: Context, bytes: Uint8Array) => void {
  const shared = sharedBytes(most, "large answers that are on their way");
  const clients = new Map<Uint8Array, number>();
  return (c, bytes) => {
    const others = clients.get(bytes) ?? 0;
    if (others === 0) shared.take(bytes.byteLength);
    clients.set(bytes, others + 1);
    afterReply(c, () => {
      const left = (clients.get(bytes) ?? 1) - 1;
      if (left > 0) return void clients.set(bytes, left);
      clients.delete(bytes);
      shared.give(bytes.byteLength);
    });
  };
}
