import type { Observation } from "../../src/contract/observation.ts";
import { formatNumber, statusWord } from "../shared/format.ts";
import { type Lang, type Translated, WORDS } from "../shared/i18n.ts";
import { type Cell, margin } from "./cells.ts";
import type { ChartWords, Drawing } from "./drawing.ts";

const OWN: Translated<Pick<ChartWords, "none" | "similar" | "different" | "range" | "below" | "above">> = {
  fr: {
    none: "non publié",
    similar: "écart dans les marges",
    different: "écart au-delà des marges",
    range: (lower, upper) => `${lower} à ${upper}`,
    below: (bound) => `moins de ${bound}`,
    above: (bound) => `${bound} et plus`,
  },
  en: {
    none: "not published",
    similar: "difference within the margins",
    different: "difference beyond the margins",
    range: (lower, upper) => `${lower} to ${upper}`,
    below: (bound) => `under ${bound}`,
    above: (bound) => `${bound} or more`,
  },
};

/** The words of every chart. */
export function chartWords(lang: Lang): ChartWords {
  const { withheld, unreliable, modelledShort, margin: interval, labelled, between } = WORDS[lang];
  return { ...OWN[lang], withheld, unreliable, modelled: modelledShort, margin: interval, labelled, between };
}

const REASONS: Translated<{ readonly A: string; readonly D: string; readonly imprecise: string }> = {
  fr: { A: "trop peu de foyers, ou aucun", D: "protège une autre donnée", imprecise: "trop imprécis pour être donné" },
  en: { A: "too few homes, or none", D: "protects another figure", imprecise: "too imprecise to be given" },
};

type Status = Pick<Observation, "OBS_STATUS" | "CONF_STATUS">;

/** What stands in a table where a value would: why there is none. */
export function withoutValue({ OBS_STATUS, CONF_STATUS }: Status, lang: Lang): string {
  if (OBS_STATUS === "M") return WORDS[lang].notApplicable;
  return CONF_STATUS === "F" ? WORDS[lang].unreliable : WORDS[lang].withheld;
}

/** What a table's last column adds: the reason of a withheld row, or how to take a value. */
export function remark(row: Status | undefined, lang: Lang): string {
  if (!row) return "";
  if (row.CONF_STATUS !== "F") return REASONS[lang][row.CONF_STATUS];
  return row.OBS_STATUS === "Q" ? REASONS[lang].imprecise : (statusWord(row, lang) ?? "");
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
  const tick = (value: number): string => formatNumber(value, Number.isInteger(value) ? 0 : decimals, lang);
  return { tick, format: (value) => (unit === "" ? tick(value) : `${tick(value)} ${unit}`) };
}
