import type { Store } from "../storage/sqlite/index.ts";
import { type RowValues, SealedPageBuilder, type SealedRow, unitIn } from "./sealed-page.ts";

/** The most donors of a page, which is read, frozen and given out at a time. */
const PAGE_DONORS = 1000;

/**
 * Target size of a page, in bytes. A page ends after the donor that exceeds it, so that memory, and the time that the lock
 * is held when a page is read again, do not depend on how much donors hold.
 */
const PAGE_BYTES = 4_000_000;

/** The fixed cost of a row (it is read, unsealed and decoded), as the number of bytes that cost as much. */
const ROW_BYTES = 2000;

export const UNIT_BYTES = 16;

/** Selects rows frozen for a year that are not past retention. */
export interface FrozenYearFilter {
  readonly year: number;
  /** the last month of receipt that is past retention, since 1970-01 */
  readonly cutoff: number;
}

const USE_OF_YEAR = "LEFT JOIN year_use y ON y.donor = d.donor AND y.year = ? AND coalesce(y.received, (y.year - 1970) * 12) > ?";

/** Long, for it has steps that share the prepared statements. */
export function openPages(store: Store, random: (n: number) => Uint8Array) {
  const active = store.prepare<[], number>("SELECT count(*) FROM donor WHERE paused = 0 AND aside = 0").pluck();
  const units = store.prepare<[], Buffer>("SELECT unit FROM donor WHERE paused = 0 AND aside = 0 ORDER BY unit").pluck();
  // A row's bytes are one value, because a buffer costs more than its bytes.
  const rows = store
    .prepare<[Buffer, Buffer, number, number], RowValues>(
      `SELECT d.donor, y.received, n.seq, n.received, length(y.sealed), length(d.objection), length(d.consent), length(n.sealed),
              CAST(d.id || d.unit || k.wrapped || coalesce(y.sealed, x'') || coalesce(d.objection, x'')
                || coalesce(d.consent, x'') || n.sealed AS BLOB)
       FROM (SELECT donor, id, unit, objection, consent FROM donor WHERE paused = 0 AND aside = 0 AND unit BETWEEN ? AND ?) d
       JOIN key_slot k ON k.donor = d.donor
       ${USE_OF_YEAR}
       JOIN donation n ON n.donor = d.donor
       ORDER BY d.unit, n.seq`,
    )
    .raw();
  // The unit is compared as well: another donor may have the slot by now.
  const now = store.prepare<[number, number, number, Uint8Array], { objection: Buffer | null; use: Buffer | null }>(
    `SELECT d.objection, y.sealed AS use FROM donor d ${USE_OF_YEAR} WHERE d.donor = ? AND d.unit = ? AND d.paused = 0 AND d.aside = 0`,
  );

  return {
    /** Does a donor take part as when its row was read, and nothing was frozen for it since? */
    isUnchanged: ({ donor, unit, objection, use }: SealedRow, { year, cutoff }: FrozenYearFilter) => {
      const found = now.get(year, cutoff, donor, unit);
      return found !== undefined && areEqual(found.objection, objection) && areEqual(found.use, use);
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
     * Reads the rows of members from a place on, as many as a page has, inside a transaction. Members without a donation have no row.
     *
     * @param upTo the place of the first member that is not to be in it
     * @returns the page, and the place of the first member after it, at most `upTo`
     */
    read: (members: Buffer, at: number, upTo: number, { year, cutoff }: FrozenYearFilter) => {
      const end = Math.min(upTo, at + PAGE_DONORS * UNIT_BYTES);
      const memberAt = (place: number) => members.subarray(place, place + UNIT_BYTES);
      const page = new SealedPageBuilder();
      let next = at;
      let bytes = 0;
      let unit: Buffer | undefined;
      let isMember = false;
      for (const row of rows.iterate(memberAt(at), memberAt(end - UNIT_BYTES), year, cutoff)) {
        const own = unitIn(row);
        const isNew = unit === undefined || !own.equals(unit);
        if (isNew) {
          if (bytes >= PAGE_BYTES) return { sealed: page.page(random), next };
          unit = own;
          // Both are in order of units: members in between have left, and who is no member came later.
          while (next < end && memberAt(next).compare(own) < 0) next += UNIT_BYTES;
          isMember = next < end && memberAt(next).equals(own);
          if (isMember) next += UNIT_BYTES;
        }
        if (isMember) page.add(row, isNew);
        bytes += ROW_BYTES + (row.at(-1) as Buffer).length;
      }
      return { sealed: page.page(random), next: end };
    },
  };
}

/** Sealed anew, the same is other bytes. */
function areEqual(a: Buffer | null, b: Uint8Array | null): boolean {
  return a === null || b === null ? a === b : a.equals(b);
}
