import { ATTRIBUTE_NAMES } from "../contract/attributes.ts";
import { AUTHORITY, BACKUP_DAYS, COUNTRY, MINIMUM_AGE } from "../contract/operator.ts";
import { unstatedSettings } from "../contract/readiness.ts";
import { retentionMonths, type Settings } from "../contract/settings.ts";
import { MEASURES } from "../domains/index.ts";
import { changedOddsOf, fromNumber, largestDraw, mul, oddsOf, rational, rhoForOdds, toNumber } from "../privacy/odds/index.ts";
import type { Territory } from "../territory/index.ts";

/** Numbers of years of participation whose total cost the notice states. */
const YEARS = [1, 5, 10] as const;

/**
 * Converts ρ of zCDP to ε at the conversion's part of δ. It is passed as an argument, so that this module does not import it.
 */
export type EpsilonOf = (rho: number, conversionDelta: number) => number;

/**
 * The facts that texts state, as plain JSON. `null` means "not stated by the operator"; an empty list means "stated: nothing".
 */
export type Facts = ReturnType<typeof factsOf>;

/**
 * Collects the facts from settings, territory and domains alone, never from a contribution.
 *
 * Long, for it writes the facts out field by field.
 *
 * @param settings the settings in force
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
    /** whose published data this is a copy of; null: households bring theirs */
    origin: settings.origin ?? null,
    /** address of the software's source; null: not stated */
    source_code: settings.source_code ?? null,
    operator: {
      controller: settings.controller ?? null,
      contact: settings.controller?.contact ?? settings.contact ?? null,
      dpo: settings.dpo ?? null,
      processors: settings.processors ?? null,
      hosting: settings.hosting ?? null,
      transfers: settings.transfers ?? null,
      impact_assessment: settings.impact_assessment ?? null,
      /** purposes of general interest, besides the statistics themselves */
      purposes: settings.purposes ?? null,
      backup_days: settings.backup_days ?? null,
      next_backup_days: settings.next_backup_days ?? null,
    },
    /** days for which the acts to repeat after a restore are kept (`actsAt`) */
    acts_days: Math.max(settings.backup_days ?? 0, BACKUP_DAYS),
    /** settings that the operator must state before contributions are accepted */
    unstated: unstatedSettings(settings),
    authority: settings.authority ?? AUTHORITY,
    /** ISO 3166-1 alpha-2 */
    country: settings.country ?? COUNTRY,
    minimum_age: settings.minimum_age ?? MINIMUM_AGE,
    retention_months: retentionMonths(settings),
    /** false: all that the software knows are in use, as where nobody chose */
    measures_chosen: used.length < MEASURES.length,
    measures: used.map(({ key, domain, measure }) => ({
      key,
      domain: domain.id,
      domain_labels: domain.labels,
      labels: measure.labels,
      unit: measure.unit === "currency" ? settings.currency : measure.unit,
      whose: measure.whose,
      /** attributes that its types of home are made of, of those that are asked for */
      types: measure.similarity.attributes.filter((name) => asked.includes(name)),
    })),
    /** attributes of the home that contributors are asked for; all are optional */
    attributes: ATTRIBUTE_NAMES.filter((name) => classified.has(name) && asked.includes(name)),
    /** the name of the smallest areas, one of which contains the home */
    leaf: levelName(territory.levels.at(-1) as string),
    /** null: there are no partners' programs */
    partners: partnersOf(
      settings,
      used.map(({ key }) => key),
    ),
    /** null: everybody may contribute */
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
      /** whether a part of each year's budget is kept for a revision */
      revised: settings.budget.shares.revision > 0,
    },
  };
}

function partnersOf({ partners }: Settings, used: readonly string[]) {
  if (partners === undefined) return null;
  const monthly = Object.values(partners.measures).flatMap(({ period, measure }) => (period === "month" ? [measure] : []));
  return {
    /** names of the organisations; null: not stated; an empty list: none has a key */
    organisations: partners.organisations ?? null,
    /** keys of the measures that partners may send for a contributor: the monthly ones, since the others can only be read */
    sends: used.filter((key) => monthly.includes(key)),
  };
}

/**
 * ε, δ and odds per household, for one calendar year and for several, over all measures. ρ and the gates' δ′ add up over years; ρ
 * is converted once, with half of δ.
 */
function budgetOf({ budget }: Settings, territory: Territory, streams: number, epsilonOf: EpsilonOf) {
  const delta = budget.delta ?? Math.min(1e-6, 1 / territory.dwellings);
  const [gates, part] = [fromNumber(delta / 2), largestDraw(budget.shares, streams)];
  const rho =
    budget.odds === undefined
      ? rational(BigInt(Math.floor(rhoOf(budget.epsilon as number, delta / 2, epsilonOf) * 2 ** 40)), 1n << 40n)
      : rhoForOdds(budget.odds, { gates, part });
  // An ε that follows from odds was stated by nobody, so it is rounded up to hundredths.
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

/** Finds the ρ that converts to ε, by bisection: ε grows with ρ. */
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
