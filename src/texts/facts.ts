import { ATTRIBUTE_NAMES } from "../contract/attributes.ts";
import { AUTHORITY, COUNTRY, MINIMUM_AGE } from "../contract/operator.ts";
import { unstatedSettings } from "../contract/readiness.ts";
import { retentionMonths, type Settings } from "../contract/settings.ts";
import { MEASURES } from "../domains/index.ts";
import { changedOddsOf, fromNumber, largestDraw, mul, oddsOf, rational, rhoForOdds, toNumber } from "../privacy/odds/index.ts";
import type { Territory } from "../territory/index.ts";

/** Years of taking part whose joint cost the notice states. */
const YEARS = [1, 5, 10] as const;

/** ε of ρ-zCDP at a conversion's part of δ. The conversion comes as an argument. */
export type EpsilonOf = (rho: number, conversionDelta: number) => number;

/** What texts state, as plain JSON. `null` is "not stated by the operator", and an empty list means "stated: nothing". */
export type Facts = ReturnType<typeof factsOf>;

/**
 * The facts come from settings, territory and domains alone, never from a contribution.
 *
 * Long, for it writes the facts out field by field.
 *
 * @param settings those in force
 */
export function factsOf(settings: Settings, territory: Territory, epsilonOf: EpsilonOf) {
  const used = MEASURES.filter(({ key }) => settings.measures === undefined || settings.measures.includes(key));
  const classified = new Set(used.flatMap(({ measure }) => measure.similarity.attributes));
  const { attributes: asked = ATTRIBUTE_NAMES } = settings;
  const levelName = (level: string) => territory.levelNames[level] ?? { fr: level, en: level };
  const { eligibility } = settings;
  const streams = settings.streams ?? Math.min(6, used.length);
  return {
    commons: { name: settings.name, sample: settings.sample },
    territory: { id: territory.id, name: territory.name },
    operator: {
      controller: settings.controller ?? null,
      contact: settings.controller?.contact ?? settings.contact ?? null,
      dpo: settings.dpo ?? null,
      processors: settings.processors ?? null,
      hosting: settings.hosting ?? null,
      transfers: settings.transfers ?? null,
      impact_assessment: settings.impact_assessment ?? null,
      /** of general interest, beside the statistics themselves */
      purposes: settings.purposes ?? null,
      backup_days: settings.backup_days ?? null,
    },
    /** what contributions wait for, and the operator has not stated */
    unstated: unstatedSettings(settings),
    authority: settings.authority ?? AUTHORITY,
    /** ISO 3166-1 alpha-2 */
    country: settings.country ?? COUNTRY,
    minimum_age: settings.minimum_age ?? MINIMUM_AGE,
    retention_months: retentionMonths(settings),
    measures: used.map(({ key, domain, measure }) => ({
      key,
      domain: domain.id,
      domain_labels: domain.labels,
      labels: measure.labels,
      unit: measure.unit === "currency" ? settings.currency : measure.unit,
      whose: measure.whose,
    })),
    /** Contributors are asked these about their home, and may leave out any of them. */
    attributes: ATTRIBUTE_NAMES.filter((name) => classified.has(name) && asked.includes(name)),
    /** the smallest area, where the home is */
    leaf: levelName(territory.levels.at(-1) as string),
    /** null: no partner's program sends or asks for anything */
    partners: partnersOf(
      settings,
      used.map(({ key }) => key),
    ),
    /** null: everybody may begin a contribution */
    eligibility: eligibility ? { issuer: eligibility.issuer, run_by: eligibility.run_by ?? null } : null,
    protection: {
      k: settings.k,
      ...budgetOf(settings, territory, streams, epsilonOf),
      /** L, the most measures of one household that count in a year */
      streams,
      levels: territory.levels.map((level, i) => ({
        level,
        name: levelName(level),
        frequency: settings.calendar?.[level] ?? (i === 0 ? "month" : "year"),
      })),
      /** a part of each year's budget is kept to publish the year once more */
      revised: settings.budget.shares.revision > 0,
    },
  };
}

function partnersOf({ partners }: Settings, used: readonly string[]) {
  if (partners === undefined) return null;
  const monthly = Object.values(partners.measures).flatMap(({ period, measure }) => (period === "month" ? [measure] : []));
  return {
    /** which they are; an empty list: nobody has a key */
    organisations: partners.organisations ?? null,
    /** Keys of the measures that may be sent in a contributor's name: those of a month, for others are only read. */
    sends: used.filter((key) => monthly.includes(key)),
  };
}

/**
 * ε, δ and odds per household and calendar year, all measures together, and those of several years: ρ and δ′ of the gates add
 * up, and ρ is converted once with half of δ.
 */
function budgetOf({ budget }: Settings, territory: Territory, streams: number, epsilonOf: EpsilonOf) {
  const delta = budget.delta ?? Math.min(1e-6, 1 / territory.dwellings);
  const [gates, part] = [fromNumber(delta / 2), largestDraw(budget.shares, streams)];
  const rho =
    budget.odds === undefined
      ? rational(BigInt(Math.floor(rhoOf(budget.epsilon as number, delta / 2, epsilonOf) * 2 ** 40)), 1n << 40n)
      : rhoForOdds(budget.odds, { gates, part });
  // What odds come to is rounded up to hundredths: nobody stated it.
  const epsilon = budget.epsilon ?? Math.ceil(100 * epsilonOf(toNumber(rho), delta / 2)) / 100;
  const lifetime = YEARS.map((years) => {
    const times = rational(BigInt(years));
    const paid = { rho: mul(rho, times), gates: mul(gates, times), largest: mul(rho, part) };
    const together = years === 1 ? epsilon : epsilonOf(years * toNumber(rho), delta / 2);
    return { years, epsilon: together, odds: oddsOf(paid), odds_changed: changedOddsOf(paid) };
  });
  const [year] = lifetime as [(typeof lifetime)[number], ...typeof lifetime];
  return { epsilon, delta, odds: year.odds, odds_changed: year.odds_changed, lifetime };
}

/** Finds the ρ that comes to ε by halving an interval, since ε grows with ρ. */
function rhoOf(epsilon: number, conversionDelta: number, epsilonOf: EpsilonOf): number {
  let [low, high] = [0, 1];
  while (epsilonOf(high, conversionDelta) < epsilon) high *= 2;
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2;
    if (epsilonOf(middle, conversionDelta) <= epsilon) low = middle;
    else high = middle;
  }
  return low;
}
