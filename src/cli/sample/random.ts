/**
 * A small seeded generator, for made-up households and nothing else: the same seed gives the same sample.
 * The noise of a release never comes from here; it comes from the operating system.
 */
export interface SampleRandom {
  /** uniform in [0, 1) */
  uniform(): number;
  /** standard normal */
  normal(): number;
  /** a key of the weights, with a chance in proportion to its weight */
  pick<Key extends string>(weights: Readonly<Record<Key, number>>): Key;
}

/** FNV-1a, 32 bits: one number out of a text. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (const character of text) value = Math.imul(value ^ (character.codePointAt(0) as number), 0x01000193) >>> 0;
  return value;
}

/** Mulberry32 over the hash of a text. */
export function sampleRandom(seed: string): SampleRandom {
  let state = hash(seed);
  const uniform = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return {
    uniform,
    normal: () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform()),
    pick: (weights) => {
      const entries = Object.entries<number>(weights);
      let left = uniform() * entries.reduce((sum, [, weight]) => sum + weight, 0);
      const chosen = entries.find(([, weight]) => {
        left -= weight;
        return left < 0;
      });
      return (chosen ?? (entries.at(-1) as [string, number]))[0] as keyof typeof weights;
    },
  };
}
