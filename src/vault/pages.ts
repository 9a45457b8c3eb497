import { Refusal } from "../contract/problem.ts";
import type { Store } from "../storage/sqlite/index.ts";
import { ROW_SQL, SealedPageBuilder, type SealedRow, SHAPE_SQL } from "./sealed-page.ts";
import type { SnapshotOrder } from "./types.ts";

/** The most donors of a page, which is read, frozen and given out at a time. */
const PAGE_DONORS = 1000;

/**
 * Target size of a page, in bytes. A page ends after the donor that exceeds it, so that memory, and the time that the lock
 * is held when a page is read again, do not depend on how much donors hold.
 */
const PAGE_BYTES = 4_000_000;

/** What a donation costs, in bytes: its own, and as many as it takes as long to unseal and decode. */
const COST = "octet_length(sealed) + 2000";

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
  // Many in one value: each value costs more than its bytes.
  const lastSlot = store.prepare<[], number>("SELECT coalesce(max(donor), 0) FROM donor").pluck();
  const participants = store
    .prepare<[number, number], [string | null, Buffer]>(
      `SELECT group_concat(donor), CAST(group_concat(substr(id, 1, ${KNOWN_BYTES}), '') AS BLOB)
       FROM (SELECT donor, id FROM donor WHERE paused = 0 AND aside = 0 AND donor BETWEEN ? AND ? ORDER BY donor)`,
    )
    .raw();
  const rows = store
    .prepare<[number, number, number, number], [Buffer | null, number]>(
      `SELECT CAST(group_concat(row, '') AS BLOB), count(*) - total(shaped) FROM (
         SELECT ${ROW_SQL} AS row, ${SHAPE_SQL} AS shaped
         FROM (SELECT donor, id, unit, objection, consent FROM donor WHERE paused = 0 AND aside = 0 AND donor BETWEEN ? AND ?) d
         JOIN key_slot k ON k.donor = d.donor
         ${USE_OF_YEAR}
         JOIN donation n ON n.donor = d.donor
         ORDER BY d.donor, n.seq)`,
    )
    .raw();
  const cost = store
    .prepare<[number, number], number | null>(`SELECT sum(${COST}) FROM donation WHERE donor BETWEEN ? AND ?`)
    .pluck();
  const fullAt = store
    .prepare<[number, number, number], unknown>(
      `SELECT donor FROM (SELECT donor, sum(${COST}) OVER (ORDER BY donor) AS cost FROM donation WHERE donor BETWEEN ? AND ?)
       WHERE cost >= ? LIMIT 1`,
    )
    .pluck();
  /** The slot that makes a page full. A file that was changed from outside may name any, and a page would come again and again. */
  const lastWithin = (first: number, last: number, bytes: number): number => {
    const slot = fullAt.get(first, last, bytes);
    if (!Number.isInteger(slot) || (slot as number) < first || (slot as number) > last) throw changedFile();
    return slot as number;
  };
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
    /**
     * Who takes part, in one view of the vault.
     *
     * @throws Refusal `storage-failed` where one contribution is there twice, or slots are not what the vault makes
     */
    members: (order: SnapshotOrder): Members => {
      const members = store.read(() => {
        const count = active.get() ?? 0;
        const [slots, ids] = [new Uint32Array(count), Buffer.alloc(count * KNOWN_BYTES)];
        const last = lastSlot.get() as number;
        let place = 0;
        for (let from = 0; from <= last; from += PAGE_DONORS) {
          const [some, known] = participants.get(from, from + PAGE_DONORS - 1) as [string | null, Buffer];
          if (some === null) continue;
          const found = some.split(",");
          if (known.length !== found.length * KNOWN_BYTES || place + found.length > count) throw changedFile();
          ids.set(known, place * KNOWN_BYTES);
          for (const slot of found) slots[place++] = Number(slot);
        }
        if (place !== count || slots.some((slot, i) => i > 0 && slot <= (slots[i - 1] as number))) throw changedFile();
        return { slots, ids };
      });
      refuseCopies(members);
      if (order === "slot") return { ...members, together: PAGE_DONORS };
      shuffle(members, random);
      return { ...members, together: 1 };
    },
    /**
     * Reads the rows of members from a place on, as many as a page has, inside a transaction. Members without a donation have no row.
     *
     * @param upTo the place of the first member that is not to be in it
     * @returns the page, the places of its donors, and that of the first member after it, at most `upTo`
     * @throws Refusal `storage-failed` where rows are not what the vault makes
     */
    read: ({ slots, ids, together }: Members, at: number, upTo: number, { year, cutoff }: FrozenYearFilter) => {
      const end = Math.min(upTo, at + PAGE_DONORS);
      const page = new SealedPageBuilder();
      let left = PAGE_BYTES;
      for (let from = at; from < end; from += together) {
        const to = Math.min(end, from + together);
        let next = from;
        // Both are in order of slots: members in between have left, and who is no member came later.
        const placeOf = (row: SealedRow) => {
          const { donor } = row;
          while (next < to && (slots[next] as number) < donor) next++;
          return next < to && slots[next] === donor && row.idBegins(ids, next * KNOWN_BYTES, KNOWN_BYTES) ? next : undefined;
        };
        const [first, last] = [slots[from] as number, slots[to - 1] as number];
        const costs = cost.get(first, last) ?? 0;
        const upToSlot = costs < left ? last : lastWithin(first, last, left);
        const [bytes, misshapen] = rows.get(first, upToSlot, year, cutoff) as [Buffer | null, number];
        if (misshapen > 0) throw changedFile();
        page.add(bytes ?? Buffer.alloc(0), placeOf);
        left -= costs;
        if (left > 0) continue;
        while (next < to && (slots[next] as number) <= upToSlot) next++;
        return { ...page.page(random), next };
      }
      return { ...page.page(random), next: end };
    },
  };
}

/** The refusal of a file to which something else than this program wrote. */
export function changedFile(): Refusal {
  return new Refusal(
    "storage-failed",
    'the vault\'s file was changed from outside: put it back from a backup ("voisinage restore")',
  );
}

/** The known bytes of the members' ids, each as one number. */
function knownIds({ slots, ids }: Pick<Members, "slots" | "ids">): BigUint64Array {
  return new BigUint64Array(ids.buffer, ids.byteOffset, slots.length);
}

/**
 * Refuses a vault in which one contribution takes several slots, where it would count several times: a file that was written to
 * by something else than this program, for each slot has an id of its own. Two ids have the same known bytes by chance in one of
 * 3·10⁷ vaults of a million.
 */
function refuseCopies(members: Pick<Members, "slots" | "ids">): void {
  const sorted = knownIds(members).slice().sort();
  if (sorted.some((id, i) => i > 0 && id === sorted[i - 1]))
    throw new Refusal(
      "storage-failed",
      'the vault has one contribution twice: its file was changed from outside, and "voisinage check --repair" sets all copies aside',
    );
}

/** Fisher and Yates: every order is as likely, but for 2⁻³² of what a draw of 64 bits has too many. */
function shuffle(members: Pick<Members, "slots" | "ids">, random: (n: number) => Uint8Array): void {
  const [{ slots }, known] = [members, knownIds(members)];
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
