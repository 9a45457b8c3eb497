import { parsePeriod } from "../../src/contract/period.ts";
import type { MeasureRef } from "../../src/domains/index.ts";
import type { EstimateWithEnds } from "../../src/privacy/areas/index.ts";
import type { Area } from "../../src/territory/index.ts";
import { placePhrase } from "../compare/phrases.ts";
import { en } from "../messages/en/district.ts";
import { fr } from "../messages/fr/district.ts";
import { digitsBeside, digitsBeyond, outwards, unsureEnds, type ValueText, valueText } from "../shared/digits.ts";
import {
  amountText,
  axisText,
  endText,
  formatNumber,
  formatPeriod,
  lowerFirst,
  marginDigits,
  percentText,
  semicolon,
  unitLabel,
} from "../shared/format.ts";
import { type Lang, translated, WORDS } from "../shared/i18n.ts";
import { levelName, placeKind, topicLabel, typeLabel } from "../shared/labels.ts";
import { isClosed } from "../shared/layout.ts";
import { levelDigits } from "../shared/level-digits.ts";
import { isBlurred } from "../shared/parts-allow.ts";
import { mostShareDigits } from "../shared/percent.ts";
import type { PublishedFigure } from "../shared/published-figure.ts";
import type { WithMargin } from "../shared/reliable-interval.ts";
import { sourceText } from "../shared/source-text.ts";
import { homesFor, unitOf } from "../visit/commons.ts";
import {
  countedElsewhere,
  type FigureChoice,
  figureAt,
  hasNoShare,
  hasNoTypes,
  homesThere,
  isCensusComing,
  isKept,
  isNearlyAllOf,
  isNeverDue,
  medianLack,
  mostlyIn,
  publishedInstead,
  relationAt,
  yardstickAt,
} from "./area-figures.ts";
import type { Atlas } from "./atlas.ts";
import { type AreaStatistic, areasWithin, type Choice, type ChoiceChange, leavesOf, PUBLISHED_AS } from "./choice.ts";
import { notBefore } from "./coming-figures.ts";
import { pluralOf } from "./plural.ts";

export const DISTRICT = translated(fr, en);
export type DistrictWords = (typeof DISTRICT)["fr"];

/** State that every part of the page is drawn from. */
export interface DistrictState {
  readonly atlas: Atlas;
  readonly choice: Choice;
  readonly lang: Lang;
  readonly words: DistrictWords;
  /** area pointed at or focused in the map or the ranking; null: none */
  readonly marked: string | null;
  readonly mark: (code: string | null) => void;
  /** shows another choice and puts it into the address; a `walk` of many steps is one step on the way back */
  readonly go: (change: ChoiceChange, how?: "walk") => void;
  /** absolute address of another choice */
  readonly address: (change: ChoiceChange) => string;
}

/** What of a page says which figures it shows. */
type Subject = Pick<DistrictState, "atlas" | "choice" | "lang" | "words">;

/** A figure and the two ends of its margin in words, with as many digits as the margin allows. */
export interface FigureText extends ValueText {
  /** ends of the margin, without a unit that comes after */
  readonly lower: string;
  readonly upper: string;
}

/** Share of homes in percent below which it is not written as a number. */
export const TINY_SHARE = 0.05;

/** A share of homes with the digits that it has everywhere, and in words where it would round to 0. */
export function shareText(share: EstimateWithEnds, { atlas, choice, words, lang }: Subject, code: string): string {
  if (share.value > 0 && share.value < TINY_SHARE) return words.card.tiny;
  return textOfPlace({ atlas, choice: { ...choice, statistic: "participation" }, lang }, code, share).value;
}

/** The measure and statistic of a gap. */
export interface GapSubject {
  readonly ref: MeasureRef;
  readonly statistic: AreaStatistic;
}

/** The size of a gap in words. Two shares of homes are some points apart: a percentage would be read as a share of one of them. */
export function gapAmount(atlas: Atlas, subject: GapSubject, size: number, decimals: number, lang: Lang): string {
  return subject.statistic === "participation"
    ? DISTRICT[lang].compare.points(formatNumber(size, decimals, lang))
    : amountOf(atlas, subject, size, decimals, lang);
}

/** An amount of a measure, or a percentage for participation. */
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

/** An end of a figure's margin, beside its value. */
export function endOf(atlas: Atlas, { ref, statistic }: FigureSubject, value: number, decimals: number, lang: Lang): string {
  const unit = statistic === "participation" ? "" : unitLabel(unitOf(atlas.catalog, ref), lang);
  return endText(value, decimals, unit, lang);
}

/** What a figure is about. */
type FigureSubject = Pick<Choice, "ref" | "statistic">;

/** Decimals that a margin allows. */
export function decimalsOf(subject: FigureSubject, figure: EstimateWithEnds): number {
  return marginDigits(figure.lower, figure.upper, mostOf(subject, figure));
}

/** Most decimals of a figure. */
function mostOf({ ref, statistic }: FigureSubject, { value, lower, upper }: EstimateWithEnds): number {
  return statistic === "participation" ? mostShareDigits(value, lower, upper) : ref.measure.decimals;
}

/**
 * @param added decimals beyond those that the margin allows
 * @param atEnds decimals that only the ends of the margin have beyond those of the value
 */
export function figureText(
  atlas: Atlas,
  subject: FigureSubject,
  figure: WithMargin,
  lang: Lang,
  added = 0,
  atEnds = 0,
): FigureText {
  const decimals = decimalsOf(subject, figure) + added;
  const digits = decimals + Math.max(atEnds, isBlurred(figure, decimals) ? 1 : 0);
  const { lower, upper } = outwards(figure, digits);
  return {
    ...valueText(figure, lang, (amount) => amountOf(atlas, subject, amount, decimals, lang)),
    lower: endOf(atlas, subject, lower, digits, lang),
    upper: endOf(atlas, subject, upper, digits, lang),
  };
}

type Shown = Pick<DistrictState, "atlas" | "choice" | "lang">;

/** What a figure of a place is about. */
type PlaceSubject = Pick<DistrictState, "atlas"> & { readonly choice: FigureChoice };

/** Decimals of a place's figure: those of all places of its level. A figure too uncertain to rely on has those that its margin allows. */
export function placeDecimals(
  { atlas, choice }: PlaceSubject,
  code: string,
  figure: WithMargin & { readonly unsure?: boolean },
): number {
  const { ref, statistic, type, period } = choice;
  const own = decimalsOf(choice, figure);
  if (figure.unsure) return own;
  return (
    levelDigits(atlas, { ref, statistic: PUBLISHED_AS[statistic], type, period }, code, (area) =>
      homesThere(atlas, type, area),
    ) ?? own
  );
}

/** The figure of a place, written as wherever it stands: of one that is too uncertain to rely on both ends of its margin, never a value. */
export function textOfPlace(
  shown: PlaceSubject & Pick<DistrictState, "lang">,
  code: string,
  figure: WithMargin & { readonly unsure?: boolean },
  atEnds = 0,
): FigureText {
  const decimals = placeDecimals(shown, code, figure);
  const added = decimals - decimalsOf(shown.choice, figure);
  const text = figureText(shown.atlas, shown.choice, figure, shown.lang, added, atEnds);
  if (!figure.unsure) return text;
  const [lower, upper] = endsOf(shown, figure, endOf);
  return { ...text, value: DISTRICT[shown.lang].from(...endsOf(shown, figure, amountOf)), lower, upper };
}

/** Both ends of a margin that is all that is read of a figure. */
function endsOf(
  { atlas, choice, lang }: PlaceSubject & Pick<DistrictState, "lang">,
  figure: WithMargin,
  writeLast: typeof amountOf,
): readonly [low: string, high: string] {
  const written = (write: typeof amountOf) =>
    unsureEnds(figure, decimalsOf(choice, figure), (end, decimals) => write(atlas, choice, end, decimals, lang));
  return [written(endOf)[0], written(writeLast)[1]];
}

/** Decimals that the ends of a margin need beside a wider place's, so that what is written agrees with what is told. */
export function addedAtEnds(
  { atlas, choice }: Omit<Shown, "lang">,
  code: string,
  figure: PublishedFigure,
  whole: string,
): number {
  const other = code === whole ? null : figureAt(atlas, choice, whole);
  const decimals = placeDecimals({ atlas, choice }, code, figure);
  const isTold = other !== null && !figure.unsure && !other.unsure;
  return isTold ? digitsBeside(figure, other, mostOf(choice, figure), decimals) - decimals : 0;
}

/**
 * The figure of a place that is compared with a wider one: the page's area, unless `whole` names another. Its value is written as
 * everywhere else; only the ends of its margin may have a decimal more.
 */
export function besideText(shown: Shown, code: string, figure: PublishedFigure, whole = shown.choice.area): FigureText {
  return textOfPlace(shown, code, figure, addedAtEnds(shown, code, figure, whole));
}

/**
 * The figure of an area that the visitor put together. It and its margin have a decimal more where an end would else be written on the
 * other side of a whole that it may be compared with: any around its first place, so that it is written alike beside each. That of a
 * published area is written as that is everywhere.
 */
export function ownText({ atlas, choice, lang }: Shown, figure: WithMargin & { readonly place?: string }): FigureText {
  const published = figure.place === undefined ? null : figureAt(atlas, choice, figure.place);
  if (figure.place !== undefined && published) return besideText({ atlas, choice, lang }, figure.place, published);
  const around = leavesOf({ atlas, choice })
    .slice(0, 1)
    .flatMap((leaf) => atlas.tree.lineage(leaf).slice(1));
  const codes = new Set([choice.area, ...around.map(({ code }) => code)]);
  const wholes = [...codes].flatMap((code) => yardstickAt(atlas, choice, code) ?? []);
  const most = mostOf(choice, figure);
  const digits = marginDigits(figure.lower, figure.upper, most);
  const ends = wholes.flatMap((whole) => [digitsBeside(figure, whole, most), digitsBeyond(figure, whole.value, digits)]);
  return figureText(atlas, choice, figure, lang, Math.max(digits, ...ends) - digits);
}

/** A place's figure in a list: of one that is too uncertain to rely on its margin alone, with a mark. */
export function listedText(
  shown: Shown,
  code: string,
  figure: PublishedFigure,
  { listed }: Pick<FigureText, "listed"> = textOfPlace(shown, code, figure),
): string {
  return figure.unsure ? `${endsOf(shown, figure, amountOf).join("–")} ${WORDS[shown.lang].figure.unsureMark}` : listed;
}

/** The margin after a place's figure; empty after one that is too uncertain to rely on, which is written by its margin. */
export const marginAfter = ({ unsure }: { readonly unsure?: boolean }, { lower, upper }: FigureText, lang: Lang): string =>
  unsure ? "" : `, ${DISTRICT[lang].from(lower, upper)}`;

/** A place's figure with its margin, in a sentence. */
export function saidText(shown: Shown, code: string, figure: PublishedFigure, text: FigureText): string {
  if (figure.unsure) return text.value;
  return `${listedText(shown, code, figure, text)}${marginAfter(figure, text, shown.lang)}`;
}

/** How a place compares with the page's area in words; empty where there is nothing to compare it with. */
export function relationText({ atlas, choice, lang, words }: Subject, code: string, whole = choice.area): string {
  if (figureAt(atlas, choice, code)?.unsure) return WORDS[lang].figure.unsure;
  const isHeld = code !== whole && yardstickAt(atlas, choice, whole) !== null && !isNearlyAllOf(atlas, choice, code, whole);
  return isHeld ? words.map.relations[relationAt(atlas, choice, code, whole)] : "";
}

/** Why the page's area is nothing to compare its parts with, naming it; null where it can be relied on. */
export function wholeUntold({ atlas, choice, lang, words }: Subject, whole = choice.area): string | null {
  if (yardstickAt(atlas, choice, whole) !== null) return null;
  const figure = figureAt(atlas, choice, whole);
  const { wholeWide, wholeModelled, wholeAbsent } = words.map;
  return (figure?.unsure ? wholeWide : figure ? wholeModelled : wholeAbsent)(placeWords(atlas, whole, lang));
}

/** The unit of an axis. */
export function axisUnit(atlas: Atlas, { ref, statistic }: { ref: MeasureRef; statistic: AreaStatistic }, lang: Lang): string {
  return statistic === "participation" ? "%" : unitLabel(unitOf(atlas.catalog, ref), lang);
}

/** Format of an axis' figures, with the unit placed as the language has it. */
export function axisOf(atlas: Atlas, subject: Parameters<typeof axisUnit>[1], lang: Lang) {
  return axisText(axisUnit(atlas, subject, lang), lang);
}

/** Beside maps that stand for each period or type, of which one a figure is: `, 2025`, `, tous les foyers`; empty beside one map. */
export function besideRepeats({ choice, lang, words }: Pick<DistrictState, "choice" | "lang" | "words">): string {
  if (choice.each === null) return "";
  return `, ${choice.each === "period" ? formatPeriod(choice.period, lang) : words.words.allTypes}`;
}

/** What a place's figure is per: a month or, of a share, its dwellings. */
export function perText({ atlas, choice, lang, words }: Subject, code: string): string {
  return choice.statistic === "participation" ? shareOfText({ atlas, choice, lang, words }, code) : words.perMonth;
}

/** Of how many dwellings, or homes of a type, a share is: `des 46 939 logements sont comptés`. */
export function shareOfText({ atlas, choice: { type }, lang, words }: Subject, code: string): string {
  const share = type === "_T" ? words.card.share : words.card.shareOfType;
  return share(formatNumber(homesThere(atlas, type, code), 0, lang));
}

/** Per what a figure is, in a sentence. */
export function perWords({ choice, words }: Pick<Subject, "choice" | "words">, statistic = choice.statistic): string {
  return statistic === "participation" && choice.type !== "_T" ? words.perOfType : words.per[statistic][choice.ref.measure.whose];
}

/** A number of homes with as many digits as its margin allows. */
export function homesText(homes: EstimateWithEnds, lang: Lang): string {
  return formatNumber(homes.value, marginDigits(homes.lower, homes.upper, 0), lang);
}

/** A kind of home, with a capital letter. */
export function kindName(ref: MeasureRef, type: string, lang: Lang): string {
  return typeLabel(ref, type, lang).replace(/^./, (first) => first.toUpperCase());
}

/** The atlas with the report of the chosen period. */
export const withReport = ({ atlas, choice }: Pick<DistrictState, "atlas" | "choice">): Atlas => ({
  ...atlas,
  report: atlas.measured.get(choice.period)?.report ?? atlas.report,
});

/** Number of homes that a place of a level needs, in words; null where no report states it. */
export function neededText(shown: Pick<DistrictState, "atlas" | "choice" | "lang">, level: string): string | null {
  const { choice, lang } = shown;
  const needed = homesFor(withReport(shown), choice.ref.key, level);
  return needed === null ? null : formatNumber(needed, 0, lang);
}

/** The name of a level in the singular, without text in brackets. */
export function levelOne(atlas: Atlas, level: string, lang: Lang): string {
  return levelName(atlas.catalog.territory.level_names, level, lang).replace(/\s*\(.*\)$/, "");
}

/** Why a place has no figure: no median, kept back for another, nothing published yet, a level that the period does not publish at all, or too few homes. */
export function absentText({ atlas, choice, lang, words }: Subject, code: string): string {
  const lack = medianLack(atlas, choice, code);
  if (lack !== null) return words.map.noMedian[lack];
  if (hasNoShare(atlas, choice, code)) return isCensusComing(atlas) ? words.map.waiting : words.map.noShare;
  if (hasNoTypes(atlas, choice, code)) return words.map.noTypes;
  if (isKept(atlas, choice, code)) return WORDS[lang].kept;
  if (countedElsewhere(atlas, choice, code) !== null) return words.map.nothingOf;
  const due = notBefore(atlas, choice, atlas.tree.get(code)?.level ?? "");
  if (due !== null) return words.map.notBefore(formatPeriod(due, lang));
  if (isNeverDue(atlas, choice, code))
    return atlas.releases.length === 0 && isClosed(atlas.catalog) ? words.map.closed : words.map.unpublished;
  return publishedInstead(atlas, choice, code) === null ? words.map.absent : words.map.notDue[parsePeriod(choice.period).step];
}

/** That nothing is published of a place around which nearly all homes are counted elsewhere, and where that is; null: they are not. */
export function elsewhereText({ atlas, choice, lang, words }: Subject, code: string): string | null {
  const elsewhere = countedElsewhere(atlas, choice, code);
  return elsewhere === null ? null : words.map.elsewhere(placeWords(atlas, code, lang), placeWords(atlas, elsewhere, lang));
}

/** Why those of the places that have no figure have none: each reason once. */
export function absentTexts(shown: Subject, places: readonly Pick<Area, "code">[]): string {
  const absent = places.filter(({ code }) => figureAt(shown.atlas, shown.choice, code) === null);
  return [...new Set(absent.map(({ code }) => absentText(shown, code)))].join(semicolon(shown.lang));
}

/** Why a place has no figure in some periods: each reason once. */
export function absentOver(shown: Subject, code: string, periods: readonly string[]): string {
  const texts = periods.map((period) => absentTexts({ ...shown, choice: { ...shown.choice, period } }, [{ code }]));
  return [...new Set(texts)].filter((text) => text !== "").join(semicolon(shown.lang));
}

/** The name of a level in the plural, such as `secteurs`. */
export function levelMany(atlas: Atlas, level: string, lang: Lang): string {
  return pluralOf(levelOne(atlas, level, lang), lang);
}

/** What areas of a level are called, in the singular: by the noun that ends their names, where that says better what they are. */
function kindsOfParts(atlas: Atlas, level: string, parts: readonly Area[], lang: Lang): string[] {
  const kinds = [...new Set(parts.map((part) => placeKind(atlas.catalog.territory.level_names, part, lang)))];
  return kinds.length === 1 || kinds.length === MOST_KINDS ? kinds : [levelOne(atlas, level, lang)];
}

/** Most nouns by which the areas of a level are called in one sentence. */
const MOST_KINDS = 2;

/** The name of some areas of a level beside their number: `3 communes ou arrondissements`. */
export function partsName(
  { atlas, lang, words }: Omit<Subject, "choice">,
  level: string,
  parts: readonly Area[],
  isOne = false,
): string {
  const kinds = kindsOfParts(atlas, level, parts, lang);
  return kinds.map((kind) => (isOne ? kind : pluralOf(kind, lang))).join(` ${words.words.or} `);
}

/** The level of a place and the wider place around it: `secteur de Lyon 8e`. */
export function placeDetail({ atlas, lang, words }: Pick<DistrictState, "atlas" | "lang" | "words">, area: Area): string {
  const levelText = placeKind(atlas.catalog.territory.level_names, area, lang);
  if (area.parent === null || area.parent === atlas.tree.root.code) return levelText;
  return words.detail(levelText, placePhrase(atlas, area.parent, lang).of);
}

/** A place with its level, unless the name says it: `Laennec, secteur de Lyon 8e`, `Lyon 7e Arrondissement`. */
export function namedDetail(shown: Parameters<typeof placeDetail>[0], area: Area): string {
  const detail = placeDetail(shown, area);
  return area.name.toLowerCase().endsWith(detail.toLowerCase()) ? area.name : `${area.name}, ${detail}`;
}

/** A place inside a sentence: `dans le secteur Laennec`. */
export function atLower(atlas: Atlas, code: string, lang: Lang): string {
  return lowerFirst(placePhrase(atlas, code, lang).at);
}

/** A place in the forms that sentences need: its name, `de Lyon 8e`, `à Lyon 8e`. */
export function placeWords(atlas: Atlas, code: string, lang: Lang): { name: string; of: string; at: string } {
  const { name, of, at } = placePhrase(atlas, code, lang);
  // The whole territory stands in brackets where it is chosen, which does not work inside a sentence.
  return of.startsWith("(") ? { name, ...DISTRICT[lang].words.whole } : { name, of, at: lowerFirst(at) };
}

/**
 * The part with nearly all homes of a place: of those that the page shows or, where their counts do not tell it, of all; null: there is
 * none, or the place's figure is too uncertain for anything to be told of it.
 */
function mostPartOf({ atlas, choice }: Pick<DistrictState, "atlas" | "choice">, code: string): string | null {
  if (figureAt(atlas, choice, code)?.unsure) return null;
  return mostlyIn(atlas, choice, code) ?? mostlyIn(atlas, { ...choice, type: "_T" }, code);
}

/** After the name or the figure of a place: where nearly all its homes are, with a space before; empty where they are not in one part. */
export function mostlyIts(shown: Subject, code: string): string {
  const most = mostPartOf(shown, code);
  return most === null ? "" : ` ${shown.words.card.mostlyIts(atLower(shown.atlas, most, shown.lang))}`;
}

/** Of whom the figures of some places are, naming each whose homes are nearly all in one part; empty: none is. */
export function mostlyOf(shown: Subject, codes: readonly (string | null)[]): string {
  const { atlas, lang, words } = shown;
  const sentences = codes.flatMap((code) => {
    const most = code === null ? null : mostPartOf(shown, code);
    const name = atlas.tree.get(code ?? "")?.name ?? "";
    return most === null ? [] : [words.card.mostly(name, atLower(atlas, most, lang))];
  });
  return [...new Set(sentences)].join(" ");
}

/** The same of the places that a view has, for its figures that leave the page. */
export function mostlyOfView(shown: Subject, view: string | null = shown.choice.view): string {
  const { area, at, other } = shown.choice;
  if (view === "compare") return mostlyOf(shown, [at, other]);
  if (view !== "portrait") return mostlyOf(shown, [area]);
  return mostlyOf(
    shown,
    shown.atlas.tree
      .lineage(at ?? area)
      .slice(0, 2)
      .map(({ code }) => code),
  );
}

/** A short form of a period, for an axis. */
export function shortPeriod(period: string, lang: Lang): string {
  const { step } = parsePeriod(period);
  if (step === "quarter") return `${lang === "fr" ? "T" : "Q"}${period.slice(-1)} ${period.slice(2, 4)}`;
  return step === "month" ? (WORDS[lang].stand.monthShort[Number(period.slice(5)) - 1] ?? period) : period;
}

/** The word before a period: `en 2024`, `au 1er trimestre 2024`. */
export function periodLink(period: string, words: DistrictWords): string {
  return period.includes("Q") ? words.words.withinQuarter : words.words.within;
}

/** The kind of home after a topic; empty for all homes. */
export const kindAfter = ({ choice: { ref, type }, lang }: Pick<DistrictState, "choice" | "lang">): string =>
  type === "_T" ? "" : `, ${typeLabel(ref, type, lang)}`;

/** Topic, statistic and kind of home. */
export function topicTitle({ choice, lang, words }: Pick<DistrictState, "choice" | "lang" | "words">): string {
  const topic = topicLabel(choice.ref, lang);
  const said =
    choice.statistic === "participation"
      ? words.words.participationIn(lowerFirst(topic))
      : `${topic} ${words.words.statistics[choice.statistic]}`;
  return `${said}${kindAfter({ choice, lang })}`;
}

/** Description of a figure outside the page: topic, statistic, kind of home, unit, period, place, and per what. */
export function awayText(shown: Subject, when = shown.choice.period && formatPeriod(shown.choice.period, shown.lang)): string {
  const { atlas, choice, lang } = shown;
  const { area } = choice;
  const place = atlas.tree.get(area)?.name ?? "";
  return `${topicTitle(shown)} (${axisUnit(atlas, choice, lang)})${when === "" ? "" : `, ${when}`}, ${place}. ${perWords(shown)}`;
}

/**
 * Tells whether the period never publishes the parts, whatever the number of homes, or no median of any, but the area around them: it is
 * then shown alone.
 */
export function isAlone({ atlas, choice }: Pick<DistrictState, "atlas" | "choice">): boolean {
  const parts = areasWithin(atlas.tree, choice.area, choice.level);
  const [first] = parts;
  if (!first || figureAt(atlas, choice, choice.area) === null) return false;
  return publishedInstead(atlas, choice, first.code) !== null || haveNoMedian({ atlas, choice }, parts);
}

/** Tells whether none of some places has a median, and not for lack of homes alone. */
function haveNoMedian({ atlas, choice }: Pick<DistrictState, "atlas" | "choice">, parts: readonly Area[]): boolean {
  const isWithout = ({ code }: Area): boolean => medianLack(atlas, choice, code) !== null;
  return parts.some(isWithout) && parts.every(({ code }) => figureAt(atlas, choice, code) === null);
}

/** The parts on the map and in the ranking; the area itself where it has none, or the period never publishes them. Parts with the same name also get their parent's: `Centre, Bron`. */
export function partsOf({ atlas, choice }: Pick<DistrictState, "atlas" | "choice">): readonly Area[] {
  const { tree } = atlas;
  const parts = areasWithin(tree, choice.area, choice.level);
  const area = tree.get(choice.area);
  if (area && (parts.length === 0 || isAlone({ atlas, choice }))) return [area];
  const count = new Map<string, number>();
  for (const { name } of parts) count.set(name, (count.get(name) ?? 0) + 1);
  return parts.map((part) =>
    (count.get(part.name) ?? 0) > 1 && part.parent !== choice.area
      ? { ...part, name: `${part.name}, ${tree.get(part.parent ?? "")?.name ?? ""}` }
      : part,
  );
}

/** Source of the figures, and the periods whose releases they are from: those that are drawn, else that of the choice. `brief`: without the commons. */
export function sourceOf(
  { atlas, choice, lang }: Pick<DistrictState, "atlas" | "choice" | "lang">,
  periods: readonly string[] = [choice.period],
  brief = false,
): string {
  const [first = "", second, ...more] = [...new Set(periods)];
  if (first === "") return "";
  const last = more.at(-1);
  const isSeries = last !== undefined && new Set(periods.map((period) => parsePeriod(period).step)).size === 1;
  const texts = (isSeries ? [first, last] : [first, ...(second ? [second] : []), ...more]).map((period) =>
    formatPeriod(period, lang),
  );
  const when = texts.join(isSeries ? " – " : ", ");
  return sourceText(atlas.catalog, periods, when, lang, brief);
}

/** What a figure is of, where that is not all of what the page shows. */
interface Filed {
  /** codes or names of its places; absent: the page's area, its level and the places chosen there */
  readonly places?: readonly string[];
  /** absent: that of the choice */
  readonly periods?: readonly string[];
  /** absent: the choice's measure and what is shown of it */
  readonly about?: string;
}

/** File name for saving, from everything by which two figures of a kind differ. Letters other than those of words become hyphens. */
export function fileName(part: string, { choice }: Pick<DistrictState, "choice">, filed: Filed = {}): string {
  const { ref, statistic, type, area, level, at, other, period } = choice;
  const about = [ref.key, statistic === "mean" ? "" : statistic, type === "_T" ? "" : type];
  const places = [area, level, ...(choice.view === "own" ? [] : [at === area ? "" : (at ?? ""), other ?? ""])];
  const [first = period, ...later] = filed.periods ?? [];
  const parts = [part, ...(filed.about === undefined ? about : [filed.about]), ...(filed.places ?? places), first, later.at(-1)];
  return parts
    .filter((one) => one)
    .join("-")
    .replace(/[^\p{L}\p{N}-]+/gu, "-");
}
