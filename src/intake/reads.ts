import { type Limiter, rateLimiter, refuseEarly, sharedBytes } from "../http/index.ts";
import type { VaultClient } from "./vault-client/client.ts";

/** Reading is charged by parts of this many bytes of a contribution's donations. */
const PART_BYTES = 65_536;

/** The cost of a donation beside its bytes, expressed in bytes, because every view shows a record of its consent. */
const DONATION_BYTES = 16_384;

/** Parts of one contribution that may be read a minute for long. One of ordinary size has one to four. */
const PARTS_A_MINUTE = 120;
/** The rate of all contributions together, as a multiple of one's. */
const ALL_CONTRIBUTIONS = 40;

/** A contribution up to this size is always read. Larger ones share memory while their answers are sent. */
const OWN_BYTES = 65_536;
/** Two of the largest that may be. */
const SHARED_BYTES = 8 * 2 ** 20;

const CONTRIBUTIONS = {
  nameOf: (key: string) => key,
  each: "of a contribution may be read",
  together: "of all contributions together may be read",
  what: "parts of 64 kB",
};

/** A contribution that may be read now. */
interface AdmittedRead {
  readonly bytes: number;
  /** Gives back the memory that it has; once the answer has gone, or will not. */
  readonly release: () => void;
}

/**
 * Limits what requests read of the vault by its cost, before it is read. The limit holds for each key, and so behind a proxy
 * too.
 *
 * @param o.addresses the limiter of addresses, where this process has one
 */
export function readLimiter(o: {
  readonly vaultClient: Pick<VaultClient, "ask">;
  readonly addresses: Limiter | undefined;
  readonly clock: () => Date;
  readonly salt: Uint8Array;
}) {
  const { clock, salt } = o;
  const limiter = rateLimiter({ perMinute: PARTS_A_MINUTE, clock, salt, all: ALL_CONTRIBUTIONS, of: CONTRIBUTIONS });
  const shared = sharedBytes(SHARED_BYTES, "large contributions that are viewed at a time");

  /** Weighings under way, by key: one takes a millisecond for a large contribution, and many requests at once share it. */
  const weighing = new Map<string, ReturnType<typeof weigh>>();
  const weigh = async (key: string) => {
    try {
      return await o.vaultClient.ask("weigh", key);
    } finally {
      weighing.delete(key);
    }
  };

  /** Charges a contribution to its key and to the address. @throws Refusal `key-not-known`, `too-many-requests` */
  const charge = async (key: string, address: string | undefined) => {
    refuseEarly(limiter.owing(key));
    const weighed = weighing.get(key) ?? weigh(key);
    weighing.set(key, weighed);
    const { bytes, donations } = await weighed;
    const parts = (bytes + donations * DONATION_BYTES) / PART_BYTES;
    refuseEarly(limiter.take(key, parts));
    o.addresses?.charge(address, parts);
    return bytes;
  };
  return {
    charge,
    /** The same for a view, which holds what it read until it is sent. @throws Refusal `service-busy` as well */
    admit: async (key: string, address: string | undefined): Promise<AdmittedRead> => {
      const bytes = await charge(key, address);
      if (bytes <= OWN_BYTES) return { bytes, release: () => undefined };
      shared.take(bytes);
      let isHeld = true;
      const release = () => {
        if (isHeld) shared.give(bytes);
        isHeld = false;
      };
      return { bytes, release };
    },
  };
}

/** Runs work that pauses, and serves others in each pause where it is long. */
export async function inPauses<T>(work: Generator<void, T>, isLong: boolean): Promise<T> {
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
    if (isLong) await new Promise((resolve) => setImmediate(resolve));
  }
}

/** @returns whether what is read takes long enough to be done in pauses */
export function isLong({ bytes }: AdmittedRead): boolean {
  return bytes > OWN_BYTES;
}
