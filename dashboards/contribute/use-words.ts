import { monthOrdinal } from "../../src/contract/period.ts";
import type { LevelNames } from "../shared/data.ts";
import { formatPeriod, lowerFirst, semicolon } from "../shared/format.ts";
import type { Lang } from "../shared/i18n.ts";
import { levelName, topicLabel } from "../shared/labels.ts";
import { doesCount, type MeasureUse } from "./coming.ts";
import { CONTRIBUTE_WORDS } from "./words.ts";

/** The common name of a level without the text in brackets, within a sentence. */
export const plainLevel = (names: LevelNames, level: string, lang: Lang): string =>
  levelName(names, level, lang).replace(/ \(.*\)$/, "");

/**
 * Months in words, three or more in a row from the first to the last: `février et mars 2026`, `avril à juin 2026 et août 2026`. The year
 * is said once where it is the same, and not at all where it is `said` already.
 */
export function monthsInWords(months: readonly string[], lang: Lang, said = ""): string {
  const rows: string[][] = [];
  for (const month of months) {
    const row = rows.at(-1);
    if (row && monthOrdinal(month) === monthOrdinal(row.at(-1) ?? "") + 1) row.push(month);
    else rows.push([month]);
  }
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

/** Says what the smallest level still lacks, topic by topic; empty where nothing lacks. */
export function leafLack(uses: readonly MeasureUse[], names: LevelNames, lang: Lang, now: Date): string {
  const w = CONTRIBUTE_WORDS[lang].use;
  const shorts = uses.flatMap(({ ref, levels: [leaf] }) => {
    const short = leaf?.steps.every(({ counts }) => counts.length === 0) ? leaf.steps.find((one) => one.short)?.short : null;
    return short ? [{ ref, ...short }] : [];
  });
  const lacks = shorts.map(({ ref, period, months, needed }) =>
    w.lack(lowerFirst(topicLabel(ref, lang)), formatPeriod(period, lang), months, needed),
  );
  // The total of a year that is over counts by itself, whatever months there are.
  const isYearOver = shorts.some(({ period }) => period.length === 4 && Number(period) < now.getUTCFullYear());
  const leaf = uses[0]?.levels[0]?.level ?? "";
  if (lacks.length === 0) return "";
  const short = w.leafShort(plainLevel(names, leaf, lang), lacks.join(semicolon(lang)), isYearOver);
  return [short, ...quarterLacks(uses, names, lang)].join(" ");
}
