/** Things that are known by a secret for a short while, in memory only. */
interface Expiring<T> {
  /** Keeps a thing under the secret. */
  put(secret: string, thing: T): void;
  get(secret: string): T | undefined;
  /** Gets it, and it is gone. */
  take(secret: string): T | undefined;
}

/**
 * @param o.milliseconds how long each is kept
 * @param o.most how many are kept at once: the oldest make room, so that a flood does not fill the memory
 */
export function expiring<T>(o: { milliseconds: number; most: number; clock: () => Date }): Expiring<T> {
  /** Sorted by when they end, for all are kept equally long. */
  const kept = new Map<string, { readonly ends: number; readonly thing: T }>();
  const sweep = () => {
    const now = o.clock().getTime();
    for (const [secret, { ends }] of kept) {
      if (ends > now && kept.size <= o.most) return;
      kept.delete(secret);
    }
  };
  const get = (secret: string) => {
    sweep();
    return kept.get(secret)?.thing;
  };
  return {
    put: (secret, thing) => {
      kept.set(secret, { ends: o.clock().getTime() + o.milliseconds, thing });
      sweep();
    },
    get,
    take: (secret) => {
      const thing = get(secret);
      kept.delete(secret);
      return thing;
    },
  };
}
