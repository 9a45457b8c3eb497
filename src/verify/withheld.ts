import type { Manifest, Mechanism, PrivacyReport } from "../contract/manifest.ts";
import { stepWithin } from "../contract/period.ts";
import type { Finding } from "../release/folder.ts";
import { summed } from "./finding.ts";
import { parseFraction, toNumber } from "./fraction.ts";
import { mechanismFinder } from "./mechanisms.ts";
import { drawnBefore } from "./report.ts";
import type { CheckedTables } from "./rows.ts";
import { dueLevels, publishedLevels } from "./shape.ts";
import type { MeasureCells } from "./sums.ts";

const FILE = "observations.parquet";
const BINS = 32;
const Z95 = 1.959963984540054;

/** A withheld count that one subtraction of published rows gives, and the area, level and type of each of these rows. */
interface Subtraction {
  readonly what: string;
  readonly measure: string;
  readonly level: string;
  readonly of: readonly { readonly area: string; readonly level: string; readonly type: string }[];
}

/**
 * Does subtraction tell a withheld count to better than ± 2k (95 %)? Two subtractions need the release alone: all households
 * of an area less its other types, and the whole less the other areas of a level. What needs to be known of which area lies in
 * which is not tried here: the territory is not in the folder. As the rule has it, who subtracts knows what those
 * households used, so that sums and one bin tell their number as well; and where nothing of the year was published before,
 * they wait for all that its calendar has to come. A cell that an earlier publication of the year may have shown
 * is passed over: what was public before is not withheld any more. So is one that the report calls exposed.
 */
export function withheldFindings(
  manifest: Manifest,
  report: PrivacyReport,
  { observations }: CheckedTables,
  measures: readonly MeasureCells[],
): Finding[] {
  const told = measures.flatMap((cells) => [...amongTypes(cells), ...amongAreas(manifest, cells)]);
  const shown = shownBefore(manifest, report);
  const exposed = new Set(report.exposed.map(({ measure, area, type }) => `${measure} ${area} ${type}`));
  const precisionOf = precisionFinder(manifest, report, observations);
  const faults = told.flatMap((subtraction) => {
    if (shown.has(subtraction.level) || exposed.has(subtraction.what)) return [];
    const half = Z95 / Math.sqrt(precisionOf(subtraction));
    return half >= 2 * report.k
      ? []
      : [`${subtraction.what} is withheld, and known to ± ${half.toFixed(1)} by subtraction; ± ${2 * report.k} is promised`];
  });
  return summed(FILE, "withheld counts stay withheld", faults);
}

/**
 * What a subtraction's counts, sums and bins tell together: precisions of independent differences add up. A twin's cell is
 * drawn as precisely as here at least as often as its rarest level is published.
 */
function precisionFinder(manifest: Manifest, report: PrivacyReport, observations: CheckedTables["observations"]) {
  const mechanismOf = mechanismFinder(manifest, report, observations);
  const first = !drawnBefore(manifest, report);
  const times = new Map(publishedLevels(manifest).map(({ level, publications }) => [level, first ? publications : 1]));
  return ({ measure, of }: Subtraction): number => {
    const timesOf = ({ area, level, type }: Subtraction["of"][number]) => {
      const { twins = [] } = mechanismOf(measure, area, type, "count") ?? {};
      return Math.min(...[level, ...twins].map((one) => times.get(one) ?? 1));
    };
    const variance = (row: Subtraction["of"][number], quantity: Mechanism["quantity"]) => {
      const mechanism = mechanismOf(measure, row.area, row.type, quantity);
      if (!mechanism) return Number.POSITIVE_INFINITY;
      const unit = quantity === "sum" ? Number(mechanism.sensitivity) : 1;
      return toNumber(parseFraction(mechanism.variance)) / unit ** 2;
    };
    const added = (each: (row: Subtraction["of"][number]) => number) => of.reduce((sum, row) => sum + each(row), 0);
    const together = Math.min(...of.map(timesOf));
    const counts = added((row) => {
      const own = 1 / variance(row, "count") + 1 / (BINS * variance(row, "histogram"));
      return 1 / (own * timesOf(row));
    });
    const sums = added((row) => variance(row, "sum"));
    const bin = added((row) => variance(row, "histogram"));
    return 1 / counts + together / sums + (together * (1 - 1 / BINS)) / bin;
  };
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

/** One class or one rung is all that is missing in an area; or its total, where no class is. */
function amongTypes({ key, areas, rungs }: MeasureCells): Subtraction[] {
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
    const of = cells.filter((cell) => !missing.includes(cell)).map(({ type }) => ({ area: code, level, type }));
    return [{ what: `${key} ${code} ${one}`, measure: key, level, of }];
  });
}

/** One area of a level is all that is missing of the whole, or the whole itself. */
function amongAreas(manifest: Manifest, { key, areas }: MeasureCells): Subtraction[] {
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
      const of = all.filter((cell) => cell !== one).map((cell) => ({ area: cell.area, level: cell.level, type }));
      return [{ what: `${key} ${one.area} ${type}`, measure: key, level: one.level, of }];
    });
  });
}
