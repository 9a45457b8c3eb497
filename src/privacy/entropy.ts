import { bitLength } from "./rational.ts";

/** `n` fresh bytes from a cryptographic generator (`crypto.randomBytes`); the composition root passes it in. */
export type RandomBytes = (n: number) => Uint8Array;

const BUFFER_BYTES = 4096;
const WORD = 2 ** 32;
const WIDE_RANGE = 2 ** 53;

/**
 * Uniform integers from random bytes.
 *
 * Claim: every value of `below(n)` has probability exactly 1/n, given independent uniform bytes. Values beyond the last whole
 * multiple of n are rejected and drawn again, so that none is favoured and nothing is rounded.
 */
export class BitSource {
  readonly #random: RandomBytes;
  readonly #words = new Uint32Array(BUFFER_BYTES / 4);
  #next = BUFFER_BYTES / 4;
  #bits = 0;
  #bitsLeft = 0;

  constructor(random: RandomBytes) {
    this.#random = random;
  }

  /** 32 uniform bits as an integer in [0, 2³²). */
  word(): number {
    if (this.#next === this.#words.length) this.#refill();
    return this.#words[this.#next++] as number;
  }

  bit(): 0 | 1 {
    if (this.#bitsLeft === 0) {
      this.#bits = this.word();
      this.#bitsLeft = 32;
    }
    const bit = this.#bits & 1;
    this.#bits >>>= 1;
    this.#bitsLeft--;
    return bit === 1 ? 1 : 0;
  }

  /** A uniform integer in [0, n); a number n must be a safe integer. Throws RangeError for n < 1. */
  below<N extends number | bigint>(n: N): N extends bigint ? bigint : number;
  below(n: number | bigint): number | bigint {
    const isNumber = typeof n === "number";
    if (!(isNumber ? Number.isSafeInteger(n) && n >= 1 : n >= 1n))
      throw new RangeError(`n must be ${isNumber ? "a safe" : "an"} integer ≥ 1; got ${n}`);
    if (isNumber) return this.#small(n);
    return n <= BigInt(Number.MAX_SAFE_INTEGER) ? BigInt(this.#small(Number(n))) : this.#large(n);
  }

  #small(n: number): number {
    const wide = n > WORD;
    const range = wide ? WIDE_RANGE : WORD;
    const limit = range - (range % n);
    for (;;) {
      const value = wide ? (this.word() >>> 11) * WORD + this.word() : this.word();
      if (value < limit) return value % n;
    }
  }

  /** Draws as many bits as n − 1 has, the most significant word first, until they are below n. */
  #large(n: bigint): bigint {
    const size = bitLength(n - 1n);
    const words = Math.ceil(size / 32);
    for (;;) {
      let value = 0n;
      for (let i = 0; i < words; i++) value = (value << 32n) | BigInt(this.word());
      value >>= BigInt(32 * words - size);
      if (value < n) return value;
    }
  }

  #refill(): void {
    const bytes = this.#random(BUFFER_BYTES);
    if (bytes.length !== BUFFER_BYTES) throw new RangeError(`the entropy must give ${BUFFER_BYTES} bytes; got ${bytes.length}`);
    new Uint8Array(this.#words.buffer).set(bytes);
    this.#next = 0;
  }
}
