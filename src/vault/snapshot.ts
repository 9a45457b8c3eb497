import { governing } from "../contract/consent.ts";
import type { VaultContext } from "./context.ts";
import { openPages, type PageRow, type SeenHousehold, splitHead } from "./pages.ts";
import { type DonationWithin, decodeWithin } from "./payload.ts";
import { type FrozenYear, openDonor, openText, openYear, type Records, type SealedYear } from "./records.ts";
import { lastExpiredMonth } from "./retention.ts";
import { type ConsentState, freezeStreams, measureKey, usedReadings } from "./stream.ts";
import type { SnapshotHousehold, Vault } from "./types.ts";

/** A household's part in a publication, and what must be frozen first: null when nothing new. */
interface HouseholdPart {
  readonly household: SnapshotHousehold;
  readonly freeze: FrozenYear | null;
}

/** A household of a publication as it was read. */
interface ReadHousehold extends SeenHousehold {
  readonly household: SnapshotHousehold;
  readonly freeze: SealedYear | null;
}

interface ReceivedDonation extends DonationWithin {
  /** months since 1970-01 UTC */
  readonly received: number;
}

/** Pure: what of a donor's stream a publication sees. Undefined when nothing falls in its period. */
function partOf(o: {
  unit: Buffer;
  held: readonly ReceivedDonation[];
  say: ConsentState;
  used: FrozenYear | null;
  year: number;
  order: readonly string[];
  cap: number;
  isLeaf: (area: string) => boolean;
}): HouseholdPart | undefined {
  const { held, used } = o;
  const present = usedReadings(held, o.say);
  const before = used?.streams ?? [];
  const streams = freezeStreams({ used: before, order: o.order, present, cap: o.cap });
  // Never more than L count, were L ever lowered within a year; never one that is no longer in use.
  const counted = new Set(streams.slice(0, o.cap).filter((key) => o.order.includes(key)));
  const readings = [...present].flatMap(([key, given]) => (counted.has(key) ? given : []));
  if (readings.length === 0) return undefined;
  // A new stream dates from the newest donation that has it in the period; attributes come from the newest donation of all.
  const months = streams.filter((key) => !before.includes(key)).map((key) => newestWith(held, key));
  if (used !== null) months.push(used.received);
  const household = used?.household ?? held.at(-1)?.household();
  if (household === undefined || !o.isLeaf(household.area)) return undefined;
  return {
    household: {
      unit: o.unit.toString("hex"),
      bucket: o.unit[0] as number,
      household,
      readings,
    },
    freeze: streams === before ? null : { year: o.year, household, streams, received: Math.min(...months) },
  };
}

/**
 * Each page is read and unsealed in a transaction that locks nobody out, and what it freezes is committed in a short one
 * before its households are given out: the intake goes on.
 *
 * Long, for it has steps that share one publication's bounds.
 */
export function snapshotReader({ store, keys, clock, retention }: VaultContext, records: Records): Vault["snapshot"] {
  const pages = openPages(store);

  return function* snapshot({ period, measures, streams: cap, isLeaf = () => true }) {
    const { year } = period;
    const bounds = { year, order: measures.map(measureKey), cap, isLeaf };
    const cutoff = lastExpiredMonth(clock(), retention());

    /** The part of the donor whose rows these are, and what is to be frozen of it. */
    const take = (rows: readonly PageRow[]): ReadHousehold | undefined => {
      const [slot, , objected, carried, frozen, first] = rows[0] as PageRow;
      if (first === null) return undefined;
      const { id, unit, wrapped, use } = splitHead(rows[0] as PageRow);
      const donor = openDonor({ donor: slot, id, wrapped, objection: objected, consent: carried, paused: 0, aside: 0 }, keys);
      const all = rows.map((row) => {
        const [seq, received, sealed] = row.slice(5) as [number, number, Buffer];
        return { received, ...decodeWithin(openText(donor, { seq, received, sealed }), period) };
      });
      const held = all.filter(({ received }) => received > cutoff);
      if (held.length === 0) return undefined;
      const used = use && openYear(donor, { year, received: frozen, sealed: use });
      const consents = all.map(({ consent }) => consent);
      const governs = governing(donor.consent === null ? consents : [donor.consent, ...consents]);
      const part = partOf({ ...bounds, unit, held, say: { consent: governs, objection: donor.objection }, used });
      return part && { ...part, freeze: part.freeze && records.sealYear(donor, part.freeze), donor, unit, objected, use };
    };

    /** What a page has, and where the next one begins. */
    const read = (members: Buffer, at: number) => {
      const taken: ReadHousehold[] = [];
      const next = pages.read(members, at, { year, cutoff }, (rows) => {
        const one = take(rows);
        if (one !== undefined) taken.push(one);
      });
      return { taken, next, version: pages.version() };
    };

    /** A page whose households may be given out. */
    const page = (members: Buffer, at: number) => {
      const seen = store.read(() => read(members, at));
      if (seen.taken.every((one) => one.freeze === null)) return seen;
      return store.write(() => {
        // A household that left, paused or objected since, or that another publication froze, is not frozen as it was read.
        const stands = pages.version() === seen.version || seen.taken.every((one) => pages.stands(one, { year, cutoff }));
        const standing = stands ? seen : read(members, at);
        for (const { donor, freeze } of standing.taken) if (freeze !== null) records.freeze(donor, freeze);
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
function newestWith(held: readonly ReceivedDonation[], key: string): number {
  const having = held.filter(({ series }) => series.some((one) => measureKey(one) === key));
  return Math.max(...having.map(({ received }) => received));
}
