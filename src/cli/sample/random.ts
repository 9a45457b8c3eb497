export type SampleRandom = ReturnType<typeof sampleRandom>;

/** FNV-1a, 32 bits: hashes a text to a number. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (const character of text) value = Math.imul(value ^ (character.codePointAt(0) as number), 0x01000193) >>> 0;
  return value;
}

/**
 * A small seeded generator for made-up households only: the same seed gives the same sample (Mulberry32, seeded with the hash of
 * a text). The noise of a release never comes from here, but from the operating system.
 */
export function sampleRandom(seed: string) {
  let state = hash(seed);
  const uniform = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return {
    /** in [0, 1) */
    uniform,
    /** standard normal (Box & Muller 1958) */
    normal: () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform()),
    /** A key, chosen with a probability proportional to its weight. */
    pick: <Key extends string>(weights: Readonly<Record<Key, number>>): Key => {
      const keys = Object.keys(weights) as Key[];
      let left = uniform() * keys.reduce((sum, key) => sum + weights[key], 0);
      const chosen = keys.find((key) => {
        left -= weights[key];
        return left < 0;
      });
      return chosen ?? (keys.at(-1) as Key);
    },
  };
}
