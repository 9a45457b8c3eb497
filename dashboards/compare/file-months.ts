import { formatPeriod } from "../shared/format.ts";
import type { Lang } from "../shared/i18n.ts";
import { missingBetween, monthsOf } from "../visit/months-read.ts";
import type { OwnEntry, Visitor } from "../visit/visitor.ts";
import { FILES } from "./file-words.ts";
import { typedOf, untypedMonths } from "./monthly-figure.ts";

const monthAfter = (period: string, months: number): string =>
  new Date(Date.UTC(Number(period.slice(0, 4)), Number(period.slice(5)) - 1 + months, 1)).toISOString().slice(0, 7);

/** The stretches of months missing between the first and the last, in words; empty where none is. `periods` are in order. */
export function holesIn(periods: readonly string[], lang: Lang): string {
  const holes = periods.flatMap((period, i) => {
    const before = periods[i - 1];
    const missing = before === undefined ? 0 : missingBetween(before, period);
    if (before === undefined || missing === 0) return [];
    const [first, last] = [formatPeriod(monthAfter(before, 1), lang), formatPeriod(monthAfter(period, -1), lang)];
    return missing === 1 ? [first] : [`${first} – ${last}`];
  });
  return holes.join(", ");
}

/** Months of files and those that are typed, `YYYY-MM`, in order. */
export function givenPeriods(entry: OwnEntry): string[] {
  const typed = Object.entries(typedOf(entry)).flatMap(([period, text]) => (text === "" ? [] : [period]));
  return [...untypedMonths(entry).map(({ period }) => period), ...typed].sort();
}

/** Numbers of months as they came: those that were taken back, of each file, and those that are typed; and of how many several files tell. */
export function monthsAdded({ files }: Pick<Visitor, "files">, key: string, entry: OwnEntry) {
  const inFiles = [...files.value]
    .reverse()
    .map(({ read }) => (monthsOf(read.report.readings).get(key)?.months ?? []).map(({ period }) => period));
  const takenBack = entry.takenBack.map(({ period }) => period);
  const all = givenPeriods(entry);
  const counts: number[] = [];
  const known = new Set<string>();
  for (const periods of [takenBack, ...inFiles, all]) {
    const added = periods.filter((period) => all.includes(period) && !known.has(period));
    for (const period of added) known.add(period);
    if (added.length > 0) counts.push(added.length);
  }
  const repeated = all.filter((period) => [takenBack, ...inFiles].filter((periods) => periods.includes(period)).length > 1);
  return { counts, repeated: repeated.length };
}

/** Says which months of files are left out, and how far they are from the others. */
export function asideText({ months, aside }: Pick<OwnEntry, "months" | "aside">, lang: Lang): string {
  const [first = "", last = first] = [aside[0], aside.at(-1)];
  const next = months.map(({ period }) => period).sort()[0] ?? last;
  const years = Math.floor(missingBetween(last, next) / 12);
  return FILES[lang].fileAside(aside.length, formatPeriod(first, lang), formatPeriod(last, lang), years);
}
