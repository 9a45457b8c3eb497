import type { Context } from "hono";
import { sharedBytes } from "../contract/shared-bytes.ts";
import { HeadedRefusal } from "./problems.ts";

const RETRY_S = 5;

/** What is needed of Node's answer: to know when it has gone, or will not. */
export interface Outgoing {
  once(event: "close", listener: () => void): unknown;
}

export interface InFlight {
  /**
   * Counts the body of an answer until it has gone: a client that reads slowly keeps it in memory.
   *
   * @throws Refusal `service-busy`
   */
  hold(bytes: Uint8Array, outgoing: Outgoing | undefined): void;
}

/** The answer that Node sends, where it is Node that brought the request. */
export function outgoingOf(c: Context): Outgoing | undefined {
  return (c.env as { readonly outgoing?: Outgoing } | undefined)?.outgoing;
}

/** @param most bytes of all bodies together, each counted once however many clients it is sent to */
export function inFlight(most: number): InFlight {
  const shared = sharedBytes(most);
  const clients = new Map<Uint8Array, number>();
  return {
    hold: (bytes, outgoing) => {
      const { byteLength } = bytes;
      if (outgoing === undefined) return;
      const others = clients.get(bytes) ?? 0;
      if (others === 0 && !shared.take(byteLength)) {
        const detail = `large answers that are on their way must have at most ${most} bytes together; this one has ${byteLength}. Ask again in ${RETRY_S} s`;
        throw new HeadedRefusal("service-busy", { detail }, { "Retry-After": String(RETRY_S) });
      }
      clients.set(bytes, others + 1);
      outgoing.once("close", () => {
        const left = (clients.get(bytes) ?? 1) - 1;
        if (left > 0) return void clients.set(bytes, left);
        clients.delete(bytes);
        shared.give(byteLength);
      });
    },
  };
}
