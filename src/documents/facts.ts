import { ATTRIBUTE_NAMES, type AttributeName } from "../contract/attributes.ts";
import { AUTHORITY, COUNTRY, MINIMUM_AGE } from "../contract/operator.ts";
import { type NeededSetting, unstatedSettings } from "../contract/readiness.ts";
import { type Frequency, retentionMonths, type Settings } from "../contract/settings.ts";
import { type Labels, MEASURES } from "../domains/index.ts";
import type { Territory } from "../territory/index.ts";

/** Years that a household may have taken part, for which the notice says what they come to together. */
const YEARS = [1, 5, 10] as const;

/** ε of ρ-zCDP at a conversion's part of δ: from the mathematics, by argument. */
export type EpsilonOf = (rho: number, conversionDelta: number) => number;

/**
 * All that the documents state, as plain JSON: from settings, territory and domains alone, never from a contribution.
 * `null` is "not stated by the operator".
 */
export interface Facts {
  readonly commons: { readonly name: Labels; readonly sample: boolean };
  readonly territory: { readonly id: string; readonly name: Labels };
  readonly operator: {
    readonly controller: NonNullable<Settings["controller"]> | null;
    readonly contact: string | null;
    readonly dpo: string | null;
    /** an empty list: there are none */
    readonly processors: readonly string[] | null;
    readonly hosting: NonNullable<Settings["hosting"]> | null;
    /** an empty list: there are none */
    readonly transfers: readonly string[] | null;
    readonly impact_assessment: NonNullable<Settings["impact_assessment"]> | null;
    /** of general interest, beside the statistics themselves */
    readonly purposes: readonly Labels[] | null;
    readonly backup_days: number | null;
  };
  /** what contributions wait for, and the operator has not stated */
  readonly unstated: readonly NeededSetting[];
  readonly authority: { readonly name: string; readonly address?: string | undefined; readonly url?: string | undefined };
  /** ISO 3166-1 alpha-2 */
  readonly country: string;
  readonly minimum_age: number;
  readonly retention_months: number;
  readonly measures: readonly {
    readonly key: string;
    readonly domain: string;
    readonly domain_labels: Labels;
    readonly labels: Labels;
    readonly unit: string;
    readonly whose: "household" | "person";
  }[];
  /** what a contributor is asked about their home, each may be left unsaid; and the leaf where it is */
  readonly attributes: readonly AttributeName[];
  readonly leaf: Labels;
  /** null: no partner's program sends or asks for anything */
  readonly partners: {
    /** which they are; an empty list: nobody has a key */
    readonly organisations: readonly string[] | null;
    /** keys of the measures that may be sent in a contributor's name */
    readonly sends: readonly string[];
  } | null;
  /** null: everybody may begin a contribution */
  readonly eligibility: { readonly issuer: string; readonly run_by: string | null } | null;
  readonly protection: {
    readonly k: number;
    /** per household and calendar year, all measures together */
    readonly epsilon: number;
    readonly delta: number;
    /** L, the most measures of one household that count in a year */
    readonly streams: number;
    readonly levels: readonly { readonly level: string; readonly name: Labels; readonly frequency: Frequency }[];
    /** a part of each year's budget is kept to publish the year once more */
    readonly revised: boolean;
    /** what so many whole years together come to, at most */
    readonly lifetime: readonly { readonly years: number; readonly epsilon: number }[];
  };
}

/**
 * @param settings as they are in force
 * @param epsilonOf converts ρ to ε
 */
export function factsOf(settings: Settings, territory: Territory, epsilonOf: EpsilonOf): Facts {
  const used = MEASURES.filter(({ key }) => settings.measures === undefined || settings.measures.includes(key));
  const asked = new Set(used.flatMap(({ measure }) => measure.similarity.attributes));
  const levelName = (level: string) => territory.levelNames[level] ?? { fr: level, en: level };
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
      purposes: settings.purposes ?? null,
      backup_days: settings.backup_days ?? null,
    },
    unstated: unstatedSettings(settings),
    authority: settings.authority ?? AUTHORITY,
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
    attributes: ATTRIBUTE_NAMES.filter((name) => asked.has(name)),
    leaf: levelName(territory.levels.at(-1) as string),
    partners: partnersOf(
      settings,
      used.map(({ key }) => key),
    ),
    eligibility: settings.eligibility
      ? { issuer: settings.eligibility.issuer, run_by: settings.eligibility.run_by ?? null }
      : null,
    protection: {
      k: settings.k,
      ...budgetOf(settings, territory, epsilonOf),
      streams: settings.streams ?? Math.min(6, used.length),
      levels: territory.levels.map((level, i) => ({
        level,
        name: levelName(level),
        frequency: settings.calendar?.[level] ?? (i === 0 ? "month" : "year"),
      })),
      revised: settings.budget.shares.revision > 0,
    },
  };
}

/** Measures are sent by the month alone: those of another step are only read. */
function partnersOf({ partners }: Settings, used: readonly string[]): Facts["partners"] {
  if (partners === undefined) return null;
  const monthly = Object.values(partners.measures).flatMap(({ period, measure }) => (period === "month" ? [measure] : []));
  return { organisations: partners.organisations ?? null, sends: used.filter((key) => monthly.includes(key)) };
}

/** ε and δ of a year, and what several years come to: ρ adds up, and is converted once with half of δ. */
function budgetOf(settings: Settings, territory: Territory, epsilonOf: EpsilonOf) {
  const { epsilon } = settings.budget;
  const delta = settings.budget.delta ?? Math.min(1e-6, 1 / territory.dwellings);
  const rho = rhoOf(epsilon, delta / 2, epsilonOf);
  const lifetime = YEARS.map((years) => ({ years, epsilon: years === 1 ? epsilon : epsilonOf(years * rho, delta / 2) }));
  return { epsilon, delta, lifetime };
}

/** The ρ that comes to ε, by halves: ε grows with ρ. */
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
