import { createHash, createHmac } from "node:crypto";
import { fullBucket, isFull, refill, secondsToWait, type TokenBucket } from "../contract/token-bucket.ts";

/** Requests a minute that one address may make for long, unless told otherwise. */
export const DEFAULT_RATE = 60;
/** What all addresses together may make, in shares of one: what a flood from many of them meets. */
const ALL_ADDRESSES = 100;
/** After this many milliseconds without a request an address is forgotten, if its bucket is full again: it mostly is. */
const MEMORY = 60_000;

/** After so many milliseconds the salt is another, made of the one before by a way that does not lead back. */
const ROTATION = 3_600_000;

/** The most addresses in memory at a time, some 20 MB: beyond it, the one that was silent the longest is forgotten. */
export const MOST_ADDRESSES = 100_000;

/** Why a request has to wait. */
export interface Refused {
  /** whole seconds, at least 1 */
  readonly wait: number;
  readonly sentence: string;
}

export interface Limiter {
  /** requests a minute that one address may make for long */
  readonly perMinute: number;
  /** Counts one request of an address, or what it costs; undefined when it may go on. What must wait is not counted. */
  take(address: string | undefined, cost?: number): Refused | undefined;
  /** Counts what a request that went on costs beside: who asked for much waits longer for the next. */
  charge(address: string | undefined, cost: number): void;
  /** Why an address that asked before has to wait now; it counts nothing, and remembers nobody who is new. */
  owing(address: string | undefined): Refused | undefined;
  /** how many addresses are in memory */
  known(): number;
}

/**
 * An address as far as one household has it: all of IPv4, the first 64 bits of IPv6, whose other half a
 * visitor may choose.
 */
export function networkOf(address: string): string {
  const mapped = /(?:^|:)(\d+\.\d+\.\d+\.\d+)$/.exec(address)?.[1];
  if (mapped !== undefined) return mapped;
  const [head, tail] = address.split("::").map((half) => half.split(":").filter((group) => group !== ""));
  const left = head ?? [];
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - left.length - tail.length);
  return [...left, ...new Array<string>(zeros).fill("0"), ...(tail ?? [])].slice(0, 4).join(":");
}

/** Whom buckets are of, and how a refusal says so. */
export interface Whose {
  /** of those who share a bucket */
  readonly nameOf: (whom: string) => string;
  readonly each: string;
  readonly together: string;
  readonly what: string;
}

const ADDRESSES: Whose = {
  nameOf: networkOf,
  each: "an address may make",
  together: "all addresses together may make",
  what: "requests",
};

/**
 * Token buckets: one an address, and one for all. No address is kept: a bucket is named by an HMAC under a
 * salt of this process and hour, in memory, and forgotten: with an hour's salt go its names.
 *
 * @param o.perMinute requests that one address may make a minute for long; a third of them at once; at least 1
 * @param o.salt secret bytes, new for each process
 * @param o.all how many times as much all addresses together may make
 * @param o.of whom the buckets are of; absent: addresses
 */
export function rateLimiter(o: { perMinute: number; clock: () => Date; salt: Uint8Array; all?: number; of?: Whose }): Limiter {
  const whose = o.of ?? ADDRESSES;
  const buckets = new Map<string, TokenBucket>();
  const allPerMinute = o.perMinute * (o.all ?? ALL_ADDRESSES);
  const all = fullBucket(allPerMinute, o.clock().getTime());
  let swept = all.at;
  let salt = o.salt;
  let salted = all.at;

  const forget = (now: number) => {
    // A clock that was set back forgets nobody, and the hour begins anew.
    salted = Math.min(salted, now);
    if (now - salted >= ROTATION) {
      salt = createHash("sha256").update(salt).digest();
      salted = now;
      buckets.clear();
    }
    if (now >= swept && now - swept < MEMORY) return;
    for (const [name, bucket] of buckets) if (now - bucket.at >= MEMORY && isFull(bucket, o.perMinute, now)) buckets.delete(name);
    swept = now;
  };
  const refused = (bucket: TokenBucket, perMinute: number, who: string): Refused | undefined => {
    const wait = secondsToWait(bucket, perMinute);
    return wait === undefined
      ? undefined
      : { wait, sentence: `${who} ${perMinute} ${whose.what} a minute; try again in ${wait} s` };
  };

  const named = (address: string) => createHmac("sha256", salt).update(whose.nameOf(address)).digest("base64");
  const bucketOf = (address: string, now: number): TokenBucket => {
    const name = named(address);
    const bucket = buckets.get(name) ?? fullBucket(o.perMinute, now);
    // Behind all the others: they stand in the order of their last requests.
    buckets.delete(name);
    buckets.set(name, bucket);
    if (buckets.size > MOST_ADDRESSES) buckets.delete(buckets.keys().next().value as string);
    return bucket;
  };

  return {
    perMinute: o.perMinute,
    take: (address = "", cost = 1) => {
      const now = o.clock().getTime();
      forget(now);
      refill(all, allPerMinute, now);
      // First: nothing is remembered of who is turned away here, so that a flood cannot fill the memory.
      const flooded = refused(all, allPerMinute, whose.together);
      if (flooded !== undefined) return flooded;
      const bucket = bucketOf(address, now);
      refill(bucket, o.perMinute, now);
      const early = refused(bucket, o.perMinute, whose.each);
      if (early !== undefined) return early;
      bucket.tokens -= cost;
      all.tokens -= cost;
      return undefined;
    },
    charge: (address = "", cost) => {
      bucketOf(address, o.clock().getTime()).tokens -= cost;
      all.tokens -= cost;
    },
    owing: (address = "") => {
      const bucket = buckets.get(named(address));
      if (bucket === undefined) return undefined;
      refill(bucket, o.perMinute, o.clock().getTime());
      return refused(bucket, o.perMinute, whose.each);
    },
    known: () => buckets.size,
  };
}
