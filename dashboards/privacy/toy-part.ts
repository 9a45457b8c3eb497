import { amountText } from "../shared/format.ts";
import type { Lang } from "../shared/i18n.ts";
import type { ToyFigure, ToyNoise } from "./toy.ts";

/** The street: the amount of each home, and the house that is taken out. */
export interface ToyStreetState {
  readonly amounts: readonly number[];
  /** all amounts except that of the house taken out */
  readonly without: readonly number[];
  /** index of the house taken out; null: none */
  readonly removed: number | null;
}

/** Props shared by the parts of the toy. */
export interface ToyPartProps {
  readonly street: ToyStreetState;
  readonly noise: ToyNoise;
  readonly unit: string;
  readonly lang: Lang;
}

/** The two publications that are read out; null: nothing appears. */
export interface ToyPublished {
  readonly withIt: ToyFigure | null;
  readonly withoutIt: ToyFigure | null;
}

/** An amount of the toy with its unit, with one decimal where amounts are small. */
export function toyAmount(value: number, { noise, unit, lang }: Pick<ToyPartProps, "noise" | "unit" | "lang">): string {
  return amountText(value, toyDecimals(noise), unit, lang);
}

export function toyDecimals({ upper }: ToyNoise): number {
  return upper < 50 ? 1 : 0;
}
