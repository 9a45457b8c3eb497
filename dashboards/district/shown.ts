import type { MeasureRef } from "../../src/domains/index.ts";
import type { EstimateWithEnds } from "../../src/privacy/areas/index.ts";
import type { Area } from "../../src/territory/index.ts";
import { placePhrase } from "../compare/phrases.ts";
import { en } from "../messages/en/district.ts";
import { fr } from "../messages/fr/district.ts";
import { type Digits, digitsBeside } from "../shared/digits.ts";
import { amountText, axisText, formatNumber, formatPeriod, lowerFirst, marginDigits, unitLabel } from "../shared/format.ts";
import { type Lang, translated, WORDS } from "../shared/i18n.ts";
import { levelName, topicLabel, typeLabel } from "../shared/labels.ts";
import { homesFor, unitOf } from "../visit/commons.ts";
import { figureAt } from "./area-figures.ts";
import type { Atlas } from "./atlas.ts";
import { type AreaStatistic, areasWithin, type Choice, type ChoiceChange } from "./choice.ts";

export const DISTRICT = translated(fr, en);
export type DistrictWords = (typeof DISTRICT)["fr"];

/** What every part of the page is drawn from. */
export interface DistrictState {
  readonly atlas: Atlas;
  readonly choice: Choice;
  readonly lang: Lang;
  readonly words: DistrictWords;
  /** pointed at, or with the focus, in the map or in the ranking; null: nothing */
  readonly marked: string | null;
  readonly mark: (code: string | null) => void;
  /** shows another choice, and puts it into the address */
  readonly go: (change: ChoiceChange) => void;
  /** the address of another choice, absolute */
  readonly address: (change: ChoiceChange) => string;
}

/** A figure in words: itself and its two ends, with the digits that the margin bears. */
export interface FigureText {
  readonly value: string;
  /** without unit */
  readonly lower: string;
  readonly upper: string;
}

/** A share as people write it. */
export function percentText(value: number, decimals: number, lang: Lang): string {
  return `${formatNumber(value, decimals, lang)}${lang === "fr" ? "\u00a0" : ""}%`;
}

/** A share of homes: below ten a decimal, and never a nought that is not one. */
export function shareText(share: number, { words, lang }: Pick<DistrictState, "words" | "lang">): string {
  return share > 0 && share < 0.05 ? words.card.tiny : percentText(share, share < 10 ? 1 : 0, lang);
}

/** What the search asks for: postcodes only where the territory has some. */
export function searchLabel({ atlas, words }: Pick<DistrictState, "atlas" | "words">): string {
  return atlas.tree.areas.some(({ postcodes }) => postcodes !== undefined) ? words.words.search : words.words.searchNames;
}

/** Places within what is shown come first, then those with a figure. */
export function searchOrder({ atlas, choice }: Pick<DistrictState, "atlas" | "choice">): (area: Area) => number {
  return ({ code }) => {
    const inside = atlas.tree.lineage(code).some((above) => above.code === choice.area);
    return (inside ? 0 : 2) + (figureAt(atlas, choice, code) === null ? 1 : 0);
  };
}

/** What helps when a search finds nothing: what it knows of this territory, and the map. */
export function searchHelp({ atlas, choice, words }: Pick<DistrictState, "atlas" | "choice" | "words">, typed: string): string {
  if (atlas.tree.areas.some(({ postcodes }) => postcodes !== undefined)) return words.words.tryCode;
  if (/^\s*\d[\d\s-]*$/.test(typed)) return words.words.noCodes;
  const noMap = choice.view === "own" && atlas.catalog.territory.shapes_url === null;
  return noMap ? words.words.tryNameAlone : words.words.tryName;
}

/** An amount of a measure, or a share where that is shown. */
export function amountOf(
  atlas: Atlas,
  { ref, statistic }: { readonly ref: MeasureRef; readonly statistic: AreaStatistic },
  value: number,
  decimals: number,
  lang: Lang,
): string {
  return statistic === "participation"
    ? percentText(value, decimals, lang)
    : amountText(value, decimals, unitLabel(unitOf(atlas.catalog, ref), lang), lang);
}

/** Of what a figure is; where a place and its parts are shown, also of which. */
type FigureOf = Pick<Choice, "ref" | "statistic"> & Partial<Pick<Choice, "type" | "period" | "area" | "level">>;

/** Digits that were found: every figure of a page asks for the same. */
const DIGITS = new WeakMap<Atlas, Map<string, Digits>>();

/** The digits of the figures of a place and its parts, which are held against it. */
function digitsOf(atlas: Atlas, { ref, statistic, type = "_T", period, area, level }: FigureOf): Digits | null {
  if (statistic === "participation" || period === undefined || area === undefined || level === undefined) return null;
  const known = DIGITS.get(atlas) ?? new Map<string, Digits>();
  DIGITS.set(atlas, known);
  const key = [ref.key, statistic, type, period, area, level].join(" ");
  const reliable = (code: string) => {
    const figure = figureAt(atlas, { ref, statistic, type, period }, code);
    return figure === null || figure.unsure ? null : figure;
  };
  const digits =
    known.get(key) ??
    digitsBeside(
      areasWithin(atlas.tree, area, level).flatMap(({ code }) => reliable(code) ?? []),
      reliable(area),
      ref.measure.decimals,
    );
  known.set(key, digits);
  return digits;
}

/** Digits that a margin bears, and more where they change what is said; a share of homes has one decimal below ten. */
function decimalsOf(atlas: Atlas, of: FigureOf, figure: EstimateWithEnds): number {
  const { value, lower, upper } = figure;
  const most = of.statistic === "participation" ? (value < 10 ? 1 : 0) : of.ref.measure.decimals;
  return digitsOf(atlas, of)?.(figure) ?? marginDigits(lower, upper, most);
}

export function figureText(atlas: Atlas, of: FigureOf, figure: EstimateWithEnds, lang: Lang): FigureText {
  const decimals = decimalsOf(atlas, of, figure);
  return {
    value: amountOf(atlas, of, figure.value, decimals, lang),
    lower: formatNumber(figure.lower, decimals, lang),
    upper: formatNumber(figure.upper, decimals, lang),
  };
}

/** A figure as lists have it: one that is too uncertain to rely on is marked. */
export function listedText(
  { atlas, choice, lang, words }: Pick<DistrictState, "atlas" | "choice" | "lang" | "words">,
  figure: EstimateWithEnds & { readonly unsure: boolean },
): string {
  const { value } = figureText(atlas, choice, figure, lang);
  return figure.unsure ? `${value} ${words.words.unsureMark}` : value;
}

/**
 * Orders from high to low as people read it: by the figures as they are shown, each with the digits that its own margin bears, and by the
 * exact ones where those are equal. 740 ± 150 is shown as 700, and stands below 720.
 */
export function byShown<T>(atlas: Atlas, of: FigureOf, figureFor: (row: T) => EstimateWithEnds): (a: T, b: T) => number {
  const rounded = (figure: EstimateWithEnds): number => {
    const unit = 10 ** decimalsOf(atlas, of, figure);
    return Math.round(figure.value * unit) / unit;
  };
  return (a, b) => {
    const [first, second] = [figureFor(a), figureFor(b)];
    return rounded(second) - rounded(first) || second.value - first.value;
  };
}

/** The unit of an axis. */
export function axisUnit(atlas: Atlas, { ref, statistic }: { ref: MeasureRef; statistic: AreaStatistic }, lang: Lang): string {
  return statistic === "participation" ? "%" : unitLabel(unitOf(atlas.catalog, ref), lang);
}

/** How an axis writes its figures, with the unit where the language has it. */
export function axisOf(atlas: Atlas, of: Parameters<typeof axisUnit>[1], lang: Lang) {
  return axisText(axisUnit(atlas, of, lang), lang);
}

/** Homes, to the digits that their margin bears. */
export function homesText(homes: EstimateWithEnds, lang: Lang): string {
  return formatNumber(homes.value, marginDigits(homes.lower, homes.upper, 0), lang);
}

/** A kind of homes, at the beginning of a line. */
export function kindName(ref: MeasureRef, type: string, lang: Lang): string {
  return typeLabel(ref, type, lang).replace(/^./, (first) => first.toUpperCase());
}

/** Homes that the figure of a place needs at a level, in words; null: no report says it. */
export function neededText(
  { atlas, choice, lang }: Pick<DistrictState, "atlas" | "choice" | "lang">,
  level: string,
): string | null {
  const needed = homesFor({ ...atlas, report: atlas.measured.get(choice.period)?.report ?? atlas.report }, choice.ref.key, level);
  return needed === null ? null : formatNumber(needed, 0, lang);
}

/** The name of a level without what stands in brackets, in the singular. */
export function levelOne(atlas: Atlas, level: string, lang: Lang): string {
  return levelName(atlas.catalog.territory.level_names, level, lang).replace(/\s*\(.*\)$/, "");
}

/** Words up to which a name has its plural: `quartier de vie` is `quartiers de vie`. */
const LINKS = /^(de|du|des|d’.*|la|le|les|of|the)$/i;

/** The plural of a level's name, as far as a rule goes: every word up to the first link. */
export function pluralOf(name: string, lang: Lang): string {
  let open = true;
  const words = name.split(" ").map((word) => {
    if (/^(ou|et|or|and)$/i.test(word)) {
      open = true;
      return word;
    }
    if (LINKS.test(word)) open = false;
    if (!open || /[sxz]$/i.test(word)) return word;
    if (lang === "fr") return /eau$/i.test(word) ? `${word}x` : `${word}s`;
    if (/(sh|ch)$/i.test(word)) return `${word}es`;
    return /[^aeiou]y$/i.test(word) ? `${word.slice(0, -1)}ies` : `${word}s`;
  });
  return words.join(" ");
}

/** `secteurs` */
export function levelMany(atlas: Atlas, level: string, lang: Lang): string {
  return pluralOf(levelOne(atlas, level, lang), lang);
}

/** `secteur de Lyon 8e`: what a place is, and of which wider one. */
export function placeDetail({ atlas, lang, words }: Pick<DistrictState, "atlas" | "lang" | "words">, area: Area): string {
  const one = levelOne(atlas, area.level, lang);
  if (area.parent === null || area.parent === atlas.tree.root.code) return one;
  return words.detail(one, placePhrase(atlas, area.parent, lang).of);
}

/** The phrase of a place at the beginning of a clause: `dans le secteur Laennec`. */
export function atLower(atlas: Atlas, code: string, lang: Lang): string {
  return lowerFirst(placePhrase(atlas, code, lang).at);
}

/** A place as sentences need it: its name, `de Lyon 8e`, `à Lyon 8e`. */
export function placeWords(atlas: Atlas, code: string, lang: Lang): { name: string; of: string; at: string } {
  const { name, of, at } = placePhrase(atlas, code, lang);
  // The name of a country whose article nobody knows stands in brackets where it is chosen, and makes no clause.
  return of.startsWith("(") ? { name, ...DISTRICT[lang].words.whole } : { name, of, at: lowerFirst(at) };
}

/** `en 2024`, `au 1er trimestre 2024`: the word before a period. */
export function periodLink(period: string, words: DistrictWords): string {
  return period.includes("Q") ? words.words.withinQuarter : words.words.within;
}

/** The title of the page: topic and statistic. */
export function topicTitle({ choice, lang, words }: Pick<DistrictState, "choice" | "lang" | "words">): string {
  return `${topicLabel(choice.ref, lang)} ${words.words.statistics[choice.statistic]}`;
}

/** Of what a figure is that leaves the page: topic, statistic, unit, period, kind of homes, place, and per whom. */
export function awayText(shown: Pick<DistrictState, "atlas" | "choice" | "lang" | "words">): string {
  const { atlas, choice, lang, words } = shown;
  const { ref, statistic, type, period, area } = choice;
  const kind = type === "_T" ? "" : `, ${typeLabel(ref, type, lang)}`;
  const place = atlas.tree.get(area)?.name ?? "";
  const when = period === "" ? "" : `, ${formatPeriod(period, lang)}`;
  return `${topicTitle(shown)} (${axisUnit(atlas, choice, lang)})${when}${kind}, ${place}. ${words.per[statistic][ref.measure.whose]}`;
}

/** The parts that the map and the ranking show. Of several with one name, each is told by what it is part of: `Centre, Bron`. */
export function partsOf({ atlas, choice }: Pick<DistrictState, "atlas" | "choice">): readonly Area[] {
  const { tree } = atlas;
  const parts = areasWithin(tree, choice.area, choice.level);
  const area = tree.get(choice.area);
  if (parts.length === 0 && area) return [area];
  const count = new Map<string, number>();
  for (const { name } of parts) count.set(name, (count.get(name) ?? 0) + 1);
  return parts.map((part) =>
    (count.get(part.name) ?? 0) > 1 && part.parent !== choice.area
      ? { ...part, name: `${part.name}, ${tree.get(part.parent ?? "")?.name ?? ""}` }
      : part,
  );
}

/** Whose figures, when, under which licence. */
export function sourceOf({ atlas, choice, lang, words }: Pick<DistrictState, "atlas" | "choice" | "lang" | "words">): string {
  const name = atlas.catalog.commons.name[lang];
  return choice.period === "" ? WORDS[lang].figure.outlines(name) : words.source(name, formatPeriod(choice.period, lang));
}

/** The name of the files that are saved: it says measure, area and period. */
export function fileName(part: string, { choice }: Pick<DistrictState, "choice">, code = choice.area): string {
  return [part, choice.ref.key.replace(".", "-"), code, choice.period].join("-");
}
