import { METRE, ONE } from "./amounts.ts";
import type { Importer, JsonForm } from "./forms.ts";
import { at, items, textAt } from "./json.ts";
import { exactInstant } from "./stamps.ts";

/** A stretch of time in which a phone moved, or stayed. */
interface Stretch {
  readonly from: string;
  readonly to: string;
  readonly moved: boolean;
  /** metres; undefined: it stayed, or the file does not say */
  readonly distance: unknown;
  /** where it stayed */
  readonly place: unknown;
}

/** Older files of Takeout have milliseconds since 1970, as text. */
function timeOf(duration: unknown, name: string): string {
  const epoch = textAt(duration, `${name}Ms`);
  return textAt(duration, name) || (/^\d{12,14}$/.test(epoch) ? new Date(Number(epoch)).toISOString() : "");
}

/** Google Takeout, a month a file: `{timelineObjects: [{activitySegment} | {placeVisit}]}`. */
function ofTakeout(one: unknown): Stretch | null {
  const [segment, visit] = [at(one, "activitySegment"), at(one, "placeVisit")];
  const duration = at(segment ?? visit, "duration");
  return segment === undefined && visit === undefined
    ? null
    : {
        from: timeOf(duration, "startTimestamp"),
        to: timeOf(duration, "endTimestamp"),
        moved: segment !== undefined,
        distance: at(segment, "distance"),
        place: at(visit, "location", "placeId"),
      };
}

/** A phone's own export: `{startTime, endTime, activity} | {…, visit}`; paths repeat what these say. */
function ofPhone(one: unknown): Stretch | null {
  const [activity, visit] = [at(one, "activity"), at(one, "visit")];
  return activity === undefined && visit === undefined
    ? null
    : {
        from: textAt(one, "startTime"),
        to: textAt(one, "endTime"),
        moved: activity !== undefined,
        distance: at(activity, "distanceMeters"),
        place: at(visit, "topCandidate", "placeId") ?? at(visit, "topCandidate", "placeID"),
      };
}

/** The stretches of a file, null for each item that is none; empty where it is no timeline. */
function stretchesOf(tree: unknown): (Stretch | null)[] | null {
  const takeout = at(tree, "timelineObjects");
  if (Array.isArray(takeout)) return takeout.map(ofTakeout);
  const list = Array.isArray(tree) ? tree : items(tree, "semanticSegments");
  const isTimeline = list.slice(0, 50).some((one) => textAt(one, "startTime") !== "" && ofPhone(one) !== null);
  return isTimeline ? list.map(ofPhone) : null;
}

/**
 * A phone's location history: Google's Timeline, by Takeout ("Semantic Location History") or exported on the phone.
 *
 * Shape: stretches of moving and of staying, with both ends. Unit: metres; trips are counted as what lies between two stays.
 * Interval: the stretches, which together cover the time that the phone knew where it was, so that a month in which it was
 * off is partial. It is one person's. Traps: Takeout has a file a month; a distance may be missing; raw points
 * (`Records.json`) are not read, for a distance made from them would be a guess.
 */
export const timeline: Importer<JsonForm> = {
  id: "timeline",
  kind: "json",
  recognises: ({ tree }) => stretchesOf(tree) !== null,
  read: ({ tree }, notebook) => {
    const metres = { measure: "mobility.distance", source: "device" } as const;
    const trips = { measure: "mobility.trips", source: "device", derived: true } as const;
    let moving = false;
    for (const [i, stretch] of stretchesOf(tree)?.entries() ?? []) {
      if (stretch === null) {
        notebook.drop("other-measure");
        continue;
      }
      notebook.identify("place", stretch.place);
      const [start, end] = [exactInstant(stretch.from), exactInstant(stretch.to)];
      // One trip is what lies between two stays, whatever it was made with.
      const begins = stretch.moved && !moving;
      moving = stretch.moved;
      const when = typeof start === "string" ? start : typeof end === "string" ? end : { start, end };
      const isRead = notebook.count(i + 1, { of: metres, when, value: stretch.moved ? stretch.distance : 0, unit: METRE });
      if (isRead) notebook.count(i + 1, { of: trips, when, value: Number(begins), unit: ONE });
    }
  },
};
