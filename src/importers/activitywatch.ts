import { amountOf, MILLISECOND, SECOND } from "./amounts.ts";
import type { Importer, JsonForm } from "./forms.ts";
import { at, items, textAt } from "./json.ts";
import type { Notebook } from "./notebook.ts";
import { exactInstant } from "./stamps.ts";
import { monthName } from "./zone.ts";

interface Bucket {
  readonly id: string;
  readonly host: string;
  readonly events: readonly unknown[];
  /** which of its events are time at the screen */
  readonly counts: (event: unknown) => boolean;
}

/** Time not away from keyboard, of a computer; of a phone, time in any application. */
function bucketsOf(tree: unknown): Bucket[] {
  return Object.entries(at(tree, "buckets") ?? {}).flatMap(([id, bucket]: [string, unknown]): Bucket[] => {
    const [type, host, events] = [textAt(bucket, "type"), textAt(bucket, "hostname"), items(bucket, "events")];
    if (type === "afkstatus") return [{ id, host, events, counts: (event) => textAt(event, "data", "status") === "not-afk" }];
    return type === "currentwindow" && id.includes("android") ? [{ id, host, events, counts: () => true }] : [];
  });
}

/** Time at the screen: milliseconds since 1970, and thousandths of a second. */
interface Spell {
  readonly start: number;
  readonly length: number;
}

/** Spells of a bucket in order; those that cannot be read are named. Events begin at fractions of a second, and meet there. */
function spellsOf({ events, counts }: Bucket, before: number, notebook: Notebook): Spell[] {
  const spells: Spell[] = [];
  for (const [i, event] of events.entries()) {
    if (!counts(event)) continue;
    const text = textAt(event, "timestamp");
    const [when, length] = [exactInstant(text), amountOf(at(event, "duration"), SECOND)];
    const fraction = /:\d{2}[.,](\d{1,9})/.exec(text)?.[1] ?? "";
    if (typeof when === "string") notebook.refuse(before + i + 1, when);
    else if (length === null) notebook.drop("empty");
    else if (typeof length === "string") notebook.refuse(before + i + 1, length);
    else spells.push({ start: 1000 * when + Number(fraction.padEnd(3, "0").slice(0, 3)), length });
  }
  return spells.sort((one, other) => one.start - other.start || other.length - one.length);
}

/** Milliseconds by month (`monthIndex`). Time that two events name is counted once; an event of which nothing is left is a repeated one. */
function sumByMonth(spells: readonly Spell[], notebook: Notebook): Map<number, { amount: number; points: number }> {
  const months = new Map<number, { amount: number; points: number }>();
  let furthest = Number.NEGATIVE_INFINITY;
  for (const { start, length } of spells) {
    const from = Math.max(start, furthest);
    if (from > start && start + length <= furthest) {
      notebook.drop("repeated");
      continue;
    }
    furthest = Math.max(furthest, start + length);
    const index = notebook.time.monthOf(Math.floor(from / 1000));
    const month = months.get(index) ?? { amount: 0, points: 0 };
    months.set(index, { amount: month.amount + start + length - from, points: month.points + 1 });
  }
  return months;
}

/**
 * Screen time by ActivityWatch (its JSON export). Android's own "Digital Wellbeing" has no export: its figures can be given by hand.
 *
 * Shape: `{buckets: {id: {type, hostname, events: [{timestamp, duration, data}]}}}`. Unit: seconds at the screen. Interval: each
 * event, counted to the month in which it begins. It is one person's. Traps: time away is in the same bucket; events that come
 * twice, or run into each other, are time that counts once; a window says what was read or written, and is left; an export does not
 * tell when nothing was recorded, so its first and last month are not kept; a second device is left out, for time at both at once
 * would count twice.
 */
export const activityWatch: Importer<JsonForm> = {
  id: "activitywatch",
  kind: "json",
  open: ({ tree }) => {
    const buckets = bucketsOf(tree);
    if (buckets.length === 0) return null;
    return (notebook) => {
      let before = 0;
      for (const bucket of buckets) {
        notebook.identify("device", bucket.host || bucket.id);
        const months = sumByMonth(spellsOf(bucket, before, notebook), notebook);
        before += bucket.events.length;
        const of = { measure: "connectivity.screen", meter: bucket.id, source: "device" } as const;
        for (const [month, { amount, points }] of months)
          notebook.count(0, { of, when: { period: monthName(month) }, value: amount, unit: MILLISECOND, points });
      }
    };
  },
};
