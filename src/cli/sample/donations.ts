import { ATTRIBUTE_NAMES, type Household } from "../../contract/attributes.ts";
import type { DonationInput } from "../../contract/donation.ts";
import { periodsOf } from "../../contract/period.ts";
import { MEASURES, type MeasureRef } from "../../domains/index.ts";
import type { Territory } from "../../territory/index.ts";
import { sampleHomes } from "./homes.ts";
import { profileOf } from "./profiles.ts";
import { type SampleRandom, sampleRandom } from "./random.ts";

/**
 * A donation of a made-up household, with the attributes that the measures need.
 *
 * @param readings returns a measure's periods, with amounts in its display unit
 */
export function madeDonation(
  { area, ...household }: Household,
  refs: readonly MeasureRef[],
  { source, day }: { readonly source: string; readonly day: string },
  readings: (ref: MeasureRef) => readonly (readonly [period: string, amount: number])[],
): DonationInput {
  const needed = new Set<string>(refs.flatMap(({ measure }) => measure.similarity.attributes));
  const attributes = ATTRIBUTE_NAMES.filter((name) => needed.has(name)).map((name) => [name, household[name]]);
  const domains = [...new Set(refs.map(({ domain }) => domain.id))];
  return {
    household: { area, ...Object.fromEntries(attributes) },
    consent: { version: "1", purposes: ["commons"], domains, adult: true, given_at: `${day}T12:00:00Z` },
    readings: refs.flatMap((ref) => {
      const { domain, measure } = ref;
      const unit = measure.unit === "currency" ? "EUR" : measure.unit;
      return readings(ref).map(([period, amount]) => {
        const value = Number(amount.toFixed(measure.decimals));
        return { domain: domain.id, measure: measure.id, period, value, unit, source };
      });
    }),
  };
}

/** Chances: that a household contributes a given topic, only one topic, only a yearly total, or has missing months. */
const BRINGS = 0.85;
const ONE_TOPIC = 0.1;
const YEARLY_ONLY = 0.12;
const WITH_GAPS = 0.15;
/** Chance that a household's file reaches back to an earlier year as well. */
const REACHES_BACK = 0.7;
/** Standard deviations of the logarithm: of a household's frugality in everything, in one measure, and from month to month. */
const FRUGALITY = 0.22;
const OWN = 0.3;
const MONTHLY = 0.1;

/** The domains that a household contributes to; at least one. */
function topics(domains: readonly string[], random: SampleRandom): readonly string[] {
  const one = domains[Math.floor(random.uniform() * domains.length)] as string;
  if (random.uniform() < ONE_TOPIC) return [one];
  const brought = domains.filter(() => random.uniform() < BRINGS);
  return brought.length > 0 ? brought : [one];
}

/** A measure's readings of a year: twelve months, most of them, or only a yearly total. */
function yearOf(months: readonly number[], year: number, random: SampleRandom): (readonly [period: string, amount: number])[] {
  if (random.uniform() < YEARLY_ONLY) return [[String(year), months.reduce((sum, amount) => sum + amount, 0)]];
  const missing = random.uniform() < WITH_GAPS ? 1 + Math.floor(random.uniform() * 4) : 0;
  const first = Math.floor(random.uniform() * (12 - missing));
  return periodsOf(year, "month")
    .map(({ id }, month) => [id, months[month] as number] as const)
    .filter((_, month) => month < first || month >= first + missing);
}

/** How cold a year was beside the last one, by the territory's degree days; 1 where it has none of either. */
function coldBeside(territory: Territory, year: number, last: number): number {
  const degreeDays = (of: number) =>
    (territory.climate ?? []).reduce((sum, { month, hdd18 }) => sum + (month.startsWith(`${of}-`) ? Number(hdd18) : 0), 0);
  return degreeDays(year) > 0 && degreeDays(last) > 0 ? degreeDays(year) / degreeDays(last) : 1;
}

/**
 * Generates made-up households with years of readings: seasonal, log-normal, correlated within a household and a neighbourhood;
 * some with missing months, some with only a yearly total, some with one topic, some without the earlier years. The same at every
 * run.
 *
 * @param o.measures measures in use, as `domain.measure`
 * @param o.years calendar years of the readings, the last one last: every household has readings of it
 */
export function* sampleDonations(o: {
  readonly territory: Territory;
  readonly measures: readonly string[];
  readonly years: readonly number[];
  readonly households: number;
}): Generator<DonationInput, void> {
  const refs = o.measures.flatMap((key) => MEASURES.find((one) => one.key === key) ?? []);
  const domains = [...new Set(refs.map(({ domain }) => domain.id))];
  const last = Math.max(...o.years);
  const cold = new Map(o.years.map((year) => [year, coldBeside(o.territory, year, last)]));
  const random = sampleRandom("voisinage");
  const homes = sampleHomes(o.territory, random);
  // A log-normal factor with mean 1, so that profiles keep their means.
  const factor = (exponent: number, variance: number) => Math.exp(exponent - variance / 2);
  for (let made = 0; made < o.households; made++) {
    const { household, areaFactor } = homes.next().value;
    const brought = topics(domains, random);
    const own = refs.filter(({ domain }) => brought.includes(domain.id));
    const frugality = random.normal();
    const day = `${last + 1}-01-${String(1 + Math.floor(random.uniform() * 20)).padStart(2, "0")}`;
    const years = o.years.filter((year) => year === last || random.uniform() < REACHES_BACK);
    yield madeDonation(household, own, { source: "sample", day }, (ref) => {
      const level = areaFactor * factor(FRUGALITY * frugality + OWN * random.normal(), FRUGALITY ** 2 + OWN ** 2);
      return years.flatMap((year) => {
        const profile = profileOf(ref, household, cold.get(year));
        const months = profile.map((mean) => mean * level * factor(MONTHLY * random.normal(), MONTHLY ** 2));
        return yearOf(months, year, random);
      });
    });
  }
}
