import type { Manifest, PrivacyReport } from "../../contract/manifest.ts";
import { stepWithin } from "../../contract/period.ts";
import { type Finding, summed } from "./finding.ts";
import { parseFraction, toNumber } from "./fraction.ts";
import { mechanismFinder } from "./mechanisms.ts";
import type { CheckedTables } from "./rows.ts";
import { dueLevels, publishedLevels } from "./shape.ts";
import type { MeasureCells } from "./sums.ts";

const FILE = "observations.parquet";
const BINS = 32;
const Z95 = 1.959963984540054;

/** A withheld count that one subtraction of published rows gives, and the variance of what comes out. */
interface Subtraction {
  readonly what: string;
  readonly level: string;
  readonly variance: number;
}

/**
 * Does subtraction tell a withheld count to better than ± 2k (95 %)? Two subtractions need the release alone: all households
 * of an area less its other types, and the whole less the other areas of a level. What needs to be known of which area lies in
 * which is not tried here: the territory is not in the folder. A cell that an earlier publication of the year may have shown
 * is passed over: what was public before is not withheld any more.
 */
export function withheldFindings(
  manifest: Manifest,
  report: PrivacyReport,
  { observations }: CheckedTables,
  measures: readonly MeasureCells[],
): Finding[] {
  const mechanismOf = mechanismFinder(manifest, report, observations);
  const varianceOf = (key: string, area: string, type: string): number => {
    const of = (quantity: "count" | "histogram", times: number) => {
      const mechanism = mechanismOf(key, area, type, quantity);
      return mechanism ? 1 / (times * toNumber(parseFraction(mechanism.variance))) : 0;
    };
    return 1 / (of("count", 1) + of("histogram", BINS));
  };
  const told = measures.flatMap((cells) => [
    ...amongTypes(cells, (area, type) => varianceOf(cells.key, area, type)),
    ...amongAreas(manifest, cells, (area, type) => varianceOf(cells.key, area, type)),
  ]);
  const shown = shownBefore(manifest, report);
  const faults = told.flatMap(({ what, level, variance }) => {
    if (shown.has(level)) return [];
    const half = Z95 * Math.sqrt(variance);
    return half >= 2 * report.k
      ? []
      : [`${what} is withheld, and known to ± ${half.toFixed(1)} by subtraction; ± ${2 * report.k} is promised`];
  });
  return summed(FILE, "withheld counts stay withheld", faults);
}

/** The levels that other publications of the year hold, of those that were drawn before. */
function shownBefore(manifest: Manifest, { ledger }: PrivacyReport): Set<string> {
  const steps = ledger.flatMap((entry) => {
    if (entry.kind !== "drawn" || entry.year !== manifest.year || entry.publication === manifest.id) return [];
    return [
      entry.publication.includes("-Q")
        ? ("quarter" as const)
        : /^\d{4}-\d\d$/.test(entry.publication)
          ? ("month" as const)
          : ("year" as const),
    ];
  });
  const levels = publishedLevels(manifest).filter((level) => steps.some((step) => stepWithin(level.step, step)));
  return new Set(levels.map(({ level }) => level));
}

type VarianceOf = (area: string, type: string) => number;

/** One class or one rung is all that is missing in an area; or its total, where no class is. */
function amongTypes({ key, areas, rungs }: MeasureCells, varianceOf: VarianceOf): Subtraction[] {
  // A type that is published nowhere may be a class or a rung: then nothing is certain.
  if ([...rungs.values()].includes(null)) return [];
  return areas.flatMap((area) => {
    const cells = [...area.values()].filter(({ type }) => !rungs.has(type));
    const missing = cells.filter(({ count }) => count === null);
    const types = missing.map(({ type }) => type);
    const asRung = [...rungs].find(([, parts]) => parts?.length === types.length && parts.every((part) => types.includes(part)));
    const one = types.length === 1 ? types[0] : asRung?.[0];
    if (one === undefined || cells.length < 3 || cells.some(({ count, measured }) => count !== null && !measured)) return [];
    const [{ area: code, level }] = cells as [(typeof cells)[number]];
    const variance = cells.filter((cell) => !missing.includes(cell)).reduce((sum, { type }) => sum + varianceOf(code, type), 0);
    return [{ what: `${key} ${code} ${one}`, level, variance }];
  });
}

/** One area of a level is all that is missing of the whole, or the whole itself. */
function amongAreas(manifest: Manifest, { key, areas }: MeasureCells, varianceOf: VarianceOf): Subtraction[] {
  const [top, ...levels] = dueLevels(manifest).map(({ level }) => level);
  if (top !== manifest.territory.levels[0]) return [];
  return [...new Set(areas.flatMap((area) => [...area.keys()]))].flatMap((type) => {
    const cells = areas.flatMap((area) => area.get(type) ?? []);
    const whole = cells.find(({ level }) => level === top);
    return levels.flatMap((level) => {
      const column = cells.filter((cell) => cell.level === level);
      const all = whole ? [whole, ...column] : column;
      const missing = all.filter(({ count }) => count === null);
      const [one] = missing;
      if (!one || missing.length > 1 || column.length === 0 || all.some((cell) => cell !== one && !cell.measured)) return [];
      return [
        {
          what: `${key} ${one.area} ${type}`,
          level: one.level,
          variance: all.reduce((sum, cell) => sum + (cell === one ? 0 : varianceOf(cell.area, type)), 0),
        },
      ];
    });
  });
}
