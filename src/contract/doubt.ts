// When a clock that leapt or went back is believed again. Vault and issuer store the doubt.

import { DAY_MS } from "./period.ts";

/** Claimed days after which a doubted clock is believed. */
export const DAYS_OF_DOUBT = 3;
/** How many days a claimed day may be ahead of the last one that counts. */
const STEP_DAYS = 2;
/** How long a machine must have run between two days that count, in seconds. */
export const UPTIME_BETWEEN = 20 * 3600;

/** The machine that a clock belongs to: it tells how long it has run, whatever the clock says. */
export interface Machine {
  /** seconds since the machine was started */
  uptime(): number;
  /** changes with each start of the machine; null on systems without one */
  bootId(): string | null;
}

/** A doubted clock, as far as its word was followed. It is stored as JSON, so that a restart changes nothing. */
export interface ClockDoubt {
  /** claimed days that count so far */
  readonly days: number;
  /** the last one that counts, in days since 1970-01-01 UTC */
  readonly day: number;
  /** uptime and start of the machine when that day was claimed */
  readonly uptime: number;
  readonly bootId: string | null;
  /** the last day that was claimed, counted or not */
  readonly latest: number;
}

/**
 * The doubt after the clock's next reading. A doubted clock is believed after three distinct claimed days, each at most two after
 * the one before and after 20 hours of the machine's own uptime, unless the machine was started in between. A step back, or a
 * longer one ahead, begins the doubt anew: two wrong readings, however far apart they claim to be, prove nothing.
 */
export function doubtAfter(before: ClockDoubt | undefined, now: Date, machine: Machine): ClockDoubt {
  const day = Math.floor(now.getTime() / DAY_MS);
  const counted = { day, latest: day, uptime: machine.uptime(), bootId: machine.bootId() };
  if (before === undefined || day < before.latest || day > before.day + STEP_DAYS) return { ...counted, days: 1 };
  const ran = wasStartedBetween(before, counted) || counted.uptime - before.uptime >= UPTIME_BETWEEN;
  return day > before.day && ran ? { ...counted, days: before.days + 1 } : { ...before, latest: day };
}

export function isDispelled({ days }: ClockDoubt): boolean {
  return days >= DAYS_OF_DOUBT;
}

/**
 * Without an id of the start, only an uptime that went down tells of one. The moment of the start, as systems compute it, is
 * of no use: it follows the clock that is doubted.
 */
function wasStartedBetween(before: Pick<ClockDoubt, "uptime" | "bootId">, now: Pick<ClockDoubt, "uptime" | "bootId">): boolean {
  if (before.bootId === null || now.bootId === null) return now.uptime < before.uptime;
  return now.bootId !== before.bootId;
}
