import type { TermsOfYear } from "../commons/terms-of-year.ts";
import { territoryHash } from "../commons/territories.ts";
import type { Settings } from "../contract/settings.ts";
import { boundingBox, boxText, type Territory } from "../territory/index.ts";
import { invalidOutlines } from "../territory/outlines.ts";
import { readTerritory } from "../territory/read.ts";
import { SAMPLE_TERRITORY } from "./sample/index.ts";

/** The pilot's values; a smaller k or a larger ε gets a warning. */
const LEAST_K = 11;
const MOST_EPSILON = 4;
/** The most examples that a warning names. */
const EXAMPLES = 3;

/**
 * Warnings about settings that are allowed but are likely mistakes, one line each with a remedy. `init` and `status` show them;
 * none depends on a contribution.
 */
export async function adviceOf({
  settings,
  territory,
  plan,
}: Pick<TermsOfYear, "settings" | "territory" | "plan">): Promise<string[]> {
  return [
    ...(await outlineAdvice(territory)),
    ...shapeAdvice(territory),
    ...dwellingAdvice(territory),
    ...settingsAdvice(settings, territory, plan.budget.epsilon),
  ];
}

/** A sentence with the outlines' bounding box, for an operator who stated no box to check them against. */
export function mapText({ shapes, bbox }: Territory): string | null {
  const box = shapes && bbox === null ? boundingBox(shapes) : null;
  return box === null
    ? null
    : `the map lies at ${boxText(box)}: if that is somewhere else, the axes may be swapped; a "bbox" of [west, south, east, north] in territory.json has it checked`;
}

async function outlineAdvice({ shapes }: Territory): Promise<string[]> {
  if (shapes === null) return [];
  const invalid = await invalidOutlines(shapes);
  if (invalid.length === 0) return [];
  const named = examples(invalid.map(({ code, reason }) => `${code}, ${reason}`));
  return [
    `${invalid.length} of ${shapes.features.length} outlines are invalid by the rules of GEOS (${named}): other programs may refuse or misdraw them. Mend them with "ogr2ogr -makevalid", ST_MakeValid of PostGIS or "Fix geometries" of QGIS`,
  ];
}

/** Warns about areas without an outline, except the whole territory, which needs none. */
function shapeAdvice({ shapes, levels, areas }: Territory): string[] {
  if (shapes === null) return [];
  const drawn = new Set(shapes.features.map(({ properties }) => properties.code));
  return levels.slice(1).flatMap((level) => {
    const all = areas.filter((area) => area.level === level);
    const missing = all.filter(({ code }) => !drawn.has(code));
    if (missing.length === 0) return [];
    const named = examples(missing.map(({ code }) => code));
    return [
      `shapes.geojson has ${all.length - missing.length} of the ${all.length} areas of level ${level} (without ${named}): maps leave out the others. Add their shapes, or take shapes.geojson away to have tiles drawn`,
    ];
  });
}

function dwellingAdvice({ areas, children }: Territory): string[] {
  const smaller = areas.flatMap(({ code, dwellings }) => {
    const parts = children(code).reduce((sum, part) => sum + part.dwellings, 0);
    return dwellings < parts ? [`${code} has ${dwellings}, its parts ${parts}`] : [];
  });
  if (smaller.length === 0) return [];
  return [
    `areas with fewer dwellings than their parts: ${smaller.length} (${examples(smaller)}). Participation and forecasts are reckoned by them, and δ by those of the whole: correct areas.csv, where counts of one year and one kind add up`,
  ];
}

function settingsAdvice({ k, budget, sample }: Settings, territory: Territory, epsilon: number): string[] {
  const lines: string[] = [];
  if (k < LEAST_K)
    lines.push(
      `k is ${k}, below ${LEAST_K}: cells stand for fewer households than is customary. Leave "k" out of the settings for ${LEAST_K}; if nothing is published then, take another calendar ("voisinage plan") before a smaller k`,
    );
  if (epsilon > MOST_EPSILON)
    lines.push(
      `ε is ${epsilon} a year, above ${MOST_EPSILON}: what anybody can learn of one household is hardly bounded. Lower "budget.${budget.odds === undefined ? "epsilon" : "odds"}"; if nothing is published then, take another calendar or fewer measures ("voisinage plan") before a larger ε`,
    );
  if (sample && territoryHash(territory) !== territoryHash(readTerritory(SAMPLE_TERRITORY)))
    lines.push(
      `"sample" is true on the territory ${territory.id}, which is not the sample's: every page says that the households are made up. Take "sample" out of the settings, unless they are`,
    );
  return lines;
}

function examples(all: readonly string[]): string {
  return `${all.slice(0, EXAMPLES).join("; ")}${all.length > EXAMPLES ? "; …" : ""}`;
}
