import { importer, type JsonForm } from "./importer.ts";
import { field, items, textAt } from "./json.ts";
import type { Notebook } from "./notebook.ts";
import { amountOf, SECOND } from "./quantities.ts";
import { inRange, stamp } from "./stamps.ts";
import { monthName } from "./zone.ts";

interface Bucket {
  readonly id: string;
  readonly host: string;
  readonly events: readonly unknown[];
  /** which of its events are time at the screen */
  readonly counts: (event: unknown) => boolean;
}

/** Time not away from keyboard, of a computer; of a phone, time in any application. */
function bucketsOf(value: unknown): Bucket[] {
  const buckets = field(value, "buckets");
  if (typeof buckets !== "object" || buckets === null) return [];
  return Object.entries(buckets).flatMap(([id, bucket]): Bucket[] => {
    const [type, host, events] = [textAt(bucket, "type"), textAt(bucket, "hostname"), items(field(bucket, "events"))];
    if (type === "afkstatus") return [{ id, host, events, counts: (event) => textAt(event, "data", "status") === "not-afk" }];
    return type === "currentwindow" && id.includes("android") ? [{ id, host, events, counts: () => true }] : [];
  });
}

/** Time at the screen: milliseconds since 1970, and thousandths of a second. */
interface Spell {
  readonly start: number;
  readonly length: number;
}

/** Spells of a bucket; those that cannot be read are named. Events begin at fractions of a second, and meet there. */
function spellsOf({ events, counts }: Bucket, before: number, notebook: Notebook): Spell[] {
  const spells: Spell[] = [];
  for (const [i, event] of events.entries()) {
    if (!counts(event)) continue;
    const text = textAt(event, "timestamp");
    const when = stamp(text);
    const length = amountOf(field(event, "duration"), SECOND);
    const place = before + i + 1;
    if (when === null || when.offset === null) notebook.refuse(place, "bad-date");
    else if (!inRange(when.wall)) notebook.refuse(place, "out-of-range");
    else if (length === null) notebook.drop("empty");
    else if (typeof length === "string") notebook.refuse(place, length);
    else spells.push({ start: 1000 * (when.wall - when.offset) + millisecondsOf(text), length });
  }
  return spells.sort((one, other) => one.start - other.start || other.length - one.length);
}

/** Those after the second's point. */
function millisecondsOf(text: string): number {
  return Number((/:\d{2}[.,](\d{1,9})/.exec(text)?.[1] ?? "").padEnd(3, "0").slice(0, 3));
}

/** Time that two events name is counted once. An event of which nothing is left is a repeated one. */
function sumByMonth(spells: readonly Spell[], notebook: Notebook): Map<number, { amount: number; events: number }> {
  const months = new Map<number, { amount: number; events: number }>();
  let furthest = Number.NEGATIVE_INFINITY;
  for (const { start, length } of spells) {
    const from = Math.max(start, furthest);
    if (from > start && start + length <= furthest) {
      notebook.drop("repeated");
      continue;
    }
    furthest = Math.max(furthest, start + length);
    const month = notebook.time.monthOf(Math.floor(from / 1000));
    const { amount = 0, events = 0 } = months.get(month) ?? {};
    months.set(month, { amount: Math.min(amount + start + length - from, Number.MAX_SAFE_INTEGER), events: events + 1 });
  }
  return months;
}

function read({ value }: JsonForm, notebook: Notebook): void {
  let place = 0;
  for (const bucket of bucketsOf(value)) {
    notebook.identify("device", bucket.host || bucket.id);
    const months = sumByMonth(spellsOf(bucket, place, notebook), notebook);
    place += bucket.events.length;
    const totals = notebook.totals({ measure: "connectivity.screen", meter: bucket.id, source: "device" }, SECOND.denominator);
    for (const [month, { amount, events }] of months) totals.add(monthName(month), amount, false, place, events);
  }
}

/**
 * Screen time by ActivityWatch (its JSON export). Android's own "Digital Wellbeing" has no export: its figures can be given by hand.
 *
 * Shape: `{buckets: {id: {type, hostname, events: [{timestamp, duration, data}]}}}`. Unit: seconds at the screen. Interval: each
 * event, counted to the month in which it begins. It is one person's. Traps: time away is in the same bucket; events that come
 * twice, or run into each other, are time that counts once; a window says what was read or written, and is left; an export does not tell when nothing was recorded, so its first and last
 * month are not kept; a second device is left out, for time at both at once would count twice.
 */
export const activityWatch = importer<JsonForm>({
  id: "activitywatch",
  labels: { fr: "Temps d’écran, ActivityWatch (JSON)", en: "Screen time, ActivityWatch (JSON)" },
  form: "json",
  recognises: ({ value }) => bucketsOf(value).length > 0,
  read,
});
