import { METRE, ONE } from "./amounts.ts";
import type { Importer, JsonForm } from "./forms.ts";
import { fieldAt, items, textAt } from "./json.ts";
import { exactInstant } from "./stamps.ts";

/**
 * A stretch of time in which a phone moved, or stayed: metres, and where it stayed, as far as the file says. Google Takeout, a
 * month a file: `{timelineObjects: [{activitySegment} | {placeVisit}]}`.
 */
function takeoutStretch(one: unknown) {
  const [segment, visit] = [fieldAt(one, "activitySegment"), fieldAt(one, "placeVisit")];
  if (segment === undefined && visit === undefined) return null;
  const duration = fieldAt(segment ?? visit, "duration");
  // Older files have milliseconds since 1970, as text.
  const timeOf = (name: string) => {
    const epoch = textAt(duration, `${name}Ms`);
    return textAt(duration, name) || (/^\d{12,14}$/.test(epoch) ? new Date(Number(epoch)).toISOString() : "");
  };
  const [from, to, place] = [timeOf("startTimestamp"), timeOf("endTimestamp"), fieldAt(visit, "location", "placeId")];
  return { from, to, moved: segment !== undefined, distance: fieldAt(segment, "distance"), place };
}

/** The same of a phone's own export: `{startTime, endTime, activity} | {…, visit}`; paths repeat what these say. */
function phoneStretch(one: unknown) {
  const [activity, visit] = [fieldAt(one, "activity"), fieldAt(one, "visit")];
  if (activity === undefined && visit === undefined) return null;
  const [from, to] = [textAt(one, "startTime"), textAt(one, "endTime")];
  const place = fieldAt(visit, "topCandidate", "placeId") ?? fieldAt(visit, "topCandidate", "placeID");
  return { from, to, moved: activity !== undefined, distance: fieldAt(activity, "distanceMeters"), place };
}

/** The stretches of a file, with null for every other item; null for a file that is not a timeline. */
function stretchesOf(tree: unknown) {
  const takeout = fieldAt(tree, "timelineObjects");
  if (Array.isArray(takeout)) return takeout.map(takeoutStretch);
  const list = Array.isArray(tree) ? tree : items(tree, "semanticSegments");
  const isTimeline = list.slice(0, 50).some((one) => textAt(one, "startTime") !== "" && phoneStretch(one) !== null);
  return isTimeline ? list.map(phoneStretch) : null;
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
  open: ({ tree }) => {
    const stretches = stretchesOf(tree);
    if (stretches === null) return null;
    const metres = { measure: "mobility.distance", source: "device" } as const;
    const trips = { measure: "mobility.trips", source: "device", derived: true } as const;
    return (notebook) => {
      let moving = false;
      for (const [i, stretch] of stretches.entries()) {
        if (stretch === null) {
          notebook.drop("other-measure");
          continue;
        }
        const { from, to, moved, distance, place } = stretch;
        notebook.identify("place", place);
        const [start, end] = [exactInstant(from), exactInstant(to)];
        // One trip is what lies between two stays, whatever it was made with.
        const begins = moved && !moving;
        moving = moved;
        const when = typeof start === "string" ? start : typeof end === "string" ? end : { start, end };
        const isRead = notebook.count(i + 1, { of: metres, when, value: moved ? distance : 0, unit: METRE });
        if (isRead) notebook.count(i + 1, { of: trips, when, value: Number(begins), unit: ONE });
      }
    };
  },
};
