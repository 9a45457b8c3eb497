import fc from "fast-check";
import type { CanonicalDonation } from "../../src/contract/donation.ts";
import type { TerritoryInput } from "../../src/territory/index.ts";
import type { SnapshotHousehold } from "../../src/vault/index.ts";
import { household, planOf } from "./pipeline.ts";

/**
 * Four levels. One district has a commune with two leaves and a commune with one. The other has a single commune with a single
 * leaf, so that one cell stands for three areas.
 */
const territory: TerritoryInput = {
  id: "nested",
  name: { fr: "Emboîté", en: "Nested" },
  levels: ["whole", "district", "commune", "leaf"],
  areas: [
    { code: "w", level: "whole", parent: null, name: "Whole", dwellings: 800 },
    { code: "d0", level: "district", parent: "w", name: "District 0", dwellings: 600 },
    { code: "d1", level: "district", parent: "w", name: "District 1", dwellings: 200 },
    { code: "c0", level: "commune", parent: "d0", name: "Commune 0", dwellings: 400 },
    { code: "c1", level: "commune", parent: "d0", name: "Commune 1", dwellings: 200 },
    { code: "c2", level: "commune", parent: "d1", name: "Commune 2", dwellings: 200 },
    { code: "l0", level: "leaf", parent: "c0", name: "Leaf 0", dwellings: 200 },
    { code: "l1", level: "leaf", parent: "c0", name: "Leaf 1", dwellings: 200 },
    { code: "l2", level: "leaf", parent: "c1", name: "Leaf 2", dwellings: 200 },
    { code: "l3", level: "leaf", parent: "c2", name: "Leaf 3", dwellings: 200 },
  ],
};

/**
 * Measures of different kinds: two seasonal, one steady, one counted by person. Their classes are of two attributes, of tenure,
 * and of size.
 */
const KEYS = ["water.volume", "gas.energy", "mobility.trips", "spending.housing"];

/** Of each household two of its four streams count. Noise and k are the smallest that settings allow, so that some gates open. */
export const nestedPlan = planOf(territory, {
  measures: KEYS,
  streams: 2,
  k: 2,
  budget: { epsilon: 10 },
  // For gas, cells to which a single leaf contributes have a lower clamp: one of its own, or that of the others.
  clamps: {
    "gas.energy": {
      upper: 4000,
      source: "four means",
      leaf: { upper: 2777.777, source: "an edge of its bins: 4000 × 25/36", areas: { l1: 1929.012, l2: 4000 } },
    },
  },
  calendar: { whole: "month", district: "quarter", commune: "quarter", leaf: "year" },
});

/** Publications in the order in which they are made: a month, a quarter and the year. */
export const PERIODS = ["2025-02", "2025-Q1", "2025"] as const;

const MONTHS = Array.from({ length: 12 }, (_, m) => `2025-${String(m + 1).padStart(2, "0")}`);
const amount = fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 80_000 }), fc.constant(Number.MAX_SAFE_INTEGER));

/** Readings of one measure: single months, a whole year month by month, or a yearly total. */
const stream = fc.record({
  months: fc.oneof(
    fc.subarray<string>(MONTHS, { minLength: 1 }).map((months): readonly string[] => months),
    fc.constantFrom<readonly string[]>(MONTHS, ["2025"], ["2025", ...MONTHS]),
  ),
  amount,
});

export const donor = fc
  .record({
    area: fc.constantFrom("l0", "l1", "l2", "l3"),
    size: fc.constantFrom("1", "3", "5+", "unknown"),
    heating: fc.constantFrom("gas", "electric", "unknown"),
    tenure: fc.constantFrom("owner", "tenant", "unknown"),
    streams: fc.uniqueArray(fc.record({ key: fc.constantFrom(...KEYS), stream }), {
      selector: ({ key }) => key,
      minLength: 1,
      maxLength: KEYS.length,
    }),
  })
  .map(({ streams, area, ...attributes }) => ({
    area,
    attributes,
    readings: streams.flatMap(({ key, stream: { months, amount: value } }) => {
      const [domain = "", measure = ""] = key.split(".");
      // The months differ, so that their mean is not simply one of them.
      return months.map((period, i) => ({ domain, measure, period, amount: value < 100 ? value : value - i, source: "meter" }));
    }),
  }));

export type Donor = typeof donor extends fc.Arbitrary<infer T> ? T : never;

/** A household as a snapshot gives it. No vault has chosen among its streams, so that all of them count. */
export function inSnapshot({ area, attributes, readings }: Donor, i: number): SnapshotHousehold {
  return household(i, area, readings, attributes);
}

/** The donation of the same household, for the vault. */
export function donationBy(donor: Donor): CanonicalDonation {
  const { household: home } = inSnapshot(donor, 0);
  const { readings } = donor;
  const domains = [...new Set(readings.map(({ domain }) => domain))];
  const consent = { version: "1", purposes: ["commons"], domains, adult: true, given_at: "2026-01-05T09:00:00Z" };
  return { household: home, consent, readings };
}
