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

export const DAY_MS = 86_400_000;

/** The day of an instant in UTC, as `YYYY-MM-DD`. */
export function isoDay(instant: Date): string {
  return instant.toISOString().slice(0, 10);
}

const monthId = (year: number, month: number) => `${String(year).padStart(4, "0")}-${String(month).padStart(2, "0")}`;

/** @throws Refusal `invalid-period` */
export function parsePeriod(id: string): Period {
  const [, year, part] = MONTH.exec(id) ?? QUARTER.exec(id) ?? YEAR.exec(id) ?? [];
  if (year === undefined) throw new Refusal("invalid-period", `a period is YYYY-MM, YYYY-Qn or YYYY; got ${JSON.stringify(id)}`);
  const step = part === undefined ? "year" : part.length === 1 ? "quarter" : "month";
  const length = { month: 1, quarter: 3, year: 12 }[step];
  const first = length * (Number(part ?? 1) - 1) + 1;
  const months = Array.from({ length }, (_, i) => monthId(Number(year), first + i));
  return { id, step, year: Number(year), months };
}

/** The period that a publication is of: `2026` for `2026` and for its revision `2026-r1`. */
export function basePeriod(publication: string): string {
  return publication.replace(/-r\d+$/, "");
}

/** A month by its number, 12 × year + month − 1, as `YYYY-MM`. */
export function monthName(index: number): string {
  return monthId(Math.floor(index / 12), (index % 12) + 1);
}

/** The number of a month, 12 × year + month − 1. @param id `YYYY-MM` */
export function monthOrdinal(id: string): number {
  return 12 * Number(id.slice(0, 4)) + Number(id.slice(5, 7)) - 1;
}

/** The month after a month, the year after a year. */
export function nextReadingPeriod(id: string): string {
  return id.length === 4 ? String(Number(id) + 1).padStart(4, "0") : monthName(monthOrdinal(id) + 1);
}

/** Whether `id` is a period that a reading may have: a month or a year. */
export function isReadingPeriod(id: string): boolean {
  return MONTH.test(id) || YEAR.test(id);
}

/** The month that a clock shows, in UTC, as `YYYY-MM`. */
export function monthOf(instant: Date): string {
  return monthId(instant.getUTCFullYear(), instant.getUTCMonth() + 1);
}

/** Whether the period of a reading, a month or a year, has begun by that month (`YYYY-MM`). */
export function readingHasBegun(id: string, month: string): boolean {
  return (YEAR.test(id) ? `${id}-01` : id) <= month;
}

export function hasBegun(period: Period, now: Date): boolean {
  return (period.months[0] as string) <= monthOf(now);
}

export function isOver(period: Period, now: Date): boolean {
  return (period.months.at(-1) as string) < monthOf(now);
}

/** The periods of one step in a year, in order. */
export function periodsOf(year: number, step: Step): Period[] {
  const whole = parsePeriod(String(year).padStart(4, "0"));
  if (step === "year") return [whole];
  const ids = step === "quarter" ? [1, 2, 3, 4].map((quarter) => `${whole.id}-Q${quarter}`) : whole.months;
  return ids.map(parsePeriod);
}

/** Whether `a` is as short as `b` or shorter. */
export function stepWithin(a: Step, b: Step): boolean {
  return STEPS.indexOf(a) <= STEPS.indexOf(b);
}
