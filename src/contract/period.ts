import { Refusal } from "./problem.ts";

/** How long a publication's period is, shortest first. */
export const STEPS = ["month", "quarter", "year"] as const;
export type Step = (typeof STEPS)[number];

/** A calendar period: `2026-01`, `2026-Q1` or `2026`. `months` are `YYYY-MM`, in order. */
export interface Period {
  readonly id: string;
  readonly step: Step;
  readonly year: number;
  readonly months: readonly string[];
}

const MONTH = /^(\d{4})-(0[1-9]|1[0-2])$/;
const QUARTER = /^(\d{4})-Q([1-4])$/;
const YEAR = /^(\d{4})$/;

function monthsFrom(year: number, first: number, count: number): string[] {
  return Array.from({ length: count }, (_, i) => `${String(year).padStart(4, "0")}-${String(first + i).padStart(2, "0")}`);
}

/** @throws Refusal `invalid-period` */
export function parsePeriod(id: string): Period {
  const month = MONTH.exec(id);
  if (month) return { id, step: "month", year: Number(month[1]), months: [id] };
  const quarter = QUARTER.exec(id);
  if (quarter) {
    const year = Number(quarter[1]);
    return { id, step: "quarter", year, months: monthsFrom(year, 3 * Number(quarter[2]) - 2, 3) };
  }
  const whole = YEAR.exec(id);
  if (whole) return { id, step: "year", year: Number(id), months: monthsFrom(Number(id), 1, 12) };
  throw new Refusal("invalid-period", `a period is YYYY-MM, YYYY-Qn or YYYY; got ${JSON.stringify(id)}`);
}

/** Is `id` a period that a reading may have: a month or a year? */
export function isReadingPeriod(id: string): boolean {
  return MONTH.test(id) || YEAR.test(id);
}

/** The month that a clock shows, in UTC, as `YYYY-MM`. */
export function monthOf(instant: Date): string {
  const [year, month] = [instant.getUTCFullYear(), instant.getUTCMonth() + 1];
  return `${String(year).padStart(4, "0")}-${String(month).padStart(2, "0")}`;
}

/** Has the period of a reading, a month or a year, begun by that month (`YYYY-MM`)? */
export function readingHasBegun(id: string, month: string): boolean {
  return (YEAR.test(id) ? `${id}-01` : id) <= month;
}

/** Has the period begun at that instant? */
export function hasBegun(period: Period, now: Date): boolean {
  return (period.months[0] as string) <= monthOf(now);
}

/** Is the period over at that instant? */
export function isOver(period: Period, now: Date): boolean {
  return (period.months.at(-1) as string) < monthOf(now);
}

/** The periods of one step in a year, in order. */
export function periodsOf(year: number, step: Step): Period[] {
  const y = String(year).padStart(4, "0");
  if (step === "year") return [parsePeriod(y)];
  if (step === "quarter") return [1, 2, 3, 4].map((q) => parsePeriod(`${y}-Q${q}`));
  return monthsFrom(year, 1, 12).map(parsePeriod);
}

/** Is `a` at least as short as `b`? */
export function stepWithin(a: Step, b: Step): boolean {
  return STEPS.indexOf(a) <= STEPS.indexOf(b);
}
