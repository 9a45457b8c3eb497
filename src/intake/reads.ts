import { type Limiter, rateLimiter, refuseEarly, sharedBytes } from "../http/index.ts";
import type { VaultClient } from "./vault-client/client.ts";

/** Reading a contribution is charged by parts of this many bytes of its donations. */
const PART_BYTES = 65_536;

/** The cost of a donation besides its own bytes, in bytes: every view contains a record of its consent. */
const DONATION_BYTES = 16_384;

/** Sustained parts a minute of one contribution. An ordinary contribution has one to four parts. */
const PARTS_A_MINUTE = 120;
/**
 * The rate of all contributions together, as a multiple of the rate of one. Ordinary contributions and larger ones have each their
 * own: behind a proxy no address is charged, and one client with a few large ones would else use up what everybody has.
 */
const ALL_CONTRIBUTIONS = 40;

/** Contributions of up to so many bytes are always read. Larger ones share a bounded memory while their answers are sent. */
const OWN_BYTES = 65_536;
/** The bytes that larger contributions share: enough for two of the largest (`MAX_BYTES` of the vault). */
const SHARED_BYTES = 8 * 2 ** 20;

const CONTRIBUTIONS = {
  nameOf: (key: string) => key,
  each: "of a contribution may be read",
  together: "of all contributions together may be read",
  what: "parts of 64 kB",
};

/** Permission to read a contribution. */
interface AdmittedRead {
  readonly bytes: number;
  /** Frees its share of the memory. Called once the answer is sent, or has failed. */
  readonly release: () => void;
}

/**
 * Limits reading from the vault by its cost, before anything is read. The limit applies to each contribution key, so it also
 * works behind a proxy.
 *
 * @param o.addresses the limiter of client addresses, if this process has one
 */
export function readLimiter(o: {
  readonly vaultClient: Pick<VaultClient, "ask">;
  readonly addresses: Limiter | undefined;
  readonly clock: () => Date;
  readonly salt: Uint8Array;
}) {
  const { clock, salt } = o;
  const limited = () => rateLimiter({ perMinute: PARTS_A_MINUTE, clock, salt, all: ALL_CONTRIBUTIONS, of: CONTRIBUTIONS });
  const [ordinary, larger] = [limited(), limited()];
  const shared = sharedBytes(SHARED_BYTES, "large contributions that are viewed at a time");

  /** Sizes being looked up, by key: for a large contribution that takes a millisecond, and simultaneous requests share it. */
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
    refuseEarly(ordinary.owing(key) ?? larger.owing(key));
    const weighed = weighing.get(key) ?? weigh(key);
    weighing.set(key, weighed);
    const { bytes, donations } = await weighed;
    const parts = (bytes + donations * DONATION_BYTES) / PART_BYTES;
    refuseEarly((bytes <= OWN_BYTES ? ordinary : larger).take(key, parts));
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

/** Runs a generator to its end. If the work is long, other requests are served at each of its pauses. */
export async function runYielding<T>(work: Generator<void, T>, isLong: boolean): Promise<T> {
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
    if (isLong) await new Promise((resolve) => setImmediate(resolve));
  }
}

/** Whether reading takes long enough to need pauses. */
export function isLong({ bytes }: AdmittedRead): boolean {
  return bytes > OWN_BYTES;
}
