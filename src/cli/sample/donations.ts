import { ATTRIBUTE_NAMES } from "../../contract/attributes.ts";
import type { DonationInput } from "../../contract/donation.ts";
import { periodsOf } from "../../contract/period.ts";
import { Refusal } from "../../contract/problem.ts";
import { MEASURES, type MeasureRef } from "../../domains/index.ts";
import type { Territory } from "../../territory/index.ts";
import { type SampleHome, sampleHomes } from "./homes.ts";
import { profileOf } from "./profiles.ts";
import { type SampleRandom, sampleRandom } from "./random.ts";

export interface SampleOptions {
  readonly territory: Territory;
  /** `domain.measure`, those in use */
  readonly measures: readonly string[];
  /** calendar year of the readings */
  readonly year: number;
  readonly households: number;
  /** ISO 4217, for amounts of money */
  readonly currency?: string;
  /** another seed, another sample; the same seed, the same sample */
  readonly seed?: string;
}

type ReadingInput = DonationInput["readings"][number];

/** Chance that a household brings a topic, that it brings one only, that all it has is a yearly total, that months are missing. */
const BRINGS = 0.85;
const ONE_TOPIC = 0.1;
const YEARLY_ONLY = 0.12;
const WITH_GAPS = 0.15;
/** Standard deviations of the log: of a household's frugality in everything, in one thing, and of its months. */
const FRUGALITY = 0.22;
const OWN = 0.3;
const MONTHLY = 0.1;

/** The domains of which a household brings something; at least one. */
function topics(domains: readonly string[], random: SampleRandom): readonly string[] {
  const one = domains[Math.floor(random.uniform() * domains.length)] as string;
  if (random.uniform() < ONE_TOPIC) return [one];
  const brought = domains.filter(() => random.uniform() < BRINGS);
  return brought.length > 0 ? brought : [one];
}

interface StreamInput {
  readonly ref: MeasureRef;
  readonly home: SampleHome;
  readonly frugality: number;
  readonly options: SampleOptions;
  readonly random: SampleRandom;
}

/** One measure's readings of the year: twelve months, or most of them, or a yearly total alone. */
function stream({ ref, home, frugality, options, random }: StreamInput): ReadingInput[] {
  const { domain, measure } = ref;
  const unit = measure.unit === "currency" ? (options.currency ?? "EUR") : measure.unit;
  // A log-normal factor of mean 1, so that profiles keep their means.
  const factor = Math.exp(FRUGALITY * frugality + OWN * random.normal() - (FRUGALITY ** 2 + OWN ** 2) / 2) * home.areaFactor;
  const months = profileOf(ref, home.household).map(
    (mean) => mean * factor * Math.exp(MONTHLY * random.normal() - MONTHLY ** 2 / 2),
  );
  const reading = (period: string, value: number): ReadingInput => ({
    domain: domain.id,
    measure: measure.id,
    period,
    value: Number(value.toFixed(measure.decimals)),
    unit,
    source: "sample",
  });
  if (random.uniform() < YEARLY_ONLY)
    return [
      reading(
        String(options.year),
        months.reduce((sum, value) => sum + value, 0),
      ),
    ];
  const missing = random.uniform() < WITH_GAPS ? 1 + Math.floor(random.uniform() * 4) : 0;
  const first = Math.floor(random.uniform() * (12 - missing));
  return periodsOf(options.year, "month").flatMap(({ id }, month) =>
    month >= first && month < first + missing ? [] : [reading(id, months[month] as number)],
  );
}

/**
 * Made-up households with a year of readings: seasonal, log-normal, alike within a home and a neighbourhood;
 * some months missing, some with a yearly total only, some with one topic. Attributes are those that the measures need.
 *
 * @throws Refusal `invalid-settings` for a measure that does not exist
 */
export function* sampleDonations(options: SampleOptions): Generator<DonationInput, void> {
  const refs = options.measures.map((key) => {
    const ref = MEASURES.find((one) => one.key === key);
    if (!ref)
      throw new Refusal("invalid-settings", `measures: known are ${MEASURES.map((one) => one.key).join(", ")}; got ${key}`);
    return ref;
  });
  const domains = [...new Set(refs.map(({ domain }) => domain.id))];
  const random = sampleRandom(options.seed ?? "voisinage");
  const homes = sampleHomes(options.territory, random);
  for (let made = 0; made < options.households; made++) {
    const home = homes.next().value;
    const brought = topics(domains, random);
    const own = refs.filter(({ domain }) => brought.includes(domain.id));
    const needed = new Set(own.flatMap(({ measure }) => measure.similarity.attributes as readonly string[]));
    const attributes = ATTRIBUTE_NAMES.filter((name) => needed.has(name)).map((name) => [name, home.household[name]]);
    const frugality = random.normal();
    const day = String(1 + Math.floor(random.uniform() * 20)).padStart(2, "0");
    yield {
      household: { area: home.household.area, ...Object.fromEntries(attributes) },
      consent: {
        version: "1",
        purposes: ["commons"],
        domains: [...brought],
        adult: true,
        given_at: `${options.year + 1}-01-${day}T12:00:00Z`,
      },
      readings: own.flatMap((ref) => stream({ ref, home, frugality, options, random })),
    };
  }
}
