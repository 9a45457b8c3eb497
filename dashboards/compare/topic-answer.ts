import type { AttributeName } from "../../src/contract/attributes.ts";
import type { MeasureRef } from "../../src/domains/index.ts";
import { hundredHomes, shareBelow } from "../charts/hundred.ts";
import { isReliable, unitLabel } from "../shared/format.ts";
import type { Lang } from "../shared/i18n.ts";
import type { WithMargin } from "../shared/reliable-interval.ts";
import { binsOf, cellAt, clampOf, type PublicCommons, unitOf } from "../visit/commons.ts";
import { meanAt } from "../visit/focus.ts";
import { householdOf, NO_ENTRY, type Visitor } from "../visit/visitor.ts";
import { advisedGroup, type Group, groupsFor, type Question, typesFor, untold } from "./group.ts";
import { type MonthlyFigure, monthlyFigureOf } from "./monthly-figure.ts";
import { type Quartiles, quartilesOf } from "./position.ts";
import { isQuarter, monthsIn, periodsWith } from "./published-months.ts";
import { type Verdict, verdictOf } from "./verdict.ts";

/** A kind of home with its middle half, where it is published. */
export interface KindSpread {
  readonly type: string;
  readonly quartiles: Quartiles;
}

/** What is published of the months that a figure is of. */
export interface Season {
  /** `01` to `12` */
  readonly months: readonly string[];
  /** the years whose months they are held against */
  readonly years: readonly string[];
  /** the quarters that stand for months which are not published themselves */
  readonly quarters: readonly string[];
  /** the mean of all homes of the commons over these months; null: they are not all published */
  readonly mean: WithMargin | null;
  /** and over the whole year; null: not published */
  readonly year: WithMargin | null;
  /** whether people have more or less in them than over the year; null: not to be told */
  readonly direction: "more" | "less" | null;
}

/** All that a card shows of one measure, from public figures and what the visitor said. Pure. */
export interface TopicAnswer {
  readonly ref: MeasureRef;
  readonly area: string;
  /** the period that it is held against */
  readonly period: string;
  readonly unit: string;
  readonly given: MonthlyFigure | null;
  readonly fault: string | null;
  readonly group: Group | null;
  /** the release advised it; false: the visitor chose */
  readonly advised: boolean;
  readonly groups: readonly Group[];
  readonly verdict: Verdict | null;
  /** what decides about the kind of home and was not said */
  readonly untold: readonly AttributeName[];
  /** the home's own kind; `_T` where what decides was not said */
  readonly ownType: string;
  /** the visitor's own area has no published mean */
  readonly withheld: boolean;
  /** one hundred homes of the group; none where its distribution is not published */
  readonly homes: readonly number[];
  readonly fivePercent: number | null;
  /** kinds of homes at the group's area */
  readonly kinds: readonly KindSpread[];
  /** a figure of a season was held against a whole year: what is published of its months; null: it was not */
  readonly season: Season | null;
}

/** Periods of the last releases, the main one first. */
function periodsOf(commons: PublicCommons): string[] {
  return [...(commons.rest?.groups.keys() ?? [])];
}

/** Are these months in which people have more or less than over the year? From the whole's published means. */
function seasonOf(commons: PublicCommons, ref: MeasureRef, months: readonly string[]): Season {
  const root = commons.tree.root.code;
  const periods = months.flatMap((month) => periodsWith(periodsOf(commons), [month])[0] ?? []);
  const quarters = [...new Set(periods.filter(isQuarter))].sort();
  const years = [...new Set(periods.map((period) => period.slice(0, 4)))].sort();
  const means = periods.flatMap((period) => meanAt(commons, ref, root, "_T", period) ?? []);
  if (months.length === 0 || means.length < months.length)
    return { months, years, quarters, mean: null, year: null, direction: null };
  const over = (part: (mean: WithMargin) => number): number => means.reduce((sum, one) => sum + part(one), 0) / means.length;
  // The margins are averaged as if all erred to the same side: no narrower than they are.
  const mean = { value: over(({ value }) => value), lower: over(({ lower }) => lower), upper: over(({ upper }) => upper) };
  const year = commons.main?.step === "year" ? meanAt(commons, ref, root) : null;
  const less = year && mean.upper < year.lower ? "less" : null;
  return { months, years, quarters, mean, year, direction: year && mean.lower > year.upper ? "more" : less };
}

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

/** Where no place is told, homes of one's own kind say more than all kinds whose quartiles are good. */
function beside({ advised, groups }: Candidates): Group | undefined {
  const own = groups.find(({ relaxed }) => !relaxed.includes("type"));
  return own && advised?.relaxed.includes("type") ? { ...own, quartiles: null } : advised;
}

/**
 * What a figure is held against. That of a part of the year is held against the shortest period that has all of its months and a group
 * that the release advises; everything else against the newest year that has one, or any group.
 *
 * @returns with `inSeason`, whether a figure of a season is held against a period that has more months
 */
function heldAgainst(commons: PublicCommons, question: Omit<Question, "period">, given: MonthlyFigure | null) {
  const find = (period: string): Candidates => candidatesOf(commons, { ...question, period });
  const main = commons.main?.period;
  const steady = question.ref.measure.coverage <= 1;
  const covered = steady ? [] : (given?.covered ?? []);
  for (const period of periodsWith(periodsOf(commons), covered)) {
    const inPart = find(period);
    const isWhole = monthsIn(period).length === covered.length;
    if (inPart.advised) return { ...inPart, advised: isWhole ? inPart.advised : beside(inPart), inSeason: !isWhole };
  }
  const periods = periodsOf(commons).filter((period) => period.length === 4 || period === main);
  const years = (periods.length > 0 ? periods : periodsOf(commons)).map(find);
  const over = years.find(({ advised }) => advised) ?? years.find(({ groups }) => groups.length > 0) ?? find(main ?? "");
  return { ...over, inSeason: covered.length > 0 };
}

export function answerOf(commons: PublicCommons, visitor: Visitor, ref: MeasureRef, fallback: string, lang: Lang): TopicAnswer {
  const area = visitor.area.value ?? fallback;
  const household = householdOf(visitor, area);
  const entry = visitor.entries.value[ref.key] ?? NO_ENTRY;
  const unit = unitLabel(unitOf(commons.catalog, ref), lang);
  const read = monthlyFigureOf(entry, [unit, unitOf(commons.catalog, ref)], lang);
  const given = read.ok ? read.value : null;
  const unsaid = untold(ref, household);
  const { period, groups, advised, inSeason } = heldAgainst(commons, { ref, area, household }, given);
  const wish = visitor.chosen.value[ref.key];
  const chosen = wish && groups.find((group) => group.area === wish.area && group.type === wish.type);
  const group = chosen ? { ...chosen, quartiles: null } : (advised ?? null);
  const bins = group && period === commons.main?.period ? binsOf(commons, ref, group.area, group.type) : [];
  const five = shareBelow(bins, 0.05);
  // A noisy histogram may contradict the quartiles: then it is not known where five in a hundred are.
  const fivePercent = five !== null && group?.quartiles && five < group.quartiles.p25.lower ? five : null;
  const verdict =
    given && commons.rest
      ? verdictOf({
          value: given.perMonth,
          clamp: clampOf(commons.catalog, ref),
          confirmed: entry.confirmed,
          centre: group?.centre ?? null,
          quartiles: group?.quartiles ?? null,
          widened: unsaid.length > 0 || (group?.relaxed.includes("type") ?? false),
          inSeason,
          fivePercent,
        })
      : null;
  return {
    ref,
    area,
    period,
    unit,
    given,
    fault: read.ok ? null : read.fault,
    group,
    advised: !chosen,
    groups,
    verdict,
    untold: unsaid,
    ownType: typesFor(ref, household)[0] ?? "_T",
    withheld: meanAt(commons, ref, area, "_T", period) === null,
    homes: hundredHomes(bins),
    fivePercent,
    kinds: group ? kindsAt(commons, ref, group.area, period) : [],
    season: inSeason && given ? seasonOf(commons, ref, given.covered) : null,
  };
}

/** The kinds of homes whose quartiles are published at an area, in the measure's order; those that did not say are no kind. */
export function kindsAt(commons: PublicCommons, ref: MeasureRef, area: string, period: string): KindSpread[] {
  return ref.measure.similarity.classes.flatMap(({ code, where }) => {
    const unsaid = Object.values<readonly string[]>(where).some((values) => values.every((value) => value === "unknown"));
    const cell = unsaid ? undefined : cellAt(commons, ref, area, code, period);
    const quartiles = cell ? quartilesOf(cell) : null;
    return quartiles ? [{ type: code, quartiles }] : [];
  });
}

/** How many homes a group is made of; null where the release does not say. */
export function homesOf(group: Group): number | null {
  const count = group.cell.get("COUNT");
  return isReliable(count) ? count.OBS_VALUE : null;
}
