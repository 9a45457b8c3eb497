import type { Store } from "../storage/sqlite/index.ts";
import type { DonorSlot } from "./records.ts";
import { WRAPPED_BYTES } from "./seal.ts";

/** The most donors of a page, which is read, frozen and given out at a time. */
const PAGE_DONORS = 1000;

/**
 * About the most bytes of a page: one that has as many ends behind the donor whose they are. What donors hold must not fill
 * the memory, nor make the lock long under which a page is read again.
 */
const PAGE_BYTES = 4_000_000;

/** What a row costs beside its bytes, in bytes that cost as much: it is read, unsealed and decoded one by one. */
const ROW_BYTES = 2000;

/**
 * One donation of a donor, or, with the last three null, a donor without any. `head` is several columns in one value,
 * because a buffer costs more than its bytes.
 */
export type PageRow = [
  donor: number,
  head: Buffer,
  objection: Buffer | null,
  consent: Buffer | null,
  frozen: number | null,
  seq: number | null,
  received: number | null,
  sealed: Buffer | null,
];

/** Where the columns of `head` end: id, unit, wrapped key; behind them the sealed use of the year, or nothing. */
const ID_END = 16;
const UNIT_BYTES = 16;
const UNIT_END = ID_END + UNIT_BYTES;
const KEY_END = UNIT_END + WRAPPED_BYTES;

/** The columns of a row's `head`. */
export function splitHead([, head]: PageRow) {
  return {
    id: head.subarray(0, ID_END),
    unit: head.subarray(ID_END, UNIT_END),
    wrapped: head.subarray(UNIT_END, KEY_END),
    use: head.length === KEY_END ? null : head.subarray(KEY_END),
  };
}

/** What was frozen for which year is read: not what is past retention. */
interface OfYear {
  readonly year: number;
  readonly cutoff: number;
}

/** A donor as it was read: what decides whether it may still be frozen. */
export interface SeenHousehold {
  readonly donor: DonorSlot;
  readonly unit: Buffer;
  /** its objection and its use of the year, sealed */
  readonly objected: Buffer | null;
  readonly use: Buffer | null;
}

const USE_OF_YEAR = "LEFT JOIN year_use y ON y.donor = d.donor AND y.year = ? AND coalesce(y.received, (y.year - 1970) * 12) > ?";

/** Long, for it has steps that share the prepared statements. */
export function openPages(store: Store) {
  const active = store.prepare<[], number>("SELECT count(*) FROM donor WHERE paused = 0 AND aside = 0").pluck();
  const units = store.prepare<[], Buffer>("SELECT unit FROM donor WHERE paused = 0 AND aside = 0 ORDER BY unit").pluck();
  const page = store
    .prepare<[Buffer, Buffer, number, number], PageRow>(
      `SELECT d.donor, CAST(d.id || d.unit || k.wrapped || coalesce(y.sealed, x'') AS BLOB),
              d.objection, d.consent, y.received, n.seq, n.received, n.sealed
       FROM (SELECT donor, id, unit, objection, consent FROM donor WHERE paused = 0 AND aside = 0 AND unit BETWEEN ? AND ?) d
       JOIN key_slot k ON k.donor = d.donor
       ${USE_OF_YEAR}
       LEFT JOIN donation n ON n.donor = d.donor
       ORDER BY d.unit, n.seq`,
    )
    .raw();
  // The unit is compared as well: another donor may have the slot by now.
  const now = store.prepare<[number, number, number, Buffer], { objection: Buffer | null; use: Buffer | null }>(
    `SELECT d.objection, y.sealed AS use FROM donor d ${USE_OF_YEAR} WHERE d.donor = ? AND d.unit = ? AND d.paused = 0 AND d.aside = 0`,
  );

  return {
    /** A number that differs in a later transaction if another connection wrote in between. */
    version: store.version,
    /** Does a donor take part as when it was read, and nothing was frozen for it since? */
    stands: ({ donor, unit, objected, use }: SeenHousehold, { year, cutoff }: OfYear) => {
      const found = now.get(year, cutoff, donor.donor, unit);
      return found !== undefined && areEqual(found.objection, objected) && areEqual(found.use, use);
    },
    /** The units that take part, in one view of the vault, in order and side by side, for they may be millions. */
    members: () =>
      store.read(() => {
        const all = Buffer.alloc((active.get() ?? 0) * UNIT_BYTES);
        let at = 0;
        for (const unit of units.iterate()) at += unit.copy(all, at);
        return all;
      }),
    /**
     * Reads the rows of members from a place on, as many as a page has, inside a transaction.
     *
     * @param take is given the rows of a member, all of them; it must leave the store alone, which is being read
     * @returns the place of the first member behind the page; the end of `members` when there is none
     */
    read: (members: Buffer, at: number, { year, cutoff }: OfYear, take: (rows: readonly PageRow[]) => void): number => {
      const end = Math.min(members.length, at + PAGE_DONORS * UNIT_BYTES);
      const memberAt = (place: number) => members.subarray(place, place + UNIT_BYTES);
      let next = at;
      let bytes = 0;
      let rows: PageRow[] = [];
      /** Both are in order of units: members in between have left, and who is no member came later. */
      const finish = () => {
        const { unit } = splitHead(rows[0] as PageRow);
        while (next < end && memberAt(next).compare(unit) < 0) next += UNIT_BYTES;
        if (next === end || !memberAt(next).equals(unit)) return;
        take(rows);
        next += UNIT_BYTES;
      };
      for (const row of page.iterate(memberAt(at), memberAt(end - UNIT_BYTES), year, cutoff)) {
        if (rows.length > 0 && rows[0]?.[0] !== row[0]) {
          finish();
          if (bytes >= PAGE_BYTES) return next;
          rows = [];
        }
        rows.push(row);
        bytes += bytesOf(row);
      }
      if (rows.length > 0) finish();
      return end;
    },
  };
}

/** Sealed anew, the same is other bytes. */
function areEqual(a: Buffer | null, b: Buffer | null): boolean {
  return a === null || b === null ? a === b : a.equals(b);
}

function bytesOf([, head, objection, consent, , , , sealed]: PageRow): number {
  return ROW_BYTES + head.length + (objection?.length ?? 0) + (consent?.length ?? 0) + (sealed?.length ?? 0);
}
