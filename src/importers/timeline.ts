import { importer, type JsonForm } from "./importer.ts";
import { at, field, items, textAt } from "./json.ts";
import type { Notebook } from "./notebook.ts";
import { amountOf, METRE, ONE } from "./quantities.ts";
import { inRange, stamp } from "./stamps.ts";

/** A stretch of time in which a phone moved, or stayed. */
interface Stretch {
  readonly from: string;
  readonly to: string;
  /** metres; undefined: it stayed */
  readonly distance: unknown;
  readonly moved: boolean;
  readonly place: unknown;
}

/** Google Takeout, a month a file: `{timelineObjects: [{activitySegment} | {placeVisit}]}`. */
function ofTakeout(one: unknown): Stretch | null {
  const [segment, visit] = [field(one, "activitySegment"), field(one, "placeVisit")];
  const held = segment ?? visit;
  if (held === undefined) return null;
  const time = (name: string) => textAt(held, "duration", name) || epoch(at(held, "duration", `${name}Ms`));
  const place = at(visit, "location", "placeId");
  return {
    from: time("startTimestamp"),
    to: time("endTimestamp"),
    distance: field(segment, "distance"),
    moved: segment !== undefined,
    place,
  };
}

/** Older files have milliseconds since 1970, as text. */
function epoch(value: unknown): string {
  return typeof value === "string" && /^\d{12,14}$/.test(value) ? new Date(Number(value)).toISOString() : "";
}

/** A phone's own export: `{startTime, endTime, activity} | {…, visit}`; paths repeat what these say. */
function ofPhone(one: unknown): Stretch | null {
  const [activity, visit] = [field(one, "activity"), field(one, "visit")];
  if (activity === undefined && visit === undefined) return null;
  const distance = field(activity, "distanceMeters");
  const place = at(visit, "topCandidate", "placeId") ?? at(visit, "topCandidate", "placeID");
  return { from: textAt(one, "startTime"), to: textAt(one, "endTime"), distance, moved: activity !== undefined, place };
}

function stretchesOf(value: unknown): (Stretch | null)[] | null {
  const takeout = field(value, "timelineObjects");
  if (Array.isArray(takeout)) return takeout.map(ofTakeout);
  const list = Array.isArray(value) ? value : field(value, "semanticSegments");
  if (!Array.isArray(list) || !list.slice(0, 50).some((one) => textAt(one, "startTime") !== "" && ofPhone(one) !== null))
    return null;
  return list.map(ofPhone);
}

function instantOf(text: string): number | null {
  const found = stamp(text);
  return found === null || found.offset === null || !inRange(found.wall) ? null : found.wall - found.offset;
}

function read({ value }: JsonForm, notebook: Notebook): void {
  const metres = notebook.intervals({ measure: "mobility.distance", source: "device" }, METRE.denominator);
  const trips = notebook.intervals({ measure: "mobility.trips", source: "device", derived: true }, ONE.denominator);
  let moving = false;
  for (const [i, one] of items(stretchesOf(value)).entries()) {
    const stretch = one as Stretch | null;
    if (stretch === null) {
      notebook.drop("other-measure");
      continue;
    }
    const place = i + 1;
    notebook.identify("place", stretch.place);
    const [start, end] = [instantOf(stretch.from), instantOf(stretch.to)];
    const distance = stretch.moved ? amountOf(stretch.distance, METRE) : 0;
    // One trip is what lies between two stays, whatever it was made with.
    const begins = stretch.moved && !moving;
    moving = stretch.moved;
    if (start === null || end === null) notebook.refuse(place, "bad-date");
    else if (typeof distance === "string") notebook.refuse(place, distance);
    else {
      metres.add(start, end, distance, false, place);
      trips.add(start, end, begins ? 1 : 0, false, place);
    }
  }
}

/**
 * A phone's location history: Google's Timeline, by Takeout ("Semantic Location History") or exported on the phone.
 *
 * Shape: stretches of moving and of staying, with both ends. Unit: metres; trips are counted as what lies between two stays.
 * Interval: the stretches, which together cover the time that the phone knew where it was, so that a month in which it was
 * off is partial. It is one person's. Traps: Takeout has a file a month; a distance may be missing; raw points
 * (`Records.json`) are not read, for a distance made from them would be a guess.
 */
export const timeline = importer<JsonForm>({
  id: "timeline",
  labels: { fr: "Historique de positions d’un téléphone (JSON)", en: "Location history of a phone (JSON)" },
  form: "json",
  recognises: ({ value }) => stretchesOf(value) !== null,
  read,
});
