import { BLOCK_BYTES, IV_BYTES, WRAPPED_BYTES } from "./seal.ts";

/** Rows of some donors as they lie in the vault, those of a donor together. Plain data: another thread may open it. */
export interface SealedPage {
  /** of each row its head, id, unit and wrapped key of its donor, and then its sealed use of the year, objection, consent and donation */
  readonly bytes: Uint8Array<ArrayBuffer>;
  /**
   * `IV_BYTES` of the vault's entropy for each donor, with which what is frozen of it is sealed: drawn before the page is handed
   * over, so that one source goes on giving them out. A page is opened once, for no IV may seal two texts.
   */
  readonly ivs: Uint8Array<ArrayBuffer>;
}

/** The arrays of a page, which are moved to another thread, not copied. */
export const buffersOfPage = ({ bytes, ivs }: SealedPage): ArrayBuffer[] => [bytes.buffer, ivs.buffer];

/** Numbers in a row's head, of four bytes, the highest first. What is not there has a length of 0. */
const HEAD = ["donor", "frozen", "seq", "received", "use", "objection", "consent", "sealed"] as const;
const NUMBER_BYTES = 4;
const USE = HEAD.indexOf("use");

const ID_AT = HEAD.length * NUMBER_BYTES;
const UNIT_AT = ID_AT + BLOCK_BYTES;
const WRAPPED_AT = UNIT_AT + BLOCK_BYTES;
const SEALED_AT = WRAPPED_AT + WRAPPED_BYTES;

/** The largest number that a head has room for. */
const MAX_NUMBER = 0xffffffff;

/**
 * SQL that tells whether a row has the shape that `SealedRow` reads it by. A file that was changed from outside can hold anything in
 * any column, and what is too long would be read as the next row.
 */
export const SHAPE_SQL = `octet_length(d.id) = ${BLOCK_BYTES} AND octet_length(d.unit) = ${BLOCK_BYTES} AND octet_length(k.wrapped) = ${WRAPPED_BYTES}
  AND typeof(n.seq + n.received + coalesce(y.received, 0)) = 'integer'
  AND min(n.seq, n.received, coalesce(y.received, 0)) >= 0 AND max(n.seq, n.received, coalesce(y.received, 0)) < ${MAX_NUMBER}`;

/**
 * SQL that makes a row's bytes of donor `d`, key slot `k`, use of the year `y` and donation `n`. They are one value, and so are the rows
 * of a page: each value costs more than its bytes.
 */
export const ROW_SQL = `unhex(format('${"%08x".repeat(HEAD.length)}', d.donor, coalesce(y.received + 1, 0), n.seq, n.received,
    coalesce(octet_length(y.sealed), 0), coalesce(octet_length(d.objection), 0), coalesce(octet_length(d.consent), 0), octet_length(n.sealed)))
  || d.id || d.unit || k.wrapped || coalesce(y.sealed, x'') || coalesce(d.objection, x'') || coalesce(d.consent, x'') || n.sealed`;

/** Gathers rows. */
export class SealedPageBuilder {
  readonly #parts: Uint8Array[] = [];
  readonly #places: number[] = [];

  /** @param placeOf the place of a row's donor in the list of members; undefined leaves out the rows of whoever takes no part */
  add(rows: Uint8Array, placeOf: (row: SealedRow) => number | undefined): void {
    let [from, at, before] = [0, 0, -1];
    while (at < rows.length) {
      const row = new SealedRow(rows, at);
      const place = placeOf(row);
      if (place === undefined) {
        this.#parts.push(rows.subarray(from, at));
        from = row.end;
      } else if (row.donor !== before) {
        this.#places.push(place);
        before = row.donor;
      }
      at = row.end;
    }
    this.#parts.push(rows.subarray(from));
  }

  /** The page, and the place in the list of members of each of its donors. */
  page(random: (n: number) => Uint8Array): { sealed: SealedPage; places: readonly number[] } {
    const bytes = new Uint8Array(this.#parts.reduce((sum, { length }) => sum + length, 0));
    let at = 0;
    for (const part of this.#parts) {
      bytes.set(part, at);
      at += part.length;
    }
    const places = this.#places;
    return { sealed: { bytes, ivs: Uint8Array.from(random(places.length * IV_BYTES)) }, places };
  }
}

/** A donation of a page, and what stands beside it: its parts are made when they are asked for. */
export class SealedRow {
  readonly #bytes: Uint8Array;
  readonly #at: number;

  constructor(bytes: Uint8Array, at: number) {
    this.#bytes = bytes;
    this.#at = at;
  }

  #number(place: number): number {
    const at = this.#at + NUMBER_BYTES * place;
    const byte = (i: number) => this.#bytes[at + i] as number;
    return byte(0) * 2 ** 24 + ((byte(1) << 16) | (byte(2) << 8) | byte(3));
  }

  #part(from: number, to: number): Uint8Array {
    return this.#bytes.subarray(this.#at + from, this.#at + to);
  }

  /** Where a sealed part begins in the row; behind the last one, where the row ends. */
  #begin(place: number): number {
    let begin = SEALED_AT;
    for (let before = USE; before < place; before++) begin += this.#number(before);
    return begin;
  }

  #sealed(place: number): Uint8Array | null {
    const length = this.#number(place);
    const begin = this.#begin(place);
    return length === 0 ? null : this.#part(begin, begin + length);
  }

  get donor(): number {
    return this.#number(0);
  }
  get id(): Uint8Array {
    return this.#part(ID_AT, UNIT_AT);
  }
  get unit(): Uint8Array {
    return this.#part(UNIT_AT, WRAPPED_AT);
  }
  /** Whether the id begins with these bytes. */
  idBegins(bytes: Uint8Array, from: number, length: number): boolean {
    for (let i = 0; i < length; i++) if (this.#bytes[this.#at + ID_AT + i] !== bytes[from + i]) return false;
    return true;
  }
  get wrapped(): Uint8Array {
    return this.#part(WRAPPED_AT, SEALED_AT);
  }
  /** The month of receipt that the use of the year is kept by; null where it was not noted. */
  get frozen(): number | null {
    const behind = this.#number(1);
    return behind === 0 ? null : behind - 1;
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
  /** Where the next row begins. */
  get end(): number {
    return this.#at + this.#begin(HEAD.length);
  }
}

/** The rows of each donor, in order. */
export function donorsOf({ bytes }: SealedPage): SealedRow[][] {
  const donors: SealedRow[][] = [];
  let before = -1;
  for (let at = 0; at < bytes.length; ) {
    const row = new SealedRow(bytes, at);
    if (row.donor === before) donors.at(-1)?.push(row);
    else donors.push([row]);
    before = row.donor;
    at = row.end;
  }
  return donors;
}
