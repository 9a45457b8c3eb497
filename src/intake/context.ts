import { ATTRIBUTE_NAMES, type AttributeName } from "../contract/attributes.ts";
import type { Eligibility } from "../contract/eligibility.ts";
import type { MeasureRef } from "../domains/index.ts";
import type { Territory } from "../territory/index.ts";

export interface IntakeTerms {
  readonly territory: Territory;
  /** of the year before, where that was another one and its readings still come in */
  readonly formerTerritory?: Territory | undefined;
  /** in use */
  readonly measures: readonly MeasureRef[];
  /** that a similarity partition of a measure in use is made of, and that are asked */
  readonly attributes: ReadonlySet<AttributeName>;
  /** in the display unit per month, by measure, where the commons has a clamp of its own */
  readonly clamps?: Readonly<Record<string, { readonly upper: number }>> | undefined;
  /** ISO 4217 code that records name the commons' currency by */
  readonly currency: string;
  /** days for which the operator keeps backups; absent: not stated */
  readonly backupDays?: number | undefined;
  /** who may begin a contribution over HTTP; absent: everybody */
  readonly eligibility?: Eligibility | undefined;
}

export interface IntakeContext {
  readonly clock: () => Date;
  /** at an instant; each donation asks */
  readonly terms: (now: Date) => IntakeTerms;
}

/** @param asked the attributes that households are asked: absent, all that types of the measures are made of */
export function attributesOf(measures: readonly MeasureRef[], asked: readonly AttributeName[] = ATTRIBUTE_NAMES) {
  return new Set(measures.flatMap(({ measure }) => measure.similarity.attributes.filter((one) => asked.includes(one))));
}

export function fixedContext({
  clock,
  asked,
  ...terms
}: Omit<IntakeTerms, "attributes"> & {
  readonly asked?: readonly AttributeName[] | undefined;
  readonly clock: () => Date;
}): IntakeContext {
  const attributes = attributesOf(terms.measures, asked);
  return { clock, terms: () => ({ ...terms, attributes }) };
}
