import type { Measurement } from "../contract/observation.ts";
import type { PromiseCheck } from "./check.ts";
import { type CellColumns, type Contents, cellOf, MEASUREMENTS_FILE, measureOf } from "./contents.ts";
import { Fraction } from "./fraction.ts";
import { dueLevels, type MeasureShape } from "./shape.ts";

const DISTRIBUTIONS_FILE = "distributions.parquet";
export const BINS = 32;

/** The noisy figures are those of published cells alone, with the noise that was paid for, and over their gates. */
export const MEASUREMENT_CHECKS: readonly PromiseCheck<Contents>[] = [
  {
    file: MEASUREMENTS_FILE,
    promise: "only published cells",
    faults: (contents) => strayFaults(contents, contents.tables.measurements),
  },
  {
    file: DISTRIBUTIONS_FILE,
    promise: "only published cells",
    faults: (contents) => strayFaults(contents, contents.tables.distributions),
  },
  { file: MEASUREMENTS_FILE, promise: "a count and a sum a cell", faults: pairFaults },
  { file: MEASUREMENTS_FILE, promise: "noise", faults: noiseFaults },
  { file: MEASUREMENTS_FILE, promise: "gates", faults: gateFaults },
  { file: DISTRIBUTIONS_FILE, promise: "histograms", faults: histogramFaults },
  { file: DISTRIBUTIONS_FILE, promise: "noise", faults: sigmaFaults },
];

interface NoisyRow extends CellColumns {
  readonly AREA_LEVEL: string;
  readonly TIME_PERIOD: string;
}

/** Noisy figures are public for published cells only; they are of the level and the period, too, that the cell is shown with. */
function strayFaults({ published }: Contents, rows: readonly NoisyRow[]): string[] {
  const faults = rows.flatMap((row) => {
    const [cell, count] = [cellOf(row), published.get(cellOf(row))];
    if (!count) return [`${cell} is withheld, and has noisy values here`];
    return (["AREA_LEVEL", "TIME_PERIOD"] as const)
      .filter((column) => count[column] !== row[column])
      .map((column) => `${cell} has the ${column} ${row[column]} here; ${count[column]} in the observations`);
  });
  return [...new Set(faults)];
}

function pairFaults({ measured }: Contents): string[] {
  return [...measured].flatMap(([cell, rows]) => {
    const found = rows.map(({ QUANTITY }) => QUANTITY).sort();
    return found.join() === "CENTRED_SUM,COUNT"
      ? []
      : [`${cell} has ${found.join(", ")}; expected one COUNT and one CENTRED_SUM`];
  });
}

/** The noise's exact variance; null where the row has none that noise can have. */
export function varianceOf({ VARIANCE_NUM, VARIANCE_DEN }: Measurement): Fraction | null {
  return VARIANCE_NUM > 0n && VARIANCE_DEN > 0n ? new Fraction(VARIANCE_NUM, VARIANCE_DEN) : null;
}

/** The variance is the mechanism's, exactly; centre and scale are those that the sensitivity was computed with. */
function noiseFaults({ shapes, tables, mechanismOf }: Contents): string[] {
  return tables.measurements.flatMap((row) => {
    const shape = shapes.get(measureOf(row));
    if (!shape) return [];
    const name = `${cellOf(row)} ${row.QUANTITY}`;
    const isSum = row.QUANTITY === "CENTRED_SUM";
    const mechanism = mechanismOf(row, isSum ? "sum" : "count");
    if (!mechanism) return [`${name} is published; the report lists no mechanism for it`];
    const variance = varianceOf(row);
    if (variance === null) return [`${name}: variance is ${row.VARIANCE_NUM}/${row.VARIANCE_DEN}; expected more than 0`];
    const faults: string[] = [];
    if (!variance.equals(mechanism.variance))
      faults.push(`${name}: variance is ${variance.toFraction()}; ${mechanism.variance} was paid for`);
    const [centre, scale] = isSum ? [shape.centre, shape.scale] : [0n, 1n];
    if (row.CENTRE !== centre) faults.push(`${name}: centre is ${row.CENTRE}; the manifest's bound makes it ${centre}`);
    if (row.SCALE !== scale) faults.push(`${name}: scale is ${row.SCALE}; expected ${scale}`);
    return faults;
  });
}

/** What is published has passed its gate: ñ ≥ k − 1 + τ. */
function gateFaults({ report, tables, mechanismOf }: Contents): string[] {
  return tables.measurements.flatMap((row) => {
    const gate = row.QUANTITY === "COUNT" ? mechanismOf(row, "count")?.gate : null;
    if (!gate || !/^\d{1,9}$/.test(gate.tau)) return [];
    const threshold = BigInt(report.k) - 1n + BigInt(gate.tau);
    if (row.NOISY >= threshold) return [];
    return [`${cellOf(row)} is published with a noisy count of ${row.NOISY}; its gate opens at ${threshold}`];
  });
}

/** A cell has 32 bins where its level has histograms, none elsewhere, with the edges that the clamp alone gives. */
function histogramFaults({ manifest, shapes, measured, bins }: Contents): string[] {
  const due = dueLevels(manifest).filter(({ histograms }) => histograms);
  const isBinned = ({ AREA_LEVEL }: NoisyRow) => due.some(({ level }) => level === AREA_LEVEL);
  const faults: string[] = [];
  for (const [cell, [first]] of measured)
    if (first && isBinned(first) && !bins.has(cell)) faults.push(`${cell} has no histogram; its level has`);
  for (const [cell, rows] of bins) {
    const [first] = rows;
    const edges = first && edgesOf(shapes.get(measureOf(first)));
    if (!edges) continue;
    if (!measured.has(cell)) faults.push(`${cell} has a histogram and no measurement`);
    if (!isBinned(first)) faults.push(`${cell} has a histogram; the level ${first.AREA_LEVEL} has none`);
    if (rows.length !== BINS) faults.push(`${cell} has ${rows.length} bins; expected ${BINS}`);
    const wrong = rows.find(
      (row, i) => row.BIN !== i || row.LOWER !== edges[Math.max(0, i - 1)] || row.UPPER !== (i === 0 ? 0 : (edges[i] ?? null)),
    );
    if (wrong) faults.push(`${cell}: bin ${wrong.BIN} is ${wrong.LOWER} … ${wrong.UPPER}; the clamp gives other edges`);
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

function sigmaFaults({ tables, mechanismOf }: Contents): string[] {
  return tables.distributions.flatMap((row) => {
    const name = `${cellOf(row)}, bin ${row.BIN}`;
    const mechanism = mechanismOf(row, "histogram");
    if (!mechanism) return [`${name} is published; the report lists no mechanism for it`];
    const sigma = Math.sqrt(new Fraction(mechanism.variance).valueOf());
    return Math.abs(row.SIGMA - sigma) <= 1e-9 * sigma ? [] : [`${name}: sigma is ${row.SIGMA}; ${sigma} was paid for`];
  });
}
