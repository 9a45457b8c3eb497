import type { Store } from "../storage/sqlite/index.ts";
import { idIn, type RowValues, type SealedPage, SealedPageBuilder, type SealedRow } from "./sealed-page.ts";
import type { SnapshotOrder } from "./types.ts";

/** The most donors of a page, which is read, frozen and given out at a time. */
const PAGE_DONORS = 1000;

/**
 * Target size of a page, in bytes. A page ends after the donor that exceeds it, so that memory, and the time that the lock
 * is held when a page is read again, do not depend on how much donors hold.
 */
const PAGE_BYTES = 4_000_000;

/** The fixed cost of a row (it is read, unsealed and decoded), as the number of bytes that cost as much. */
const ROW_BYTES = 2000;

/** Bytes of an id by which members are known: who has the slot of one that left has the same ones once in 2⁶⁴. */
const KNOWN_BYTES = 8;

/** The donors that take part, side by side, for they may be millions. */
export interface Members {
  /** in the order in which they are read */
  readonly slots: Uint32Array;
  /** `KNOWN_BYTES` of each one's id */
  readonly ids: Buffer;
  /** members that are read by one statement: in order of the slots a whole page */
  readonly together: number;
}

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
  const participants = store
    .prepare<[], [number, Buffer]>("SELECT donor, id FROM donor WHERE paused = 0 AND aside = 0 ORDER BY donor")
    .raw();
  // A row's bytes are one value, because a buffer costs more than its bytes.
  const rows = store
    .prepare<[number, number, number, number], RowValues>(
      `SELECT d.donor, y.received, n.seq, n.received, length(y.sealed), length(d.objection), length(d.consent), length(n.sealed),
              CAST(d.id || k.wrapped || coalesce(y.sealed, x'') || coalesce(d.objection, x'') || coalesce(d.consent, x'')
                || n.sealed AS BLOB)
       FROM (SELECT donor, id, objection, consent FROM donor WHERE paused = 0 AND aside = 0 AND donor BETWEEN ? AND ?) d
       JOIN key_slot k ON k.donor = d.donor
       ${USE_OF_YEAR}
       JOIN donation n ON n.donor = d.donor
       ORDER BY d.donor, n.seq`,
    )
    .raw();
  // The id is compared as well: another donor may have the slot by now.
  const now = store.prepare<[number, number, number, Uint8Array], { objection: Buffer | null; use: Buffer | null }>(
    `SELECT d.objection, y.sealed AS use FROM donor d ${USE_OF_YEAR} WHERE d.donor = ? AND d.id = ? AND d.paused = 0 AND d.aside = 0`,
  );

  return {
    /** Does a donor take part as when its row was read, and nothing was frozen for it since? */
    isUnchanged: ({ donor, id, objection, use }: SealedRow, { year, cutoff }: FrozenYearFilter) => {
      const found = now.get(year, cutoff, donor, id);
      return found !== undefined && areEqual(found.objection, objection) && areEqual(found.use, use);
    },
    /** Who takes part, in one view of the vault. */
    members: (order: SnapshotOrder): Members => {
      const members = store.read(() => {
        const count = active.get() ?? 0;
        const [slots, ids] = [new Uint32Array(count), Buffer.alloc(count * KNOWN_BYTES)];
        let place = 0;
        for (const [slot, id] of participants.iterate()) {
          slots[place] = slot;
          id.copy(ids, place++ * KNOWN_BYTES, 0, KNOWN_BYTES);
        }
        return { slots, ids };
      });
      if (order === "slot") return { ...members, together: PAGE_DONORS };
      shuffle(members, random);
      return { ...members, together: 1 };
    },
    /**
     * Reads the rows of members from a place on, as many as a page has, inside a transaction. Members without a donation have no row.
     *
     * @param upTo the place of the first member that is not to be in it
     * @returns the page, and the place of the first member after it, at most `upTo`
     */
    read: (
      { slots, ids, together }: Members,
      at: number,
      upTo: number,
      { year, cutoff }: FrozenYearFilter,
    ): { sealed: SealedPage; next: number } => {
      const end = Math.min(upTo, at + PAGE_DONORS);
      const page = new SealedPageBuilder();
      let bytes = 0;
      for (let from = at; from < end; from += together) {
        const to = Math.min(end, from + together);
        let next = from;
        let before: number | undefined;
        let isMember = false;
        for (const row of rows.iterate(slots[from] as number, slots[to - 1] as number, year, cutoff)) {
          const slot = row[0] as number;
          const isNew = slot !== before;
          if (isNew) {
            if (bytes >= PAGE_BYTES) return { sealed: page.page(random), next };
            before = slot;
            // Both are in order of slots: members in between have left, and who is no member came later.
            while (next < to && (slots[next] as number) < slot) next++;
            const known = next * KNOWN_BYTES;
            isMember = slots[next] === slot && ids.compare(idIn(row), 0, KNOWN_BYTES, known, known + KNOWN_BYTES) === 0;
            if (isMember) next++;
          }
          if (isMember) page.add(row, isNew);
          bytes += ROW_BYTES + (row.at(-1) as Buffer).length;
        }
      }
      return { sealed: page.page(random), next: end };
    },
  };
}

/** Fisher and Yates: every order is as likely, but for 2⁻³² of what a draw of 64 bits has too many. */
function shuffle({ slots, ids }: Pick<Members, "slots" | "ids">, random: (n: number) => Uint8Array): void {
  const known = new BigUint64Array(ids.buffer, ids.byteOffset, slots.length);
  const swap = (all: Uint32Array | BigUint64Array, i: number, j: number) =>
    ([all[i], all[j]] = [all[j], all[i]] as [never, never]);
  for (let i = slots.length - 1; i > 0; i--) {
    const j = Number(Buffer.from(random(8)).readBigUInt64LE() % BigInt(i + 1));
    swap(slots, i, j);
    swap(known, i, j);
  }
}

/** Sealed anew, the same is other bytes. */
function areEqual(a: Buffer | null, b: Uint8Array | null): boolean {
  return a === null || b === null ? a === b : a.equals(b);
}
