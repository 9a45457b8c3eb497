import type { AttributeName } from "../../src/contract/attributes.ts";
import { UNITS } from "../../src/contract/units.ts";
import { measureRef } from "../../src/domains/index.ts";
import { visitorWith } from "../compare/own-figures.ts";
import { ownDecimals, ownListDecimals } from "../contribute/own-decimals.ts";
import type { Catalog } from "../shared/data.ts";
import { formatDate, formatNumber, formatPeriod, unitLabel, withUnit } from "../shared/format.ts";
import type { Lang } from "../shared/i18n.ts";
import { topicLabel } from "../shared/labels.ts";
import type { Visitor } from "../visit/visitor.ts";
import { type Contribution, type HeldReading, isObjected } from "./contribution.ts";

/** Why nothing of a contribution counts; null: something does. */
export function idleReason({
  readings,
  unused,
  objection,
}: Pick<Contribution, "readings" | "unused" | "objection">): "objected" | "uncovered" | "empty" | null {
  if (readings.length > 0) return null;
  if (unused.length === 0) return "empty";
  return unused.every(({ domain }) => isObjected(objection, domain)) ? "objected" : "uncovered";
}

/** The figures as they were when they were given: months of a bill are shares of it. */
export const billed = (readings: readonly HeldReading[]) =>
  readings.map((one) => (one.source === "bill" ? { ...one, estimated: true as const } : one));

type Answers = Readonly<Partial<Record<AttributeName, string>>>;

/** What a contribution says of the home besides its area, without unknown attributes. */
export function answersOf({ household }: Pick<Contribution, "household">): Answers {
  return Object.fromEntries(Object.entries(household).filter(([name, value]) => name !== "area" && value !== "unknown"));
}

/** The contributor as a visitor of Me situer. `also` are answers that the contribution does not hold. */
export function visitorOf(held: Pick<Contribution, "household" | "readings">, also: Answers = {}): Visitor {
  return visitorWith(held.household.area ?? "", { ...also, ...answersOf(held) }, held.readings);
}

/**
 * A figure's amount in words, with the digits that people read, number and unit apart, and both as one text. `among` are the figures of
 * its list, all of which have the same decimals.
 */
export function amountOf(
  { domain, measure, amount }: HeldReading,
  lang: Lang,
  { commons }: Pick<Catalog, "commons">,
  among?: readonly Pick<HeldReading, "amount">[],
): { value: string; unit: string; whole: string } {
  const ref = measureRef(domain, measure);
  const bare = formatNumber(amount, 0, lang);
  if (ref === undefined) return { value: bare, unit: "", whole: bare };
  const { unit } = ref.measure;
  const factor = Number(UNITS[unit].factor);
  const decimals = among
    ? ownListDecimals(
        among.map((one) => one.amount / factor),
        ref.measure,
      )
    : ownDecimals(amount / factor, ref.measure);
  const label = unitLabel(unit === "currency" ? commons.currency : unit, lang);
  const value = formatNumber(amount / factor, decimals, lang);
  return { value, unit: label, whole: withUnit(value, label, lang) };
}

/** A figure's measure and period: `Eau, janvier 2026`. */
export function nameOf({ domain, measure, period }: HeldReading, lang: Lang): string {
  const ref = measureRef(domain, measure);
  return `${ref === undefined ? domain : topicLabel(ref, lang)}, ${formatPeriod(period, lang)}`;
}

/** Day and hour by the device's own clock: of two consents of one day the hour tells which is which. */
export function momentOf(iso: string, lang: Lang): readonly [day: string, hour: string] {
  const at = new Date(iso);
  const day = new Date(Date.UTC(at.getFullYear(), at.getMonth(), at.getDate())).toISOString();
  return [formatDate(day, lang), at.toLocaleTimeString(lang, { hour: "2-digit", minute: "2-digit" })];
}
