import { type Area, BINS, composite, fitAreas, projectOnSimplex } from "../../privacy/index.ts";
import type { Cube, CubeRow } from "../plan/cube.ts";
import type { MeasurePublication, PublicationPlan } from "../plan/plan.ts";
import { exactEdges } from "./edges.ts";
import type { RowEstimate, RowState } from "./row-states.ts";

/** A modelled mean with its mean squared error, in 1/scale base units per month. */
export interface ModelledMean {
  readonly value: number;
  readonly squaredError: number;
}

/** A model that shortens an interval by less than a twentieth is not worth its assumptions. */
const WORTH = 0.9;

/** A mean with its relative variance. */
interface Mean {
  readonly value: number;
  readonly variance: number;
}

/**
 * Modelled means (Fay–Herriot), by row of the cube; null where the measured mean stands. A published cell below the top is
 * drawn towards what the area above says of it: for all households, the mean above; for a household type, the type's mean
 * above times what the area's own mean is to the mean above. How strongly, the published noisy figures of the level tell.
 * Level by level from the top, so that a type is expected from its area's better mean. A withheld cell stays so.
 */
export function modelledMeans(publication: PublicationPlan, cube: Cube, states: readonly RowState[]): (ModelledMean | null)[] {
  const modelled: (ModelledMean | null)[] = cube.rows.map(() => null);
  const { territory } = publication.plan;
  for (const measure of publication.measures) {
    const rows = cube.rows.flatMap((row, i) => {
      const state = states[i];
      const own = row.cells.length === 1 && row.cells[0]?.area === row.area;
      return row.publication === measure && own && state?.fate === "published" ? [{ row, i, estimate: state.estimate }] : [];
    });
    const best = new Map(rows.map(({ row, estimate }) => [keyOf(row.area.code, row.type), meanOf(measure, estimate)]));
    const spread = spreadOf(
      measure,
      rows.map(({ estimate }) => estimate),
    );
    for (const { level } of publication.levels) {
      for (const typed of [false, true]) {
        const areas = rows.flatMap(({ row, i, estimate }) => {
          if (row.level !== level || (row.type !== "_T") !== typed) return [];
          const above = territory.lineage(row.area.code).slice(1);
          const expected = expectedOf(best, row, above.find(({ code }) => best.has(keyOf(code, "_T")))?.code);
          return expected ? [{ row, i, area: areaOf(measure, estimate, expected, spread) }] : [];
        });
        const fit = fitAreas(areas.map(({ area }) => area));
        if (!fit) continue;
        for (const { row, i, area } of areas) {
          const found = composite(area, fit);
          const directError = area.directVariance * area.expected ** 2;
          if (found.squaredError > WORTH * directError) continue;
          modelled[i] = found;
          best.set(keyOf(row.area.code, row.type), { value: found.value, variance: found.squaredError / found.value ** 2 });
        }
      }
    }
  }
  return modelled;
}

const keyOf = (area: string, type: string): string => `${area}\n${type}`;

function meanOf(measure: MeasurePublication, { count, countVariance, sum, sumVariance }: RowEstimate): Mean {
  const value = Number(measure.centre) + sum / count;
  return { value, variance: (sumVariance + (sum / count) ** 2 * countVariance) / (count * value) ** 2 };
}

/** What the area above says of a row, or undefined where it says nothing. */
function expectedOf(best: ReadonlyMap<string, Mean>, row: CubeRow, above: string | undefined): Mean | undefined {
  if (above === undefined) return undefined;
  const wider = best.get(keyOf(above, row.type));
  if (row.type === "_T") return positive(wider);
  const [own, all] = [positive(best.get(keyOf(row.area.code, "_T"))), positive(best.get(keyOf(above, "_T")))];
  if (!positive(wider) || !wider || !own || !all) return undefined;
  return { value: (wider.value * own.value) / all.value, variance: wider.variance + own.variance + all.variance };
}

const positive = (mean: Mean | undefined): Mean | undefined => (mean && mean.value > 0 ? mean : undefined);

/** The noise of a mean at its *expected* value: at the measured one it would depend on the very noise that it describes. */
function areaOf(measure: MeasurePublication, estimate: RowEstimate, expected: Mean, spread: number): Area {
  const { count, countVariance, sum, sumVariance } = estimate;
  const centre = Number(measure.centre);
  const directVariance = sumVariance + (expected.value - centre) ** 2 * countVariance;
  return {
    direct: centre + sum / count,
    expected: expected.value,
    directVariance: directVariance / (count * expected.value) ** 2,
    expectedVariance: expected.variance,
    withinVariance: spread / count,
  };
}

/** Squared coefficient of variation of households' amounts, from the largest published histogram; 0 where there is none. */
function spreadOf(measure: MeasurePublication, estimates: readonly RowEstimate[]): number {
  const largest = estimates
    .filter(({ bins }) => bins !== null)
    .reduce<RowEstimate | null>((a, b) => (a && a.count >= b.count ? a : b), null);
  const noisy = largest?.bins?.noisy.map(Number) ?? [];
  const total = noisy.reduce((a, b) => a + b, 0);
  if (!(total > 0)) return 0;
  const edges = exactEdges(measure).map(Number);
  const shares = projectOnSimplex(noisy, total).map((one) => one / total);
  const middle = (bin: number) =>
    bin === 0 ? 0 : bin === BINS - 1 ? (edges.at(-1) as number) : ((edges[bin - 1] as number) + (edges[bin] as number)) / 2;
  const moment = (power: number) => shares.reduce((sum, share, bin) => sum + share * middle(bin) ** power, 0);
  const mean = moment(1);
  return mean > 0 ? moment(2) / mean ** 2 - 1 : 0;
}
