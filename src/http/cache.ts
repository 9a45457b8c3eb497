import { type Body, isCoded } from "./send.ts";

/** How many bytes of answers are kept in memory, compressed forms included: what many different queries may take. */
export const CACHE_BYTES = 128 * 2 ** 20;

export interface BodyCache {
  /** The body of that name, made at its first use; two requests at a time make it once. A failure is not kept. */
  get(name: string, make: () => Body | Promise<Body>): Body | Promise<Body>;
  /** bytes that are charged now */
  held(): number;
}

/**
 * Answers that were made and may be asked for again, the least recently used forgotten beyond the bound. What is larger
 * than a quarter of it is not kept.
 */
export function bodyCache(most = CACHE_BYTES): BodyCache {
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
    get: (name, make) => {
      const found = kept.get(name);
      if (found) {
        // Behind the others: they stand in the order of their last use.
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
    held: () => held,
  };
}

/** Compressed forms come later, and together they are smaller than the bytes: room for them is taken at once. */
function chargeOf(name: string, body: Body): number {
  return 2 * name.length + body.bytes.byteLength * (isCoded(body) ? 2 : 1);
}
