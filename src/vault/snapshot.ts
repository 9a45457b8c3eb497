import { governing } from "../contract/consent.ts";
import type { Reading } from "../contract/donation.ts";
import type { VaultContext } from "./context.ts";
import { headOf, type Members, openPages, type PageRow, type SeenHousehold } from "./pages.ts";
import { decodeConsent, decodeDonation, decodeObjection, decodeYearUse, encodeYearUse, type YearUse } from "./payload.ts";
import type { NumberedDonation } from "./records.ts";
import { frozenMonth, lastExpiredMonth } from "./retention.ts";
import { seal, unseal } from "./seal.ts";
import { type ConsentState, fallsIn, freezeStreams, measureKey, mergeDonations } from "./stream.ts";
import type { SnapshotHousehold, SnapshotOptions } from "./types.ts";

/** What counts in the year, and the month of receipt that it is kept by: a donation of then or later said each part of it. */
interface FrozenUse extends YearUse {
  readonly received: number;
}

/** A household's part in a publication, and what must be frozen first: null when nothing new. */
interface HouseholdPart {
  readonly household: SnapshotHousehold;
  readonly freeze: FrozenUse | null;
}

/** A household of a publication as it was read, and what must be frozen of it before it is given out. */
interface ReadHousehold extends SeenHousehold {
  readonly household: SnapshotHousehold;
  readonly freeze: { readonly received: number; readonly sealed: Buffer } | null;
}

type ReceivedDonation = Omit<NumberedDonation, "seq">;

/** Pure: what of a donor's stream a publication sees. Undefined when nothing falls in its period. */
function partOf(o: {
  unit: Buffer;
  held: readonly ReceivedDonation[];
  say: ConsentState;
  used: FrozenUse | null;
  inPeriod: (reading: Reading) => boolean;
  year: string;
  order: readonly string[];
  cap: number;
  isLeaf: (area: string) => boolean;
}): HouseholdPart | undefined {
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

/**
 * Each page is read and unsealed in a transaction that locks nobody out, and what it freezes is committed in a short one
 * before its households are given out: the intake goes on.
 *
 * Long, for it has steps that share one publication's bounds.
 *
 * @returns the snapshot of `Vault.snapshot`
 */
export function snapshotReader({
  store,
  keys,
  draw,
  clock,
  retention,
}: VaultContext): (o: SnapshotOptions) => Iterable<SnapshotHousehold> {
  const pages = openPages(store);
  const freeze = store.prepare<[number, number, number, Buffer]>(
    `INSERT INTO year_use (donor, year, received, sealed) VALUES (?, ?, ?, ?)
     ON CONFLICT (donor, year) DO UPDATE SET received = excluded.received, sealed = excluded.sealed`,
  );

  return function* snapshot({ period, measures, streams, isLeaf = () => true }) {
    const { year } = period;
    const yearId = String(year).padStart(4, "0");
    const order = measures.map(measureKey);
    const inPeriod = fallsIn(period);
    const cutoff = lastExpiredMonth(clock(), retention());

    /** The share of the donor whose rows these are, and what is to be frozen of it, sealed. */
    const take = (rows: readonly PageRow[]): ReadHousehold | undefined => {
      const [donor, , objected, carried, frozen, first] = rows[0] as PageRow;
      if (first === null) return undefined;
      const { donorId, unit, wrapped, use } = headOf(rows[0] as PageRow);
      const key = unseal(wrapped, { key: keys.wrap, donorId, kind: "key", number: 0, received: 0 });
      const all = rows.map((row) => {
        const [number, received, sealed] = row.slice(5) as [number, number, Buffer];
        return { received, donation: decodeDonation(unseal(sealed, { key, donorId, kind: "donation", number, received })) };
      });
      const held = all.filter(({ received }) => received > cutoff);
      if (held.length === 0) return undefined;
      const used =
        use === null
          ? null
          : {
              ...decodeYearUse(unseal(use, { key, donorId, kind: "year", number: year, received: frozen ?? 0 })),
              received: frozenMonth(year, frozen),
            };
      const beside = { key, donorId, number: 0, received: 0 } as const;
      const objection = objected === null ? null : decodeObjection(unseal(objected, { ...beside, kind: "objection" }));
      const before = carried === null ? [] : [decodeConsent(unseal(carried, { ...beside, kind: "consent" }))];
      const say = { consent: governing([...before, ...all.map(({ donation }) => donation.consent)]), objection };
      const share = partOf({ unit, held, say, used, inPeriod, year: yearId, order, cap: streams, isLeaf });
      if (share === undefined) return undefined;
      const seen = { donor, unit, objection: objected, use, household: share.household };
      if (share.freeze === null) return { ...seen, freeze: null };
      const { received } = share.freeze;
      const binding = { key, donorId, kind: "year", number: year, received, draw } as const;
      return { ...seen, freeze: { received, sealed: seal(Buffer.from(encodeYearUse(share.freeze)), binding) } };
    };

    /** What a page has, and where the next one begins. */
    const read = (members: Members, at: number) => {
      const taken: ReadHousehold[] = [];
      const next = pages.read(members, at, { year, cutoff }, (rows) => {
        const one = take(rows);
        if (one !== undefined) taken.push(one);
      });
      return { taken, next, version: pages.version() };
    };

    /** A page whose households may be given out. */
    const page = (members: Members, at: number) => {
      const seen = store.read(() => read(members, at));
      if (seen.taken.every((one) => one.freeze === null)) return seen;
      return store.write(() => {
        // Who left, paused or objected since, or was frozen by another publication, is not frozen as it was.
        const stands = pages.version() === seen.version || seen.taken.every((one) => pages.stands(one, { year, cutoff }));
        const standing = stands ? seen : read(members, at);
        for (const one of standing.taken)
          if (one.freeze !== null) freeze.run(one.donor, year, one.freeze.received, one.freeze.sealed);
        return standing;
      });
    };

    // Fixed once: a household that leaves and comes back between two pages has another unit, and would count twice.
    const members = pages.members();
    for (let at = 0; at < members.length; ) {
      const { taken, next } = page(members, at);
      for (const { household } of taken) yield household;
      at = next;
    }
  };
}

/** The month in which the newest donation with a reading of the measure in the period came in. */
function newestWith(held: readonly ReceivedDonation[], key: string, inPeriod: (reading: Reading) => boolean): number {
  const having = held.filter(({ donation }) => donation.readings.some((one) => measureKey(one) === key && inPeriod(one)));
  return Math.max(...having.map(({ received }) => received));
}

const hex = (bytes: Buffer): string => bytes.toString("hex");
