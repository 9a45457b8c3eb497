import { percentText } from "./format.ts";
import type { Lang } from "./i18n.ts";

/** Most decimals of a share of homes in percent: one below ten, and where both ends of its margin would be written alike. */
export const mostShareDigits = (value: number, lower: number, upper: number): 0 | 1 =>
  value < 10 || Math.round(lower) === Math.round(upper) ? 1 : 0;

/** A percentage with the decimals of its size: `12 %`, `6,4 %`, `< 0,1 %`, `0 %`. */
export function percent(value: number, lang: Lang): string {
  if (value > 0 && value < 0.05) return `<\u00a0${percentText(0.1, 1, lang)}`;
  return percentText(value, value > 0 && value < 9.95 ? 1 : 0, lang);
}
