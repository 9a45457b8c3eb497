import type { Store } from "../storage/sqlite/index.ts";
import { type RowValues, SealedPageBuilder, type SealedRow, unitIn } from "./sealed-page.ts";

/** The most donors in a page. */
const PAGE_DONORS = 1000;

/**
 * Target size of a page, in bytes. A page ends after the donor that exceeds it, so that memory, and the time that a second
 * reading holds the lock (`snapshot.ts`), do not grow with what donors have sent.
 */
const PAGE_BYTES = 4_000_000;

/** The fixed cost of reading, unsealing and decoding a row, as the number of bytes that cost as much. */
const ROW_BYTES = 2000;

export const UNIT_BYTES = 16;

/** Selects the frozen state of a year that is not past retention. */
export interface FrozenYearFilter {
  readonly year: number;
  /** last month of receipt that is past retention, in months since 1970-01 */
  readonly cutoff: number;
}

const USE_OF_YEAR = "LEFT JOIN year_use y ON y.donor = d.donor AND y.year = ? AND coalesce(y.received, (y.year - 1970) * 12) > ?";

/** Reads donors in pages, still sealed. Long, for its functions share the prepared statements. */
export function openPages(store: Store, random: (n: number) => Uint8Array) {
  const active = store.prepare<[], number>("SELECT count(*) FROM donor WHERE paused = 0 AND aside = 0").pluck();
  const units = store.prepare<[], Buffer>("SELECT unit FROM donor WHERE paused = 0 AND aside = 0 ORDER BY unit").pluck();
  // All bytes of a row are selected as one value: each buffer costs more than the bytes in it.
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
  // The unit is compared too, since the slot may belong to another donor by now.
  const currentState = store.prepare<[number, number, number, Uint8Array], { objection: Buffer | null; use: Buffer | null }>(
    `SELECT d.objection, y.sealed AS use FROM donor d ${USE_OF_YEAR} WHERE d.donor = ? AND d.unit = ? AND d.paused = 0 AND d.aside = 0`,
  );

  return {
    /** Whether the donor still takes part, with the objection and the frozen state of the time when its row was read. */
    isUnchanged: ({ donor, unit, objection, use }: SealedRow, { year, cutoff }: FrozenYearFilter) => {
      const current = currentState.get(year, cutoff, donor, unit);
      return current !== undefined && areEqual(current.objection, objection) && areEqual(current.use, use);
    },
    /**
     * The units that take part, sorted, in one buffer (they may be millions). They are read in one transaction, so that the list
     * is consistent.
     */
    members: () =>
      store.read(() => {
        const all = Buffer.alloc((active.get() ?? 0) * UNIT_BYTES);
        let at = 0;
        for (const unit of units.iterate()) at += unit.copy(all, at);
        return all;
      }),
    /**
     * Reads one page of rows, from the member at byte `at` on. Call it inside a transaction. Members without a donation have no
     * row.
     *
     * @param upTo byte of the first member that must not be in the page
     * @returns the page, and the byte of the first member after it, at most `upTo`
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
        const rowUnit = unitIn(row);
        const isNew = unit === undefined || !rowUnit.equals(unit);
        if (isNew) {
          if (bytes >= PAGE_BYTES) return { sealed: page.page(random), next };
          unit = rowUnit;
          // Rows and members are both sorted by unit: members skipped here have left, and rows of other units came after the list
          // was made.
          while (next < end && memberAt(next).compare(rowUnit) < 0) next += UNIT_BYTES;
          isMember = next < end && memberAt(next).equals(rowUnit);
          if (isMember) next += UNIT_BYTES;
        }
        if (isMember) page.add(row, isNew);
        bytes += ROW_BYTES + (row.at(-1) as Buffer).length;
      }
      return { sealed: page.page(random), next: end };
    },
  };
}

/** Compares sealed bytes. Text that was sealed again differs, even if it is the same text, because of its IV. */
function areEqual(a: Buffer | null, b: Uint8Array | null): boolean {
  return a === null || b === null ? a === b : a.equals(b);
}
