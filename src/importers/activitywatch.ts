import { monthName } from "../contract/period.ts";
import { amountOf, MILLISECOND, SECOND } from "./amounts.ts";
import type { Importer, JsonForm } from "./forms.ts";
import { fieldAt, items, textAt } from "./json.ts";
import type { Notebook } from "./notebook.ts";
import { exactInstant } from "./stamps.ts";

/**
 * The buckets with screen time, and which of their events count: on a computer, those not away from the keyboard; on a phone,
 * those of any application.
 */
function bucketsOf(tree: unknown) {
  return Object.entries(fieldAt(tree, "buckets") ?? {}).flatMap(([id, bucket]: [string, unknown]) => {
    const type = textAt(bucket, "type");
    if (type !== "afkstatus" && !(type === "currentwindow" && id.includes("android"))) return [];
    const counts = (event: unknown) => type !== "afkstatus" || textAt(event, "data", "status") === "not-afk";
    return { id, host: textAt(bucket, "hostname"), events: items(bucket, "events"), counts };
  });
}

/**
 * The screen times of a bucket, in order: starts in milliseconds since 1970, lengths in thousandths of a second. Unreadable
 * events are reported. Events may begin at fractions of a second, so milliseconds are kept.
 */
function spellsOf({ events, counts }: ReturnType<typeof bucketsOf>[number], before: number, notebook: Notebook) {
  const spells: { start: number; length: number }[] = [];
  for (const [i, event] of events.entries()) {
    if (!counts(event)) continue;
    const text = textAt(event, "timestamp");
    const [when, length] = [exactInstant(text), amountOf(fieldAt(event, "duration"), SECOND)];
    const fraction = /:\d{2}[.,](\d{1,9})/.exec(text)?.[1] ?? "";
    if (typeof when === "string") notebook.refuse(before + i + 1, when);
    else if (length === null) notebook.drop("empty");
    else if (typeof length === "string") notebook.refuse(before + i + 1, length);
    else spells.push({ start: 1000 * when + Number(fraction.padEnd(3, "0").slice(0, 3)), length });
  }
  return spells.sort((one, other) => one.start - other.start || other.length - one.length);
}

/**
 * Sums milliseconds by month (`monthIndex`). Time covered by two events counts once; an event that adds nothing is reported as
 * repeated.
 */
function sumByMonth(spells: ReturnType<typeof spellsOf>, notebook: Notebook) {
  const months = new Map<number, { amount: number; points: number }>();
  let furthest = Number.NEGATIVE_INFINITY;
  for (const { start, length } of spells) {
    const [from, end] = [Math.max(start, furthest), start + length];
    if (from > start && end <= furthest) {
      notebook.drop("repeated");
      continue;
    }
    furthest = Math.max(furthest, end);
    const index = notebook.time.monthOf(Math.floor(from / 1000));
    const { amount, points } = months.get(index) ?? { amount: 0, points: 0 };
    months.set(index, { amount: amount + end - from, points: points + 1 });
  }
  return months;
}

/**
 * Screen time from ActivityWatch (its JSON export). Android's own "Digital Wellbeing" has no export: its figures can be typed in.
 *
 * Shape: `{buckets: {id: {type, hostname, events: [{timestamp, duration, data}]}}}`. Unit: seconds at the screen. Interval: each
 * event, counted in the month in which it begins. It is about one person. Traps: time away is in the same bucket; events that are
 * repeated or overlap count once; window titles, which say what was read or written, are ignored; the export does not tell when
 * nothing was recorded, so its first and last months are dropped; a second device is left out, since simultaneous use would count
 * twice.
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
