import { amountText } from "../shared/format.ts";
import type { Lang } from "../shared/i18n.ts";
import type { ToyNoise } from "./toy.ts";

/** A street as it stands: what each home has, and which house is taken out of it. */
export interface ToyStreetState {
  readonly amounts: readonly number[];
  /** the amounts but for the house that is taken out */
  readonly without: readonly number[];
  /** which one is taken out; null: none */
  readonly removed: number | null;
}

/** What a part of the toy is given. */
export interface ToyPartProps {
  readonly street: ToyStreetState;
  readonly noise: ToyNoise;
  readonly unit: string;
  readonly lang: Lang;
}

/** An amount of the toy with its unit: one decimal where amounts are small. */
export function toyAmount(value: number, { noise, unit, lang }: Pick<ToyPartProps, "noise" | "unit" | "lang">): string {
  return amountText(value, toyDecimals(noise), unit, lang);
}

export function toyDecimals({ upper }: ToyNoise): number {
  return upper < 50 ? 1 : 0;
}
