import type { Period } from "../../src/contract/period.ts";
import { isOfUse } from "./coming.ts";
import { periodsOver, type TypedKind } from "./typed-source.ts";

/**
 * The months or whole years that a typed figure may cover, newest first, those that a publication to come uses apart from the others.
 * A figure is of the first of these until another is chosen.
 */
export function typedPeriods(kind: TypedKind, now: Date, coming: readonly Period[]) {
  const all = periodsOver(kind, now);
  return { used: all.filter((one) => isOfUse(one, coming)), idle: all.filter((one) => !isOfUse(one, coming)) };
}
