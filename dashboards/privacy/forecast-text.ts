import type { ForecastTable, TableForecast } from "../../src/privacy/forecast/index.ts";
import type { LevelNames } from "../shared/data.ts";
import { formatNumber } from "../shared/format.ts";
import type { Lang } from "../shared/i18n.ts";
import { levelLabel } from "../shared/labels.ts";
import { percent } from "../shared/percent.ts";
import { FORECAST, TRUST } from "./words.ts";

/** The name of a table: `Secteur, tous les foyers`; `Ville, par type de foyer (6)`. */
export function tableName({ level, table, typeCount }: ForecastTable, names: LevelNames, lang: Lang): string {
  const words = FORECAST[lang];
  return `${levelLabel(names, level, lang)}, ${table === "_T" ? words.all : words.types(formatNumber(typeCount, 0, lang))}`;
}

/** `27 of 60, margin ± 34 %`; `0.6 of 1, margin ± 42 %`, since the number published is an expectation; `0.3 of 1`, where nothing is likelier; `none of 60`. */
export function forecastText({ published, cells, halfWidth }: TableForecast, lang: Lang): string {
  const words = FORECAST[lang];
  const cellsText = formatNumber(cells, 0, lang);
  if (published < 0.05) return words.none(cellsText);
  const whole = published >= 9.95 || Math.abs(published - Math.round(published)) < 0.05;
  const text = formatNumber(published, whole ? 0 : 1, lang);
  return halfWidth === null ? words.rare(text, cellsText) : words.published(text, cellsText, margin(100 * halfWidth, lang));
}

/** A percentage with a sign before it, unless it is too small for a number: `±` stands before margins (95 %) alone. */
export function signed(sign: "±" | "+" | "−", value: number, lang: Lang): string {
  return value < 0.05 ? percent(value, lang) : `${sign}\u00a0${percent(value, lang)}`;
}

export const margin = (value: number, lang: Lang): string => signed("±", value, lang);

/** Bets of a hundred in whole numbers, never rounded down; in words where that would be 100, a certainty that nobody has. */
export function wholeBets(odds: number, lang: Lang): string {
  const whole = Math.ceil(odds);
  return whole < 100 ? formatNumber(whole, 0, lang) : TRUST[lang].bet.nearly;
}

/** The same in hundredths, for specialists. */
export const exactBets = (odds: number, lang: Lang): string =>
  odds < 100 ? formatNumber(odds, 2, lang) : TRUST[lang].bet.nearly;
