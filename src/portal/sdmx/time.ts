import { parsePeriod } from "../../contract/period.ts";

/** First and last day of a period, `YYYY-MM-DD`. */
interface Days {
  readonly first: string;
  readonly last: string;
}

/** The days of a period, a day or an instant; null for any other text. */
export function daysOf(text: string): Days | null {
  if (/^\d{4}(-(0[1-9]|1[0-2])|-Q[1-4])?$/.test(text)) {
    const { months } = parsePeriod(text);
    const [year, month] = (months.at(-1) as string).split("-").map(Number) as [number, number];
    const last = new Date(0);
    // `setUTCFullYear` takes years below 100 literally; `Date.UTC` would add 1900.
    last.setUTCFullYear(year, month, 0);
    return { first: `${months[0]}-01`, last: `${months.at(-1)}-${String(last.getUTCDate()).padStart(2, "0")}` };
  }
  const day = /^(\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01]))(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)?)?$/.exec(
    text,
  )?.[1];
  return day === undefined ? null : { first: day, last: day };
}

/** Compares two periods by time. Of two that begin together, the longer comes first. */
export function byTime(a: string, b: string): number {
  const [x, y] = [daysOf(a), daysOf(b)];
  if (!x || !y || (x.first === y.first && x.last === y.last)) return a < b ? -1 : a > b ? 1 : 0;
  if (x.first !== y.first) return x.first < y.first ? -1 : 1;
  return x.last > y.last ? -1 : 1;
}
