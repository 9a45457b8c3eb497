import { ATTRIBUTE_NAMES, type AttributeName } from "../contract/attributes.ts";
import type { Eligibility } from "../contract/eligibility.ts";
import type { MeasureRef } from "../domains/index.ts";
import type { Territory } from "../territory/index.ts";

interface IntakeSettings {
  readonly territory: Territory;
  /** of the year before, where that was another one and its readings still come in */
  readonly formerTerritory?: Territory | undefined;
  /** in use */
  readonly measures: readonly MeasureRef[];
  /** that households are asked; absent: all that types of the measures are made of */
  readonly asked?: readonly AttributeName[] | undefined;
  /** in the display unit per month, by measure, where the commons has a clamp of its own */
  readonly clamps?: Readonly<Record<string, { readonly upper: number }>> | undefined;
  /** ISO 4217 code that records name the commons' currency by */
  readonly currency: string;
  /** days for which the operator keeps backups; absent: not stated */
  readonly backupDays?: number | undefined;
  /** who may begin a contribution over HTTP; absent: everybody */
  readonly eligibility?: Eligibility | undefined;
}

export interface IntakeTerms extends IntakeSettings {
  /** that a similarity partition of a measure in use is made of, and that are asked */
  readonly attributes: ReadonlySet<AttributeName>;
}

export interface IntakeContext {
  readonly clock: () => Date;
  /** at an instant; each donation asks */
  readonly terms: (now: Date) => IntakeTerms;
}

/** Territories are read when a donation's area is compared with them: rights are served beside one that is lost. */
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
