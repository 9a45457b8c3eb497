import type { CanonicalDonation, Reading } from "../contract/donation.ts";
import { type Desk, guarded } from "./desk.ts";
import { decodeDonation, decodeYearUse, encodeYearUse, type YearUse } from "./payload.ts";
import { lastExpiredDay } from "./retention.ts";
import { seal, unseal, WRAPPED_BYTES } from "./seal.ts";
import { fallsIn, freezeStreams, measureKey, mergeDonations } from "./stream.ts";
import type { SnapshotHousehold, SnapshotOptions } from "./types.ts";

/** Donors that are read, frozen and given out at a time: what the snapshot holds in memory. */
const BATCH = 1000;

/**
 * One donation of a donor, or, with seq and sealed null, a donor all of whose donations are past
 * retention. `head` is several columns in one value, because a buffer costs more than its bytes.
 */
type Row = [donor: number, head: Buffer, seq: number | null, sealed: Buffer | null];

/** Where the columns of `head` end: id, unit, wrapped key; behind them the sealed use of the year, or nothing. */
const ID_END = 16;
const UNIT_END = ID_END + 16;
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
  used: YearUse | null;
  inPeriod: (reading: Reading) => boolean;
  year: string;
  order: readonly string[];
  cap: number;
}): Share | undefined {
  const stream = mergeDonations(o.donations);
  const ofYear = stream.readings.filter(({ period }) => period.startsWith(o.year));
  const present = new Set(ofYear.filter(o.inPeriod).map(measureKey));
  const before = o.used?.streams ?? [];
  const streams = freezeStreams({ used: before, order: o.order, present, cap: o.cap });
  // Never more than L count, were L ever lowered within a year; never one that is no longer in use.
  const counted = new Set(streams.slice(0, o.cap).filter((key) => o.order.includes(key)));
  if (![...present].some((key) => counted.has(key))) return undefined;
  const household = o.used?.household ?? stream.household;
  return {
    household: {
      unit: o.unit.toString("hex"),
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
  const page = store
    .prepare<[Buffer, number, number, number], Row>(
      `SELECT d.donor, CAST(d.id || d.unit || k.wrapped || coalesce(y.sealed, x'') AS BLOB), n.seq, n.sealed
       FROM (SELECT donor, id, unit FROM donor WHERE paused = 0 AND unit > ? ORDER BY unit LIMIT ?) d
       JOIN key_slot k ON k.donor = d.donor
       LEFT JOIN year_use y ON y.donor = d.donor AND y.year = ?
       LEFT JOIN donation n ON n.donor = d.donor AND n.received > ?
       ORDER BY d.unit, n.seq`,
    )
    .raw();
  const freeze = store.prepare<[number, number, Buffer]>(
    "INSERT INTO year_use (donor, year, sealed) VALUES (?, ?, ?) ON CONFLICT (donor, year) DO UPDATE SET sealed = excluded.sealed",
  );

  return function* snapshot({ period, measures, streams }) {
    const { year } = period;
    const yearId = String(year).padStart(4, "0");
    const order = measures.map(measureKey);
    const inPeriod = fallsIn(period);
    const cutoff = lastExpiredDay(clock(), retentionMonths);

    /** The share of the donor whose rows these are; frozen, if it must be, before this returns. */
    const take = (rows: readonly Row[]): SnapshotHousehold | undefined => {
      const [donor, head, seq] = rows[0] as Row;
      if (seq === null) return undefined;
      const donorId = head.subarray(0, ID_END);
      const unit = head.subarray(ID_END, UNIT_END);
      const key = unseal(head.subarray(UNIT_END, KEY_END), { key: keys.wrap, donorId, kind: "key", number: 0 });
      const donations = rows.map((row) =>
        decodeDonation(unseal(row[3] as Buffer, { key, donorId, kind: "donation", number: row[2] as number })),
      );
      const used =
        head.length === KEY_END
          ? null
          : decodeYearUse(unseal(head.subarray(KEY_END), { key, donorId, kind: "year", number: year }));
      const share = shareOf({ unit, donations, used, inPeriod, year: yearId, order, cap: streams });
      if (share?.freeze)
        freeze.run(
          donor,
          year,
          seal(Buffer.from(encodeYearUse(share.freeze)), { key, donorId, kind: "year", number: year, draw }),
        );
      return share?.household;
    };

    for (let after: Buffer | undefined = Buffer.alloc(0); after !== undefined; ) {
      const from: Buffer = after;
      const { households, last } = guarded(() =>
        store.write(() => {
          const donors = byDonor(page.all(from, BATCH, year, cutoff));
          return {
            households: donors.map(take).filter((household) => household !== undefined),
            last: donors.at(-1)?.[0]?.[1].subarray(ID_END, UNIT_END),
          };
        }),
      );
      yield* households;
      after = last;
    }
  };
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
