import type { Manifest, Mechanism, PrivacyReport } from "../contract/manifest.ts";
import type { DistributionRow, Measurement, Observation } from "../contract/observation.ts";
import type { Finding } from "../release/folder.ts";
import { summed } from "./finding.ts";
import { compareFractions, fraction, parseFraction, toNumber } from "./fraction.ts";
import { mechanismFinder } from "./mechanisms.ts";
import { type CheckedTables, cellOf, grouped, measureOf, nameOf } from "./rows.ts";
import { centreOf, dueLevels, type MeasureShape, measureShapes } from "./shape.ts";

const MEASUREMENTS = "measurements.parquet";
const DISTRIBUTIONS = "distributions.parquet";
const BINS = 32;

/** Are the noisy figures those of published cells alone, with the noise that was paid for, and over their gates? */
export function measurementFindings(manifest: Manifest, report: PrivacyReport, tables: CheckedTables): Finding[] {
  const counts = new Map(
    tables.observations.flatMap((row) =>
      row.STATISTIC === "COUNT" && row.OBS_VALUE !== null ? [[cellOf(row), row] as const] : [],
    ),
  );
  const mechanismOf = mechanismFinder(manifest, report, tables.observations);
  const shapes = new Map(measureShapes(manifest).map((shape) => [shape.key, shape]));
  const noise: string[] = [];
  const gate: string[] = [];
  for (const row of tables.measurements) {
    const shape = shapes.get(measureOf(row));
    if (!shape) continue;
    noise.push(
      ...noiseFaults(
        row,
        shape,
        mechanismOf(shape.key, row.REF_AREA, row.HOUSEHOLD_TYPE, row.QUANTITY === "COUNT" ? "count" : "sum"),
      ),
    );
    if (row.QUANTITY === "COUNT")
      gate.push(...gateFaults(row, report.k, mechanismOf(shape.key, row.REF_AREA, row.HOUSEHOLD_TYPE, "count")));
  }
  const measured = grouped(tables.measurements, cellOf);
  const binned = grouped(tables.distributions, cellOf);
  return [
    ...summed(MEASUREMENTS, "only published cells", strayFaults(tables.measurements, counts)),
    ...summed(DISTRIBUTIONS, "only published cells", strayFaults(tables.distributions, counts)),
    ...summed(
      MEASUREMENTS,
      "a count and a sum a cell",
      [...measured].flatMap(([cell, rows]) => pairFaults(cell, rows)),
    ),
    ...summed(MEASUREMENTS, "noise", noise),
    ...summed(MEASUREMENTS, "gates", gate),
    ...summed(DISTRIBUTIONS, "histograms", histogramFaults(manifest, measured, binned, shapes)),
    ...summed(DISTRIBUTIONS, "noise", sigmaFaults(tables.distributions, mechanismOf)),
  ];
}

/** Noisy figures are public for published cells only; they are of the level, too, that the cell is shown at. */
function strayFaults(rows: readonly (Measurement | DistributionRow)[], counts: ReadonlyMap<string, Observation>): string[] {
  const faults = rows.flatMap((row) => {
    const count = counts.get(cellOf(row));
    const name = nameOf(cellOf(row));
    if (!count) return [`${name} is withheld, and has noisy values here`];
    if (count.AREA_LEVEL !== row.AREA_LEVEL)
      return [`${name} is of the level ${row.AREA_LEVEL} here; of ${count.AREA_LEVEL} in the observations`];
    return count.TIME_PERIOD === row.TIME_PERIOD
      ? []
      : [`${name} is of ${row.TIME_PERIOD} here; of ${count.TIME_PERIOD} in the observations`];
  });
  return [...new Set(faults)];
}

function pairFaults(cell: string, rows: readonly Measurement[]): string[] {
  const found = rows
    .map(({ QUANTITY }) => QUANTITY)
    .sort()
    .join(", ");
  return found === "CENTRED_SUM, COUNT" ? [] : [`${nameOf(cell)} has ${found}; expected one COUNT and one CENTRED_SUM`];
}

/** The variance is the mechanism's, exactly; centre and scale are those that the sensitivity was reckoned with. */
function noiseFaults(row: Measurement, shape: MeasureShape, mechanism: Mechanism | undefined): string[] {
  const name = `${nameOf(cellOf(row))} ${row.QUANTITY}`;
  if (!mechanism) return [`${name} is published; the report lists no mechanism for it`];
  if (row.VARIANCE_NUM <= 0n || row.VARIANCE_DEN <= 0n)
    return [`${name}: variance is ${row.VARIANCE_NUM}/${row.VARIANCE_DEN}; expected more than 0`];
  const faults: string[] = [];
  const variance = fraction(row.VARIANCE_NUM, row.VARIANCE_DEN);
  if (compareFractions(variance, parseFraction(mechanism.variance)) !== 0)
    faults.push(`${name}: variance is ${row.VARIANCE_NUM}/${row.VARIANCE_DEN}; ${mechanism.variance} was paid for`);
  const sum = row.QUANTITY === "CENTRED_SUM";
  const [centre, scale] = sum ? [centreOf(shape), shape.scale] : [0n, 1n];
  if (row.CENTRE !== centre) faults.push(`${name}: centre is ${row.CENTRE}; the manifest's bound makes it ${centre}`);
  if (row.SCALE !== scale) faults.push(`${name}: scale is ${row.SCALE}; expected ${scale}`);
  return faults;
}

/** What is published has passed: ñ ≥ k − 1 + τ. */
function gateFaults(row: Measurement, k: number, mechanism: Mechanism | undefined): string[] {
  if (!mechanism?.gate || !/^\d{1,9}$/.test(mechanism.gate.tau)) return [];
  const threshold = BigInt(k) - 1n + BigInt(mechanism.gate.tau);
  return row.NOISY >= threshold
    ? []
    : [`${nameOf(cellOf(row))} is published with a noisy count of ${row.NOISY}; its gate opens at ${threshold}`];
}

/** 32 bins where the level has histograms, none elsewhere, with the edges that the clamp alone gives. */
function histogramFaults(
  manifest: Manifest,
  measured: ReadonlyMap<string, readonly Measurement[]>,
  binned: ReadonlyMap<string, readonly DistributionRow[]>,
  shapes: ReadonlyMap<string, MeasureShape>,
): string[] {
  const withHistograms = new Set(
    dueLevels(manifest)
      .filter(({ histograms }) => histograms)
      .map(({ level }) => level),
  );
  const faults: string[] = [];
  for (const [cell, [first]] of measured) {
    if (first && withHistograms.has(first.AREA_LEVEL) && !binned.has(cell))
      faults.push(`${nameOf(cell)} has no histogram; its level has`);
  }
  for (const [cell, rows] of binned) {
    const [first] = rows;
    const edges = edgesOf(first && shapes.get(measureOf(first)));
    if (!first || !edges) continue;
    if (!measured.has(cell)) faults.push(`${nameOf(cell)} has a histogram and no measurement`);
    if (!withHistograms.has(first.AREA_LEVEL))
      faults.push(`${nameOf(cell)} has a histogram; the level ${first.AREA_LEVEL} has none`);
    if (rows.length !== BINS) faults.push(`${nameOf(cell)} has ${rows.length} bins; expected ${BINS}`);
    const wrong = rows.find(
      (row, i) => row.BIN !== i || row.LOWER !== edges[Math.max(0, i - 1)] || row.UPPER !== (i === 0 ? 0 : (edges[i] ?? null)),
    );
    if (wrong) faults.push(`${nameOf(cell)}: bin ${wrong.BIN} is ${wrong.LOWER} … ${wrong.UPPER}; the clamp gives other edges`);
  }
  return faults;
}

/** e₀ = 0, e_i = ⌊C·(5/6)^(30−i)⌋ base units, each at least one above the last; in the display unit. */
function edgesOf(shape: MeasureShape | undefined): number[] | null {
  if (!shape?.upper) return null;
  const edges = [0n];
  for (let power = 29n; power >= 0n; power--) {
    const [edge, above] = [(shape.upper * 5n ** power) / 6n ** power, (edges.at(-1) as bigint) + 1n];
    edges.push(edge > above ? edge : above);
  }
  return edges.map((edge) => Number(edge) / Number(shape.factor));
}

function sigmaFaults(rows: readonly DistributionRow[], mechanismOf: ReturnType<typeof mechanismFinder>): string[] {
  return rows.flatMap((row) => {
    const name = `${nameOf(cellOf(row))}, bin ${row.BIN}`;
    const mechanism = mechanismOf(measureOf(row), row.REF_AREA, row.HOUSEHOLD_TYPE, "histogram");
    if (!mechanism) return [`${name} is published; the report lists no mechanism for it`];
    const sigma = Math.sqrt(toNumber(parseFraction(mechanism.variance)));
    return Math.abs(row.SIGMA - sigma) <= 1e-9 * sigma ? [] : [`${name}: sigma is ${row.SIGMA}; ${sigma} was paid for`];
  });
}
