// From dwellings, noise and an expected number of households to what each table would publish. Pages run it too, in small steps.

import { type ForecastArea, type PlacedArea, placeAreas } from "./cells.ts";
import { type CellExpectation, expectedOf } from "./expected.ts";
import type { CellNoise } from "./noise.ts";
import { type CountedCell, type LinkOfTypes, withheldForLink, withheldToProtect } from "./protection.ts";

/**
 * A table of one level: the noise of the level's own cells, and how many types of household divide an area between them (1:
 * all homes).
 */
export interface ForecastTable {
  readonly level: string;
  readonly table: "_T" | "types";
  readonly typeCount: number;
  readonly noise: CellNoise;
  /** publications of a year that hold it */
  readonly publications: number;
  /** measures that at worst count the same households in its cells, this one among them; absent: it alone */
  readonly measures?: number | undefined;
  /** how types of other measures add up to the same homes as some of its own, which protect them; absent: they do not */
  readonly links?: readonly LinkOfTypes[];
  /** whether the measure's amounts heap, so that its histograms have finer bins */
  readonly heaped?: true | undefined;
  /** the levels that are published with this one, itself among them; absent: those of all tables */
  readonly due?: readonly string[];
  /**
   * noise of twins' cells; twins not listed have that of their topmost level, as in releases of earlier versions, which measured
   * them so
   */
  readonly twins?: readonly TwinNoise[];
  /** noise of single areas' own cells, by code, where it is another: that of leaves with a clamp of their own */
  readonly named?: ReadonlyMap<string, CellNoise>;
}

/** The noise of a cell that several levels pay for together, whole first: its areas are twins. */
export interface TwinNoise {
  readonly levels: readonly string[];
  readonly noise: CellNoise;
}

/** What one table is expected to publish in each of its publications. */
export interface TableForecast {
  readonly cells: number;
  /** cells in which a contributor may live at all */
  readonly reachable: number;
  /** expected number of published cells: those that pass their gate, less those withheld to protect another */
  readonly published: number;
  /** withheld to protect another: decided for the whole year, as if what passes now passes in every publication */
  readonly protecting: number;
  /** a table by type, if one type were empty everywhere and the others even; null without types */
  readonly withEmptyType: { readonly published: number; readonly protecting: number } | null;
  /** relative half-width (95 %) of the mean in the median published cell; null where less than half a cell is expected */
  readonly halfWidth: number | null;
  /** what the gate costs: parts of the cells, and of the households, that do not pass it */
  readonly lostCells: number;
  readonly lostHouseholds: number;
  /**
   * by how much the counts of published cells are too high on average, for the gate lets the lucky draws through; as a
   * share. A mean of C/4 is too high by about the same share. null where less than half a cell is expected
   */
  readonly selection: number | null;
  /** mean absolute relative error of a published mean from noise alone; null where less than half a cell is expected */
  readonly noiseError: number | null;
}

export interface ForecastInput {
  readonly areas: readonly ForecastArea[];
  /** every table of every published level */
  readonly tables: readonly ForecastTable[];
  /** households that contribute the measure */
  readonly households: number;
}

type ExpectedCell = CellExpectation & CountedCell & { readonly place: PlacedArea };

/** A table with what is expected of its cells; one entry stands for all types of an area. */
interface ExpectedTable extends ForecastTable {
  readonly cells: ReadonlyMap<string, ExpectedCell>;
}

/** Cells between two pauses: on a slow phone a few milliseconds. */
const CELLS_BETWEEN_YIELDS = 8;

/**
 * What each table would publish, from public numbers alone: dwellings, the noise, and an expected number of households.
 * Households are assumed to be spread as dwellings are, each by itself (so that a cell's number is binomial), and evenly
 * over kinds.
 *
 * @returns one forecast a table, in their order
 */
export function forecast(input: ForecastInput): TableForecast[] {
  return runToEnd(forecastInSteps(input));
}

/** Runs a computation to its end without its pauses, and returns its result. */
export function runToEnd<T>(steps: Generator<undefined, T, undefined>): T {
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}

/** `forecast` with a pause after each part, so that a page can go on meanwhile. */
export function* forecastInSteps({ areas, tables, households }: ForecastInput): Generator<undefined, TableForecast[], undefined> {
  const allLevels = [...new Set(tables.map(({ level }) => level))];
  // The parent of a family of cells is the nearest area above that any publication of the year shows, even if not together with them.
  const aboves = new Map(placeAreas(areas, new Set(allLevels)).map(({ code, above }) => [code, above]));
  const expected = function* (table: ForecastTable, typeCount: number): Generator<undefined, ExpectedTable, undefined> {
    const places = placeAreas(areas, new Set(table.due ?? allLevels)).filter(({ level }) => level === table.level);
    const { publications, measures = 1, heaped } = table;
    const cells = new Map<string, ExpectedCell>();
    for (const place of places) {
      const noise = noiseOf(tables, table, place);
      const expectation = expectedOf(noise, households, place.part / typeCount, measures);
      const above = aboves.get(place.code) ?? null;
      cells.set(place.code, { ...expectation, noise, publications, measures, heaped, place: { ...place, above } });
      if (cells.size % CELLS_BETWEEN_YIELDS === 0) yield;
    }
    return { ...table, typeCount, cells };
  };
  const evenTables: ExpectedTable[] = [];
  const sparseTables: (ExpectedTable | null)[] = [];
  for (const table of tables) {
    evenTables.push(yield* expected(table, table.typeCount));
    yield;
    sparseTables.push(table.table === "types" && table.typeCount > 2 ? yield* expected(table, table.typeCount - 1) : null);
    yield;
  }
  const forecasts: TableForecast[] = [];
  for (const [i, table] of evenTables.entries()) {
    const even = summarise(table, countProtecting(table, evenTables, 0), households);
    yield;
    const sparseTable = sparseTables[i];
    if (!sparseTable) {
      forecasts.push(even);
      continue;
    }
    const tablesBeside = tables.map(
      (one, t) => (one.table === "types" ? sparseTables[t] : evenTables[t]) ?? (evenTables[t] as ExpectedTable),
    );
    const { published, protecting: victims } = summarise(sparseTable, countProtecting(sparseTable, tablesBeside, 1), households);
    forecasts.push({ ...even, withEmptyType: { published, protecting: victims } });
    yield;
  }
  return forecasts;
}

/** The noise of a place's cell: those of its levels that have such a table pay for it. */
function noiseOf(
  tables: readonly ForecastTable[],
  { table, twins = [], named, noise }: ForecastTable,
  { code, levels }: PlacedArea,
): CellNoise {
  const paying = levels.filter((level) => tableAt(tables, level, table));
  const own = paying.length > 1 ? undefined : named?.get(code);
  if (own) return own;
  const together = twins.find((twin) => twin.levels.join("\n") === paying.join("\n"));
  return together?.noise ?? tableAt(tables, paying[0], table)?.noise ?? noise;
}

function tableAt<T extends ForecastTable>(tables: readonly T[], level: string | undefined, table: string): T | undefined {
  return tables.find((candidate) => candidate.level === level && candidate.table === table);
}

/**
 * Cells withheld to protect another: children under their parent, and, in a table by type, the types of an area.
 *
 * @param empty types without any household, beside the table's own
 */
function countProtecting(table: ExpectedTable, all: readonly ExpectedTable[], empty: number): number {
  const families = new Map<string, CountedCell[]>();
  let sum = 0;
  for (const cell of table.cells.values()) {
    const { code, above, measuredAs } = cell.place;
    // A twin's cell is counted at the area that it is measured as.
    if (measuredAs.code !== code) continue;
    if (above !== null) families.set(above, [...(families.get(above) ?? []), cell]);
    const whole = tableAt(all, table.level, "_T")?.cells.get(code);
    if (table.table !== "types" || !whole) continue;
    for (const link of table.links ?? []) sum += withheldForLink(cell, link, table.typeCount);
    const emptyType = { ...cell, chance: 0, chancesOfFewer: cell.chancesOfFewer.map(() => 0) };
    sum += withheldToProtect(whole, [
      ...new Array<CountedCell>(table.typeCount).fill(cell),
      ...new Array<CountedCell>(empty).fill(emptyType),
    ]);
  }
  for (const [above, children] of families) {
    const [parent] = all.flatMap((candidate) => (candidate.table === table.table ? (candidate.cells.get(above) ?? []) : []));
    if (parent) sum += table.typeCount * withheldToProtect(parent, children);
  }
  return sum;
}

function summarise({ typeCount, cells: areas }: ExpectedTable, withheld: number, households: number): TableForecast {
  const each = [...areas.values()];
  const sum = (read: (expected: CellExpectation) => number) => typeCount * each.reduce((all, cell) => all + read(cell), 0);
  const cells = typeCount * each.length;
  const passed = sum(({ chance }) => chance);
  const counted = sum((cell) => cell.households);
  const donors = households * each.reduce((all, { place }) => all + place.part, 0);
  const published = Math.max(0, passed - withheld);
  const isAnyExpected = published >= 0.5;
  return {
    cells,
    reachable: typeCount * each.filter(({ place }) => place.part > 0).length,
    published,
    protecting: passed - published,
    withEmptyType: null,
    halfWidth: isAnyExpected ? median(each.flatMap(({ widths }) => widths)) : null,
    lostCells: 1 - passed / cells,
    lostHouseholds: donors > 0 ? Math.max(0, 1 - counted / donors) : 1,
    selection: isAnyExpected ? sum(({ excess }) => excess) / counted : null,
    noiseError: isAnyExpected ? sum(({ error }) => error) / passed : null,
  };
}

function median(widths: readonly { readonly width: number; readonly weight: number }[]): number {
  const half = widths.reduce((sum, { weight }) => sum + weight, 0) / 2;
  let below = 0;
  for (const { width, weight } of [...widths].sort((a, b) => a.width - b.width)) {
    below += weight;
    if (below >= half) return width;
  }
  return Number.POSITIVE_INFINITY;
}
