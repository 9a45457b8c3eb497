/**
 * Values kept in memory for a short time, each under a secret.
 *
 * @param o.milliseconds how long a value is kept
 * @param o.most the most values kept at once: the oldest are dropped, so that a flood does not fill the memory
 */
export function expiringMap<T>(o: { milliseconds: number; most: number; clock: () => Date }) {
  /** In the order in which they end, since all are kept for the same time. */
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
    /** Keeps a thing under the secret. */
    put: (secret: string, thing: T) => {
      // One that is put again stands behind the others.
      kept.delete(secret);
      kept.set(secret, { ends: o.clock().getTime() + o.milliseconds, thing });
      sweep();
    },
    get,
    /** Gets it, and it is gone. */
    take: (secret: string) => {
      const thing = get(secret);
      kept.delete(secret);
      return thing;
    },
  };
}
