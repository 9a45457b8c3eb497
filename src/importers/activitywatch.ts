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

function read({ value }: JsonForm, notebook: Notebook): void {
  let place = 0;
  for (const bucket of bucketsOf(value)) {
    notebook.identify("device", bucket.host || bucket.id);
    const months = new Map<number, { amount: number; events: number }>();
    for (const event of bucket.events) {
      place += 1;
      if (!bucket.counts(event)) continue;
      const when = stamp(textAt(event, "timestamp"));
      const amount = amountOf(field(event, "duration"), SECOND);
      if (when === null || when.offset === null) notebook.refuse(place, "bad-date");
      else if (!inRange(when.wall)) notebook.refuse(place, "out-of-range");
      else if (typeof amount === "string") notebook.refuse(place, amount);
      else {
        const month = notebook.time.monthOf(when.wall - when.offset);
        const { amount: so = 0, events = 0 } = months.get(month) ?? {};
        months.set(month, { amount: Math.min(so + (amount ?? 0), Number.MAX_SAFE_INTEGER), events: events + 1 });
      }
    }
    const totals = notebook.totals({ measure: "connectivity.screen", meter: bucket.id, source: "device" }, SECOND.denominator);
    for (const [month, { amount, events }] of months) totals.add(monthName(month), amount, false, place, events);
  }
}

/**
 * Screen time by ActivityWatch (its JSON export). Android's own "Digital Wellbeing" has no export: its figures can be given by hand.
 *
 * Shape: `{buckets: {id: {type, hostname, events: [{timestamp, duration, data}]}}}`. Unit: seconds at the screen. Interval: each
 * event, counted to the month in which it begins. It is one person's. Traps: time away is in the same bucket; a window says
 * what was read or written, and is left; an export does not tell when nothing was recorded, so its first and last
 * month are not kept; a second device is left out, for time at both at once would count twice.
 */
export const activityWatch = importer<JsonForm>({
  id: "activitywatch",
  labels: { fr: "Temps d'écran, ActivityWatch (JSON)", en: "Screen time, ActivityWatch (JSON)" },
  form: "json",
  recognises: ({ value }) => bucketsOf(value).length > 0,
  read,
});
