import fc from "fast-check";
import { expect, test } from "vitest";
import { parsePeriod } from "../../src/contract/period.ts";
import { classOf } from "../../src/domains/index.ts";
import { exactEdges } from "../../src/pipeline/estimate/edges.ts";
import { publish } from "../../src/pipeline/index.ts";
import type { SnapshotHousehold } from "../../src/vault/index.ts";
import { seededEntropy } from "../support/entropy.ts";
import { gridPlan, household, publicationContextOf, sumsOf } from "../support/pipeline.ts";

/** Whatever was donated: the exact sums are those of the rules, and nothing public but noisy figures differs. */
const KEYS = ["water.volume", "gas.energy", "spending.housing"];
const plan = gridPlan(2, 2, { measures: KEYS, streams: 3, calendar: { whole: "month", middle: "quarter", leaf: "year" } });

const amount = fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 80_000 }), fc.constant(9_007_199_254_740_991));
const readings = fc
  .uniqueArray(
    fc.record({
      key: fc.constantFrom(...KEYS),
      period: fc.constantFrom("2025", ...Array.from({ length: 12 }, (_, m) => `2025-${String(m + 1).padStart(2, "0")}`)),
      amount,
    }),
    { selector: ({ key, period }) => `${key} ${period}`, minLength: 1, maxLength: 39 },
  )
  .map((list) =>
    list.map(({ key, ...rest }) => ({
      domain: key.split(".")[0] ?? "",
      measure: key.split(".")[1] ?? "",
      source: "meter",
      ...rest,
    })),
  );
const donor = fc.record({
  area: fc.constantFrom("m0l0", "m0l1", "m1l0", "m1l1"),
  readings,
  size: fc.constantFrom("1", "3", "5+", "unknown"),
  heating: fc.constantFrom("gas", "electric", "unknown"),
  tenure: fc.constantFrom("owner", "tenant", "unknown"),
});
const donors = fc.array(donor, { minLength: 1, maxLength: 12 });
const period = fc.constantFrom("2025-02", "2025-Q1", "2025");

type Donor = typeof donor extends fc.Arbitrary<infer T> ? T : never;

function snapshot(list: readonly Donor[]): SnapshotHousehold[] {
  return list.map(({ area, readings: own, ...attributes }, i) => household(i, area, own, attributes));
}

test("the rows, the groups' places and the mechanisms are the same whatever was donated", async () => {
  const key = ({ OBS_VALUE, CI_LOWER, CI_UPPER, OBS_STATUS, CONF_STATUS, ...rest }: Record<string, unknown>) =>
    JSON.stringify(rest);
  const some = snapshot(fc.sample(donor, { numRuns: 40, seed: 3 }));
  for (const id of ["2025-02", "2025-Q1", "2025"]) {
    const [full, empty] = await Promise.all(
      [some, []].map((list) => publish(publicationContextOf(plan, list, { random: seededEntropy(id) }), parsePeriod(id))),
    );
    const rows = (of: typeof full) => of?.tables.observations.map((row) => key({ ...row }));
    expect(rows(full)).toEqual(rows(empty));
    expect(full?.tables.groups.map((row) => [row.REF_AREA, row.HOUSEHOLD_TYPE])).toEqual(
      empty?.tables.groups.map((row) => [row.REF_AREA, row.HOUSEHOLD_TYPE]),
    );
    expect(full?.report.mechanisms).toEqual(empty?.report.mechanisms);
  }
});

/** The same sums, by the rules that the steps state, written again without SQL. */
function byHand(sums: Awaited<ReturnType<typeof sumsOf>>, households: readonly SnapshotHousehold[]) {
  const { publication, cube } = sums;
  const { months: own, step, id } = publication.period;
  return cube.cells.map(({ publication: { measure, scale }, area, type }) => {
    let [count, sum] = [0n, 0n];
    const bins = new Array<bigint>(measure.binned.bins).fill(0n);
    for (const { household: home, readings: all } of households) {
      const inArea = publication.plan.territory.lineage(home.area).some((above) => above.code === area.code);
      if (!inArea || (type !== "_T" && classOf(measure.measure, home) !== type)) continue;
      const mine = all.filter((reading) => reading.domain === measure.domain.id && reading.measure === measure.measure.id);
      const total = step === "year" ? mine.find((reading) => reading.period === id) : undefined;
      const months = mine.filter((reading) => own.includes(reading.period));
      const { coverage } = measure.measure;
      const fewest = step === "year" ? coverage : step === "quarter" && coverage > 1 ? 3 : 1;
      if (!total && months.length < fewest) continue;
      const raw = months.reduce((a, reading) => a + BigInt(reading.amount), 0n);
      // Fractions of 12 · months are exact in 1/scale units by the choice of scale.
      const x = total ? (BigInt(total.amount) * scale.scale) / 12n : (raw * scale.scale) / BigInt(months.length);
      const clamp = measure.upper * scale.scale;
      const clamped = x > clamp ? clamp : x;
      count += 1n;
      sum += clamped - clamp / 2n;
      const edges = exactEdges(
        sums.publication.measures.find((one) => one.measure === measure) as (typeof publication.measures)[number],
      );
      const bin = clamped === 0n ? 0 : clamped >= clamp ? measure.binned.bins - 1 : edges.findIndex((edge) => clamped <= edge);
      bins[bin] = (bins[bin] as bigint) + 1n;
    }
    return { count, sum, bins };
  });
}

test("the SQL steps give the sums that the same rules give without SQL, for any snapshot", async () => {
  await fc.assert(
    fc.asyncProperty(donors, period, async (list, id) => {
      const households = snapshot(list);
      const sums = await sumsOf(plan, households, id);
      byHand(sums, households).forEach(({ count, sum, bins }, cell) => {
        expect([sums.exact.households[cell], sums.exact.centred[cell]]).toEqual([count, sum]);
        if (sums.exact.bins[cell]) expect(sums.exact.bins[cell]).toEqual(bins);
      });
    }),
    { numRuns: 25, seed: 11 },
  );
});
