import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { DEMO_SETTINGS, SAMPLE_SETTINGS, SAMPLE_TERRITORY, sampleDonations } from "../../../src/cli/sample/index.ts";
import { sampleRandom } from "../../../src/cli/sample/random.ts";
import { ATTRIBUTE_NAMES, type Household, unknownHousehold } from "../../../src/contract/attributes.ts";
import { type DonationInput, donationSchema } from "../../../src/contract/donation.ts";
import { parsePeriod } from "../../../src/contract/period.ts";
import { parseSettings } from "../../../src/contract/settings.ts";
import { toBase } from "../../../src/contract/units.ts";
import { classOf, MEASURES, type MeasureRef, measureRef } from "../../../src/domains/index.ts";
import { cellPlanOf, makePlan, planPublication } from "../../../src/pipeline/plan/plan.ts";
import { buildTerritory } from "../../../src/territory/index.ts";
import { readTerritory } from "../../../src/territory/read.ts";

const settings = parseSettings(JSON.parse(readFileSync(SAMPLE_SETTINGS, "utf8")));
const territory = readTerritory(SAMPLE_TERRITORY);
const measures = settings.measures ?? [];
const YEAR = 2025;
const donations = [...sampleDonations({ territory, measures, years: [YEAR], households: 3000 })];

/** The amount per month that a donation brings to a publication, if it does. */
function amountOf(donation: DonationInput, ref: MeasureRef, period: string): number | undefined {
  const own = donation.readings.filter((reading) => `${reading.domain}.${reading.measure}` === ref.key);
  const exact = own.find((reading) => reading.period === period)?.value;
  if (period.length > 4) return exact;
  if (exact !== undefined) return exact / 12;
  return own.length >= ref.measure.coverage ? own.reduce((sum, { value }) => sum + value, 0) / own.length : undefined;
}

const householdOf = ({ household }: DonationInput) => ({ ...unknownHousehold(household.area), ...household }) as Household;

test("it is said to be a sample, in at least three domains, with the pilot's own k and ε", () => {
  expect(settings.sample).toBe(true);
  expect(settings.k).toBe(11);
  expect(settings.budget.epsilon).toBe(4);
  expect(new Set(measures.map((key) => key.split(".")[0])).size).toBeGreaterThanOrEqual(3);
});

test("the demo has another calendar and other shares of the same budget, and the same k", () => {
  const { calendar, budget, ...rest } = parseSettings(JSON.parse(readFileSync(DEMO_SETTINGS, "utf8")));
  const { calendar: _, budget: own, ...same } = settings;
  expect(rest).toEqual(same);
  expect({ ...budget, shares: null }).toEqual({ ...own, shares: null });
  expect(calendar).toEqual({ ville: "quarter", arrondissement: "quarter" });
});

test("3 000 donations keep to the contract: leaves, units, needed attributes, consent, no topic twice", () => {
  expect(donations).toHaveLength(3000);
  const leaves = new Set(territory.leaves.map(({ code }) => code));
  for (const donation of donations) {
    const parsed = donationSchema.parse(donation);
    expect(leaves.has(parsed.household.area)).toBe(true);
    const refs = parsed.readings.map((reading) => measureRef(reading.domain, reading.measure) as MeasureRef);
    parsed.readings.forEach((reading, i) => {
      const { unit } = (refs[i] as MeasureRef).measure;
      expect(reading.unit).toBe(unit === "currency" ? "EUR" : unit);
      expect(toBase(reading.value, unit)).toBeGreaterThan(0);
    });
    expect(new Set(refs.map(({ domain }) => domain.id))).toEqual(new Set(parsed.consent.domains));
    const needed = new Set(refs.flatMap(({ measure }) => measure.similarity.attributes as readonly string[]));
    expect(Object.keys(donation.household).filter((name) => name !== "area")).toEqual(
      ATTRIBUTE_NAMES.filter((name) => needed.has(name)),
    );
    const slots = parsed.readings.map(({ domain, measure, period }) => `${domain}.${measure} ${period}`);
    expect(new Set(slots).size).toBe(slots.length);
  }
});

test("the sample is the same every time", () =>
  expect([...sampleDonations({ territory, measures, years: [YEAR], households: 20 })]).toEqual(donations.slice(0, 20)));

test("some bring one topic, some a yearly total alone, some miss months, some say they do not know", () => {
  const share = (matches: (donation: DonationInput) => boolean) => donations.filter(matches).length / donations.length;
  expect(share(({ consent }) => consent.domains.length === 1)).toBeGreaterThan(0.05);
  expect(share(({ readings }) => readings.some(({ period }) => period === String(YEAR)))).toBeGreaterThan(0.05);
  expect(
    share((donation) =>
      measures.some((key) => [8, 9, 10, 11].includes(donation.readings.filter((r) => `${r.domain}.${r.measure}` === key).length)),
    ),
  ).toBeGreaterThan(0.05);
  expect(share(({ household }) => Object.values(household).includes("unknown"))).toBeGreaterThan(0.02);
});

test("with two years most reach back, nobody has the earlier one alone, and a milder year takes less heat but as much water", () => {
  const both = [...sampleDonations({ territory, measures, years: [YEAR - 1, YEAR], households: 3000 })];
  const years = both.map(({ readings }) => new Set(readings.map(({ period }) => Number(period.slice(0, 4)))));
  expect(years.every((own) => own.has(YEAR))).toBe(true);
  expect(years.filter((own) => own.has(YEAR - 1)).length / both.length).toBeCloseTo(0.7, 1);
  const change = (key: string) => {
    const ref = MEASURES.find((one) => one.key === key) as MeasureRef;
    const pairs = both.map((donation) => [amountOf(donation, ref, `${YEAR - 1}-01`), amountOf(donation, ref, `${YEAR}-01`)]);
    const whole = pairs.filter(([before, after]) => before !== undefined && after !== undefined) as [number, number][];
    return whole.reduce((sum, [before]) => sum + before, 0) / whole.reduce((sum, [, after]) => sum + after, 0);
  };
  expect(change("electricity.energy")).toBeLessThan(0.95);
  expect(change("water.volume")).toBeCloseTo(1, 1);
});

test("means are plausible, winters are colder, and clamps cut little", () => {
  for (const key of measures) {
    const ref = MEASURES.find((one) => one.key === key) as MeasureRef;
    const mean = (period: string) => {
      const amounts = donations.flatMap((donation) => amountOf(donation, ref, period) ?? []);
      return {
        raw: amounts.reduce((a, b) => a + b, 0),
        clamped: amounts.reduce((a, b) => a + Math.min(b, ref.measure.clamp.upper), 0),
        n: amounts.length,
      };
    };
    const year = mean(String(YEAR));
    expect(year.raw / year.n).toBeGreaterThan(ref.measure.clamp.upper / 8);
    expect(year.raw / year.n).toBeLessThan(ref.measure.clamp.upper / 2);
    expect(year.clamped / year.raw).toBeGreaterThan(0.98);
  }
  const electricity = measureRef("electricity", "energy") as MeasureRef;
  const total = (period: string) => donations.reduce((sum, donation) => sum + (amountOf(donation, electricity, period) ?? 0), 0);
  expect(total(`${YEAR}-01`)).toBeGreaterThan(1.5 * total(`${YEAR}-07`));
});

// Nothing is drawn here: a cell counts when it is four standard deviations of its noise away from where half of the draws pass.
test("at default k and ε each level publishes some cells and withholds some, in three domains or more", () => {
  const plan = makePlan(settings, territory);
  const certain = new Map(
    territory.levels.map((level) => [level, { published: new Set<string>(), withheld: new Set<string>() }]),
  );
  for (const publication of planPublication(plan, parsePeriod(String(YEAR))).measures) {
    const counts = new Map<string, number>();
    for (const donation of donations) {
      if (amountOf(donation, publication.measure, String(YEAR)) === undefined) continue;
      const type = classOf(publication.measure.measure, householdOf(donation));
      for (const { code } of territory.lineage(donation.household.area)) {
        for (const cell of [`${code} _T`, `${code} ${type}`]) counts.set(cell, (counts.get(cell) ?? 0) + 1);
      }
    }
    for (const { level, typed } of plan.levels) {
      const types = ["_T", ...(typed ? publication.measure.measure.similarity.classes.map(({ code }) => code) : [])];
      for (const area of territory.areas.filter((one) => one.level === level)) {
        for (const type of types) {
          const cell = cellPlanOf(publication, { table: type === "_T" ? "_T" : "types", levels: [{ level }] });
          const sigma = Math.sqrt(Number(cell.count.variance.num) / Number(cell.count.variance.den));
          const need = Number(cell.gate.householdsNeeded);
          const households = counts.get(`${area.code} ${type}`) ?? 0;
          if (households > need + 4 * sigma) certain.get(level)?.published.add(publication.measure.domain.id);
          if (households < need - 4 * sigma) certain.get(level)?.withheld.add(publication.measure.domain.id);
        }
      }
    }
  }
  for (const [level, { published, withheld }] of certain) {
    expect(published.size, `domains published at ${level}`).toBeGreaterThanOrEqual(3);
    expect(withheld.size, `domains withheld at ${level}`).toBeGreaterThanOrEqual(3);
  }
});

test("any territory and any measures will do", () => {
  const area = (code: string, level: string, parent: string) => ({ code, level, parent, name: code, dwellings: 50 });
  const hamlet = buildTerritory({ id: "h", name: { fr: "h", en: "h" }, levels: ["h"], areas: [area("h", "h", "")] });
  const all = [
    ...sampleDonations({
      territory: hamlet,
      measures: MEASURES.map(({ key }) => key),
      years: [2024],
      households: 50,
    }),
  ];
  for (const donation of all) donationSchema.parse(donation);
  expect(new Set(all.flatMap(({ readings }) => readings.map((r) => `${r.domain}.${r.measure}`))).size).toBe(MEASURES.length);
});

test("the sample's generator is even, normal and fair enough", () => {
  const random = sampleRandom("a test");
  const draws = Array.from({ length: 20_000 }, () => random.normal());
  const mean = draws.reduce((a, b) => a + b, 0) / draws.length;
  const variance = draws.reduce((a, b) => a + (b - mean) ** 2, 0) / draws.length;
  expect(Math.abs(mean)).toBeLessThan(0.03);
  expect(Math.abs(variance - 1)).toBeLessThan(0.05);
  const picks = Array.from({ length: 20_000 }, () => random.pick({ a: 1, b: 3, c: 0 }));
  expect(picks.filter((pick) => pick === "b").length / picks.length).toBeCloseTo(0.75, 1);
  expect(picks).not.toContain("c");
});
