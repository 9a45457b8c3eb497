import { formatPeriod } from "../shared/format.ts";
import type { Lang } from "../shared/i18n.ts";
import { missingBetween } from "../visit/months-read.ts";
import type { OwnEntry } from "../visit/visitor.ts";
import { FILES } from "./file-words.ts";

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

/** Says which months of files are left out, and how far they are from the others. */
export function asideText({ months, aside }: Pick<OwnEntry, "months" | "aside">, lang: Lang): string {
  const [first = "", last = first] = [aside[0], aside.at(-1)];
  const next = months.map(({ period }) => period).sort()[0] ?? last;
  const years = Math.floor(missingBetween(last, next) / 12);
  return FILES[lang].fileAside(aside.length, formatPeriod(first, lang), formatPeriod(last, lang), years);
}
