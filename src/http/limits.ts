import { createHash, createHmac } from "node:crypto";
import { HttpRefusal } from "./problem.ts";

/** Default sustained rate of one address, in requests a minute. */
export const DEFAULT_RATE = 60;
/** A full bucket has the tokens of this many seconds, which allows a burst of that size. */
const BURST_SECONDS = 20;
/** Default rate of all clients together, as a multiple of one client's: it bounds a flood from many addresses. */
const ALL_CLIENTS = 100;
/** Milliseconds without a request after which a client is forgotten, once its bucket is full. */
const MEMORY = 60_000;
/** Milliseconds after which the salt is replaced by a hash of itself, so that older bucket names can no longer be computed. */
const ROTATION = 3_600_000;
/** The most clients in memory, about 20 MB. Beyond it, the one silent for longest is forgotten. */
export const MOST_CLIENTS = 100_000;

/** A token bucket: tokens are earned at a rate, up to a bound. Times are milliseconds of the clock. */
class Bucket {
  tokens: number;
  readonly perMinute: number;
  /** Time at which `tokens` was counted. */
  at: number;

  constructor(perMinute: number, now: number) {
    [this.perMinute, this.tokens, this.at] = [perMinute, sizeOf(perMinute), now];
  }

  private earned(now: number): number {
    // If the clock was set back, nothing is earned, and counting continues from there.
    const earned = (Math.max(0, now - this.at) * this.perMinute) / 60_000;
    return Math.min(sizeOf(this.perMinute), this.tokens + earned);
  }

  refill(now: number): void {
    [this.tokens, this.at] = [this.earned(now), now];
  }

  isFull(now: number): boolean {
    return this.earned(now) >= sizeOf(this.perMinute);
  }

  /** Whole seconds until there is a token, at least 1; undefined where there is one. */
  get wait(): number | undefined {
    return this.tokens >= 1 ? undefined : Math.max(1, Math.ceil(((1 - this.tokens) * 60) / this.perMinute));
  }
}

function sizeOf(perMinute: number): number {
  return Math.max(1, Math.floor((perMinute * BURST_SECONDS) / 60));
}

/** Why a client has to wait. */
interface Wait {
  /** Whole seconds, at least 1. */
  readonly wait: number;
  readonly sentence: string;
}

export type Limiter = ReturnType<typeof rateLimiter>;

/**
 * The part of an address that identifies a household: all of an IPv4 address, or the first 64 bits of IPv6, since clients choose
 * the rest.
 */
export function networkOf(address: string): string {
  const mapped = /(?:^|:)(\d+\.\d+\.\d+\.\d+)$/.exec(address)?.[1];
  if (mapped !== undefined) return mapped;
  const [head, tail] = address.split("::").map((half) => half.split(":").filter((group) => group !== ""));
  const left = head ?? [];
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - left.length - tail.length);
  return [...left, ...new Array<string>(zeros).fill("0"), ...(tail ?? [])].slice(0, 4).join(":");
}

/** What kind of client the buckets are for, and its words in refusals. */
interface Clients {
  /** Clients with the same name share a bucket. */
  readonly nameOf: (client: string) => string;
  readonly each: string;
  readonly together: string;
  readonly what: string;
}

const ADDRESSES: Clients = {
  nameOf: networkOf,
  each: "an address may make",
  together: "all addresses together may make",
  what: "requests",
};

/**
 * Limits rates by token buckets: one for each client, and one for all. No client is stored: a bucket's name is an HMAC of the
 * client under a salt of this process and hour, which is only in memory.
 *
 * Long, for its functions share the counts of all clients.
 *
 * @param o.perMinute sustained requests a minute of one client, a third of which may come at once; at least 1
 * @param o.salt secret bytes, new for each process
 * @param o.all the rate of all clients together, as a multiple of one's; null: no such limit
 * @param o.of the kind of clients; absent: addresses
 */
export function rateLimiter(o: { perMinute: number; clock: () => Date; salt: Uint8Array; all?: number | null; of?: Clients }) {
  const clients = o.of ?? ADDRESSES;
  const buckets = new Map<string, Bucket>();
  const { all: share = ALL_CLIENTS } = o;
  const began = o.clock().getTime();
  const all = share === null ? undefined : new Bucket(o.perMinute * share, began);
  let { salt } = o;
  let [swept, salted] = [began, began];

  const forget = (now: number) => {
    // If the clock was set back, nobody is forgotten, and the hour begins again.
    salted = Math.min(salted, now);
    if (now - salted >= ROTATION) {
      salt = createHash("sha256").update(salt).digest();
      salted = now;
      buckets.clear();
    }
    if (now >= swept && now - swept < MEMORY) return;
    for (const [name, bucket] of buckets) if (now - bucket.at >= MEMORY && bucket.isFull(now)) buckets.delete(name);
    swept = now;
  };
  const waitOf = ({ wait, perMinute }: Bucket, who: string): Wait | undefined =>
    wait === undefined ? undefined : { wait, sentence: `${who} ${perMinute} ${clients.what} a minute; try again in ${wait} s` };
  const bucketName = (client: string) => createHmac("sha256", salt).update(clients.nameOf(client)).digest("base64");
  const bucketOf = (client: string, now: number, perMinute = o.perMinute): Bucket => {
    const name = bucketName(client);
    const bucket = buckets.get(name) ?? new Bucket(perMinute, now);
    // Buckets are kept in the order of their last requests.
    buckets.delete(name);
    buckets.set(name, bucket);
    if (buckets.size > MOST_CLIENTS) buckets.delete(buckets.keys().next().value as string);
    return bucket;
  };
  const pay = (bucket: Bucket, cost: number) => {
    bucket.tokens -= cost;
    if (all) all.tokens -= cost;
  };

  return {
    perMinute: o.perMinute,
    /**
     * Counts a request, or its cost; undefined when it may go on. What must wait is not counted.
     *
     * @param perMinute of this client, where clients have rates of their own
     */
    take: (client = "", cost = 1, perMinute = o.perMinute) => {
      const now = o.clock().getTime();
      forget(now);
      all?.refill(now);
      // The limit of all is checked first, and stores nobody, so that a flood cannot fill the memory.
      const flooded = all && waitOf(all, clients.together);
      if (flooded !== undefined) return flooded;
      const bucket = bucketOf(client, now, perMinute);
      bucket.refill(now);
      const early = waitOf(bucket, clients.each);
      if (early === undefined) pay(bucket, cost);
      return early;
    },
    /** Counts a cost that became known once the request went on: the next one waits longer. */
    charge: (client: string | undefined = "", cost: number) => pay(bucketOf(client, o.clock().getTime()), cost),
    /** Why a known client has to wait now. It counts nothing, and remembers nobody who is new. */
    owing: (client = "") => {
      const bucket = buckets.get(bucketName(client));
      bucket?.refill(o.clock().getTime());
      return bucket && waitOf(bucket, clients.each);
    },
    /** How many clients are in memory. */
    known: () => buckets.size,
  };
}

/**
 * Refuses a request that has to wait.
 *
 * @throws HttpRefusal `too-many-requests`, with the fields of draft-ietf-httpapi-ratelimit-headers-10
 */
export function refuseRateLimited(due: Wait | undefined, perMinute?: number): void {
  if (due === undefined) return;
  const { wait, sentence } = due;
  const fields =
    perMinute === undefined ? {} : { "RateLimit-Policy": `"address";q=${perMinute};w=60`, RateLimit: `"address";r=0;t=${wait}` };
  throw new HttpRefusal("too-many-requests", { detail: sentence }, { "Retry-After": String(wait), ...fields });
}
