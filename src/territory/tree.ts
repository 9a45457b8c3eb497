import { type Fault, Refusal } from "../contract/problem.ts";
import { cornersOf, isWithin } from "./box.ts";
import type { Area, Box, FeatureCollection, Reference } from "./territory.ts";

/** @throws Refusal `invalid-territory` with one fault; `pointer` says where in the input (RFC 6901) */
function refuse(detail: string, pointer: string): never {
  const fault: Fault = { detail, pointer };
  throw new Refusal("invalid-territory", detail, [fault]);
}

/** The areas by code, each code once. */
export function indexAreas(areas: readonly Area[], levels: readonly string[]): Map<string, Area> {
  const repeated = levels.findIndex((level, i) => levels.indexOf(level) !== i);
  if (repeated >= 0) refuse(`level ${levels[repeated]} is listed twice`, `/levels/${repeated}`);
  const byCode = new Map<string, Area>();
  areas.forEach((area, i) => {
    if (byCode.has(area.code)) refuse(`area ${area.code} appears twice`, `/areas/${i}/code`);
    if (!levels.includes(area.level))
      refuse(`area ${area.code}: level must be one of ${levels.join(", ")}; got ${area.level}`, `/areas/${i}/level`);
    byCode.set(area.code, area);
  });
  return byCode;
}

/** The one area without a parent, at the first level. */
function checkRoot(areas: readonly Area[], top: string): void {
  const roots = areas.flatMap((area, i) => (area.level === top ? [{ area, i }] : []));
  const [first, second] = roots;
  if (!first) refuse(`level ${top} must have one area, the whole; got none`, "/areas");
  if (second)
    refuse(`level ${top} must have one area, the whole; got ${first.area.code} and ${second.area.code}`, `/areas/${second.i}`);
  if (first.area.dwellings < 1)
    refuse(
      `area ${first.area.code}: the whole must have at least 1 dwelling; got ${first.area.dwellings}`,
      `/areas/${first.i}/dwellings`,
    );
}

/** Does climbing from the area come back to it, or never end? */
function circles(area: Area, byCode: ReadonlyMap<string, Area>): boolean {
  const seen = new Set<string>();
  for (let at: Area | undefined = area; at; at = at.parent === null ? undefined : byCode.get(at.parent)) {
    if (seen.has(at.code)) return true;
    seen.add(at.code);
  }
  return false;
}

/**
 * Is it one tree whose every step down is one level, leaves at the last level only?
 *
 * @throws Refusal `invalid-territory`: an orphan, a circle, a skipped level, two wholes, a level or an upper area with nothing in it
 */
export function checkTree(areas: readonly Area[], levels: readonly string[], byCode: ReadonlyMap<string, Area>): void {
  areas.forEach((area, i) => {
    if (area.parent !== null && !byCode.has(area.parent))
      refuse(`area ${area.code}: its parent ${area.parent} does not exist`, `/areas/${i}/parent`);
    if (circles(area, byCode)) refuse(`area ${area.code} is its own ancestor`, `/areas/${i}/parent`);
  });
  checkRoot(areas, levels[0] as string);
  const parents = new Set(areas.map(({ parent }) => parent));
  areas.forEach((area, i) => {
    const depth = levels.indexOf(area.level);
    const above = area.parent === null ? undefined : byCode.get(area.parent)?.level;
    if (above !== levels[depth - 1]) {
      const wanted = depth === 0 ? "no parent" : `a parent of level ${levels[depth - 1]}`;
      refuse(
        `area ${area.code} of level ${area.level} must have ${wanted}; got ${above === undefined ? "none" : `${area.parent} of level ${above}`}`,
        `/areas/${i}/parent`,
      );
    }
  });
  for (const [i, level] of levels.entries())
    if (!areas.some((area) => area.level === level)) refuse(`level ${level} has no area`, `/levels/${i}`);
  areas.forEach((area, i) => {
    if (area.level !== levels.at(-1) && !parents.has(area.code))
      refuse(`area ${area.code} of level ${area.level} holds no ${levels[levels.indexOf(area.level) + 1]}`, `/areas/${i}`);
  });
}

const WGS84: Box = [-180, -90, 180, 90];

/** @throws Refusal `invalid-territory`: a corner that is no place in degrees, or that lies outside the box */
function checkCorners(shapes: FeatureCollection, bbox: Box | undefined): void {
  shapes.features.forEach(({ properties: { code }, geometry }, i) => {
    for (const [longitude = Number.NaN, latitude = Number.NaN] of cornersOf(geometry)) {
      const at = `/shapes/features/${i}/geometry/coordinates`;
      const got = `got [${longitude}, ${latitude}]`;
      if (!isWithin([longitude, latitude], WGS84))
        refuse(
          `shape of ${code}: coordinates must be degrees of WGS 84, longitude (-180 to 180) before latitude (-90 to 90); ${got}. A projected file, such as one in Lambert-93, is converted first: ogr2ogr -t_srs EPSG:4326 -lco RFC7946=YES shapes.geojson FILE`,
          at,
        );
      if (bbox && !isWithin([longitude, latitude], bbox)) {
        const swapped = isWithin([latitude, longitude], bbox) ? " Are the axes swapped? Longitude comes first" : "";
        refuse(
          `shape of ${code}: coordinates must lie in the bbox of territory.json, [${bbox.join(", ")}]; ${got}.${swapped}`,
          at,
        );
      }
    }
  });
}

/** @throws Refusal `invalid-territory`: a shape of an unknown area, of another level, somewhere else, or an area drawn twice */
export function checkShapes(shapes: FeatureCollection, byCode: ReadonlyMap<string, Area>, bbox?: Box): void {
  const drawn = new Set<string>();
  shapes.features.forEach(({ properties: { code, level } }, i) => {
    const area = byCode.get(code);
    if (!area) refuse(`shape of ${code}: there is no such area`, `/shapes/features/${i}/properties/code`);
    if (area.level !== level)
      refuse(`shape of ${code}: level must be ${area.level}; got ${level}`, `/shapes/features/${i}/properties/level`);
    if (drawn.has(code)) refuse(`area ${code} is drawn twice`, `/shapes/features/${i}`);
    drawn.add(code);
  });
  checkCorners(shapes, bbox);
}

/** @throws Refusal `invalid-territory`: a reference for an unknown area */
export function checkReferences(references: readonly Reference[], byCode: ReadonlyMap<string, Area>): void {
  references.forEach(({ area }, i) => {
    if (!byCode.has(area)) refuse(`reference for ${area}: there is no such area`, `/references/${i}/area`);
  });
}
