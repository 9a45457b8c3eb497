import { civil, DAY_SECONDS, type OffsetAt } from "./zone.ts";

/**
 * When a daylight-saving rule takes effect in a year, in civil seconds of the time that ends then. ESPI's bit map, from the
 * lowest bit: seconds of the hour (12 bits), hours (5), day of the week (3; 1 is Monday), day of the month (5), operator (3; 0:
 * that day itself, 1: the weekday on or after it, 2 to 6: the first to fifth weekday of the month, 7: its last), month (4).
 * Source: NAESB REQ.21, DstRuleType.
 */
function timeOfChange(rule: number, year: number): number {
  const seconds = (rule & 0xfff) + 3600 * ((rule >>> 12) & 31);
  const [weekday, day, operator, month] = [(rule >>> 17) & 7, (rule >>> 20) & 31, (rule >>> 25) & 7, (rule >>> 28) & 15];
  const nth = operator >= 2 && operator <= 6 ? 7 * (operator - 2) + 1 : Math.max(1, day);
  const lastDay = new Date(Date.UTC(year, month, 0)).getUTCDate();
  const from = civil(year, month, operator === 7 ? lastDay - 6 : Math.min(nth, lastDay));
  if (operator === 0 || weekday === 0) return from + seconds;
  const there = new Date(from * 1000).getUTCDay() || 7;
  return from + ((weekday - there + 7) % 7) * DAY_SECONDS + seconds;
}

/** Eight hexadecimal digits; the first is the month. */
const RULE = /^[1-9A-Ca-c][0-9A-Fa-f]{7}$/;

/**
 * The offsets of a Green Button file's own clock; null where the file does not state enough.
 *
 * @param clock the fields of `LocalTimeParameters`: seconds east of Greenwich, seconds added in summer, and the rules' eight
 *   hexadecimal digits
 */
export function espiZone(clock: Readonly<Record<string, string>>): OffsetAt | null {
  const { tzOffset, dstOffset = "0", dstStartRule = "", dstEndRule = "" } = clock;
  const [standard, saving] = [Number(tzOffset), Number(dstOffset)];
  if (!Number.isInteger(standard) || Math.abs(standard) > DAY_SECONDS || !Number.isInteger(saving) || Math.abs(saving) > 7200)
    return null;
  if (saving === 0) return () => standard;
  const [begins, ends] = [Number.parseInt(dstStartRule, 16), Number.parseInt(dstEndRule, 16)];
  if (![dstStartRule, dstEndRule].every((rule) => RULE.test(rule))) return null;
  const years = new Map<number, readonly [number, number]>();
  return (instant) => {
    const year = new Date((instant + standard) * 1000).getUTCFullYear();
    const known = years.get(year) ?? [timeOfChange(begins, year) - standard, timeOfChange(ends, year) - standard - saving];
    years.set(year, known);
    const [from, to] = known;
    // South of the equator, summer includes the new year.
    const summer = from < to ? instant >= from && instant < to : instant >= from || instant < to;
    return standard + (summer ? saving : 0);
  };
}
