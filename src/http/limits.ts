import { createHash, createHmac } from "node:crypto";
import { HttpRefusal } from "./problem.ts";

/** Default sustained rate of one address, in requests a minute. */
export const DEFAULT_RATE = 60;
/** A full bucket has the tokens of this many seconds, which allows a burst of that size. */
const BURST_SECONDS = 20;
/** Default rate of all clients together, as a multiple of one client's: it bounds a flood from many addresses. */
const ALL_CLIENTS = 100;
/** Rates of an IPv6 network of 56 bits, and of one of 48, as multiples of one client's. */
const SUBSCRIBER_RATE = 8;
const SITE_RATE = 32;
/** Milliseconds without a request after which a client is forgotten, once its bucket is full. */
const MEMORY = 60_000;
/** Milliseconds after which the salt is replaced by a hash of itself, so that older bucket names can no longer be computed. */
const ROTATION = 3_600_000;
/** The most clients in memory, about 20 MB, and as many of their networks. Beyond it, the one silent for longest is forgotten. */
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

/**
 * The wider networks of an IPv6 address, the widest first: a subscriber has one /56, and some have a /48, which hold as many
 * addresses as it takes to use up the rate of all. Phones of one operator share a network, so its rate is that of several clients.
 */
export function widerNetworksOf(address: string): readonly Group[] {
  const groups = networkOf(address).split(":");
  if (groups.length < 4) return [];
  const site = groups.slice(0, 3).join(":");
  const subscriber = `${site}:${Number.parseInt(groups[3] as string, 16) >> 8}/56`;
  return [
    { name: `${site}/48`, times: SITE_RATE },
    { name: subscriber, times: SUBSCRIBER_RATE },
  ];
}

/** Clients that share a bucket besides their own. Its rate is that of one client, `times` over. */
interface Group {
  readonly name: string;
  readonly times: number;
}

/** What kind of client the buckets are for, and its words in refusals. */
interface Clients {
  /** Clients with the same name share a bucket. */
  readonly nameOf: (client: string) => string;
  /** The groups that a client belongs to, the widest first, and their words in refusals; absent: none. */
  readonly groups?: { readonly of: (client: string) => readonly Group[]; readonly each: string };
  readonly each: string;
  readonly together: string;
  readonly what: string;
}

const ADDRESSES: Clients = {
  nameOf: networkOf,
  groups: { of: widerNetworksOf, each: "the addresses of a network together may make" },
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
  const [buckets, groups] = [new Map<string, Bucket>(), new Map<string, Bucket>()];
  // What is forgotten is the oldest. A walk begun anew for each would pass over the places of all that are forgotten already.
  const oldest = new Map([buckets, groups].map((kept) => [kept, kept.keys()]));
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
      groups.clear();
    }
    if (now >= swept && now - swept < MEMORY) return;
    for (const kept of [buckets, groups])
      for (const [name, bucket] of kept) if (now - bucket.at >= MEMORY && bucket.isFull(now)) kept.delete(name);
    swept = now;
  };
  const waitOf = ({ wait, perMinute }: Bucket, who: string): Wait | undefined =>
    wait === undefined ? undefined : { wait, sentence: `${who} ${perMinute} ${clients.what} a minute; try again in ${wait} s` };
  const bucketName = (named: string) => createHmac("sha256", salt).update(named).digest("base64");
  const bucketOf = (named: string, now: number, perMinute: number, kept = buckets): Bucket => {
    const name = bucketName(named);
    const bucket = kept.get(name) ?? new Bucket(perMinute, now);
    // Buckets are kept in the order of their last requests.
    kept.delete(name);
    kept.set(name, bucket);
    if (kept.size > MOST_CLIENTS) kept.delete(oldest.get(kept)?.next().value as string);
    return bucket;
  };
  /** The buckets of a client's groups, the widest first. */
  const widerBuckets = (client: string, now: number): readonly Bucket[] =>
    (clients.groups?.of(client) ?? []).map(({ name, times }) => bucketOf(name, now, o.perMinute * times, groups));
  const pay = (paid: readonly Bucket[], cost: number) => {
    for (const bucket of paid) bucket.tokens -= cost;
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
      const wider = widerBuckets(client, now);
      for (const bucket of wider) {
        bucket.refill(now);
        const early = waitOf(bucket, clients.groups?.each ?? clients.each);
        if (early !== undefined) return early;
      }
      const bucket = bucketOf(clients.nameOf(client), now, perMinute);
      bucket.refill(now);
      const early = waitOf(bucket, clients.each);
      if (early === undefined) pay([bucket, ...wider], cost);
      return early;
    },
    /** Counts a cost that became known once the request went on: the next one waits longer. */
    charge: (client: string | undefined = "", cost: number) => {
      const now = o.clock().getTime();
      pay([bucketOf(clients.nameOf(client), now, o.perMinute), ...widerBuckets(client, now)], cost);
    },
    /** Why a known client has to wait now. It counts nothing, and remembers nobody who is new. */
    owing: (client = "") => {
      const bucket = buckets.get(bucketName(clients.nameOf(client)));
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
