import type { z } from "zod";
import { MEASURES } from "../domains/index.ts";
import { cornersOf, rewind } from "./geometry.ts";
import type { territoryInputSchema } from "./schema.ts";
import type { Area, ContextGeometry, Surroundings, TerritoryExtras } from "./territory.ts";
import { checkCorners, refuseTerritory } from "./tree.ts";

type Parsed = z.output<typeof territoryInputSchema>;
type Areas = ReadonlyMap<string, Area>;

/** Positions of all surroundings together: about 2 MB, more than a map on a phone can draw. */
const MAX_POSITIONS = 100_000;

/** Every code of HOUSEHOLD_TYPE that a measure may publish. */
const TYPES: ReadonlySet<string> = new Set([
  "_T",
  ...MEASURES.flatMap(({ measure: { similarity } }) => [...similarity.classes, ...similarity.rungs].map(({ code }) => code)),
]);

/**
 * Checks what a territory brings beside its tree. A list without rows counts as absent.
 *
 * @throws Refusal `invalid-territory`, naming the row, the bound and the value
 */
export function buildExtras({ zones, composition, climate, context, levels }: Parsed, areas: Areas): TerritoryExtras {
  if (zones) checkZones(zones, areas, levels.at(-1));
  composition?.forEach(({ area, household_type }, i) => {
    const at = `/composition/${i}`;
    if (!areas.has(area)) refuseTerritory(`composition of ${area}: there is no such area`, `${at}/area`);
    const types = [...TYPES].join(", ");
    if (!TYPES.has(household_type))
      refuseTerritory(
        `composition of ${area}: household_type must be one of ${types}; got ${household_type}`,
        `${at}/household_type`,
      );
  });
  if (context) checkContext(context);
  return {
    zones: rowsOf("zones", zones, ({ zone, leaf }) => [zone, leaf]),
    composition: rowsOf("composition", composition, ({ area, household_type }) => [area, household_type]),
    climate: rowsOf("climate", climate, ({ month }) => [month]),
    context: context && context.features.length > 0 ? windContext(context) : null,
  };
}

function checkZones(rows: NonNullable<Parsed["zones"]>, areas: Areas, leafLevel = ""): void {
  const first = new Map<string, { readonly name: string; readonly row: number; leaves: number }>();
  rows.forEach(({ zone, name, leaf }, row) => {
    const at = `/zones/${row}`;
    const seen = first.get(zone) ?? { name, row, leaves: 0 };
    if (areas.has(zone)) refuseTerritory(`zone ${zone}: there is an area of that code`, `${at}/zone`);
    if (seen.name !== name) refuseTerritory(`zone ${zone} must have one name, ${seen.name}; got ${name}`, `${at}/name`);
    const level = areas.get(leaf)?.level;
    if (level === undefined) refuseTerritory(`zone ${zone}: there is no area ${leaf}`, `${at}/leaf`);
    if (level !== leafLevel)
      refuseTerritory(`zone ${zone}: ${leaf} must be a leaf, of level ${leafLevel}; got one of level ${level}`, `${at}/leaf`);
    seen.leaves += 1;
    first.set(zone, seen);
  });
  for (const [zone, { row, leaves }] of first)
    if (leaves < 2) refuseTerritory(`zone ${zone} must have at least 2 leaves; got ${leaves}`, `/zones/${row}`);
}

function checkContext({ features }: Surroundings): void {
  const positions = features.reduce((sum, { geometry }) => sum + cornersOf(geometry).length, 0);
  const bound = `at most ${MAX_POSITIONS} positions in all`;
  if (positions > MAX_POSITIONS)
    refuseTerritory(`surroundings must have ${bound}; got ${positions}. Simplify them`, "/context/features");
  features.forEach(({ properties: { kind, name = kind }, geometry }, i) => {
    checkCorners(geometry, name, "context.geojson", `/context/features/${i}`);
  });
}

/** The rows in the order of their unique keys; null for an absent list. */
function rowsOf<R>(table: string, rows: readonly R[] | null | undefined, keyOf: (row: R) => string[]): readonly R[] | null {
  const keyed = new Map<string, R>();
  rows?.forEach((row, i) => {
    const key = keyOf(row).join(" ");
    if (keyed.has(key)) refuseTerritory(`${table}: ${key} is listed twice`, `/${table}/${i}`);
    keyed.set(key, row);
  });
  return keyed.size === 0 ? null : [...keyed].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
}

function windContext(context: Surroundings): Surroundings {
  const wind = (geometry: ContextGeometry) =>
    geometry.type === "Polygon" || geometry.type === "MultiPolygon" ? rewind(geometry, "rfc7946") : geometry;
  return { ...context, features: context.features.map((feature) => ({ ...feature, geometry: wind(feature.geometry) })) };
}
