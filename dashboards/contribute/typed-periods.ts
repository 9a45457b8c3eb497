import type { Period } from "../../src/contract/period.ts";
import { isOfUse } from "./coming.ts";
import { periodsOver, TYPED_KINDS, type TypedKind } from "./typed-source.ts";

/**
 * The months or whole years that a typed figure may cover, in the order of the calendar, those that a publication to come uses apart from
 * the others. A year that none uses is not offered: its months may still count, and its total cannot.
 */
export function typedPeriods(kind: TypedKind, now: Date, coming: readonly Period[]) {
  const all = periodsOver(kind, now).reverse();
  const used = all.filter((one) => isOfUse(one, coming));
  return { used, idle: kind === "year" ? [] : all.filter((one) => !used.includes(one)) };
}

/** What a typed figure may be of: a year only where one is offered. */
export function typedKinds(now: Date, coming: readonly Period[]): TypedKind[] {
  return TYPED_KINDS.filter((kind) => kind !== "year" || typedPeriods(kind, now, coming).used.length > 0);
}

/** The period of a figure until another is chosen: the newest, of which somebody with one bill has it. */
export const newestOf = ({ used, idle }: ReturnType<typeof typedPeriods>): string => used.at(-1) ?? idle.at(-1) ?? "";

/**
 * The next period without a figure, or else the last before: whoever types a year goes on from either end of it. From a month that counts
 * nobody is led on to one that does not. Empty where none is free.
 */
export function nextPeriod(
  period: string,
  { used, idle }: ReturnType<typeof typedPeriods>,
  isFree: (period: string) => boolean,
): string {
  const list = used.includes(period) ? used : [...idle, ...used];
  const at = list.indexOf(period);
  return list.slice(at + 1).find(isFree) ?? list.slice(0, at).findLast(isFree) ?? "";
}
