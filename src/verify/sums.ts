import type { Manifest } from "../contract/manifest.ts";
import type { Observation } from "../contract/observation.ts";
import type { Finding } from "../release/folder.ts";
import { summed } from "./finding.ts";
import { type CheckedTables, cellOf, grouped, measureOf, nameOf } from "./rows.ts";
import { dueLevels, measureShapes } from "./shape.ts";

const FILE = "observations.parquet";
const ALL = "_T";

/** An area's rows by household type, of one measure. */
type AreaRows = ReadonlyMap<string, TypeRows>;
interface TypeRows {
  readonly type: string;
  readonly area: string;
  readonly level: string;
  readonly rows: readonly Observation[];
  /** null where it is withheld */
  readonly count: number | null;
  readonly total: number | null;
  readonly measured: boolean;
}

/** The cells of one measure, area by area, and which types are sums of others. */
export interface MeasureCells {
  readonly key: string;
  readonly areas: readonly AreaRows[];
  /** classes by rung: those whose sum it is wherever it is published; null: no sum of classes, or never published */
  readonly rungs: ReadonlyMap<string, readonly string[] | null>;
}

export function measureCells(manifest: Manifest, { observations, measurements }: CheckedTables): MeasureCells[] {
  const measured = new Set(measurements.map(cellOf));
  const byMeasure = grouped(observations, measureOf);
  return measureShapes(manifest).map(({ key }) => {
    const areas = [...grouped(byMeasure.get(key) ?? [], ({ REF_AREA }) => REF_AREA).values()].map(
      (rows): AreaRows =>
        new Map(
          [...grouped(rows, ({ HOUSEHOLD_TYPE }) => HOUSEHOLD_TYPE)].map(([type, own]) => {
            const first = own[0] as Observation;
            const value = (name: string) => own.find(({ STATISTIC }) => STATISTIC === name)?.OBS_VALUE ?? null;
            const typed = {
              type,
              area: first.REF_AREA,
              level: first.AREA_LEVEL,
              rows: own,
              count: value("COUNT"),
              total: value("TOTAL"),
            };
            return [type, { ...typed, measured: measured.has(cellOf(first)) }];
          }),
        ),
    );
    return { key, areas, rungs: rungsOf(areas) };
  });
}

/** A type that is published and never measured is the sum of the same measured types in every area. */
function rungsOf(areas: readonly AreaRows[]): Map<string, readonly string[] | null> {
  const cells = areas.flatMap((area) => [...area.values()]).filter(({ type }) => type !== ALL);
  const classes = [...new Set(cells.filter(({ measured }) => measured).map(({ type }) => type))];
  const others = new Set(cells.map(({ type }) => type).filter((type) => !classes.includes(type)));
  // Six classes at most, so that 57 sums are tried; of a forgery with more, none.
  const sums = classes.length > 8 ? [] : subsets(classes);
  return new Map(
    [...others].map((rung) => {
      const shown = areas.filter((area) => area.get(rung)?.count != null && isMeasured(area));
      if (shown.length === 0) return [rung, null];
      return [
        rung,
        sums.find((parts) =>
          shown.every((area) =>
            addsUp(
              area.get(rung),
              parts.map((part) => area.get(part)),
            ),
          ),
        ) ?? null,
      ];
    }),
  );
}

/** An area with a single child is one cell with it: its figures are shown twice and were measured once, above. */
function isMeasured(area: AreaRows): boolean {
  return [...area.values()].some(({ measured }) => measured);
}

function subsets(classes: readonly string[]): string[][] {
  return Array.from({ length: 2 ** classes.length }, (_, bits) => classes.filter((_one, i) => (bits >> i) & 1)).filter(
    ({ length }) => length >= 2,
  );
}

function addsUp(whole: TypeRows | undefined, parts: readonly (TypeRows | undefined)[]): boolean {
  return (["count", "total"] as const).every((part) => {
    const [said, values] = [whole?.[part], parts.map((one) => one?.[part])];
    if (said == null || values.some((value) => value == null)) return false;
    const sum = (values as number[]).reduce((a, b) => a + b, 0);
    return Math.abs(sum - said) <= 1e-9 * Math.max(1, Math.abs(said), ...(values as number[]).map(Math.abs));
  });
}

/** Was everything that is published measured, and do counts and totals equal the sums of their parts where all are published? */
export function sumFindings(manifest: Manifest, measures: readonly MeasureCells[]): Finding[] {
  return [
    ...summed(FILE, "what is published was measured", measures.flatMap(unmeasuredFaults)),
    ...summed(FILE, "types add up", measures.flatMap(typeFaults)),
    ...summed(
      FILE,
      "areas add up",
      measures.flatMap((cells) => levelFaults(manifest, cells)),
    ),
  ];
}

function unmeasuredFaults({ areas, rungs }: MeasureCells): string[] {
  return areas.flatMap((area, i) => {
    const own = [...area.values()].filter(({ count }) => count !== null);
    if (own.length === 0) return [];
    if (!isMeasured(area))
      return areas.slice(0, i).some((other) => isTwin(area, other)) ? [] : [`${describe(own[0])} was not measured`];
    return own.flatMap((one) => {
      if (one.measured) return [];
      const parts = rungs.get(one.type);
      if (
        parts &&
        addsUp(
          one,
          parts.map((part) => area.get(part)),
        )
      )
        return [];
      return [`${describe(one)} was not measured, and is no sum of what was`];
    });
  });
}

/** The very same figures as those of an area above that was measured. */
function isTwin(area: AreaRows, above: AreaRows): boolean {
  if (!isMeasured(above)) return false;
  return [...area.values()].every(({ type, rows }) =>
    rows.every((row) => {
      const other = above.get(type)?.rows.find(({ STATISTIC }) => STATISTIC === row.STATISTIC);
      return (["OBS_VALUE", "CI_LOWER", "CI_UPPER", "OBS_STATUS", "METHOD"] as const).every(
        (name) => other?.[name] === row[name],
      );
    }),
  );
}

function describe(cell: TypeRows | undefined): string {
  return cell?.rows[0] ? nameOf(cellOf(cell.rows[0])) : "";
}

/** Where all types are published: those that are no rungs add up to all households. */
function typeFaults({ areas, rungs }: MeasureCells): string[] {
  return areas.flatMap((area) => {
    const types = [...area.values()];
    if (types.length < 2 || types.some(({ count, total }) => count === null || total === null)) return [];
    const parts = types.filter(({ type }) => type !== ALL && !rungs.has(type));
    return addsUp(area.get(ALL), parts)
      ? []
      : [`${describe(area.get(ALL))}: COUNT or TOTAL is not the sum over ${parts.map(({ type }) => type).join(", ")}`];
  });
}

/** Down to the level where a type is withheld somewhere, each level adds up to the whole. */
function levelFaults(manifest: Manifest, { areas }: MeasureCells): string[] {
  const levels = dueLevels(manifest).map(({ level }) => level);
  if (levels[0] !== manifest.territory.levels[0]) return [];
  const faults: string[] = [];
  const columns = new Set(areas.flatMap((area) => [...area.keys()]));
  for (const type of columns) {
    const cells = areas.flatMap((area) => area.get(type) ?? []);
    const whole = cells.find(({ level }) => level === levels[0]);
    for (const level of levels) {
      const parts = cells.filter((cell) => cell.level === level);
      if (parts.length === 0 || parts.some(({ count, total }) => count === null || total === null)) break;
      if (!addsUp(whole, parts)) faults.push(`${describe(whole)}: COUNT or TOTAL is not the sum over the level ${level}`);
    }
  }
  return faults;
}
