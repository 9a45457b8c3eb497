import type { AttributeName, Household } from "../../src/contract/attributes.ts";
import type { MeasureRef } from "../../src/domains/index.ts";
import { hundredHomes, quantileOf, showsShape } from "../charts/hundred.ts";
import { unitLabel } from "../shared/format.ts";
import type { Lang } from "../shared/i18n.ts";
import { ownHasMore } from "../shared/labels.ts";
import { reliableInterval, type WithMargin } from "../shared/reliable-interval.ts";
import { splitPeriod } from "../shared/typed-figure.ts";
import { binsOf } from "../visit/bins.ts";
import { cellAt, clampOf, type PublicCommons, tellsKinds, unitOf } from "../visit/commons.ts";
import { meanAt } from "../visit/focus.ts";
import {
  type EarlierFigure,
  type EntryKind,
  householdOf,
  kindOf,
  NO_ENTRY,
  type OwnEntry,
  type Visitor,
} from "../visit/visitor.ts";
import { followsCold } from "./cold.ts";
import { advisedGroup, type Group, groupsFor, type Question, typesFor, unansweredAttributes } from "./group.ts";
import { type HomesBelow, homesBelow } from "./homes-below.ts";
import { largestOf, type MonthlyFigure, mainYear, monthlyFigureOf, yearsApart } from "./monthly-figure.ts";
import { type Quartiles, quartilesOf, writtenQuartiles } from "./position.ts";
import { monthsIn, ownYearFirst, periodsWith } from "./published-months.ts";
import { areDaysOf, heldAgainst, isSeasonPublished, type Season, seasonOf } from "./season.ts";
import { type Verdict, verdictOf } from "./verdict.ts";

/** A kind of home with its published quartiles. */
export interface KindSpread {
  readonly type: string;
  readonly quartiles: Quartiles;
}

/**
 * Everything that a card shows of one measure. It is computed from public figures and from what the visitor said, and depends on
 * nothing else.
 */
export interface TopicAnswer {
  readonly ref: MeasureRef;
  readonly area: string;
  /** the period that the figure is compared with */
  readonly period: string;
  readonly unit: string;
  readonly given: MonthlyFigure | null;
  /** the figure is of one month of something that follows the cold, and nobody said which, nor that it is an average one */
  readonly isMonthUntold: boolean;
  /** the visitor's own price of the unit, as it was typed */
  readonly price: string;
  readonly fault: string | null;
  readonly group: Group | null;
  /** the group that the release advises; null: none */
  readonly advice: Group | null;
  readonly groups: readonly Group[];
  readonly verdict: Verdict | null;
  /** deciding attributes of the home that are not answered */
  readonly untold: readonly AttributeName[];
  /** what the visitor said of the home */
  readonly household: Household;
  /** class of the home; `_T` where a deciding attribute is not answered */
  readonly ownType: string;
  /** the home has a heat pump, which uses far less than the radiators of others in its group */
  readonly hasPump: boolean;
  /** the visitor said that the home is seldom lived in: very little is no sign of hardship */
  readonly seldom: boolean;
  /** true where the mean of the visitor's own area is not published */
  readonly withheld: boolean;
  /** one hundred homes of the group; empty where its distribution is not published */
  readonly homes: readonly number[];
  /** how many of them are below the visitor's figure, where it has a place among them; else null */
  readonly below: HomesBelow | null;
  readonly fivePercent: number | null;
  /** what the lowest five in a hundred of these homes are below over the main year, as a share of their middle; null: not known */
  readonly fiveShare: number | null;
  /** kinds of homes that the visitor's may be, as far as it is known; all where no deciding attribute is unanswered */
  readonly possible: readonly string[];
  /** those with published quartiles at the area of the group */
  readonly kinds: readonly KindSpread[];
  /** published figures of the months of a seasonal figure that is compared with a longer period; else null */
  readonly season: Season | null;
  /** years of the visitor's figure, where some of it is not of the year that it is compared with; else empty */
  readonly otherYears: readonly string[];
  /** the visitor's figures of earlier days, oldest first */
  readonly earlier: readonly EarlierFigure[];
}

/** Periods of the newest releases: those of the figure's main year, then the main one and the newest. */
function periodsOf(commons: PublicCommons, given: MonthlyFigure | null): readonly string[] {
  return ownYearFirst([...(commons.rest?.groups.keys() ?? [])], given ? mainYear(given) : undefined);
}

/**
 * Tells whether an answer about the home would say nothing more: where the release advises no group, or no kind of home has a figure; of one month, where no kind that the home may be of has a place in it or,
 * where it stands beside a longer period, a mean of it.
 */
export function isAnswerIdle(
  commons: PublicCommons,
  { ref, area, period, verdict, given, possible, season, advice }: TopicAnswer,
): boolean {
  if (advice === null || !tellsKinds(commons, ref)) return true;
  if (given?.covered.length !== 1) return false;
  if (verdict?.kind === "widened")
    return commons.tree
      .lineage(area)
      .every(({ code }) => kindsAt(commons, ref, code, period).every(({ type }) => !possible.includes(type)));
  if (verdict?.kind !== "seasonal" || season === null) return false;
  return possible.every((type) => !isSeasonPublished(commons, ref, { area: season.of.area, type }, given));
}

/** Tells whether the home lacks an answer that would tell which homes are like it: all kinds together say neither little nor much of it. */
export const isAnswerMissing = (commons: PublicCommons, answer: TopicAnswer): boolean =>
  answer.untold.length > 0 && !isAnswerIdle(commons, answer);

/** The groups of a home in a period, and the one that the release advises. */
interface Candidates {
  readonly period: string;
  readonly groups: readonly Group[];
  readonly advised: Group | undefined;
}

function candidatesOf(commons: PublicCommons, question: Question): Candidates {
  const { period } = question;
  const sources = { cells: commons.cells, groups: commons.rest?.groups.get(period) ?? [], tree: commons.tree };
  const groups = groupsFor(question, sources);
  return { period, groups, advised: advisedGroup(question, sources, groups) };
}

/** A home has no place among homes of other kinds: beside the middle of its own, or else beside its mean, it is on a side. */
function ownKindOrAdvised({ advised, groups }: Candidates): Group | undefined {
  if (!advised?.hasOtherKinds) return advised;
  const own = groups.filter(({ hasOtherKinds, centre }) => !hasOtherKinds && centre.reliable);
  const nearest = own.find(({ centre }) => centre.statistic === "P50") ?? own[0];
  return nearest ? { ...nearest, quartiles: null } : advised;
}

/** The homes of a group's kind at another place, where they have a figure to rely on; else the group. */
function groupAt({ groups }: Candidates, group: Group | undefined, area: string | undefined): Group | undefined {
  return groups.find((one) => one.area === area && one.type === group?.type && one.centre.reliable) ?? group;
}

/**
 * Finds the groups that a figure is compared with. A figure of part of the year takes the shortest period that has all of its
 * months and an advised group; any other takes the newest year with an advised group, else the newest with any. The year of the figure comes
 * before newer ones. A figure that does not fill its period stands at the place of the year's sentence, so that whoever types month after month
 * stays among the same homes. `groupHasOtherMonths` tells whether a seasonal figure is compared with a period of more months.
 */
function findComparison(commons: PublicCommons, question: Omit<Question, "period">, given: MonthlyFigure | null) {
  const find = (period: string): Candidates => candidatesOf(commons, { ...question, period });
  const main = commons.main?.period;
  const steady = question.ref.measure.coverage <= 1;
  const covered = steady ? [] : (given?.covered ?? []);
  const all = periodsOf(commons, given);
  const periods = all.filter((period) => period.length === 4 || period === main);
  const years = () => (periods.length > 0 ? periods : all).map(find);
  for (const period of periodsWith(all, covered)) {
    const inPart = find(period);
    const isWhole = monthsIn(period).length === covered.length && (!given?.dates || areDaysOf(given.dates, period));
    if (!inPart.advised) continue;
    const advised = ownKindOrAdvised(inPart);
    const yearly = isWhole ? undefined : years().find((year) => year.advised)?.advised?.area;
    return { ...inPart, advised: groupAt(inPart, advised, yearly), groupHasOtherMonths: !isWhole };
  }
  const found = years();
  const newest = found.find(({ advised }) => advised) ?? found.find(({ groups }) => groups.length > 0) ?? find(main ?? "");
  return { ...newest, advised: ownKindOrAdvised(newest), groupHasOtherMonths: covered.length > 0 };
}

/** The unsure group of the home's own kind, where the advised one has other kinds and no figure of the own kind is reliable. */
function unsureOwnKind({ advised, groups }: Pick<Candidates, "advised" | "groups">): Group | undefined {
  const own = groups.filter(({ hasOtherKinds }) => !hasOtherKinds);
  const isWanted = advised?.hasOtherKinds && own.every(({ centre }) => !centre.reliable);
  return isWanted ? own[0] && { ...own[0], quartiles: null } : undefined;
}

/** The unsure mean of all homes of the commons where the release advises no group: what is known in its first months. One from 0 on says nothing. */
function unsureWhole({ advised, groups }: Pick<Candidates, "advised" | "groups">, root: string): Group | undefined {
  const widest = groups.at(-1);
  return !advised && widest?.area === root && widest.type === "_T" && widest.centre.lower > 0 ? widest : undefined;
}

const todayText = (): string => new Date().toISOString().slice(0, 10);

/** The newest month of a name (`01` to `12`) that is over. */
function newestOf(month: string): string {
  const [year, now = ""] = todayText().split("-");
  return `${Number(year) - (month < now ? 0 : 1)}-${month}`;
}

/** Codes of kinds of homes in which heat pumps and radiators are counted together. */
const JOINED = "heating=electric-or-pump";

/** The years of a figure, where it has a month that is compared with another year; else none. */
function otherYearsOf({ periods }: MonthlyFigure, published: string, season: Season | null): string[] {
  const years = [...new Set(periods.map((month) => month.slice(0, 4)))].sort();
  const isSame = season?.centre ? season.apart.length === 0 : years.every((year) => published.startsWith(year));
  return published === "" || isSame ? [] : years;
}

/** What the lowest five in a hundred are below, or the highest above; null where a noisy histogram contradicts the quartiles, or there is none. */
function tailOf(bins: Parameters<typeof quantileOf>[0], quartiles: Quartiles | null, share: 0.05 | 0.95): number | null {
  const end = showsShape(bins) ? quantileOf(bins, share) : null;
  if (end === null || !quartiles) return null;
  return (share < 0.5 ? end < quartiles.p25.lower : end > quartiles.p75.upper) ? end : null;
}

/** An entry as it is read in the language of the page, with the measure's unit, clamp and published years. */
function readingOf(commons: PublicCommons, ref: MeasureRef, entry: OwnEntry, lang: Lang) {
  const code = unitOf(commons.catalog, ref);
  return monthlyFigureOf(entry, {
    units: [unitLabel(code, lang), code],
    lang,
    today: todayText(),
    clamp: clampOf(commons.catalog, ref),
  });
}

/**
 * What a visitor's figure of a measure is answered. Long, for it gathers one record, each part of which is found elsewhere.
 *
 * @param fallback the area of a visitor who names none
 */
export function answerOf(commons: PublicCommons, visitor: Visitor, ref: MeasureRef, fallback: string, lang: Lang): TopicAnswer {
  const entry = visitor.entries.value[ref.key] ?? NO_ENTRY;
  const area = visitor.area.value ?? fallback;
  const household = householdOf(visitor, area);
  const unit = unitLabel(unitOf(commons.catalog, ref), lang);
  const reading = readingOf(commons, ref, entry, lang);
  const given = reading.ok ? reading.value : null;
  const unanswered = unansweredAttributes(ref, household);
  const [ownType = "_T"] = typesFor(ref, household);
  const hasPump = household.heating === "heat-pump" && ownType.startsWith(JOINED);
  const { period, groups, advised, groupHasOtherMonths } = findComparison(commons, { ref, area, household }, given);
  const whole = groupHasOtherMonths ? undefined : unsureWhole({ advised, groups }, commons.tree.root.code);
  const group = unsureOwnKind({ advised, groups }) ?? advised ?? whole ?? null;
  const mainBins = group ? binsOf(commons, ref, group.area, group.type) : [];
  const bins = period === commons.main?.period ? mainBins : [];
  const fivePercent = hasPump ? null : tailOf(bins, group?.quartiles ?? null, 0.05);
  const mainCell = group ? cellAt(commons, ref, group.area, group.type, commons.main?.period ?? "") : undefined;
  const mainQuartiles = mainCell && !hasPump ? quartilesOf(mainCell) : null;
  const mainLowest = mainQuartiles && tailOf(mainBins, mainQuartiles, 0.05);
  const possible = possibleKinds(ref, household, unanswered);
  const season = groupHasOtherMonths && given ? seasonOf(commons, ref, group, given) : null;
  const quartiles = season || !group?.quartiles ? null : writtenQuartiles(group.quartiles, ref.measure.decimals);
  const verdict =
    given && commons.rest
      ? verdictOf({
          value: given.perMonth,
          largest: largestOf(given),
          clamp: clampOf(commons.catalog, ref),
          isTypedMonth: kindOf(entry) === "month",
          isTypedYear: kindOf(entry) === "year" && entry.year === "",
          confirmed: entry.confirmed,
          centre: heldAgainst({ season, group }),
          quartiles,
          widened: unanswered.length > 0 || (group !== null && (group.hasOtherKinds || !group.centre.reliable)),
          groupHasOtherMonths,
          isOfSeason: season?.centre != null && season.of.type === group?.type,
          yearsApart: yearsApart(given, period),
          fivePercent: entry.seldom ? null : fivePercent,
          hasMore: ownHasMore(commons.catalog, ref),
          highest: season ? null : tailOf(bins, group?.quartiles ?? null, 0.95),
        })
      : null;
  const homes = hundredHomes(bins);
  return {
    ref,
    area,
    period,
    unit,
    given,
    isMonthUntold: given !== null && kindOf(entry) === "month" && entry.month === "" && !entry.usual && followsCold(ref),
    price: entry.price,
    fault: reading.ok ? null : reading.fault,
    group,
    advice: advised ?? null,
    groups,
    verdict,
    untold: unanswered,
    household,
    ownType,
    hasPump,
    seldom: entry.seldom,
    withheld: meanAt(commons, ref, area, "_T", period) === null,
    homes,
    below:
      given && quartiles && (verdict?.kind === "quarter" || verdict?.kind === "edge")
        ? homesBelow(bins, quartiles, given.perMonth, homes)
        : null,
    fivePercent,
    fiveShare: mainQuartiles && mainLowest !== null ? mainLowest / mainQuartiles.p50.value : null,
    possible,
    kinds: group ? kindsAt(commons, ref, group.area, period).filter(({ type }) => possible.includes(type)) : [],
    season,
    otherYears: given ? otherYearsOf(given, period, season) : [],
    // What was kept today is no last time.
    earlier: (visitor.kept.value?.earlier[ref.key] ?? []).filter(({ day }) => day !== todayText()),
  };
}

/** Tells whether a figure has an answer to keep: one whose unit is doubted waits for another. */
export const isAnswered = ({ verdict }: TopicAnswer): boolean => verdict !== null && verdict.kind !== "unit";

/** Tells whether a figure is to be checked before it is compared. */
export const isDoubted = ({ verdict }: TopicAnswer): boolean => verdict?.kind === "unit";

/**
 * An entry that is to be of another kind, with what was typed for that kind before. Else its figure comes along, unless it has its answer
 * and one of the two is a bill: the figure of a month or a year is no bill's total. That of a named month is the first of several.
 */
export function entryAs(kind: EntryKind, entry: OwnEntry, answer: TopicAnswer): Partial<OwnEntry> {
  const { kind: left, amount, amounts, month, typed } = entry;
  // What only came along, and is put right where it was typed, comes along again.
  const cameAlong = kind !== "bill" && Object.values(amounts).includes(amount);
  const kept = cameAlong ? amounts : { ...amounts, [left]: amount };
  // Of months it had no field in which a doubt about it was seen.
  const isAnother = (kind === "bill" || left === "bill") && (isAnswered(answer) || left === "months");
  const given = { kind, amounts: kept, amount: kept[kind] || (isAnother ? "" : amount) };
  if (kind !== "months" || left !== "month" || month === "") return given;
  const period = newestOf(month);
  return { ...given, typed: { ...typed, [period]: typed[period] || splitPeriod(amount).figure } };
}

/** The kinds of homes of a measure, without those that did not answer. */
export function answeredClasses({ measure }: MeasureRef) {
  return measure.similarity.classes.filter(
    ({ where }) => !Object.values<readonly string[]>(where).some((values) => values.every((value) => value === "unknown")),
  );
}

/** The kinds that a home may be of: those that agree with what is answered, where a deciding attribute is not; else all. */
function possibleKinds(ref: MeasureRef, household: Household, unanswered: readonly AttributeName[]): string[] {
  const agrees = (where: Readonly<Partial<Record<AttributeName, readonly string[]>>>): boolean =>
    Object.entries(where).every(([name, values]) => {
      const answer = household[name as AttributeName];
      return answer === "unknown" || values.includes(answer);
    });
  const kinds = answeredClasses(ref);
  return (unanswered.length > 0 ? kinds.filter(({ where }) => agrees(where)) : kinds).map(({ code }) => code);
}

/** Kinds of homes whose quartiles are published at an area, in the measure's order. */
export function kindsAt(commons: PublicCommons, ref: MeasureRef, area: string, period: string): KindSpread[] {
  return answeredClasses(ref).flatMap(({ code }) => {
    const cell = cellAt(commons, ref, area, code, period);
    const quartiles = cell ? quartilesOf(cell) : null;
    return quartiles ? [{ type: code, quartiles }] : [];
  });
}

/** Number of homes in a group; null where the release gives none. */
export function homesOf(group: Pick<Group, "cell">): WithMargin | null {
  return reliableInterval(group.cell.get("COUNT"));
}

/** Tells whether a figure is held against an average month because nobody said which month it is of. */
export const isBesideUsual = ({ isMonthUntold, untold, verdict }: TopicAnswer): boolean =>
  isMonthUntold && untold.length === 0 && verdict !== null && !["unit", "none"].includes(verdict.kind);
