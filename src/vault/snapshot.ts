import { governing } from "../contract/consent.ts";
import type { CanonicalDonation, Reading } from "../contract/donation.ts";
import { type Desk, guarded } from "./desk.ts";
import { decodeConsent, decodeDonation, decodeObjection, decodeYearUse, encodeYearUse, type YearUse } from "./payload.ts";
import { lastExpiredMonth, yearIsPast } from "./retention.ts";
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
  seq: number | null,
  received: number | null,
  sealed: Buffer | null,
];

/** Where the columns of `head` end: id, unit, wrapped key; behind them the sealed use of the year, or nothing. */
const ID_END = 16;
const UNIT_BYTES = 16;
const UNIT_END = ID_END + UNIT_BYTES;
const KEY_END = UNIT_END + WRAPPED_BYTES;

/** A household's part in a publication, and what must be frozen first: null when nothing new. */
interface Share {
  readonly household: SnapshotHousehold;
  readonly freeze: YearUse | null;
}

/** Pure: what of a donor's stream a publication sees. Undefined when nothing falls in its period. */
function shareOf(o: {
  unit: Buffer;
  donations: readonly CanonicalDonation[];
  say: Say;
  used: YearUse | null;
  inPeriod: (reading: Reading) => boolean;
  year: string;
  order: readonly string[];
  cap: number;
  isLeaf: (area: string) => boolean;
}): Share | undefined {
  const stream = mergeDonations(o.donations, o.say);
  const ofYear = stream.readings.filter(({ period }) => period.startsWith(o.year));
  const present = new Set(ofYear.filter(o.inPeriod).map(measureKey));
  const before = o.used?.streams ?? [];
  const streams = freezeStreams({ used: before, order: o.order, present, cap: o.cap });
  // Never more than L count, were L ever lowered within a year; never one that is no longer in use.
  const counted = new Set(streams.slice(0, o.cap).filter((key) => o.order.includes(key)));
  if (![...present].some((key) => counted.has(key))) return undefined;
  const household = o.used?.household ?? stream.household;
  if (!o.isLeaf(household.area)) return undefined;
  return {
    household: {
      unit: hex(o.unit),
      bucket: o.unit[0] as number,
      household,
      readings: ofYear.filter((reading) => counted.has(measureKey(reading))),
    },
    freeze: streams === before ? null : { household, streams },
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
    .prepare<[Buffer, Buffer, number], Row>(
      `SELECT d.donor, CAST(d.id || d.unit || k.wrapped || coalesce(y.sealed, x'') AS BLOB),
              d.objection, d.consent, n.seq, n.received, n.sealed
       FROM (SELECT donor, id, unit, objection, consent FROM donor WHERE paused = 0 AND unit BETWEEN ? AND ?) d
       JOIN key_slot k ON k.donor = d.donor
       LEFT JOIN year_use y ON y.donor = d.donor AND y.year = ?
       LEFT JOIN donation n ON n.donor = d.donor
       ORDER BY d.unit, n.seq`,
    )
    .raw();
  const freeze = store.prepare<[number, number, Buffer]>(
    "INSERT INTO year_use (donor, year, sealed) VALUES (?, ?, ?) ON CONFLICT (donor, year) DO UPDATE SET sealed = excluded.sealed",
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
    // What is past retention is not read, and nothing is frozen that would be.
    const freezes = !yearIsPast(year, cutoff);

    /** The share of the donor whose rows these are; frozen, if it must be, before this returns. */
    const take = (rows: readonly Row[]): SnapshotHousehold | undefined => {
      const [donor, head, objected, carried, first] = rows[0] as Row;
      const inTime = rows.map(([, , , , , received]) => received !== null && received > cutoff);
      if (first === null || !inTime.includes(true)) return undefined;
      const donorId = head.subarray(0, ID_END);
      const unit = head.subarray(ID_END, UNIT_END);
      const key = unseal(head.subarray(UNIT_END, KEY_END), { key: keys.wrap, donorId, kind: "key", number: 0, received: 0 });
      const all = rows.map(([, , , , number, received, sealed]) =>
        decodeDonation(
          unseal(sealed as Buffer, { key, donorId, kind: "donation", number: number as number, received: received as number }),
        ),
      );
      const used =
        head.length === KEY_END || !freezes
          ? null
          : decodeYearUse(unseal(head.subarray(KEY_END), { key, donorId, kind: "year", number: year, received: 0 }));
      const beside = { key, donorId, number: 0, received: 0 } as const;
      const objection = objected === null ? null : decodeObjection(unseal(objected, { ...beside, kind: "objection" }));
      const before = carried === null ? [] : [decodeConsent(unseal(carried, { ...beside, kind: "consent" }))];
      const say = { consent: governing([...before, ...all.map(({ consent }) => consent)]), objection };
      const donations = all.filter((_, i) => inTime[i]);
      const share = shareOf({ unit, donations, say, used, inPeriod, year: yearId, order, cap: streams, isLeaf });
      if (share?.freeze && freezes)
        freeze.run(
          donor,
          year,
          seal(Buffer.from(encodeYearUse(share.freeze)), { key, donorId, kind: "year", number: year, received: 0, draw }),
        );
      return share?.household;
    };

    // Fixed once: a household that leaves and comes back between two batches has another unit, and would count twice.
    const all = guarded(members);
    for (let at = 0; at < all.length; at += BATCH * UNIT_BYTES) {
      const batch = split(all.subarray(at, at + BATCH * UNIT_BYTES), UNIT_BYTES);
      const awaited = new Set(batch.map(hex));
      yield* guarded(() =>
        store.write(() =>
          byDonor(page.all(batch[0] as Buffer, batch.at(-1) as Buffer, year))
            .filter(([first]) => awaited.has(hex((first as Row)[1].subarray(ID_END, UNIT_END))))
            .map(take)
            .filter((household) => household !== undefined),
        ),
      );
    }
  };
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
