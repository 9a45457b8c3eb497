import { METRE, ONE } from "./amounts.ts";
import type { Importer, JsonForm } from "./forms.ts";
import { fieldAt, items, textAt } from "./json.ts";
import { exactInstant } from "./stamps.ts";

/**
 * A stretch of time in which a phone moved or stayed, with the metres and the place where the file has them. Google Takeout has a
 * file a month: `{timelineObjects: [{activitySegment} | {placeVisit}]}`.
 */
function takeoutStretch(one: unknown) {
  const [segment, visit] = [fieldAt(one, "activitySegment"), fieldAt(one, "placeVisit")];
  if (segment === undefined && visit === undefined) return null;
  const duration = fieldAt(segment ?? visit, "duration");
  // Older files have milliseconds since 1970 as text.
  const timeOf = (name: string) => {
    const epoch = textAt(duration, `${name}Ms`);
    return textAt(duration, name) || (/^\d{12,14}$/.test(epoch) ? new Date(Number(epoch)).toISOString() : "");
  };
  const [from, to, place] = [timeOf("startTimestamp"), timeOf("endTimestamp"), fieldAt(visit, "location", "placeId")];
  return { from, to, moved: segment !== undefined, distance: fieldAt(segment, "distance"), place };
}

/** A stretch of the export that a phone itself makes: `{startTime, endTime, activity} | {…, visit}`; its paths repeat these. */
function phoneStretch(one: unknown) {
  const [activity, visit] = [fieldAt(one, "activity"), fieldAt(one, "visit")];
  if (activity === undefined && visit === undefined) return null;
  const [from, to] = [textAt(one, "startTime"), textAt(one, "endTime")];
  const place = fieldAt(visit, "topCandidate", "placeId") ?? fieldAt(visit, "topCandidate", "placeID");
  return { from, to, moved: activity !== undefined, distance: fieldAt(activity, "distanceMeters"), place };
}

/** The stretches in a file, with null for each other item; null for a file that is no timeline. */
function stretchesOf(tree: unknown) {
  const takeout = fieldAt(tree, "timelineObjects");
  if (Array.isArray(takeout)) return takeout.map(takeoutStretch);
  const list = Array.isArray(tree) ? tree : items(tree, "semanticSegments");
  const isTimeline = list.slice(0, 50).some((one) => textAt(one, "startTime") !== "" && phoneStretch(one) !== null);
  return isTimeline ? list.map(phoneStretch) : null;
}

/**
 * A phone's location history: Google's Timeline, from Takeout ("Semantic Location History") or exported on the phone.
 *
 * Shape: stretches of moving and staying, with both ends. Unit: metres; a trip is everything between two stays. Interval: the
 * stretches, which together cover the time when the phone knew where it was, so a month in which it was off is partial. It is
 * about one person. Traps: Takeout has a file for each month; a distance may be missing; raw points (`Records.json`) are not
 * read, since a distance computed from them would be a guess.
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
        // A trip is everything between two stays, by any means of transport.
        const begins = moved && !moving;
        moving = moved;
        const when = typeof start === "string" ? start : typeof end === "string" ? end : { start, end };
        const isRead = notebook.count(i + 1, { of: metres, when, value: moved ? distance : 0, unit: METRE });
        if (isRead) notebook.count(i + 1, { of: trips, when, value: Number(begins), unit: ONE });
      }
    };
  },
};
