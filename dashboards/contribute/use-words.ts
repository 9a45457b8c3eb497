import { monthOrdinal, parsePeriod } from "../../src/contract/period.ts";
import type { LevelNames } from "../shared/data.ts";
import { formatPeriod, lowerFirst, semicolon, upperFirst } from "../shared/format.ts";
import type { Lang } from "../shared/i18n.ts";
import { levelName, topicLabel } from "../shared/labels.ts";
import { doesCount, type MeasureUse, quarterLevel } from "./coming.ts";
import { CONTRIBUTE_WORDS } from "./words.ts";

/** The common name of a level without the text in brackets, within a sentence. */
export const plainLevel = (names: LevelNames, level: string, lang: Lang): string =>
  levelName(names, level, lang).replace(/ \(.*\)$/, "");

/** Months that follow each other, in rows. */
export function monthRows(months: readonly string[]): string[][] {
  const rows: string[][] = [];
  for (const month of months) {
    const row = rows.at(-1);
    if (row && monthOrdinal(month) === monthOrdinal(row.at(-1) ?? "") + 1) row.push(month);
    else rows.push([month]);
  }
  return rows;
}

/**
 * Months in words, three or more in a row from the first to the last: `février et mars 2026`, `avril à juin 2026 et août 2026`. The year
 * is said once where it is the same, and not at all where it is `said` already.
 */
export function monthsInWords(months: readonly string[], lang: Lang, said = ""): string {
  const rows = monthRows(months);
  const isOneYear = months.every((month) => month.slice(0, 4) === months[0]?.slice(0, 4));
  const named = (month: string): string => {
    const isBare = isOneYear && (month !== months.at(-1) || month.startsWith(said || "-"));
    return isBare ? withoutYear(formatPeriod(month, lang)) : formatPeriod(month, lang);
  };
  const texts = rows.flatMap((row) => {
    const [first = "", ...rest] = row.map(named);
    return rest.length < 2 ? [first, ...rest] : [CONTRIBUTE_WORDS[lang].use.stretch(first, rest.at(-1) ?? "")];
  });
  return new Intl.ListFormat(lang, { type: "conjunction" }).format(texts);
}

/** `décembre`, `4e trimestre`: a period in words whose year is said already. */
export const withoutYear = (period: string): string => period.replace(/\s\d{4}$/, "");

/** Says which months would make a quarter whole, where the nearest place that is published by the quarter has none of it either. */
function quarterLacks(uses: readonly MeasureUse[], names: LevelNames, lang: Lang): string[] {
  const said = uses.flatMap(({ levels }) => {
    const wider = levels.find(({ steps: [first] }) => first?.step === "quarter");
    const missing = wider === undefined || doesCount(wider) ? undefined : wider.steps[0]?.short?.missing;
    if (wider === undefined || missing === undefined) return [];
    const months = missing.map((month) => formatPeriod(month, lang));
    return [CONTRIBUTE_WORDS[lang].use.quarterShort(plainLevel(names, wider.level, lang), months)];
  });
  return [...new Set(said)];
}

/** Says what the smallest level still lacks, topic by topic, each named where `isNamed`; empty where nothing lacks. */
function leafShort(uses: readonly MeasureUse[], names: LevelNames, lang: Lang, now: Date, isNamed: boolean): string {
  const w = CONTRIBUTE_WORDS[lang].use;
  const shorts = uses.flatMap(({ ref, levels: [leaf] }) => {
    const short = leaf?.steps.every(({ counts }) => counts.length === 0) ? leaf.steps.find((one) => one.short)?.short : null;
    return short ? [{ ref, ...short }] : [];
  });
  const lacks = shorts.map(({ ref, period, months, needed }) =>
    w.lack(isNamed ? lowerFirst(topicLabel(ref, lang)) : null, formatPeriod(period, lang), months, needed),
  );
  // The total of a year that is over counts by itself, whatever months there are.
  const isYearOver = shorts.some(({ period }) => period.length === 4 && Number(period) < now.getUTCFullYear());
  const leaf = uses[0]?.levels[0]?.level ?? "";
  return lacks.length === 0 ? "" : w.leafShort(plainLevel(names, leaf, lang), lacks.join(semicolon(lang)), isYearOver);
}

/** The same, and what a quarter around it lacks where none is whole; empty where the smallest level lacks nothing. */
export function leafLack(uses: readonly MeasureUse[], names: LevelNames, lang: Lang, now: Date): string {
  const short = leafShort(uses, names, lang, now, true);
  return short === "" ? "" : [short, ...quarterLacks(uses, names, lang)].join(" ");
}

/** Months of a topic, and those that their quarter still lacks; empty where they are of none that was begun. */
interface MonthsOfQuarter {
  readonly months: readonly string[];
  readonly missing: readonly string[];
}

/** Months by the quarter that was begun with them, in order; those of no begun quarter stand together. */
function byBegunQuarter(months: readonly string[], begun: MeasureUse["begun"]): MonthsOfQuarter[] {
  const quarters = begun.map(({ period, missing }) => ({
    months: months.filter((month) => parsePeriod(period).months.includes(month)),
    missing,
  }));
  const others = months.filter((month) => quarters.every((quarter) => !quarter.months.includes(month)));
  return [{ months: others, missing: [] }, ...quarters].filter((one) => one.months.length > 0);
}

/** What will count of one topic: where it does, the smallest level first, and what it still lacks to count nearer. */
interface TopicCounts {
  readonly leaf: string;
  readonly wider: readonly string[];
  readonly lacks: readonly string[];
}

function topicCounts(use: MeasureUse, names: LevelNames, lang: Lang, now: Date): TopicCounts {
  const w = CONTRIBUTE_WORDS[lang].use;
  const monthsAt = (level: string | null | undefined): readonly string[] =>
    use.months.find((one) => one.level === level)?.months ?? [];
  const textOf = ({ months, missing }: MonthsOfQuarter): string =>
    monthsInWords(months, lang) + (missing.length === 0 ? "" : w.missing(monthsInWords(missing, lang, months[0]?.slice(0, 4))));
  const isBegun = ({ missing }: MonthsOfQuarter): boolean => missing.length > 0;
  const atNone = byBegunQuarter(monthsAt(null), use.begun);
  const inYear = byBegunQuarter(monthsAt(use.levels[0]?.level), use.begun).filter(isBegun);
  const quarter = plainLevel(names, quarterLevel(use) ?? "", lang);
  const [leaf = "", ...wider] = use.levels.map(({ level }) => {
    const months = monthsAt(level);
    return months.length === 0 ? "" : w.countsFor(plainLevel(names, level, lang), monthsInWords(months, lang));
  });
  const lacks = [
    atNone.length === 0 ? "" : w.nowhere(atNone.map(textOf).join(", "), atNone.some(isBegun) ? quarter : null),
    inYear.length === 0 ? "" : w.notQuarter(quarter, inYear.map(textOf).join(", ")),
    leafShort([use], names, lang, now, false),
  ];
  return { leaf, wider: wider.filter(Boolean), lacks: lacks.filter(Boolean) };
}

/** Topics of which the same can be said, and what is said of them. */
export interface CountedTopics {
  readonly topics: string;
  readonly lines: readonly string[];
}

/**
 * What will count of what is given, topic by topic, those alike together: where it counts, then which months count in no publication,
 * which in that of a year and in no quarter, and what the smallest level still lacks. Nothing where all counts at the smallest.
 */
export function countedTopics(uses: readonly MeasureUse[], names: LevelNames, lang: Lang, now: Date): CountedTopics[] {
  const counts = uses.map((use) => ({ ref: use.ref, ...topicCounts(use, names, lang, now) }));
  const isLacking = counts.some(({ lacks }) => lacks.length > 0);
  // Where nothing lacks anywhere, that all counts near the home is said elsewhere already.
  const said = counts.map(({ ref, leaf, wider, lacks }) => ({
    topic: lowerFirst(topicLabel(ref, lang)),
    lines: [...(isLacking ? [leaf] : []), ...wider, ...lacks].filter(Boolean),
  }));
  const alike = [...new Set(said.map(({ lines }) => lines.join("\n")).filter(Boolean))];
  return alike.map((text) => {
    const topics = said.filter(({ lines }) => lines.join("\n") === text).map(({ topic }) => topic);
    return { topics: upperFirst(new Intl.ListFormat(lang, { type: "conjunction" }).format(topics)), lines: text.split("\n") };
  });
}
