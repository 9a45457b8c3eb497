// Gaussian knowledge of small vectors: the arithmetic of `tree.ts`.

/**
 * What is known of a small vector x, as a Gaussian in information form: precision J (row-major, n × n, n ≤ 6 in use) and
 * J·mean. A zero direction of J means "nothing known", so that an absent measurement needs no stand-in of large variance.
 * Several vectors that are measured alike (the bins of a histogram) share one precision: `vector` is n × columns.
 */
export interface Information {
  readonly precision: Float64Array;
  readonly vector: Float64Array;
  readonly columns: number;
}

/** A linear function of x: its mean in each column, and its variance; variance Infinity (and means 0) where it is not determined. */
export interface InformationReading {
  readonly values: readonly number[];
  readonly variance: number;
}

/** Pivots below this part of the largest diagonal entry are taken for zero: precisions 10¹² apart are not told apart. */
const RANK_TOLERANCE = 1e-12;

export function nothingKnown(size: number, columns = 1): Information {
  return { precision: new Float64Array(size * size), vector: new Float64Array(size * columns), columns };
}

/** Entries of x. */
export function sizeOf({ vector, columns }: Information): number {
  return vector.length / columns;
}

/** What two independent sources about the same x tell together. */
export function combine(a: Information, b: Information): Information {
  return { precision: added(a.precision, b.precision), vector: added(a.vector, b.vector), columns: a.columns };
}

/** Enters a measurement of the sum of some entries: one value a column. */
export function measure(known: Information, entries: readonly number[], values: readonly number[], variance: number): void {
  const size = sizeOf(known);
  for (const i of entries) {
    for (const [column, value] of values.entries()) increase(known.vector, i * known.columns + column, value / variance);
    for (const j of entries) increase(known.precision, i * size + j, 1 / variance);
  }
}

function increase(array: Float64Array, at: number, by: number): void {
  array[at] = (array[at] as number) + by;
}

export function negate({ precision, vector, columns }: Information): Information {
  const negative = new Float64Array(vector.length);
  for (let i = 0; i < vector.length; i++) negative[i] = 0 - (vector[i] as number);
  return { precision, vector: negative, columns };
}

/**
 * What is known of x + y from independent knowledge of x and of y. With precisions A and B it is the parallel sum
 * A(A + B)⁺B, which is (A⁻¹ + B⁻¹)⁻¹ where that exists and knows nothing in a direction of which either knows nothing
 * (Anderson & Duffin 1969); its vector is B(A + B)⁺h_x + A(A + B)⁺h_y, by minimising over x with x + y held.
 */
export function sumInformation(a: Information, b: Information): Information {
  const { columns } = a;
  const size = sizeOf(a);
  if (size === 1) {
    const [p, q] = [a.precision[0] as number, b.precision[0] as number];
    if (!(p > 0 && q > 0)) return nothingKnown(1, columns);
    const sum = nothingKnown(1, columns);
    sum.precision[0] = (p * q) / (p + q);
    for (let c = 0; c < columns; c++) sum.vector[c] = (q * (a.vector[c] as number) + p * (b.vector[c] as number)) / (p + q);
    return sum;
  }
  // One elimination for (A + B)⁺[B | h_x | h_y].
  const width = size + 2 * columns;
  const right = new Float64Array(size * width);
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < size; j++) right[i * width + j] = b.precision[i * size + j] as number;
    for (let c = 0; c < columns; c++) {
      right[i * width + size + c] = a.vector[i * columns + c] as number;
      right[i * width + size + columns + c] = b.vector[i * columns + c] as number;
    }
  }
  const { solution } = solve(eliminate(added(a.precision, b.precision), size), right, width);
  const result = nothingKnown(size, columns);
  for (let i = 0; i < size; i++) {
    for (let l = 0; l < size; l++) {
      const ail = a.precision[i * size + l] as number;
      const bil = b.precision[i * size + l] as number;
      for (let j = 0; j < size; j++) {
        const half = (ail * (solution[l * width + j] as number)) / 2;
        // Symmetrised, against the drift of rounding.
        increase(result.precision, i * size + j, half);
        increase(result.precision, j * size + i, half);
      }
      for (let c = 0; c < columns; c++) {
        increase(result.vector, i * columns + c, bil * (solution[l * width + size + c] as number));
        increase(result.vector, i * columns + c, ail * (solution[l * width + size + columns + c] as number));
      }
    }
  }
  // Where x and y share no known direction, rounding leaves a small value instead of zero.
  const negligible = RANK_TOLERANCE * Math.min(sharpest(a), sharpest(b));
  return sharpest(result) > negligible ? result : nothingKnown(size, columns);
}

/** The largest precision of an entry. */
function sharpest(known: Information): number {
  const size = sizeOf(known);
  let top = 0;
  for (let i = 0; i < size; i++) top = Math.max(top, known.precision[i * size + i] as number);
  return top;
}

/** Reads w·x off what is known of x, for any weights w: values wᵀJ⁺h and variance wᵀJ⁺w. One elimination serves all. */
export function linearReader({ precision, vector, columns }: Information): (weights: Float64Array) => InformationReading {
  const eliminated = eliminate(precision, vector.length / columns);
  return (weights) => {
    const values = new Array<number>(columns).fill(0);
    const { solution, consistent } = solve(eliminated, weights, 1);
    if (!consistent) return { values, variance: Number.POSITIVE_INFINITY };
    let variance = 0;
    for (let i = 0; i < weights.length; i++) {
      const x = solution[i] as number;
      for (let c = 0; c < columns; c++) values[c] = (values[c] as number) + (vector[i * columns + c] as number) * x;
      variance += (weights[i] as number) * x;
    }
    return { values, variance };
  };
}

/** A loop and not `map`, which takes ten times as long on arrays this small. */
function added(a: Float64Array, b: Float64Array): Float64Array {
  const sum = new Float64Array(a.length);
  for (let i = 0; i < sum.length; i++) sum[i] = (a[i] as number) + (b[i] as number);
  return sum;
}

/** What elimination made of a square matrix, and its steps: `factors[i]` times the row `pivotRows[i]` was taken from `rows[i]`. */
interface Elimination {
  readonly left: Float64Array;
  readonly size: number;
  readonly pivots: readonly number[];
  /** rows without a pivot: the matrix is singular where there is one */
  readonly open: readonly number[];
  readonly rows: readonly number[];
  readonly pivotRows: readonly number[];
  readonly factors: readonly number[];
}

/** Eliminates with diagonal pivoting. Loops throughout: complementary suppression solves millions of systems of six unknowns. */
function eliminate(a: Float64Array, size: number): Elimination {
  const left = new Float64Array(a);
  const open: number[] = [];
  for (let i = 0; i < size; i++) open.push(i);
  const largest = () => {
    let place = 0;
    for (let i = 1; i < open.length; i++) if (diagonalAt(left, size, open, i) > diagonalAt(left, size, open, place)) place = i;
    return place;
  };
  const floor = RANK_TOLERANCE * diagonalAt(left, size, open, largest());
  const pivots: number[] = [];
  const rows: number[] = [];
  const pivotRows: number[] = [];
  const factors: number[] = [];
  while (open.length > 0) {
    const place = largest();
    const best = open[place] as number;
    const pivot = diagonalAt(left, size, open, place);
    if (!(pivot > floor)) break;
    open.splice(place, 1);
    pivots.push(best);
    for (let row = 0; row < size; row++) {
      const factor = (left[row * size + best] as number) / pivot;
      if (row === best || factor === 0) continue;
      subtract(left, row * size, best * size, size, factor);
      rows.push(row);
      pivotRows.push(best);
      factors.push(factor);
    }
  }
  return { left, size, pivots, open, rows, pivotRows, factors };
}

/**
 * A solution X of A·X = B (B has `columns` columns), of A as `eliminate` left it; where A is singular the free entries are 0.
 * `consistent` is false when B leaves the range of A.
 */
function solve(
  { left, size, pivots, open, rows, pivotRows, factors }: Elimination,
  b: Float64Array,
  columns: number,
): { solution: Float64Array; consistent: boolean } {
  const right = new Float64Array(b);
  for (let i = 0; i < rows.length; i++) {
    subtract(right, (rows[i] as number) * columns, (pivotRows[i] as number) * columns, columns, factors[i] as number);
  }
  const solution = new Float64Array(size * columns);
  for (const i of pivots) {
    const pivot = left[i * size + i] as number;
    for (let j = 0; j < columns; j++) solution[i * columns + j] = (right[i * columns + j] as number) / pivot;
  }
  return { solution, consistent: open.length === 0 || inRange(right, b, open, columns) };
}

function diagonalAt(matrix: Float64Array, size: number, open: readonly number[], place: number): number {
  const i = open[place] as number;
  return matrix[i * size + i] as number;
}

/** Takes `factor` times one row from another. */
function subtract(matrix: Float64Array, row: number, other: number, length: number, factor: number): void {
  for (let j = 0; j < length; j++) matrix[row + j] = (matrix[row + j] as number) - factor * (matrix[other + j] as number);
}

/** Whether nothing is left of B in the rows of A without a pivot. */
function inRange(right: Float64Array, b: Float64Array, open: readonly number[], columns: number): boolean {
  let top = 0;
  for (let i = 0; i < b.length; i++) top = Math.max(top, Math.abs(b[i] as number));
  for (const i of open) {
    for (let j = 0; j < columns; j++) if (!(Math.abs(right[i * columns + j] as number) <= 1e-6 * top)) return false;
  }
  return true;
}
