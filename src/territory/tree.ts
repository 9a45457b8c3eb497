import { faultRefusal } from "../contract/problem.ts";
import { cornersOf, isWithin } from "./geometry.ts";
import type { Area, Box, ContextGeometry, FeatureCollection } from "./territory.ts";

/** @throws Refusal `invalid-territory` with one fault; `pointer` says where in the input (RFC 6901) */
export function refuseTerritory(detail: string, pointer: string): never {
  throw faultRefusal("invalid-territory", { detail, pointer });
}

/**
 * Checks that the areas are one tree whose every step down is one level, with leaves at the last level only.
 *
 * @returns the areas by code
 * @throws Refusal `invalid-territory`: an orphan, a skipped level or a circle, two wholes, an upper area with nothing in it
 */
export function checkTree(areas: readonly Area[], levels: readonly string[]): Map<string, Area> {
  levels.forEach((level, i) => {
    if (levels.indexOf(level) !== i) refuseTerritory(`level ${level} is listed twice`, `/levels/${i}`);
  });
  const byCode = new Map<string, Area>();
  areas.forEach((area, i) => {
    const { code, level } = area;
    if (byCode.has(code)) refuseTerritory(`area ${code} appears twice`, `/areas/${i}/code`);
    const twice = area.postcodes?.find((one, at, all) => one === all[at - 1]);
    if (twice !== undefined) refuseTerritory(`area ${code}: postcode ${twice} is listed twice`, `/areas/${i}/postcodes`);
    if (!levels.includes(level))
      refuseTerritory(`area ${code}: level must be one of ${levels.join(", ")}; got ${level}`, `/areas/${i}/level`);
    byCode.set(code, area);
  });

  // Every parent is one level above its child, so no area can be its own ancestor, and the first level has an area.
  areas.forEach(({ code, level, parent }, i) => {
    const above = parent === null ? undefined : byCode.get(parent);
    if (parent !== null && above === undefined)
      refuseTerritory(`area ${code}: its parent ${parent} does not exist`, `/areas/${i}/parent`);
    const upper = levels[levels.indexOf(level) - 1];
    if (above?.level === upper) return;
    const expected = upper === undefined ? "no parent" : `a parent of level ${upper}`;
    const got = above === undefined ? "none" : `${parent} of level ${above.level}`;
    refuseTerritory(`area ${code} of level ${level} must have ${expected}; got ${got}`, `/areas/${i}/parent`);
  });
  const [whole, second] = areas.filter(({ level }) => level === levels[0]) as [Area, Area?];
  if (second)
    refuseTerritory(
      `level ${levels[0]} must have one area, the whole; got ${whole.code} and ${second.code}`,
      `/areas/${areas.indexOf(second)}`,
    );
  if (whole.dwellings < 1)
    refuseTerritory(
      `area ${whole.code}: the whole must have at least 1 dwelling; got ${whole.dwellings}`,
      `/areas/${areas.indexOf(whole)}/dwellings`,
    );

  const parents = new Set(areas.map(({ parent }) => parent));
  areas.forEach(({ code, level }, i) => {
    const lower = levels[levels.indexOf(level) + 1];
    if (lower !== undefined && !parents.has(code))
      refuseTerritory(`area ${code} of level ${level} holds no ${lower}`, `/areas/${i}`);
  });
  return byCode;
}

const WGS84: Box = [-180, -90, 180, 90];

/**
 * @param what name of what has the corners, for the message
 * @param file the file that it stands in
 * @throws Refusal `invalid-territory`: a corner that is no place in degrees, or that lies outside the box
 */
export function checkCorners(geometry: ContextGeometry, what: string, file: string, pointer: string, bbox?: Box): void {
  for (const [longitude = Number.NaN, latitude = Number.NaN] of cornersOf(geometry)) {
    const refuseCorner = (bound: string, advice: string) =>
      refuseTerritory(
        `${what}: coordinates must ${bound}; got [${longitude}, ${latitude}].${advice}`,
        `${pointer}/geometry/coordinates`,
      );
    if (!isWithin([longitude, latitude], WGS84))
      refuseCorner(
        "be degrees of WGS 84, longitude (-180 to 180) before latitude (-90 to 90)",
        ` A projected file, such as one in Lambert-93, is converted first: ogr2ogr -t_srs EPSG:4326 -lco RFC7946=YES ${file} FILE`,
      );
    if (bbox && !isWithin([longitude, latitude], bbox))
      refuseCorner(
        `lie in the bbox of territory.json, [${bbox.join(", ")}]`,
        isWithin([latitude, longitude], bbox) ? " Are the axes swapped? Longitude comes first" : "",
      );
  }
}

/** @throws Refusal `invalid-territory`: a shape of an unknown area or of another level, an area drawn twice, or a corner of it */
export function checkShapes({ features }: FeatureCollection, byCode: ReadonlyMap<string, Area>, bbox?: Box): void {
  const drawn = new Set<string>();
  features.forEach(({ properties: { code, level }, geometry }, i) => {
    const at = `/shapes/features/${i}`;
    const area = byCode.get(code);
    if (!area) refuseTerritory(`shape of ${code}: there is no such area`, `${at}/properties/code`);
    if (area.level !== level)
      refuseTerritory(`shape of ${code}: level must be ${area.level}; got ${level}`, `${at}/properties/level`);
    if (drawn.has(code)) refuseTerritory(`area ${code} is drawn twice`, at);
    drawn.add(code);
    checkCorners(geometry, `shape of ${code}`, "shapes.geojson", at, bbox);
  });
}
