import { formFaults, parseInWords } from "../contract/form-fault.ts";
import { faultRefusal } from "../contract/problem.ts";
import { buildExtras } from "./extras.ts";
import { rewind } from "./geometry.ts";
import { territoryInputSchema } from "./schema.ts";
import type { Area, Reference, Territory, TerritoryInput } from "./territory.ts";
import { checkShapes, checkTree, refuseTerritory } from "./tree.ts";

/** Levels of official geography that many territories have, as people call them. */
const LEVEL_NAMES: Territory["levelNames"] = {
  country: { fr: "pays", en: "country" },
  region: { fr: "région", en: "region" },
  departement: { fr: "département", en: "département" },
  metropole: { fr: "métropole", en: "metropolis" },
  city: { fr: "ville", en: "city" },
  ville: { fr: "ville", en: "city" },
  commune: { fr: "commune", en: "municipality" },
  arrondissement: { fr: "arrondissement", en: "district" },
  borough: { fr: "arrondissement", en: "borough" },
  district: { fr: "district", en: "district" },
  secteur: { fr: "secteur", en: "neighbourhood" },
  iris: { fr: "secteur (IRIS)", en: "neighbourhood (IRIS)" },
  zone: { fr: "zone", en: "zone" },
};

/** Faults that are reported at once: a few say what is wrong, a thousand say no more. */
const MAX_FAULTS = 5;

/**
 * Checks a territory and makes its tree walkable. Pure; it runs in the browser too. The order of the
 * input's areas does not matter. Dwellings of an area need not equal the sum of its parts.
 *
 * @throws Refusal `invalid-territory`, naming the area, the bound and the value; `faults[].pointer` says where in the input
 */
export function buildTerritory(input: TerritoryInput): Territory {
  const parsed = parseInWords(territoryInputSchema, input);
  if (!parsed.success) {
    throw faultRefusal("invalid-territory", ...formFaults(parsed.error, input).slice(0, MAX_FAULTS));
  }
  const { id, name, levels, level_names, bbox, shapes, references } = parsed.data;
  const stray = Object.keys(level_names ?? {}).find((level) => !levels.includes(level));
  if (stray) refuseTerritory(`level_names: the levels are ${levels.join(", ")}; got ${stray}`, "/level_names");
  const byCode = checkTree(parsed.data.areas, levels);
  const extras = buildExtras(parsed.data, byCode);
  if (shapes) checkShapes(shapes, byCode, bbox);
  references?.forEach(({ area }, i) => {
    if (!byCode.has(area)) refuseTerritory(`reference for ${area}: there is no such area`, `/references/${i}/area`);
  });

  const areas = parsed.data.areas.toSorted(
    (a, b) => levels.indexOf(a.level) - levels.indexOf(b.level) || (a.code < b.code ? -1 : 1),
  );
  const root = areas[0] as Area;
  const children = new Map<string, Area[]>(areas.map(({ code }) => [code, []]));
  for (const area of areas) children.get(area.parent ?? "")?.push(area);
  return {
    id,
    name,
    levels,
    levelNames: Object.fromEntries(
      levels.map((level) => [level, level_names?.[level] ?? LEVEL_NAMES[level] ?? { fr: level, en: level }]),
    ),
    areas,
    root,
    leaves: areas.filter(({ level }) => level === levels.at(-1)),
    get: (code) => byCode.get(code),
    children: (code) => children.get(code) ?? [],
    lineage: (code) => {
      const line: Area[] = [];
      for (let at = byCode.get(code); at; at = byCode.get(at.parent ?? "")) line.push(at);
      return line;
    },
    bbox: bbox ?? null,
    shapes: shapes
      ? {
          ...shapes,
          features: shapes.features.map((feature) => ({ ...feature, geometry: rewind(feature.geometry, "rfc7946") })),
        }
      : null,
    references: references ?? [],
    ...extras,
    dwellings: root.dwellings,
    input,
  };
}

/** Whether the code is that of a leaf, where households live. */
export function isLeaf({ levels, get }: Territory, code: string): boolean {
  return get(code)?.level === levels.at(-1);
}

/**
 * The newest yearly reference of each measure and unit, for all homes of the whole, by name: the public means that decide
 * whom a household is compared with. All other references are shown beside ours and decide nothing.
 */
export function yearlyMeans({ references, root }: Pick<Territory, "references" | "root">): readonly Reference[] {
  const newest = new Map<string, Reference>();
  for (const reference of references) {
    const { domain, measure, area, household_type, period, unit } = reference;
    // A month's or a quarter's figure has its season in it.
    if (area !== root.code || household_type !== "_T" || !/^\d{4}$/.test(period)) continue;
    const name = `${domain} ${measure} ${unit}`;
    const before = newest.get(name);
    if (before === undefined || before.period < period) newest.set(name, reference);
  }
  return [...newest].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, reference]) => reference);
}
