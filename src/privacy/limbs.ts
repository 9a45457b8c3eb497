/** A non-negative integer that is put together only when asked: most draws are decided by its double. */
export interface Large {
  /** within 2⁻⁴⁷ of it, relatively, while it is below 2⁵⁰⁰ */
  readonly approx: number;
  exact(): bigint;
}

const LIMB = 2 ** 32;

/**
 * Uniform integers below a bound past 2⁵³, drawn in limbs of 32 bits and compared limb by limb: no BigInt is made for a
 * value that is rejected.
 *
 * Claim: as `BitSource.below`, every value has probability exactly 1/n.
 */
export class LimbRange {
  /** of n − 1, the most significant first */
  readonly #last: Uint32Array;
  readonly #spare: number;

  constructor(n: bigint) {
    const hex = (n - 1n).toString(16);
    const limbs = Math.ceil(hex.length / 8);
    const padded = hex.padStart(8 * limbs, "0");
    this.#last = Uint32Array.from({ length: limbs }, (_, i) => Number.parseInt(padded.slice(8 * i, 8 * i + 8), 16));
    this.#spare = Math.clz32(this.#last[0] as number);
  }

  draw(bits: { word(): number }): Large {
    for (;;) {
      const limbs = this.#candidate(bits);
      if (this.#within(limbs)) return { approx: approximate(limbs), exact: () => assemble(limbs) };
    }
  }

  /** As many bits as n − 1 has: words as they come, shifted down by the bits to spare. */
  #candidate(bits: { word(): number }): Uint32Array {
    const limbs = new Uint32Array(this.#last.length);
    let above = 0;
    for (let i = 0; i < limbs.length; i++) {
      const word = bits.word();
      // A shift by 32 would be one by 0: nothing to spare is a case of its own.
      limbs[i] = this.#spare === 0 ? word : (word >>> this.#spare) | (above << (32 - this.#spare));
      above = word;
    }
    return limbs;
  }

  #within(limbs: Uint32Array): boolean {
    for (let i = 0; i < limbs.length; i++) {
      const [limb, last] = [limbs[i] as number, this.#last[i] as number];
      if (limb !== last) return limb < last;
    }
    return true;
  }
}

/** Up to 16 limbs, each sum is within 2⁻⁵³ of its value. */
function approximate(limbs: Uint32Array): number {
  let value = 0;
  for (let i = 0; i < limbs.length; i++) value = value * LIMB + (limbs[i] as number);
  return value;
}

function assemble(limbs: Uint32Array): bigint {
  let value = 0n;
  for (let i = 0; i < limbs.length; i++) value = (value << 32n) | BigInt(limbs[i] as number);
  return value;
}
