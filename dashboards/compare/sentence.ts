import {
  amountText,
  endsText,
  formatDate,
  formatNumber,
  formatPeriod,
  lowerFirst,
  marginDigits,
  semicolon,
} from "../shared/format.ts";
import { type Lang, WORDS } from "../shared/i18n.ts";
import { ATTRIBUTE_LABELS } from "../shared/labels.ts";
import { nearlyAllIn } from "../shared/nearly-all.ts";
import { reliableInterval, type WithMargin } from "../shared/reliable-interval.ts";
import { cellAt, homesFor, type PublicCommons, unitOf } from "../visit/commons.ts";
import { isKept } from "../visit/focus.ts";
import type { Group } from "./group.ts";
import { ownYear, sameMonths } from "./own-months.ts";
import { decidingWords, kindName, kindPhrase, placePhrase } from "./phrases.ts";
import { isQuarter, stretchesOf } from "./published-months.ts";
import type { TopicAnswer } from "./topic-answer.ts";
import { MOST_YEARS_APART } from "./verdict.ts";
import { VERDICTS } from "./verdict-words.ts";

/** An amount with as many digits as its margin allows, without zero decimals: a sentence says 74 €, not 74,0 €. */
export function amountAtMargin(interval: WithMargin, { ref, unit }: Pick<TopicAnswer, "ref" | "unit">, lang: Lang): string {
  return amountTextAtMargin(interval, ref.measure.decimals, unit, lang);
}

/** An amount with as many digits as its margin allows, and at most `most` decimals, those of the measure. */
export function amountTextAtMargin({ value, lower, upper }: WithMargin, most: number, unit: string, lang: Lang): string {
  const shown = roundedToMargin({ value, lower, upper }, most);
  return amountText(shown.value, shown.decimals, unit, lang);
}

/** A figure as it is shown. Differences are computed from it, so that a reader who subtracts finds the same. */
export interface RoundedFigure {
  readonly value: number;
  readonly decimals: number;
}

/** Rounds a figure; negative `decimals` round to tens or hundreds. */
export function roundedFigure(value: number, decimals: number): RoundedFigure {
  const step = 10 ** -decimals;
  const rounded = decimals < 0 ? Math.round(value / step) * step : Number(value.toFixed(decimals));
  return { value: rounded, decimals: Number.isInteger(rounded) ? 0 : decimals };
}

/** A published figure with as many digits as its margin allows. */
export function roundedToMargin({ value, lower, upper }: WithMargin, most: number): RoundedFigure {
  return roundedFigure(value, marginDigits(lower, upper, most));
}

/** The visitor's own figure as it was typed; a computed one, such as a twelfth of a year, is rounded. */
export function ownFigure(value: number): RoundedFigure {
  const typed = [0, 1, 2].find((decimals) => Math.abs(value - Number(value.toFixed(decimals))) < 1e-9);
  return roundedFigure(value, typed ?? (value >= 20 ? 0 : 1));
}

export function ownRounded({ given }: Pick<TopicAnswer, "given">): RoundedFigure {
  const value = given?.perMonth ?? 0;
  // A mean of months or an average month of a bill was computed, not typed.
  const isCounted = given !== null && (given.days !== null || given.months.length > 1);
  return isCounted ? roundedFigure(value, value >= 20 ? 0 : 1) : ownFigure(value);
}

/** The first figure minus the second, both as they are shown, with the decimals of the finer one. */
export function roundedGap(figure: RoundedFigure, reference: RoundedFigure): RoundedFigure {
  const decimals = Math.max(figure.decimals, reference.decimals);
  return roundedFigure(figure.value - reference.value, decimals);
}

/** The visitor's own amount in words, as `ownRounded` rounds it. */
export function ownAmount(answer: TopicAnswer, lang: Lang): string {
  const { value, decimals } = ownRounded(answer);
  // Cents are two: 1 040,50 €.
  const cents = decimals === 1 && answer.ref.measure.unit === "currency" ? 2 : decimals;
  return amountText(value, cents, answer.unit, lang);
}

/** Which verb people use for the measure, judged by its unit: to spend, to use, or another. */
export function verbOf(commons: PublicCommons, answer: TopicAnswer): "money" | "use" | "other" {
  const unit = unitOf(commons.catalog, answer.ref);
  if (/^[A-Z]{3}$/.test(unit)) return "money";
  return unit === "kWh" || unit === "m3" ? "use" : "other";
}

/** `logements de 55 à 74 m² de Lyon 8e`: the group in the sentence. */
export function groupPhrase(commons: PublicCommons, answer: TopicAnswer, lang: Lang): string {
  return answer.group ? homesPhrase(commons, answer, answer.group, lang) : "";
}

/** Homes of a kind, with their place. */
export function homesPhrase(
  commons: PublicCommons,
  { ref }: Pick<TopicAnswer, "ref">,
  { area, type }: { readonly area: string; readonly type: string },
  lang: Lang,
): string {
  return kindPhrase(ref, type, lang).at(placePhrase(commons, area, lang).of);
}

export interface Sentence {
  /** what is not published for the home's own place or kind, said after the sentence about a wider group; null: nothing */
  readonly few: string | null;
  /** asterisks mark emphasis */
  readonly title: string;
  readonly notes: readonly string[];
}

/** Notes that several topics have in common, which are shown once for all. */
export function sharedNotes(sentences: readonly (Sentence | null)[]): ReadonlySet<string> {
  const counts = new Map<string, number>();
  for (const note of sentences.flatMap((sentence) => [...new Set(sentence?.notes ?? [])]))
    counts.set(note, (counts.get(note) ?? 0) + 1);
  return new Set([...counts].filter(([, count]) => count > 1).map(([note]) => note));
}

/** The sentence of a verdict, and the notes that limit it. */
export function sentenceOf(commons: PublicCommons, answer: TopicAnswer, lang: Lang): Sentence | null {
  const texts = saidOf(commons, answer, lang);
  if (!texts) return null;
  const few = fewText(commons, answer, lang);
  // The sentence about too few homes says already why the group is of a wider place.
  const who = [few === null ? notHereText(commons, answer, lang) : null, mostlyText(commons, answer, lang)];
  const isLimited = answer.otherYears.length > 0 && !["none", "unit", "years"].includes(answer.verdict?.kind ?? "none");
  const notes = [...texts.notes, ...who, isLimited ? otherYearsText(answer, lang) : null].filter((note) => note !== null);
  return { title: texts.title, notes, few };
}

/** Says why the group that the release advises is of a wider place; null where it is not. */
export function notHereText(commons: PublicCommons, answer: TopicAnswer, lang: Lang): string | null {
  const { group, verdict, advised, area, ref, untold, ownType } = answer;
  if (!group || !advised || group.area === area || untold.length > 0) return null;
  if (verdict === null || verdict.kind === "unit") return null;
  const type = verdict.kind === "widened" ? ownType : group.type;
  const kind = type === "_T" ? null : kindPhrase(ref, type, lang).many;
  return WORDS[lang].stand.notHere(placePhrase(commons, area, lang).at, kind);
}

/** Says where nearly all homes of the group's place are; null where the unit is doubted, or they are not so concentrated. */
function mostlyText(commons: PublicCommons, answer: TopicAnswer, lang: Lang): string | null {
  return answer.group && answer.verdict?.kind !== "unit" ? concentrationText(commons, answer, answer.group.area, lang) : null;
}

/**
 * Names the part where nearly all homes of an area are; null where they are not so concentrated or, unless it is to be said `always`, where
 * the visitor's place is there.
 */
export function concentrationText(
  commons: PublicCommons,
  answer: TopicAnswer,
  area: string,
  lang: Lang,
  always = false,
): string | null {
  const { ref, period } = answer;
  const count = (code: string) => reliableInterval(cellAt(commons, ref, code, "_T", period)?.get("COUNT"))?.value;
  const part = nearlyAllIn(commons.tree.children(area), count, count(area));
  if (!part || (!always && commons.tree.lineage(answer.area).some(({ code }) => code === part.code))) return null;
  const { name } = placePhrase(commons, area, lang);
  return WORDS[lang].stand.near.mostly(name, placePhrase(commons, part.code, lang).of, kindPhrase(ref, "_T", lang).many);
}

/** Says that the visitor's figure is not of the year that it is compared with. */
function otherYearsText({ otherYears, given, period }: TopicAnswer, lang: Lang): string {
  const [first = "", ...rest] = otherYears;
  const years = rest.length > 1 ? `${first}–${rest.at(-1)}` : listed(otherYears, lang);
  return VERDICTS[lang].otherYears(given?.months.length ?? 0, years, period.slice(0, 4));
}

/**
 * Says that the homes of the visitor's place or kind are too few, and how many are needed; null where they are not, or the
 * sentence says it.
 */
function fewText(commons: PublicCommons, answer: TopicAnswer, lang: Lang): string | null {
  const { group, verdict, untold, withheld, area, ref, ownType, period } = answer;
  // A group that the visitor chose is not wider for want of homes.
  if (!group || !answer.advised || verdict === null || verdict.kind === "none" || verdict.kind === "unit") return null;
  const isElsewhere = withheld && group.area !== area;
  // The home's own kind is not too few where it has a figure: that figure is offered below, with a warning.
  const lacksKind = verdict.kind === "widened" && untold.length === 0 && !ownKind(answer);
  if (!isElsewhere && !lacksKind) return null;
  // Where the kind has no figure anywhere around, the place alone is not the reason.
  const kind = kindPhrase(ref, lacksKind ? ownType : "_T", lang).many;
  const { at } = placePhrase(commons, area, lang);
  if (isKept(commons, ref, area, lacksKind ? ownType : "_T", period)) return VERDICTS[lang].kindKept(at, kind);
  // The number of homes that a place needs is known of a year. In a part of it a place may lack what the year has.
  if (period.length === 7) return WORDS[lang].stand.fewIn(formatPeriod(period, lang), lowerFirst(at), kind);
  const needed = homesFor(commons, ref.key, commons.tree.get(area)?.level ?? "");
  return WORDS[lang].stand.few(at, kind, needed === null ? null : formatNumber(needed, 0, lang));
}

function saidOf(commons: PublicCommons, answer: TopicAnswer, lang: Lang): Omit<Sentence, "few"> | null {
  const { verdict, group, given, period } = answer;
  if (!verdict || !given) return null;
  const words = WORDS[lang].stand;
  const verdictTexts = VERDICTS[lang];
  const whole = groupPhrase(commons, answer, lang);
  const how = verbOf(commons, answer);
  const you = ownAmount(answer, lang);
  const middle = group ? amountAtMargin(group.quartiles?.p50 ?? group.centre, answer, lang) : "";
  const centre = words.centre[statisticOf(answer)];
  const basis = period.length === 7 ? words.ofPeriod(formatPeriod(period, lang)) : null;
  const notes = (...texts: (string | null)[]): string[] => [...texts, basis].filter((text): text is string => text !== null);
  switch (verdict.kind) {
    case "none":
      return noneSaid(commons, answer, lang);
    case "unit":
      return {
        title: unitTitle(verdict.times, centre, lang),
        notes: [verdictTexts.unitNote(whole, centre, middle)],
      };
    case "years":
      return yearsSaid(commons, answer, middle, lang);
    case "seasonal":
      return seasonalSaid(commons, answer, middle, lang);
    case "widened": {
      const { title, notes: limits } = widened(commons, answer, you, lang);
      return { title, notes: notes(...limits) };
    }
    case "little":
      return { title: verdictTexts.little(you), notes: notes(verdictTexts.littleNote(whole, fivePercentText(answer, lang))) };
    case "edge":
      return {
        title: verdictTexts.edge(words[verdict.edge][how], whole),
        notes: notes(verdictTexts.edgeNote(verdict.edge, ...edgeEnds(verdict.at, answer, lang))),
      };
    case "quarter":
      return {
        title:
          verdict.quarter === "middle"
            ? verdictTexts.middle(whole)
            : verdictTexts[verdict.quarter](words[verdict.quarter][how], whole),
        notes: notes(thirdNote(answer, you, lang)),
      };
    case "side":
      return {
        title: verdictTexts[verdict.side](centre, whole),
        notes: notes(answer.advised ? verdictTexts.sideNote : words.yours, thirdNote(answer, you, lang)),
      };
  }
}

/** Both ends of a quartile's margin, with a decimal more where they would be written alike. */
function edgeEnds({ lower, upper }: WithMargin, { ref, unit }: TopicAnswer, lang: Lang): readonly [string, string] {
  const digits = marginDigits(lower, upper, ref.measure.decimals);
  const ends = endsText(lower, upper, digits, unit, lang);
  return roundedFigure(lower, digits).value === roundedFigure(upper, digits).value
    ? endsText(lower, upper, digits + 1, unit, lang)
    : ends;
}

/** Where nothing is published for the home. */
function noneSaid(commons: PublicCommons, { ref, area }: TopicAnswer, lang: Lang): Omit<Sentence, "few"> {
  const words = VERDICTS[lang];
  if (isKept(commons, ref, area)) return { title: VERDICTS[lang].keptAt(placePhrase(commons, area, lang).at), notes: [] };
  const needed = homesFor(commons, ref.key, commons.tree.get(area)?.level ?? "");
  return {
    title: words.none(placePhrase(commons, area, lang).at),
    notes: [words.noneNote(needed === null ? null : formatNumber(needed, 0, lang))],
  };
}

/** Where the figure is of years too far from the group's: both figures, without a place. */
function yearsSaid(commons: PublicCommons, answer: TopicAnswer, middle: string, lang: Lang): Omit<Sentence, "few"> {
  const { centre } = WORDS[lang].stand;
  const verdicts = VERDICTS[lang];
  const beside = answer.season
    ? seasonalNotes(commons, answer, middle, lang)
    : [verdicts.widenedOne(centre[statisticOf(answer)], groupPhrase(commons, answer, lang), middle, null)];
  return {
    title: verdicts.seasonal(ownAmount(answer, lang), ""),
    notes: [
      verdicts.tooFarApart(otherYearsText(answer, lang), MOST_YEARS_APART),
      thirdNote(answer, ownAmount(answer, lang), lang),
      ...beside,
    ].filter((note) => note !== null),
  };
}

/** Tells whether the figure was typed as one month of the calendar. */
const isTypedMonth = ({ given }: TopicAnswer): boolean =>
  given !== null && given.days === null && given.months.length === 0 && given.month !== null;

/**
 * What is said of part of the year. A month that was typed as such is answered with what is published of it, or of its quarter: the
 * figure need not be repeated.
 */
function seasonalSaid(commons: PublicCommons, answer: TopicAnswer, middle: string, lang: Lang): Omit<Sentence, "few"> {
  const texts = VERDICTS[lang];
  const { season, period, untold, given } = answer;
  const notes = (): string[] => seasonalNotes(commons, answer, middle, lang);
  if (!isTypedMonth(answer) || untold.length > 0) return { title: seasonalTitle(answer, lang), notes: notes() };
  const low = thirdNote(answer, ownAmount(answer, lang), lang);
  if (isQuarter(period))
    return {
      title: texts.quarterIs(formatPeriod(period, lang), ...groupWords(commons, answer, middle, lang)),
      notes: [...(low === null ? normalNotes(commons, answer, lang, false) : [low]), texts.quarterOnly],
    };
  if (!season?.mean || season.quarters.length > 0) return { title: seasonalTitle(answer, lang), notes: notes() };
  const month = WORDS[lang].stand.monthNames[Number(given?.month) - 1] ?? "";
  const homes = `${homesPhrase(commons, answer, season.of, lang)}${season.of.type === "_T" ? texts.ofAllKinds.replace(/,$/, "") : ""}`;
  return {
    title: texts.monthIs(`${month} ${listed(season.years, lang)}`, homes, amountAtMargin(season.mean, answer, lang)),
    notes: [...(low === null ? normalNotes(commons, answer, lang, false) : [low]), texts.seasonalNoPlace],
  };
}

/** The figure of part of the year. */
function seasonalTitle(answer: TopicAnswer, lang: Lang): string {
  const { monthNames, ofMonth } = WORDS[lang].stand;
  const verdicts = VERDICTS[lang];
  const { given, season } = answer;
  if (isTypedMonth(answer)) return verdicts.monthOnly(ofMonth(monthNames[Number(given?.month) - 1] ?? ""));
  const dates = given?.dates ?? null;
  const when =
    dates === null
      ? monthsPhrase(season?.months ?? [], lang)
      : verdicts.fromDay(formatDate(dates.from, lang), formatDate(dates.to, lang));
  return verdicts.seasonal(ownAmount(answer, lang), when);
}

/** Above this many times the middle, the exact multiple is not said. */
const MANY_TIMES = 1000;

function unitTitle(times: number, centre: string, lang: Lang): string {
  const texts = VERDICTS[lang];
  if (times <= 10) return texts.unitClamp;
  return times > MANY_TIMES ? texts.unitMany(centre) : texts.unit(formatNumber(times, times < 100 ? 0 : -1, lang), centre);
}

/** `en janvier et février`, `de janvier à mars`; empty where the months are not known. */
export function monthsPhrase(months: readonly string[], lang: Lang): string {
  const { monthNames } = WORDS[lang].stand;
  const verdicts = VERDICTS[lang];
  const nameOf = (month: string): string => monthNames[Number(month) - 1] ?? month;
  const stretches = stretchesOf(months);
  const long = stretches.filter(({ length }) => length > 2);
  const rest = stretches.filter(({ length }) => length <= 2).flat();
  const named = long.map((stretch) => verdicts.fromMonth(nameOf(stretch[0] ?? ""), nameOf(stretch.at(-1) ?? "")));
  return listed(rest.length === 0 ? named : [...named, verdicts.inMonths(listed(rest.map(nameOf), lang))], lang);
}

function listed(names: readonly string[], lang: Lang): string {
  return new Intl.ListFormat(lang, { type: "conjunction" }).format(names);
}

/** Which statistic the group's centre is. A mean is never called a middle. */
export function statisticOf({ group }: Pick<TopicAnswer, "group">): "P50" | "MEAN" {
  return group?.quartiles ? "P50" : (group?.centre.statistic ?? "MEAN");
}

/**
 * A figure below the middle divided by this may be of part of a month, or mean hardship. Used where no distribution tells the
 * lowest five in a hundred.
 */
const THIRD = 3;

/** Tells whether somebody may be going without, where the figure of the lowest five in a hundred is not known. */
export function isVeryLow(answer: TopicAnswer): boolean {
  const { verdict, given, fivePercent } = answer;
  const isUnplaced = NO_PLACE.some((kind) => kind === verdict?.kind);
  const unknown = isUnplaced || ((verdict?.kind === "quarter" || verdict?.kind === "edge") && fivePercent === null);
  const usual = usualOf(answer);
  return unknown && usual !== null && given !== null && given.perMonth * THIRD < usual.value;
}

/** Verdicts that give no place, or one beside a middle alone. */
const NO_PLACE = ["widened", "side", "years", "seasonal"] as const;

/** What a low figure is held against: the mean of the same months where there is one, else the centre of the group. */
function usualOf({ group, season, period }: TopicAnswer): { readonly value: number; readonly statistic: "P50" | "MEAN" } | null {
  if (season?.mean && !isQuarter(period)) return { value: season.mean.value, statistic: "MEAN" };
  if (!group) return null;
  return group.quartiles ? { value: group.quartiles.p50.value, statistic: "P50" } : group.centre;
}

function thirdNote(answer: TopicAnswer, you: string, lang: Lang): string | null {
  const texts = VERDICTS[lang];
  return isVeryLow(answer) ? texts.third(you, texts.ofCentre[usualOf(answer)?.statistic ?? "MEAN"]) : null;
}

/** The published group of the home's own kind where all kinds together are advised; undefined where there is none. */
export function ownKind({ verdict, untold, groups, advised }: TopicAnswer): Group | undefined {
  if (verdict?.kind !== "widened" || untold.length > 0 || !advised) return undefined;
  return groups.find(({ relaxed }) => !relaxed.includes("type"));
}

/**
 * Attributes of measures that follow the cold. A measure whose similarity uses one of them is expected to be higher in winter.
 */
const OF_WARMTH = ["heating", "heating_mode", "surface", "built"];
/** Tells whether a measure follows the cold. */
export const followsCold = ({ measure }: TopicAnswer["ref"]): boolean =>
  measure.similarity.attributes.some((name) => OF_WARMTH.includes(name));

const COLD = ["11", "12", "01", "02", "03"];
const WARM = ["05", "06", "07", "08", "09"];

/** Whether the months are expected to be above or below the year, where nothing is published for them; null: not known. */
function expectedOf({ ref, season }: TopicAnswer): "more" | "less" | null {
  const months = season?.months ?? [];
  if (months.length === 0 || !followsCold(ref)) return null;
  if (months.every((month) => COLD.includes(month))) return "more";
  return months.every((month) => WARM.includes(month)) ? "less" : null;
}

/**
 * The note of a seasonal figure: what is published of its months, beside the same statistic of the same homes over the year. It gives
 * no place, which is said unless the title says it.
 */
function seasonalNotes(commons: PublicCommons, answer: TopicAnswer, middle: string, lang: Lang): string[] {
  const texts = VERDICTS[lang];
  const { season, period, untold, verdict, given } = answer;
  const low = thirdNote(answer, ownAmount(answer, lang), lang);
  // To somebody who may be going without, that people use more in winter says nothing.
  const normal = low === null ? normalNotes(commons, answer, lang) : verdict?.kind === "years" ? [] : [low];
  // A middle of all kinds would mislead a home whose kind one answer would tell.
  if (untold.length > 0) return [...normal, untoldText(answer, lang)];
  const whole = groupWords(commons, answer, middle, lang);
  if (isQuarter(period)) return [...normal, texts.quarterNote(formatPeriod(period, lang), ...whole, season?.months.length === 1)];
  const isSaid = verdict?.kind === "years" || isTypedMonth(answer);
  const mean = ownKindByMonth(commons, answer, lang) ?? seasonalMeanText(commons, answer, lang);
  const published = mean === null ? [texts.seasonalNone, texts.seasonalNote(formatPeriod(period, lang), ...whole)] : [mean];
  const ranks = ranksByQuarter(commons, answer, lang);
  if (ranks !== null) return [[...normal, ...published].join(" "), ranks];
  // A figure of several quarters does not tell what each of them was, nor do the months among which it was divided.
  const isBill = given !== null && (given.months.length === 0 || given.months.some(({ sharedBy }) => sharedBy !== undefined));
  const noPlace = isBill && (season?.quarters.length ?? 0) > 1 ? texts.seasonalByMonths : texts.seasonalNoPlace;
  return [[...normal, ...published, ...(isSaid ? [] : [noPlace])].join(" ")];
}

/**
 * That more or less is to be expected of these months, unless what is published says the contrary or, where it is `told`, says it
 * already.
 */
function normalNotes(commons: PublicCommons, answer: TopicAnswer, lang: Lang, told = true): string[] {
  const direction = answer.season?.direction ?? null;
  const expected = expectedOf(answer);
  return expected === null || (direction !== null && (told || direction !== expected))
    ? []
    : [VERDICTS[lang].seasonNormal[expected][verbOf(commons, answer)]];
}

/** The statistic of the group, its homes, and the figure. */
function groupWords(commons: PublicCommons, answer: TopicAnswer, middle: string, lang: Lang): readonly [string, string, string] {
  const isAll = answer.group?.type === "_T";
  const homes = `${groupPhrase(commons, answer, lang)}${isAll ? VERDICTS[lang].ofAllKinds : ""}`;
  return [WORDS[lang].stand.centre[statisticOf(answer)], homes, middle];
}

/** The place of each quarter that the visitor's months fill; null where none has one. */
function ranksByQuarter(commons: PublicCommons, { byQuarter }: TopicAnswer, lang: Lang): string | null {
  const ranks = byQuarter.flatMap((answer) => {
    const place = placeInQuarter(commons, answer, lang);
    const [year, quarter] = answer.period.split("-Q");
    return place === null ? [] : [VERDICTS[lang].inQuarter(quarter ?? "", year ?? "", place)];
  });
  return ranks.length === 0 ? null : VERDICTS[lang].byQuarter(ranks.join(semicolon(lang)));
}

/** A place among homes in a quarter of the year, where "quarter" alone might be taken for one of the year. */
function placeInQuarter(commons: PublicCommons, answer: TopicAnswer, lang: Lang): string | null {
  const { quarterOfHomes, edgeOfHomes } = VERDICTS[lang];
  const { verdict } = answer;
  const ofHomes = (side: "low" | "high"): string => quarterOfHomes(side, WORDS[lang].stand[side][verbOf(commons, answer)]);
  if (verdict?.kind === "quarter" && verdict.quarter !== "middle") return ofHomes(verdict.quarter);
  if (verdict?.kind === "edge") return edgeOfHomes(ofHomes(verdict.edge));
  return placeWords(commons, answer, lang)?.replaceAll("*", "") ?? null;
}

/** A place among others in a few words; null where the verdict gives none. */
export function placeWords(commons: PublicCommons, answer: TopicAnswer, lang: Lang): string | null {
  const { verdict, group } = answer;
  const words = WORDS[lang].stand;
  const { said } = words.together;
  const how = verbOf(commons, answer);
  if (verdict?.kind === "quarter") return verdict.quarter === "middle" ? said.middle : said.quarter(words[verdict.quarter][how]);
  if (verdict?.kind === "edge") return said.edge(words[verdict.edge][how]);
  if (verdict?.kind === "side") return said[verdict.side](words.centre[group?.centre.statistic ?? "MEAN"]);
  return null;
}

/**
 * The visitor's months counted against those of homes of the visitor's kind, of which some months are published; null where all are, or
 * none: then a mean over all the months says more.
 */
function ownKindByMonth(commons: PublicCommons, answer: TopicAnswer, lang: Lang): string | null {
  const { season, group, given } = answer;
  if (!given || !group || group.type === "_T" || season?.of.type === group.type) return null;
  const year = ownYear(commons, answer, given.months, WORDS[lang].stand.monthShort);
  const { count, above, below, near } = sameMonths(year);
  if (count === 0 || year.beside?.type !== group.type) return null;
  return VERDICTS[lang].sameMonths(above, below, near, homesPhrase(commons, answer, year.beside, lang)).replaceAll("*", "");
}

/** The mean of the same months, and that of the same homes over the year; null where the months are not published. */
function seasonalMeanText(commons: PublicCommons, answer: TopicAnswer, lang: Lang): string | null {
  const texts = VERDICTS[lang];
  const { season } = answer;
  if (!season?.mean) return null;
  const count = season.months.length;
  // Two figures that are compared have the decimals of the finer one: 7,9 and 8,0.
  const { decimals: most } = answer.ref.measure;
  const shown = [season.mean, season.year].map((interval) => interval && roundedToMargin(interval, most));
  const decimals = Math.max(...shown.map((one) => one?.decimals ?? 0));
  const [mean = "", inYear = null] = shown.map((one) => one && amountText(one.value, decimals, answer.unit, lang));
  return texts.seasonalMean({
    homes: `${homesPhrase(commons, answer, season.of, lang)}${season.of.type === "_T" ? texts.ofAllKinds : ""}`,
    mean: mean ?? "",
    when: season.quarters.length > 0 ? texts.quarters(season.quarters.length, count) : texts.thoseMonths(count),
    years: listed(season.years, lang),
    inYear,
    direction: season.direction,
  });
}

function fivePercentText(answer: TopicAnswer, lang: Lang): string {
  return amountText(answer.fivePercent ?? 0, answer.fivePercent !== null && answer.fivePercent < 10 ? 1 : 0, answer.unit, lang);
}

/**
 * The sentence where the group contains other kinds of homes: the middle by kind, or of all, and the effect of the missing
 * answer. It gives no place.
 */
function widened(commons: PublicCommons, answer: TopicAnswer, you: string, lang: Lang): Omit<Sentence, "few"> {
  const { group, ref, kinds, untold } = answer;
  const words = VERDICTS[lang];
  const own = ownMiddle(answer);
  if (own) return ownMiddleSaid(commons, answer, own, you, lang);
  const { at } = placePhrase(commons, group?.area ?? answer.area, lang);
  const middles = kinds.map(({ quartiles }) => quartiles.p50).sort((a, b) => a.value - b.value);
  const [lowest, highest] = [middles[0], middles.at(-1)];
  // Both ends have the same digits, those that the wider margin allows.
  const digits = Math.min(...middles.map(({ lower, upper }) => marginDigits(lower, upper, ref.measure.decimals)));
  const withSharedDigits = ({ value }: WithMargin): string => amountText(value, digits, answer.unit, lang);
  const isRange = answer.advised && lowest !== undefined && highest !== undefined && lowest.upper < highest.lower;
  const lacking = isRange ? kindsWithout(answer, lang) : "";
  const title = isRange
    ? words.widened(at, withSharedDigits(lowest), withSharedDigits(highest), decidingWords(ref, lang, untold))
    : words.widenedOne(
        WORDS[lang].stand.centre[statisticOf(answer)],
        groupPhrase(commons, answer, lang),
        group ? amountAtMargin(group.quartiles?.p50 ?? group.centre, answer, lang) : "",
        answer.period.length === 7 ? formatPeriod(answer.period, lang) : null,
      );
  const note = untold.length > 0 ? untoldText(answer, lang) : words[isRange ? "widenedKinds" : "widenedType"];
  // What concerns the visitor comes first: a page with room for one note shows that.
  return { title, notes: [thirdNote(answer, you, lang) ?? note, ...(lacking === "" ? [] : [words.widenedLacks(lacking)])] };
}

/** The published middle or mean of the home's own kind, where a wider group is advised because it is too imprecise for a place. */
interface OwnMiddle {
  readonly area: string;
  readonly statistic: "P50" | "MEAN";
  readonly interval: WithMargin;
}

/** The middle that is drawn of the home's own kind, else the centre of its nearest group; null where neither is reliable. */
export function ownMiddle({ group, kinds, untold, ownType, groups, advised }: TopicAnswer): OwnMiddle | null {
  if (!group || !advised || untold.length > 0) return null;
  const drawn = kinds.find(({ type }) => type === ownType);
  if (drawn) return { area: group.area, statistic: "P50", interval: drawn.quartiles.p50 };
  const own = groups.find(({ relaxed, centre }) => !relaxed.includes("type") && centre.reliable);
  return own ? { area: own.area, statistic: own.centre.statistic, interval: own.centre } : null;
}

/** The middle of the home's own kind, which is too imprecise for a place. */
function ownMiddleSaid(
  commons: PublicCommons,
  answer: TopicAnswer,
  own: OwnMiddle,
  you: string,
  lang: Lang,
): Omit<Sentence, "few"> {
  const { centre } = WORDS[lang].stand;
  const verdicts = VERDICTS[lang];
  const { area, statistic, interval } = own;
  const homes = homesPhrase(commons, answer, { area, type: answer.ownType }, lang);
  // The middle of the wider group is not the one that the sentence gives.
  const isThird = answer.given !== null && answer.given.perMonth * THIRD < interval.value;
  return {
    title: verdicts.widenedOwn(homes, centre[statistic], amountAtMargin(interval, answer, lang), statistic === "MEAN"),
    notes: isThird ? [verdicts.third(you, verdicts.ofCentre[statistic])] : [],
  };
}

/** Names the deciding answers that are missing. */
function untoldText(answer: TopicAnswer, lang: Lang): string {
  const questions = answer.untold.map((name) => lowerFirst(ATTRIBUTE_LABELS[lang][name])).join(", ");
  return VERDICTS[lang].widenedUntold(questions, ownAmount(answer, lang));
}

/** Most kinds that are named. */
const NAMED = 4;

/** Kinds of homes that the range between the published middles leaves out; empty where there are none, or too many to name. */
function kindsWithout({ ref, kinds, possible }: TopicAnswer, lang: Lang): string {
  const published = new Set(kinds.map(({ type }) => type));
  const lacking = possible.filter((code) => !published.has(code));
  return lacking.length > NAMED
    ? ""
    : listed(
        lacking.map((code) => kindName(ref, code, lang)),
        lang,
      );
}
