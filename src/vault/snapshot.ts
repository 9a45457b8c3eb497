import { governing } from "../contract/consent.ts";
import type { Reading } from "../contract/donation.ts";
import { type Desk, guarded } from "./desk.ts";
import { decodeConsent, decodeDonation, decodeObjection, decodeYearUse, encodeYearUse, type YearUse } from "./payload.ts";
import type { Kept } from "./records.ts";
import { frozenMonth, lastExpiredMonth } from "./retention.ts";
import { seal, unseal, WRAPPED_BYTES } from "./seal.ts";
import { fallsIn, freezeStreams, measureKey, mergeDonations, type Say } from "./stream.ts";
import type { SnapshotHousehold, SnapshotOptions } from "./types.ts";

/** Donors that are read, frozen and given out at a time: what the snapshot holds in memory. */
const BATCH = 1000;

/**
 * One donation of a donor, or, with the last three null, a donor without any. `head` is several columns in one value,
 * because a buffer costs more than its bytes.
 */
type Row = [
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

/** What counts in the year, and the month of receipt that it is kept by: a donation of then or later said each part of it. */
interface Frozen extends YearUse {
  readonly received: number;
}

/** A household's part in a publication, and what must be frozen first: null when nothing new. */
interface Share {
  readonly household: SnapshotHousehold;
  readonly freeze: Frozen | null;
}

type Held = Omit<Kept, "seq">;

/** Pure: what of a donor's stream a publication sees. Undefined when nothing falls in its period. */
function shareOf(o: {
  unit: Buffer;
  held: readonly Held[];
  say: Say;
  used: Frozen | null;
  inPeriod: (reading: Reading) => boolean;
  year: string;
  order: readonly string[];
  cap: number;
  isLeaf: (area: string) => boolean;
}): Share | undefined {
  const stream = mergeDonations(
    o.held.map(({ donation }) => donation),
    o.say,
  );
  const ofYear = stream.readings.filter(({ period }) => period.startsWith(o.year));
  const present = new Set(ofYear.filter(o.inPeriod).map(measureKey));
  const before = o.used?.streams ?? [];
  const streams = freezeStreams({ used: before, order: o.order, present, cap: o.cap });
  // Never more than L count, were L ever lowered within a year; never one that is no longer in use.
  const counted = new Set(streams.slice(0, o.cap).filter((key) => o.order.includes(key)));
  if (![...present].some((key) => counted.has(key))) return undefined;
  // Of each stream that is new, the newest donation that has it in the period; attributes are those of the newest of all.
  const months = streams.filter((key) => !before.includes(key)).map((key) => newestWith(o.held, key, o.inPeriod));
  if (o.used !== null) months.push(o.used.received);
  const household = o.used?.household ?? stream.household;
  if (!o.isLeaf(household.area)) return undefined;
  return {
    household: {
      unit: hex(o.unit),
      bucket: o.unit[0] as number,
      household,
      readings: ofYear.filter((reading) => counted.has(measureKey(reading))),
    },
    freeze: streams === before ? null : { household, streams, received: Math.min(...months) },
  };
}

/** @returns the snapshot of `Vault.snapshot`: each batch is one transaction, committed before its households are given out */
export function snapshotDesk({
  store,
  keys,
  draw,
  clock,
  retentionMonths,
}: Desk): (o: SnapshotOptions) => Iterable<SnapshotHousehold> {
  const active = store.prepare<[], { n: number }>("SELECT count(*) AS n FROM donor WHERE paused = 0");
  const units = store.prepare<[], Buffer>("SELECT unit FROM donor WHERE paused = 0 ORDER BY unit").pluck();
  const page = store
    .prepare<[Buffer, Buffer, number, number], Row>(
      `SELECT d.donor, CAST(d.id || d.unit || k.wrapped || coalesce(y.sealed, x'') AS BLOB),
              d.objection, d.consent, y.received, n.seq, n.received, n.sealed
       FROM (SELECT donor, id, unit, objection, consent FROM donor WHERE paused = 0 AND unit BETWEEN ? AND ?) d
       JOIN key_slot k ON k.donor = d.donor
       LEFT JOIN year_use y ON y.donor = d.donor AND y.year = ? AND coalesce(y.received, (y.year - 1970) * 12) > ?
       LEFT JOIN donation n ON n.donor = d.donor
       ORDER BY d.unit, n.seq`,
    )
    .raw();
  const freeze = store.prepare<[number, number, number, Buffer]>(
    `INSERT INTO year_use (donor, year, received, sealed) VALUES (?, ?, ?, ?)
     ON CONFLICT (donor, year) DO UPDATE SET received = excluded.received, sealed = excluded.sealed`,
  );

  /** The units that may take part, in order and in one view of the vault: side by side, for they may be millions. */
  const members = (): Buffer =>
    store.read(() => {
      const all = Buffer.alloc((active.get()?.n ?? 0) * UNIT_BYTES);
      let at = 0;
      for (const unit of units.iterate()) at += unit.copy(all, at);
      return all;
    });

  return function* snapshot({ period, measures, streams, isLeaf = () => true }) {
    const { year } = period;
    const yearId = String(year).padStart(4, "0");
    const order = measures.map(measureKey);
    const inPeriod = fallsIn(period);
    const cutoff = lastExpiredMonth(clock(), retentionMonths());

    /** The share of the donor whose rows these are; frozen, if it must be, before this returns. */
    const take = (rows: readonly Row[]): SnapshotHousehold | undefined => {
      const [donor, head, objected, carried, frozen, first] = rows[0] as Row;
      if (first === null) return undefined;
      const donorId = head.subarray(0, ID_END);
      const unit = head.subarray(ID_END, UNIT_END);
      const key = unseal(head.subarray(UNIT_END, KEY_END), { key: keys.wrap, donorId, kind: "key", number: 0, received: 0 });
      const all = rows.map((row) => {
        const [number, received, sealed] = row.slice(5) as [number, number, Buffer];
        return { received, donation: decodeDonation(unseal(sealed, { key, donorId, kind: "donation", number, received })) };
      });
      const held = all.filter(({ received }) => received > cutoff);
      if (held.length === 0) return undefined;
      const used =
        head.length === KEY_END
          ? null
          : {
              ...decodeYearUse(
                unseal(head.subarray(KEY_END), { key, donorId, kind: "year", number: year, received: frozen ?? 0 }),
              ),
              received: frozenMonth(year, frozen),
            };
      const beside = { key, donorId, number: 0, received: 0 } as const;
      const objection = objected === null ? null : decodeObjection(unseal(objected, { ...beside, kind: "objection" }));
      const before = carried === null ? [] : [decodeConsent(unseal(carried, { ...beside, kind: "consent" }))];
      const say = { consent: governing([...before, ...all.map(({ donation }) => donation.consent)]), objection };
      const share = shareOf({ unit, held, say, used, inPeriod, year: yearId, order, cap: streams, isLeaf });
      if (share?.freeze) {
        const { received } = share.freeze;
        const sealed = seal(Buffer.from(encodeYearUse(share.freeze)), {
          key,
          donorId,
          kind: "year",
          number: year,
          received,
          draw,
        });
        freeze.run(donor, year, received, sealed);
      }
      return share?.household;
    };

    // Fixed once: a household that leaves and comes back between two batches has another unit, and would count twice.
    const all = guarded(members);
    for (let at = 0; at < all.length; at += BATCH * UNIT_BYTES) {
      const batch = split(all.subarray(at, at + BATCH * UNIT_BYTES), UNIT_BYTES);
      const awaited = new Set(batch.map(hex));
      yield* guarded(() =>
        store.write(() =>
          byDonor(page.all(batch[0] as Buffer, batch.at(-1) as Buffer, year, cutoff))
            .filter(([first]) => awaited.has(hex((first as Row)[1].subarray(ID_END, UNIT_END))))
            .map(take)
            .filter((household) => household !== undefined),
        ),
      );
    }
  };
}

/** The month in which the newest donation with a reading of the measure in the period came in. */
function newestWith(held: readonly Held[], key: string, inPeriod: (reading: Reading) => boolean): number {
  const having = held.filter(({ donation }) => donation.readings.some((one) => measureKey(one) === key && inPeriod(one)));
  return Math.max(...having.map(({ received }) => received));
}

const hex = (bytes: Buffer): string => bytes.toString("hex");

/** Equal pieces of so many bytes. */
function split(bytes: Buffer, size: number): Buffer[] {
  return Array.from({ length: bytes.length / size }, (_, i) => bytes.subarray(i * size, (i + 1) * size));
}

/** Rows of one donor stand together. */
function byDonor(rows: readonly Row[]): Row[][] {
  const donors: Row[][] = [];
  for (const row of rows) {
    const current = donors.at(-1);
    if (current?.[0]?.[0] === row[0]) current.push(row);
    else donors.push([row]);
  }
  return donors;
}
