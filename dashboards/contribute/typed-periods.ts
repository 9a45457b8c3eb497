import type { Period } from "../../src/contract/period.ts";
import { isOfUse } from "./coming.ts";
import { periodsOver, type TypedKind } from "./typed-source.ts";

/**
 * The months or whole years that a typed figure may cover, in the order of the calendar, those that a publication to come uses apart from
 * the others.
 */
export function typedPeriods(kind: TypedKind, now: Date, coming: readonly Period[]) {
  const all = periodsOver(kind, now).reverse();
  return { used: all.filter((one) => isOfUse(one, coming)), idle: all.filter((one) => !isOfUse(one, coming)) };
}

/** The period of a figure until another is chosen: the newest, of which somebody with one bill has it. */
export const newestOf = ({ used, idle }: ReturnType<typeof typedPeriods>): string => used.at(-1) ?? idle.at(-1) ?? "";
