import { toBase } from "../../src/contract/units.ts";
import type { MeasureRef } from "../../src/domains/index.ts";
import { readAmount, type TypedResult } from "../../src/importers/typed-amount.ts";
import type { Lang } from "../shared/i18n.ts";
import { bareFigure } from "../shared/typed-figure.ts";

/** An amount as a person types it, with or without `unit`, in exact base units; what is too large for them is no amount. */
export function typedBase(text: string, { measure }: MeasureRef, unit: string, lang: Lang): TypedResult<number> {
  const read = readAmount(bareFigure(text, [unit]), lang);
  if (!read.ok) return read;
  try {
    return { ok: true, value: toBase(read.value, measure.unit) };
  } catch {
    return { ok: false, fault: "amount" };
  }
}
