import { ATTRIBUTE_NAMES, type AttributeName } from "../contract/attributes.ts";
import type { Eligibility } from "../contract/eligibility.ts";
import type { MeasureRef } from "../domains/index.ts";
import type { Territory } from "../territory/index.ts";

interface IntakeSettings {
  readonly territory: Territory;
  /** territory of the year before, where it was a different one and its readings are still accepted */
  readonly formerTerritory?: Territory | undefined;
  /** measures in use */
  readonly measures: readonly MeasureRef[];
  /** attributes that households are asked for; absent: all that the measures' household types need */
  readonly asked?: readonly AttributeName[] | undefined;
  /** the commons' own clamps by measure, in the display unit per month */
  readonly clamps?: Readonly<Record<string, { readonly upper: number }>> | undefined;
  /** ISO 4217 code of the commons' currency, as units of readings name it */
  readonly currency: string;
  /** days for which the operator keeps backups; absent where not stated */
  readonly backupDays?: number | undefined;
  /** who may begin a contribution over HTTP; absent: everybody */
  readonly eligibility?: Eligibility | undefined;
}

export interface IntakeTerms extends IntakeSettings {
  /** attributes that are asked for and that a measure in use needs for its similarity partition */
  readonly attributes: ReadonlySet<AttributeName>;
}

export interface IntakeContext {
  readonly clock: () => Date;
  /** the terms at an instant; asked for each donation */
  readonly terms: (now: Date) => IntakeTerms;
}

/**
 * Territories are read only when a donation's area is checked, so that contributors' requests are served while a territory is
 * lost.
 */
export function intakeTerms(settings: IntakeSettings): IntakeTerms {
  const { measures, asked = ATTRIBUTE_NAMES, clamps, currency, backupDays, eligibility } = settings;
  return {
    get territory() {
      return settings.territory;
    },
    get formerTerritory() {
      return settings.formerTerritory;
    },
    measures,
    clamps,
    currency,
    backupDays,
    eligibility,
    attributes: new Set(measures.flatMap(({ measure }) => measure.similarity.attributes.filter((one) => asked.includes(one)))),
  };
}

export function fixedContext({ clock, ...settings }: IntakeSettings & { readonly clock: () => Date }): IntakeContext {
  const terms = intakeTerms(settings);
  return { clock, terms: () => terms };
}
