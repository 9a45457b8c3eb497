import { formatNumber } from "../shared/format.ts";
import { type Lang, type Translated, WORDS } from "../shared/i18n.ts";
import { type Cell, margin } from "./cells.ts";
import type { ChartWords, Drawing } from "./drawing.ts";

const OWN: Translated<Pick<ChartWords, "none" | "similar" | "different" | "range" | "below" | "above">> = {
  fr: {
    none: "non publié",
    similar: "ne s’en écarte pas au-delà des marges",
    different: "s’en écarte",
    range: (lower, upper) => `${lower} à ${upper}`,
    below: (bound) => `moins de ${bound}`,
    above: (bound) => `${bound} et plus`,
  },
  en: {
    none: "not published",
    similar: "does not differ beyond the margins",
    different: "differs",
    range: (lower, upper) => `${lower} to ${upper}`,
    below: (bound) => `under ${bound}`,
    above: (bound) => `${bound} or more`,
  },
};

/** The words of every chart. */
export function chartWords(lang: Lang): ChartWords {
  const { withheld, unreliable, estimated, margin: interval, between } = WORDS[lang];
  return { ...OWN[lang], withheld, unreliable, modelled: estimated, margin: interval, between };
}

/** The middle one of the cells' margins: what the digits of a whole chart can carry. */
function typicalWidth(cells: readonly Cell[]): number | null {
  const widths = cells.flatMap((cell) => margin(cell) ?? []).sort((a, b) => a - b);
  const middle = widths[Math.floor(widths.length / 2)];
  return middle === undefined ? null : 2 * middle;
}

/**
 * How a chart of these cells writes amounts: all with the digits that a typical interval carries, one more for the
 * bounds of its classes.
 *
 * @param unit as on screen; "" for none
 * @param most decimals of the measure
 */
export function amounts(cells: readonly Cell[], unit: string, most: number, lang: Lang): Pick<Drawing, "format" | "tick"> {
  const width = typicalWidth(cells);
  const decimals = width === null || width <= 0 ? most : Math.max(0, Math.min(most, Math.ceil(-Math.log10(width / 10))));
  const tick = (value: number): string => formatNumber(value, decimals, lang);
  return { tick, format: (value) => (unit === "" ? tick(value) : `${tick(value)} ${unit}`) };
}

/** How a chart writes shares: `4,5 %`, and without decimals from 10 % on. */
export function shares(lang: Lang): Pick<Drawing, "format" | "tick"> {
  const tick = (value: number): string => formatNumber(100 * value, value < 0.0995 ? 1 : 0, lang);
  return { tick, format: (value) => (lang === "fr" ? `${tick(value)} %` : `${tick(value)}%`) };
}
