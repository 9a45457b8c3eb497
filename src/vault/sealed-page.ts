import { IV_BYTES, WRAPPED_BYTES } from "./seal.ts";

/** Rows of some donors as they lie in the vault, those of a donor together. Plain data: another thread may open it. */
export interface SealedPage {
  /** `NUMBERS` a row */
  readonly numbers: Float64Array;
  /** id and wrapped key of each row's donor, and then its sealed use of the year, objection, consent and donation */
  readonly bytes: Uint8Array;
  /**
   * `IV_BYTES` of the vault's entropy for each donor, with which what is frozen of it is sealed: drawn before the page is handed
   * over, so that one source goes on giving them out. A page is opened once, for no IV may seal two texts.
   */
  readonly ivs: Uint8Array;
}

/** Donor, month that its use of the year is kept by, seq, month of receipt, and bytes of use, objection, consent, donation. NaN: none. */
const NUMBERS = 8;
const USE = 4;

const ID_BYTES = 16;
const SEALED_AT = ID_BYTES + WRAPPED_BYTES;

/** What a statement gives of a row: its numbers, then its bytes as one value. */
export type RowValues = readonly (number | null | Buffer)[];

/** The bytes of a row, which begin with its donor's id. */
export const idIn = (row: RowValues): Buffer => row[NUMBERS] as Buffer;

/** Gathers rows. A row's bytes are copied at once, since keeping its objects until the page is full would burden garbage collection. */
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

/** A donation of a page, and what stands beside it: its parts are made when they are asked for. */
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

  /** Bytes of one of the sealed parts, by the place of its length; of one that is not there none. */
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
  get wrapped(): Uint8Array {
    return this.#part(ID_BYTES, SEALED_AT);
  }
  /** The month of receipt that the use of the year is kept by; null where it was not noted. */
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
export function donorsOf(page: SealedPage): SealedRow[][] {
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

/** The slots of a page's donors, in order. */
export function slotsOf({ numbers }: SealedPage): number[] {
  const slots: number[] = [];
  for (let i = 0; i < numbers.length; i += NUMBERS) if (slots.at(-1) !== numbers[i]) slots.push(numbers[i] as number);
  return slots;
}
