import { IV_BYTES, WRAPPED_BYTES } from "./seal.ts";

/** Rows of some donors as stored, grouped by donor. Plain data, so that another thread may open it. */
export interface SealedPage {
  /** `NUMBERS` values for each row */
  readonly numbers: Float64Array;
  /** for each row: the donor's id, unit and wrapped key, then the sealed use of the year, objection, consent and donation */
  readonly bytes: Uint8Array;
  /**
   * `IV_BYTES` random bytes for each donor, with which its frozen state is sealed. They are drawn before the page is handed to a
   * thread, so that all IVs come from one source. A page must be opened only once, since no IV may seal two texts.
   */
  readonly ivs: Uint8Array;
}

/**
 * The numbers of a row: donor, month of receipt of its frozen year, seq, month of receipt, and the lengths of use, objection,
 * consent and donation. NaN stands for null.
 */
const NUMBERS = 8;
const USE = 4;

const ID_BYTES = 16;
const KEY_AT = 2 * ID_BYTES;
const SEALED_AT = KEY_AT + WRAPPED_BYTES;

/** A row as the statement returns it: its numbers, then all its bytes as one value. */
export type RowValues = readonly (number | null | Buffer)[];

/** The unit in a row's bytes. */
export const unitIn = (row: RowValues): Buffer => (row[NUMBERS] as Buffer).subarray(ID_BYTES, KEY_AT);

/**
 * Collects rows. A row's bytes are copied at once: keeping its objects until the page is full would burden the garbage collector.
 */
export class SealedPageBuilder {
  #numbers = new Float64Array(NUMBERS * 256);
  #bytes = new Uint8Array(1 << 18);
  #rows = 0;
  #end = 0;
  #donors = 0;

  add(row: RowValues, isNewDonor: boolean): void {
    const bytes = row[NUMBERS] as Buffer;
    if ((this.#rows + 1) * NUMBERS > this.#numbers.length) {
      const larger = new Float64Array(this.#numbers.length * 2);
      larger.set(this.#numbers);
      this.#numbers = larger;
    }
    if (this.#end + bytes.length > this.#bytes.length) {
      const larger = new Uint8Array(Math.max(this.#bytes.length * 2, this.#end + bytes.length));
      larger.set(this.#bytes.subarray(0, this.#end));
      this.#bytes = larger;
    }
    for (let i = 0; i < NUMBERS; i++) this.#numbers[this.#rows * NUMBERS + i] = (row[i] as number | null) ?? Number.NaN;
    this.#bytes.set(bytes, this.#end);
    this.#end += bytes.length;
    this.#rows++;
    if (isNewDonor) this.#donors++;
  }

  page(random: (n: number) => Uint8Array): SealedPage {
    return {
      numbers: this.#numbers.slice(0, this.#rows * NUMBERS),
      bytes: this.#bytes.slice(0, this.#end),
      ivs: Uint8Array.from(random(this.#donors * IV_BYTES)),
    };
  }
}

/** One row of a page: a donation and its donor's columns. Parts are decoded when they are read. */
export class SealedRow {
  readonly #numbers: Float64Array;
  readonly #bytes: Uint8Array;
  readonly #row: number;
  readonly #at: number;

  constructor({ numbers, bytes }: SealedPage, row: number, at: number) {
    this.#numbers = numbers;
    this.#bytes = bytes;
    this.#row = row * NUMBERS;
    this.#at = at;
  }

  #number(place: number): number {
    return this.#numbers[this.#row + place] as number;
  }

  /** Length of a sealed part, by the index of that length; 0 where the part is absent. */
  #length(place: number): number {
    const length = this.#number(place);
    return Number.isNaN(length) ? 0 : length;
  }

  #part(from: number, to: number): Uint8Array {
    return this.#bytes.subarray(this.#at + from, this.#at + to);
  }

  #sealed(place: number): Uint8Array | null {
    if (Number.isNaN(this.#number(place))) return null;
    let from = SEALED_AT;
    for (let before = USE; before < place; before++) from += this.#length(before);
    return this.#part(from, from + this.#length(place));
  }

  get donor(): number {
    return this.#number(0);
  }
  get id(): Uint8Array {
    return this.#part(0, ID_BYTES);
  }
  get unit(): Uint8Array {
    return this.#part(ID_BYTES, KEY_AT);
  }
  get bucket(): number {
    return this.#bytes[this.#at + ID_BYTES] as number;
  }
  get wrapped(): Uint8Array {
    return this.#part(KEY_AT, SEALED_AT);
  }
  /** Month of receipt of the frozen year; null where it was not noted. */
  get frozen(): number | null {
    const month = this.#number(1);
    return Number.isNaN(month) ? null : month;
  }
  get seq(): number {
    return this.#number(2);
  }
  get received(): number {
    return this.#number(3);
  }
  get use(): Uint8Array | null {
    return this.#sealed(USE);
  }
  get objection(): Uint8Array | null {
    return this.#sealed(USE + 1);
  }
  get consent(): Uint8Array | null {
    return this.#sealed(USE + 2);
  }
  get sealed(): Uint8Array {
    return this.#sealed(USE + 3) as Uint8Array;
  }
  /** Bytes of the row. */
  get length(): number {
    return SEALED_AT + this.#length(USE) + this.#length(USE + 1) + this.#length(USE + 2) + this.#length(USE + 3);
  }
}

/** The rows of each donor, in order. */
export function donorsOf(page: SealedPage) {
  const donors: SealedRow[][] = [];
  let at = 0;
  for (let i = 0; i < page.numbers.length / NUMBERS; i++) {
    const row = new SealedRow(page, i, at);
    at += row.length;
    const last = donors.at(-1);
    if (last?.[0]?.donor === row.donor) last.push(row);
    else donors.push([row]);
  }
  return donors;
}

/** The slot numbers of a page's donors, in order. */
export function slotsOf({ numbers }: SealedPage): number[] {
  const slots: number[] = [];
  for (let i = 0; i < numbers.length; i += NUMBERS) if (slots.at(-1) !== numbers[i]) slots.push(numbers[i] as number);
  return slots;
}
