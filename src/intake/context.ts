import { ATTRIBUTE_NAMES, type AttributeName } from "../contract/attributes.ts";
import type { Eligibility } from "../contract/eligibility.ts";
import type { MeasureRef } from "../domains/index.ts";
import type { Territory } from "../territory/index.ts";

export interface IntakeTerms {
  readonly territory: Territory;
  /** territory of the year before, where it was a different one and its readings are still accepted */
  readonly formerTerritory?: Territory | undefined;
  /** measures in use */
  readonly measures: readonly MeasureRef[];
  /** attributes that households are asked for and that a measure in use needs for its household types */
  readonly attributes: ReadonlySet<AttributeName>;
  /** the commons' own clamps by measure, in the display unit per month */
  readonly clamps?: Readonly<Record<string, { readonly upper: number }>> | undefined;
  /** ISO 4217 code of the commons' currency, as units of readings name it */
  readonly currency: string;
  /** days for which the operator keeps backups; absent where not stated */
  readonly backupDays?: number | undefined;
  /** who may begin a contribution over HTTP; absent: everybody */
  readonly eligibility?: Eligibility | undefined;
}

export interface IntakeContext {
  readonly clock: () => Date;
  /** the terms at an instant; asked for each donation */
  readonly terms: (now: Date) => IntakeTerms;
}

/** Attributes that types of these measures are made of. @param asked those that households are asked for; absent: all */
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
