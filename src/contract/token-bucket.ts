/** How many may come at once, as the seconds in which a bucket fills up again. */
const BURST_SECONDS = 20;

/** What may still come of a rate: a token each. */
export interface TokenBucket {
  tokens: number;
  /** when it held so many, in milliseconds of the clock */
  at: number;
}

const sizeOf = (perMinute: number): number => Math.max(1, Math.floor((perMinute * BURST_SECONDS) / 60));

/** @param now in milliseconds of the clock */
export function fullBucket(perMinute: number, now: number): TokenBucket {
  return { tokens: sizeOf(perMinute), at: now };
}

/** Adds what was earned since. A clock that was set back gives nothing, and counts on from where it is. */
export function refill(bucket: TokenBucket, perMinute: number, now: number): void {
  const earned = (Math.max(0, now - bucket.at) * perMinute) / 60_000;
  bucket.tokens = Math.min(sizeOf(perMinute), bucket.tokens + earned);
  bucket.at = now;
}

/** Is it full by now? Whoever has a full bucket is as good as one who never came. */
export function isFull(bucket: TokenBucket, perMinute: number, now: number): boolean {
  const earned = (Math.max(0, now - bucket.at) * perMinute) / 60_000;
  return bucket.tokens + earned >= sizeOf(perMinute);
}

/** Whole seconds until there is a token, at least 1; undefined where there is one. */
export function secondsToWait({ tokens }: TokenBucket, perMinute: number): number | undefined {
  return tokens >= 1 ? undefined : Math.max(1, Math.ceil(((1 - tokens) * 60) / perMinute));
}
