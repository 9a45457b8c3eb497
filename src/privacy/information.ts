/**
 * What is known of a small vector x, as a Gaussian in information form: precision J (row-major, n × n, n ≤ 6 in use) and
 * J·mean. A zero direction of J means "nothing known", so that an absent measurement needs no stand-in of large variance.
 */
export interface Information {
  readonly precision: Float64Array;
  readonly vector: Float64Array;
}

/** A linear function of x: its mean and variance; variance Infinity (and mean 0) where it is not determined. */
export interface InformationReading {
  readonly value: number;
  readonly variance: number;
}

/** Pivots below this part of the largest diagonal entry are taken for zero: precisions 10¹² apart are not told apart. */
const RANK_TOLERANCE = 1e-12;

export function nothingKnown(size: number): Information {
  return { precision: new Float64Array(size * size), vector: new Float64Array(size) };
}

/** Two independent sources about the same x. */
export function combined(a: Information, b: Information): Information {
  return { precision: added(a.precision, b.precision), vector: added(a.vector, b.vector) };
}

/** Enters a measurement of the sum of some entries. */
export function measure({ precision, vector }: Information, entries: readonly number[], value: number, variance: number): void {
  for (const i of entries) {
    increase(vector, i, value / variance);
    for (const j of entries) increase(precision, i * vector.length + j, 1 / variance);
  }
}

function increase(array: Float64Array, at: number, by: number): void {
  array[at] = (array[at] as number) + by;
}

/** What is known of −x. */
export function negated({ precision, vector }: Information): Information {
  return { precision, vector: vector.map((h) => 0 - h) };
}

/**
 * What is known of x + y from independent knowledge of x and of y. With precisions A and B it is the parallel sum
 * A(A + B)⁺B, which is (A⁻¹ + B⁻¹)⁻¹ where that exists and knows nothing in a direction of which either knows nothing
 * (Anderson & Duffin 1969); its vector is B(A + B)⁺h_x + A(A + B)⁺h_y, by minimising over x with x + y held.
 */
export function sumInformation(a: Information, b: Information): Information {
  const size = a.vector.length;
  if (size === 1) {
    const [p, q] = [a.precision[0] as number, b.precision[0] as number];
    if (!(p > 0 && q > 0)) return nothingKnown(1);
    const [x, y] = [a.vector[0] as number, b.vector[0] as number];
    return { precision: Float64Array.of((p * q) / (p + q)), vector: Float64Array.of((q * x + p * y) / (p + q)) };
  }
  // One elimination for (A + B)⁺[B | h_x | h_y].
  const columns = size + 2;
  const right = new Float64Array(size * columns);
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < size; j++) right[i * columns + j] = b.precision[i * size + j] as number;
    right[i * columns + size] = a.vector[i] as number;
    right[i * columns + size + 1] = b.vector[i] as number;
  }
  const { solution } = solve(added(a.precision, b.precision), right, size, columns);
  const result = nothingKnown(size);
  for (let i = 0; i < size; i++) {
    for (let l = 0; l < size; l++) {
      const [ail, bil] = [a.precision[i * size + l] as number, b.precision[i * size + l] as number];
      for (let j = 0; j < size; j++) {
        const half = (ail * (solution[l * columns + j] as number)) / 2;
        // Symmetrised, against the drift of rounding.
        increase(result.precision, i * size + j, half);
        increase(result.precision, j * size + i, half);
      }
      const [x, y] = [solution[l * columns + size] as number, solution[l * columns + size + 1] as number];
      increase(result.vector, i, bil * x);
      increase(result.vector, i, ail * y);
    }
  }
  // Where x and y share no known direction, rounding leaves a small value instead of zero.
  const negligible = RANK_TOLERANCE * Math.min(sharpest(a), sharpest(b));
  return sharpest(result) > negligible ? result : nothingKnown(size);
}

/** The largest precision of an entry. */
function sharpest({ precision, vector }: Information): number {
  return vector.reduce((top, _, i) => Math.max(top, precision[i * vector.length + i] as number), 0);
}

/** What is known of w·x: value wᵀJ⁺h and variance wᵀJ⁺w. */
export function linearReading({ precision, vector }: Information, weights: readonly number[]): InformationReading {
  const size = vector.length;
  const { solution, consistent } = solve(precision, Float64Array.from(weights), size, 1);
  if (!consistent) return { value: 0, variance: Number.POSITIVE_INFINITY };
  let [value, variance] = [0, 0];
  for (const [i, weight] of weights.entries()) {
    value += (vector[i] as number) * (solution[i] as number);
    variance += weight * (solution[i] as number);
  }
  return { value, variance };
}

/** A loop and not `map`, which takes ten times as long on arrays this small. */
function added(a: Float64Array, b: Float64Array): Float64Array {
  const sum = a.slice();
  for (let i = 0; i < sum.length; i++) increase(sum, i, b[i] as number);
  return sum;
}

/**
 * A solution X of A·X = B (B has `columns` columns) by elimination with diagonal pivoting; where A is singular the free
 * entries are 0. `consistent` is false when B leaves the range of A.
 */
function solve(a: Float64Array, b: Float64Array, size: number, columns: number): { solution: Float64Array; consistent: boolean } {
  const left = a.slice();
  const right = b.slice();
  const pivots: number[] = [];
  const diagonal = (i: number) => left[i * size + i] as number;
  let open = Array.from({ length: size }, (_, i) => i);
  const floor = RANK_TOLERANCE * Math.max(...open.map(diagonal));
  while (open.length > 0) {
    const best = open.reduce((a, b) => (diagonal(b) > diagonal(a) ? b : a));
    const pivot = diagonal(best);
    if (!(pivot > floor)) break;
    open = open.filter((i) => i !== best);
    pivots.push(best);
    for (let row = 0; row < size; row++) {
      const factor = (left[row * size + best] as number) / pivot;
      if (row === best || factor === 0) continue;
      for (let j = 0; j < size; j++) increase(left, row * size + j, -factor * (left[best * size + j] as number));
      for (let j = 0; j < columns; j++) increase(right, row * columns + j, -factor * (right[best * columns + j] as number));
    }
  }
  const solution = new Float64Array(size * columns);
  for (const i of pivots) {
    for (let j = 0; j < columns; j++) solution[i * columns + j] = (right[i * columns + j] as number) / diagonal(i);
  }
  return { solution, consistent: open.length === 0 || inRange(right, b, open, columns) };
}

/** Does B leave nothing in the rows of A that elimination found no pivot for? */
function inRange(right: Float64Array, b: Float64Array, open: readonly number[], columns: number): boolean {
  const scale = 1e-6 * b.reduce((top, value) => Math.max(top, Math.abs(value)), 0);
  return open.every((i) => right.subarray(i * columns, (i + 1) * columns).every((value) => Math.abs(value) <= scale));
}
