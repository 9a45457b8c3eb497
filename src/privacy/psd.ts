/**
 * Small positive semi-definite matrices as precisions (inverse covariances): row-major, size n × n with n ≤ 6 in use.
 * A zero direction means "nothing known", so that an absent measurement needs no stand-in of large variance.
 */
export type Precision = Float64Array;

/** Pivots below this part of the largest diagonal entry are taken for zero: precisions 10¹² apart are not told apart. */
const RANK_TOLERANCE = 1e-12;

export function nothingKnown(size: number): Precision {
  return new Float64Array(size * size);
}

export function plus(a: Precision, b: Precision): Precision {
  return a.map((value, index) => value + (b[index] as number));
}

/** a + weight·11ᵀ: what a measurement of the sum of the entries adds. */
export function plusTotal(a: Precision, weight: number): Precision {
  return a.map((value) => value + weight);
}

/** a + weight·e_i e_iᵀ: what a measurement of entry i adds. */
export function plusEntry(a: Precision, size: number, entry: number, weight: number): Precision {
  const result = a.slice();
  result[entry * size + entry] = (result[entry * size + entry] as number) + weight;
  return result;
}

/**
 * The precision of x + y from those of independent x and y: the parallel sum A(A + B)⁺B, which is (A⁻¹ + B⁻¹)⁻¹ where
 * that exists and knows nothing in a direction of which either knows nothing. Source: Anderson & Duffin 1969.
 */
export function parallelSum(a: Precision, b: Precision, size: number): Precision {
  if (size === 1) {
    const [p, q] = [a[0] as number, b[0] as number];
    return Float64Array.of(p > 0 && q > 0 ? (p * q) / (p + q) : 0);
  }
  const { solution } = solve(plus(a, b), b, size, size);
  const result = nothingKnown(size);
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < size; j++) {
      let value = 0;
      for (let l = 0; l < size; l++) value += (a[i * size + l] as number) * (solution[l * size + j] as number);
      // Symmetrised, against the drift of rounding.
      result[i * size + j] = (result[i * size + j] as number) + value / 2;
      result[j * size + i] = (result[j * size + i] as number) + value / 2;
    }
  }
  return result;
}

/** wᵀA⁺w: the variance of the contrast w·x, or Infinity when A does not determine it. */
export function contrastVariance(a: Precision, size: number, weights: readonly number[]): number {
  const { solution, consistent } = solve(a, Float64Array.from(weights), size, 1);
  if (!consistent) return Number.POSITIVE_INFINITY;
  return weights.reduce((sum, weight, i) => sum + weight * (solution[i] as number), 0);
}

/**
 * A solution X of A·X = B (B has `columns` columns) by elimination with diagonal pivoting; where A is singular the free
 * entries are 0. `consistent` is false when B leaves the range of A.
 */
function solve(a: Precision, b: Float64Array, size: number, columns: number): { solution: Float64Array; consistent: boolean } {
  const left = a.slice();
  const right = b.slice();
  const pivots: number[] = [];
  const open = Array.from({ length: size }, (_, i) => i);
  const floor = RANK_TOLERANCE * Math.max(...open.map((i) => left[i * size + i] as number));
  while (open.length > 0) {
    const best = open.reduce((x, y) => ((left[y * size + y] as number) > (left[x * size + x] as number) ? y : x));
    const pivot = left[best * size + best] as number;
    if (!(pivot > floor)) break;
    open.splice(open.indexOf(best), 1);
    pivots.push(best);
    for (let row = 0; row < size; row++) {
      const factor = (left[row * size + best] as number) / pivot;
      if (row === best || factor === 0) continue;
      for (let j = 0; j < size; j++)
        left[row * size + j] = (left[row * size + j] as number) - factor * (left[best * size + j] as number);
      for (let j = 0; j < columns; j++)
        right[row * columns + j] = (right[row * columns + j] as number) - factor * (right[best * columns + j] as number);
    }
  }
  const solution = new Float64Array(size * columns);
  for (const i of pivots) {
    for (let j = 0; j < columns; j++)
      solution[i * columns + j] = (right[i * columns + j] as number) / (left[i * size + i] as number);
  }
  const scale = 1e-6 * b.reduce((top, value) => Math.max(top, Math.abs(value)), 0);
  const consistent = open.every((i) => right.subarray(i * columns, (i + 1) * columns).every((value) => Math.abs(value) <= scale));
  return { solution, consistent };
}
