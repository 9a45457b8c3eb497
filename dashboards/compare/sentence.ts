import { plainDigits } from "../shared/digits.ts";
import { amountText, formatNumber, formatPeriod } from "../shared/format.ts";
import { type Lang, WORDS } from "../shared/i18n.ts";
import { ownHasMore } from "../shared/labels.ts";
import { homesFor, type PublicCommons } from "../visit/commons.ts";
import { amountInWords } from "../visit/fields.tsx";
import { figuresAt, isImprecise, isKept } from "../visit/focus.ts";
import { elsewhereOf, type Visitor } from "../visit/visitor.ts";
import { countedWith } from "./counted-with.ts";
import { fewText, insteadText, mostlyText } from "./group-notes.ts";
import { groupPhrase, groupWords, homesPhrase, listed, type Statement, statisticOf, verbOf } from "./group-words.ts";
import { thirdNote } from "./low-figure.ts";
import { isMean } from "./monthly-figure.ts";
import { kindPhrase, placePhrase } from "./phrases.ts";
import { placeTitle } from "./place-title.ts";
import { isSurelyBelow, reckoned, reckonedTitle } from "./reckoned.ts";
import { amountAtMargin, outwardEnds, ownAmount, typedAmount, unsureEnds } from "./rounded.ts";
import { SAID } from "./said-words.ts";
import { heldAgainst } from "./season.ts";
import { isBesideSeason, seasonPlace, toldPart } from "./season-place.ts";
import { seasonalNotes, seasonalSaid, seasonalTitle, whenText } from "./seasonal-said.ts";
import { isBesideUsual, type TopicAnswer } from "./topic-answer.ts";
import { isLikelierBill, MOST_YEARS_APART, type Place, type Verdict } from "./verdict.ts";
import { VERDICTS } from "./verdict-words.ts";
import { isRangeOfKinds, widened } from "./widened-said.ts";

export interface Sentence extends Statement {
  /** what is not published for the home's own place or kind; null: nothing */
  readonly few: string | null;
  /** the one line of it, below the drawing, of a sentence that is about others instead: why stands with whom one is compared; null: it is not */
  readonly instead: string | null;
  /** who the homes are that the visitor's is held against, below the drawing of them: `instead`, and what else the sentence does not say */
  readonly about: readonly string[];
  /** that the visitor's figure has more in it than those it is held against, which may turn the sentence round; null: it has not */
  readonly ownMore: string | null;
}

/** The sentence of a verdict, and the notes that limit it. */
export function sentenceOf(commons: PublicCommons, answer: TopicAnswer, lang: Lang): Sentence | null {
  const texts = saidOf(commons, answer, lang);
  if (!texts) return null;
  const few = texts.few ?? fewText(commons, answer, lang);
  const instead = few === null ? null : insteadText(commons, answer, lang);
  const isLimited =
    answer.otherYears.length > 0 &&
    !["none", "unit", "years"].includes(answer.verdict?.kind ?? "none") &&
    !namesBothYears(commons, answer) &&
    !isInLegend(answer);
  const seldom = answer.seldom ? VERDICTS[lang].seldom : null;
  const notes = [seldom, ...texts.notes, isLimited ? otherYearsText(answer, lang) : null].filter((note) => note !== null);
  const about = [instead ?? mostlyText(commons, answer, lang), countedWith(commons, answer, lang)];
  const ownMore = ownMoreText(commons, answer, lang);
  const hasMore = ownMore !== null && isSaidAbove(answer);
  const place = hasMore ? titleWithMore(commons, answer, texts.title, lang) : titleIn(answer, texts.title, lang);
  // What is large alone may be all that is read: it is the fair reading where one can be reckoned.
  const own = ownMore === null ? null : reckoned(commons, answer, lang);
  const fair = own && reckonedTitle(commons, answer, own, lang);
  const title = isBesideUsual(answer) ? SAID[lang].ofUsual(fair ?? place) : (fair ?? place);
  return {
    title,
    notes,
    few,
    instead,
    about: about.filter((note) => note !== null),
    ownMore: hasMore && fair === null ? SAID[lang].alike : ownMore,
  };
}

/**
 * The title of a figure that has more in it, and is above. What is large alone may be all that is read of it, and frightens before what follows
 * takes it back: the highest quarter is then that of the figures, not of the visitor.
 */
function titleWithMore(commons: PublicCommons, answer: TopicAnswer, title: string, lang: Lang): string {
  const texts = SAID[lang];
  if (answer.verdict?.kind !== "quarter") return texts.withMore(titleIn(answer, title, lang));
  return texts.butMore(titleIn(answer, texts.aboveThree(groupPhrase(commons, answer, lang)), lang));
}

/** Verdicts that say of no side, or ask about the figure first. */
const NO_SIDE = ["none", "unit", "years", "little"];

/** Says of a figure that has more in it than others' which way that goes; one that is below their middle all the same is so for sure. */
function ownMoreText({ catalog }: PublicCommons, answer: TopicAnswer, lang: Lang): string | null {
  const { ref, verdict, given, untold } = answer;
  if (!verdict || !given || untold.length > 0 || NO_SIDE.includes(verdict.kind) || !ownHasMore(catalog, ref)) return null;
  const more = reckoned({ catalog }, answer, lang);
  return more === null
    ? SAID[lang].ownMore(isSurelyBelow(answer))
    : SAID[lang].moreIs(ownAmount(answer, lang), more.of, ...more.assumed);
}

/** Tells whether a sentence places the figure above others'. */
function isSaidAbove(answer: TopicAnswer): boolean {
  const place = seasonPlace(answer) ?? answer.verdict;
  return (
    (place?.kind === "quarter" && place.quarter === "high") ||
    (place?.kind === "edge" && place.edge === "high") ||
    (place?.kind === "side" && place.side === "above")
  );
}

/** Says that the place that the visitor typed is outside the territory, and which place the answer is about; null: it is not so. */
export function elsewhereText({ tree }: PublicCommons, visitor: Visitor, { area }: TopicAnswer, lang: Lang): string | null {
  const text = elsewhereOf(visitor);
  return text === null ? null : SAID[lang].elsewhere(text, tree.get(area)?.name ?? area);
}

/** Tells whether the years compared are in the legend of the visitor's months. */
const isInLegend = ({ verdict, season, given }: TopicAnswer): boolean =>
  verdict?.kind === "seasonal" && season?.centre != null && (given?.months.length ?? 0) > 0;

/** Tells whether what is said of part of a year names the years compared. */
function namesBothYears(commons: PublicCommons, answer: TopicAnswer): boolean {
  const { verdict, given, season, period } = answer;
  // Beside one's own months, or the dates of a bill, the quarters are named with their years.
  const told = toldPart(commons, answer);
  if (told !== answer || (isBesideSeason(answer) && season?.place === null)) return true;
  return verdict?.kind === "seasonal"
    ? season?.centre == null && given?.dates != null
    : period.length === 7 && isPlacedOrWidened(verdict);
}

/** Tells whether a sentence says how a figure stands beside others of the same part of a year. */
const isPlacedOrWidened = (verdict: Verdict | null): boolean =>
  ["edge", "quarter", "side", "widened"].includes(verdict?.kind ?? "none");

/** A place among homes in part of the year says of which part, and that of a known year of which year. */
function titleIn(answer: TopicAnswer, title: string, lang: Lang): string {
  const { verdict, period, given } = answer;
  const isPart = period.length === 7;
  const isPlaced = verdict?.kind === "edge" || verdict?.kind === "quarter" || verdict?.kind === "side";
  // What is missing of the home is of no time: the middles that it decides between say which they are of.
  if (isRangeOfKinds(answer) || (!isPlaced && !(isPart && verdict?.kind === "widened"))) return title;
  const [year, ...others] = new Set(given?.periods.map((month) => month.slice(0, 4)));
  const isOfYear = year === period && others.length === 0;
  // Beside part of another year the sentence itself names both years.
  if (isPart && answer.otherYears.length > 0)
    return `${title.replace(/\.$/, "")}${SAID[lang].ofOtherYears(ownYearsText(answer, lang), given?.periods.length ?? 0, formatPeriod(period, lang))}`;
  const when = isPart ? whenText(period, lang) : isOfYear ? SAID[lang].inMonths(year) : null;
  return when === null || title.includes(when) ? title : `${title.replace(/\.$/, "")}, ${when}.`;
}

/** The years of the visitor's figure: `2026`, `2024 et 2025`, `2023–2025`. */
function ownYearsText({ otherYears }: TopicAnswer, lang: Lang): string {
  const [first = "", ...rest] = otherYears;
  return rest.length > 1 ? `${first}–${rest.at(-1)}` : listed(otherYears, lang);
}

/** Says that the visitor's figure is not of the year that it is compared with. */
function otherYearsText(answer: TopicAnswer, lang: Lang): string {
  const { given, period, season } = answer;
  const texts = SAID[lang];
  const apart = season?.centre ? season.apart : [];
  // Of two years, those that are beside another are named with what they are beside.
  if (answer.otherYears.length > 1 && apart.length > 0)
    return [...new Set(apart.map(({ year }) => year))]
      .map((year) => {
        const beside = apart.filter((one) => one.year === year).map((one) => whenText(one.period, lang));
        return texts.daysBeside(year, given?.months.length === 0, listed(beside, lang));
      })
      .join(" ");
  const compared = apart[0] ? listed([...new Set(apart.map((one) => one.period.slice(0, 4)))], lang) : period.slice(0, 4);
  const [first, last] = [given?.months[0], given?.months.at(-1)];
  // A year of months over the new year is named by its ends: which twelve months count is then plain.
  if (first && last && given?.covered.length === 0 && answer.otherYears.length === 2) {
    const ends = texts.fromMonth(formatPeriod(first.period, lang), formatPeriod(last.period, lang));
    return texts.otherMonths(ends, compared);
  }
  return texts.otherYears(given?.months.length === 0 ? 0 : (given?.periods.length ?? 0), ownYearsText(answer, lang), compared);
}

function saidOf(commons: PublicCommons, answer: TopicAnswer, lang: Lang): (Statement & Partial<Sentence>) | null {
  const { verdict, group, given } = answer;
  if (!verdict || !given) return null;
  const words = WORDS[lang].stand;
  const verdictTexts = SAID[lang];
  const whole = groupPhrase(commons, answer, lang);
  const how = verbOf(commons, answer);
  const you = ownAmount(answer, lang);
  const middle = group ? amountAtMargin(group.quartiles?.p50 ?? group.centre, answer, lang) : "";
  const held = heldAgainst(answer);
  const centre = words.centre[held?.statistic ?? "MEAN"];
  // Who typed a sum would take a middle for the sum of others.
  const value = isMean(given) ? `${middle} ${words.amount.month}` : middle;
  const placed = (place: Place): string =>
    placeTitle(commons, answer, place, { homes: whole, statistic: statisticOf(answer), value }, lang);
  const notes = (...texts: (string | null)[]): string[] => texts.filter((text) => text !== null);
  switch (verdict.kind) {
    case "none":
      return noneSaid(commons, answer, lang);
    case "unit":
      return {
        title: unitTitle(answer, verdict, centre, lang),
        notes: [verdictTexts.unitNote(whole, centre, heldText(answer, lang))],
      };
    case "years":
      return yearsSaid(commons, answer, middle, lang);
    case "seasonal":
      return seasonalSaid(commons, answer, middle, lang);
    case "widened": {
      const part = answer.period.length === 7 ? whenText(answer.period, lang) : null;
      const { title, notes: limits } = widened(commons, answer, you, part, lang);
      return { title, notes: notes(...limits) };
    }
    case "little":
      return { title: verdictTexts.little(you), notes: notes(verdictTexts.littleNote(whole, fivePercentText(answer, lang))) };
    case "edge":
      return {
        title: placed(verdict),
        notes: notes(verdictTexts.edgeNote(verdict.edge, words[verdict.edge][how], ...outwardEnds(verdict.at, answer, lang))),
      };
    case "quarter":
      return {
        title: placed(verdict),
        notes: notes(thirdNote(answer, you, lang)),
      };
    case "side":
      return {
        title: placed(verdict),
        notes: notes(thirdNote(answer, you, lang), verdictTexts.sideNote),
      };
  }
}

/** The figure that one's own is doubted by, or its margin where it is unsure. */
function heldText(answer: TopicAnswer, lang: Lang): string {
  const [held, ends] = [heldAgainst(answer), answer.season?.centre ? null : unsureEnds(answer, lang)];
  if (ends !== null) return WORDS[lang].between(...ends);
  return held ? VERDICTS[lang].isAt(amountAtMargin(held, answer, lang)) : "";
}

/** What is published of all homes over the year, at the nearest place around; null: nothing that says anything. */
function yearAround(commons: PublicCommons, answer: TopicAnswer, lang: Lang): ReturnType<typeof groupWords> | null {
  if (answer.period.length !== 4) return null;
  for (const { code: area } of commons.tree.lineage(answer.area)) {
    const { mean } = figuresAt(commons, answer.ref, area);
    if (mean === null || mean.lower <= 0) continue;
    const homes = `${homesPhrase(commons, answer, { area, type: "_T" }, lang)}${VERDICTS[lang].ofAllKinds}`;
    return [WORDS[lang].stand.centre.MEAN, homes, WORDS[lang].between(...outwardEnds(mean, answer, lang))];
  }
  return null;
}

/** Where nothing is published for the home: of part of a year its month, and beside it the year of those around. */
function noneSaid(commons: PublicCommons, answer: TopicAnswer, lang: Lang): Statement & Partial<Sentence> {
  const why = whyNone(commons, answer, lang);
  if (answer.given?.covered.length === 0) return why;
  const ofYear = yearAround(commons, answer, lang);
  return {
    title: seasonalTitle(answer, lang),
    notes: ofYear === null ? why.notes : seasonalNotes(commons, answer, ofYear, lang),
    few: why.title.replaceAll("*", ""),
  };
}

/** Why nothing is published for the home. */
export function whyNone(commons: PublicCommons, { ref, area }: TopicAnswer, lang: Lang): Statement {
  const words = SAID[lang];
  const { at } = placePhrase(commons, area, lang);
  if (isKept(commons, ref, area)) return { title: words.keptAt(at), notes: [] };
  const homes = kindPhrase(ref, "_T", lang).many;
  if (isImprecise(commons, ref, area)) return { title: VERDICTS[lang].imprecise(at, homes), notes: [] };
  const needed = homesFor(commons, ref.key, commons.tree.get(area)?.level ?? "");
  return { title: words.none(at, homes), notes: needed === null ? [] : [words.noneNote(formatNumber(needed, 0, lang))] };
}

/** Where the figure is of years too far from the group's: both figures, without a place. */
function yearsSaid(commons: PublicCommons, answer: TopicAnswer, middle: string, lang: Lang): Statement {
  const { centre } = WORDS[lang].stand;
  const { isAt, widenedOne } = VERDICTS[lang];
  const beside = answer.season
    ? seasonalNotes(commons, answer, groupWords(commons, answer, isAt(middle), lang), lang)
    : [widenedOne(centre[statisticOf(answer)], groupPhrase(commons, answer, lang), isAt(middle), null)];
  return {
    title: SAID[lang].seasonal(ownAmount(answer, lang), "", false),
    notes: [
      SAID[lang].tooFarApart(otherYearsText(answer, lang), MOST_YEARS_APART),
      thirdNote(answer, ownAmount(answer, lang), lang),
      ...beside,
    ].filter((note) => note !== null),
  };
}

type UnitDoubt = Extract<Verdict, { kind: "unit" }>;

/** Most times the middle that a sentence counts: beyond, digits say nothing more of a slip. */
const MOST_TIMES = 1000;

function unitTitle(answer: TopicAnswer, { times, isClamp }: UnitDoubt, centre: string, lang: Lang): string {
  const texts = SAID[lang];
  if (isClamp) return texts.unitClamp;
  if (isLikelierBill(answer.verdict)) return texts.unitBill(ownAmount(answer, lang));
  if (times < 1) return texts.unitYear(typedAmount(answer.given?.total?.amount ?? 0, answer, lang));
  const many = times > MOST_TIMES ? null : formatNumber(times, times < 100 ? 0 : -1, lang);
  const what = largestMonthText(answer, lang);
  return what === null ? texts.unit(many, centre) : texts.unitOf(what, many, centre);
}

/** The largest of several months, which is what seems wrong; null where there is one figure. */
function largestMonthText({ given, unit }: TopicAnswer, lang: Lang): string | null {
  const months = given?.months ?? [];
  if (months.length < 2) return null;
  const { period, value, sharedBy } = months.reduce((one, other) => (other.value > one.value ? other : one));
  // What a bill divided over its months says of one of them is a mean, and what is sent of it goes by the days.
  if (sharedBy !== undefined) return null;
  return `${amountInWords(value, unit, lang)} ${SAID[lang].inMonths(formatPeriod(period, lang))}`;
}

function fivePercentText(answer: TopicAnswer, lang: Lang): string {
  const five = answer.fivePercent ?? 0;
  return amountText(five, plainDigits(five), answer.unit, lang);
}
