// Public areas as a forecast takes them, and which of them share a cell because they are twins.

/** As much of a public area as a forecast needs. */
export interface ForecastArea {
  readonly code: string;
  readonly level: string;
  readonly parent: string | null;
  readonly dwellings: number;
}

/** An area of a published level, and where it stands. */
export interface PlacedArea {
  readonly code: string;
  readonly level: string;
  /** part of all dwellings that it has, in [0, 1] */
  readonly part: number;
  /** the area whose cell stands for it: itself, or the topmost published one with the very same households */
  readonly measuredAs: ForecastArea;
  /** the published levels that this cell stands for, whole first: more than one where areas are twins */
  readonly levels: readonly string[];
  /** the nearest area above that is published; null for a topmost one */
  readonly above: string | null;
}

/**
 * The areas of the published levels. An only child is one cell with the area above: they are twins.
 *
 * @param areas parents before their children
 */
export function placeAreas(areas: readonly ForecastArea[], published: ReadonlySet<string>): PlacedArea[] {
  const byCode = new Map(areas.map((area) => [area.code, area]));
  const children = new Map<string, number>();
  for (const { parent } of areas) if (parent !== null) children.set(parent, (children.get(parent) ?? 0) + 1);
  const allDwellings = areas.find((area) => area.parent === null)?.dwellings ?? 0;
  const levels = new Map<string, string[]>();
  return areas
    .filter((area) => published.has(area.level))
    .map((area) => {
      let measuredAs = area;
      let above: string | null = null;
      let sole = true;
      for (let place = area; place.parent !== null; ) {
        sole &&= children.get(place.parent) === 1;
        place = byCode.get(place.parent) as ForecastArea;
        if (!published.has(place.level)) continue;
        above ??= place.code;
        if (!sole) break;
        measuredAs = place;
      }
      const part = allDwellings > 0 ? Math.min(1, area.dwellings / allDwellings) : 0;
      const cellLevels = levels.get(measuredAs.code) ?? [];
      levels.set(measuredAs.code, cellLevels);
      cellLevels.push(area.level);
      return { code: area.code, level: area.level, part, measuredAs, levels: cellLevels, above };
    });
}

/**
 * The areas as a forecast takes them where households are recruited in some only: dwellings outside those are left out, and every
 * area above has the sum of its leaves.
 *
 * @param among codes of areas of any level; what is below them is in
 */
export function recruitedIn(areas: readonly ForecastArea[], among: ReadonlySet<string>): ForecastArea[] {
  const byCode = new Map(areas.map((area) => [area.code, area]));
  const parents = new Set(areas.map(({ parent }) => parent));
  const dwellings = new Map<string, number>();
  for (const leaf of areas.filter(({ code }) => !parents.has(code))) {
    const lineage = [leaf];
    for (let area = byCode.get(leaf.parent ?? ""); area; area = byCode.get(area.parent ?? "")) lineage.push(area);
    if (!lineage.some(({ code }) => among.has(code))) continue;
    for (const { code } of lineage) dwellings.set(code, (dwellings.get(code) ?? 0) + leaf.dwellings);
  }
  return areas.map((area) => ({ ...area, dwellings: dwellings.get(area.code) ?? 0 }));
}
