// Gaussian knowledge of small vectors: the arithmetic of `tree.ts`.

/**
 * What is known of a small vector x, as a Gaussian in information form: precision J (row-major, n × n, n ≤ 6 in use) and
 * J·mean. A zero direction of J means "nothing known", so that an absent measurement needs no stand-in of large variance.
 * Several vectors that are measured alike (the bins of a histogram) share one precision: `vector` is n × columns. Where only
 * variances are asked for there are no columns.
 */
export interface Information {
  /** entries of x */
  readonly size: number;
  readonly precision: Reals;
  readonly vector: Reals;
  readonly columns: number;
}

/** Some dozens of numbers at most: a typed array of as many takes several times as long to make. */
type Reals = number[];

/** A linear function of x: its mean in each column, and its variance; variance Infinity (and means 0) where it is not determined. */
export interface InformationReading {
  readonly values: readonly number[];
  readonly variance: number;
}

/** Pivots below this part of the largest diagonal entry are taken for zero: precisions 10¹² apart are not told apart. */
const RANK_TOLERANCE = 1e-12;

export function nothingKnown(size: number, columns = 1): Information {
  return { size, precision: zeros(size * size), vector: zeros(size * columns), columns };
}

function zeros(length: number): Reals {
  return new Array<number>(length).fill(0);
}

/** What two independent sources about the same x tell together. */
export function combine(a: Information, b: Information): Information {
  const { size, columns } = a;
  return { size, precision: added(a.precision, b.precision), vector: added(a.vector, b.vector), columns };
}

/** Enters a measurement of the sum of some entries: one value a column. */
export function measure(known: Information, entries: readonly number[], values: readonly number[], variance: number): void {
  const { size, columns } = known;
  for (const i of entries) {
    for (let c = 0; c < columns; c++) increase(known.vector, i * columns + c, (values[c] as number) / variance);
    for (const j of entries) increase(known.precision, i * size + j, 1 / variance);
  }
}

function increase(array: Reals, at: number, by: number): void {
  array[at] = (array[at] as number) + by;
}

export function negate(known: Information): Information {
  const { size, precision, vector, columns } = known;
  if (columns === 0) return known;
  const negative = zeros(vector.length);
  for (let i = 0; i < vector.length; i++) negative[i] = 0 - (vector[i] as number);
  return { size, precision, vector: negative, columns };
}

/**
 * What is known of x + y from independent knowledge of x and of y. With precisions A and B it is the parallel sum
 * A(A + B)⁺B, which is (A⁻¹ + B⁻¹)⁻¹ where that exists and knows nothing in a direction of which either knows nothing
 * (Anderson & Duffin 1969); its vector is B(A + B)⁺h_x + A(A + B)⁺h_y, by minimising over x with x + y held.
 */
export function sumInformation(a: Information, b: Information): Information {
  const { size, columns } = a;
  if (size === 1) {
    const [p, q] = [a.precision[0] as number, b.precision[0] as number];
    const sum = nothingKnown(1, columns);
    if (!(p > 0 && q > 0)) return sum;
    sum.precision[0] = (p * q) / (p + q);
    for (let c = 0; c < columns; c++) sum.vector[c] = (q * (a.vector[c] as number) + p * (b.vector[c] as number)) / (p + q);
    return sum;
  }
  // One elimination for (A + B)⁺[B | h_x | h_y].
  const width = 2 * (size + columns);
  const matrix = zeros(size * width);
  for (let i = 0; i < size; i++) {
    const row = i * width;
    for (let j = 0; j < size; j++) {
      const bij = b.precision[i * size + j] as number;
      matrix[row + j] = (a.precision[i * size + j] as number) + bij;
      matrix[row + size + j] = bij;
    }
    for (let c = 0; c < columns; c++) {
      matrix[row + 2 * size + c] = a.vector[i * columns + c] as number;
      matrix[row + 2 * size + columns + c] = b.vector[i * columns + c] as number;
    }
  }
  solve(matrix, size, width);
  const result = nothingKnown(size, columns);
  for (let i = 0; i < size; i++) {
    for (let l = 0; l < size; l++) {
      const ail = a.precision[i * size + l] as number;
      const bil = b.precision[i * size + l] as number;
      const solution = l * width + size;
      for (let j = 0; j < size; j++) {
        const half = (ail * (matrix[solution + j] as number)) / 2;
        // Symmetrised, against the drift of rounding.
        increase(result.precision, i * size + j, half);
        increase(result.precision, j * size + i, half);
      }
      for (let c = 0; c < columns; c++) {
        increase(result.vector, i * columns + c, bil * (matrix[solution + size + c] as number));
        increase(result.vector, i * columns + c, ail * (matrix[solution + size + columns + c] as number));
      }
    }
  }
  // Where x and y share no known direction, rounding leaves a small value instead of zero.
  const negligible = RANK_TOLERANCE * Math.min(sharpest(a), sharpest(b));
  return sharpest(result) > negligible ? result : nothingKnown(size, columns);
}

/** The largest precision of an entry. */
function sharpest({ size, precision }: Information): number {
  let top = 0;
  for (let i = 0; i < size; i++) top = Math.max(top, precision[i * size + i] as number);
  return top;
}

/** Reads w·x off what is known of x, for any weights w: values wᵀJ⁺h and variance wᵀJ⁺w. One elimination serves all. */
export function linearReader({
  size,
  precision,
  vector,
  columns,
}: Information): (weights: readonly number[]) => InformationReading {
  // [J | 1] becomes [. | J⁺]: a solution of J·x = w for each w, with zeros in the free entries.
  const width = 2 * size;
  const inverse = zeros(size * width);
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < size; j++) inverse[i * width + j] = precision[i * size + j] as number;
    inverse[i * width + size + i] = 1;
  }
  const lost = solve(inverse, size, width);
  const times = (row: Reals, at: number, weights: readonly number[]) => {
    let sum = 0;
    for (let j = 0; j < size; j++) sum += (row[at + j] as number) * (weights[j] as number);
    return sum;
  };
  return (weights) => {
    const values = new Array<number>(columns).fill(0);
    // Weights that leave the range of J ask for what nothing is known of.
    for (const row of lost) {
      let top = 0;
      for (const weight of weights) top = Math.max(top, Math.abs(weight));
      if (!(Math.abs(times(row, 0, weights)) <= 1e-6 * top)) return { values, variance: Number.POSITIVE_INFINITY };
    }
    let variance = 0;
    for (let i = 0; i < size; i++) {
      const x = times(inverse, i * width + size, weights);
      for (let c = 0; c < columns; c++) values[c] = (values[c] as number) + (vector[i * columns + c] as number) * x;
      variance += (weights[i] as number) * x;
    }
    return { values, variance };
  };
}

/** A loop and not `map`, which takes ten times as long on arrays this small. */
function added(a: Reals, b: Reals): Reals {
  const sum = zeros(a.length);
  for (let i = 0; i < sum.length; i++) sum[i] = (a[i] as number) + (b[i] as number);
  return sum;
}

/**
 * Turns [A | B] (`size` rows of `width`) into [. | X] with A·X = B, by elimination with diagonal pivoting; where A is singular the free
 * entries of X are 0. Loops throughout: complementary suppression solves millions of systems of six unknowns.
 *
 * @returns what elimination left of B in each row of A without a pivot: B leaves the range of A where that is not zero
 */
function solve(matrix: Reals, size: number, width: number): Reals[] {
  const isOpen = new Array<boolean>(size).fill(true);
  let floor = 0;
  for (let step = 0; step < size; step++) {
    let best = -1;
    let pivot = Number.NEGATIVE_INFINITY;
    for (let i = 0; i < size; i++) {
      const diagonal = matrix[i * width + i] as number;
      if (isOpen[i] && diagonal > pivot) [best, pivot] = [i, diagonal];
    }
    if (step === 0) floor = RANK_TOLERANCE * pivot;
    if (!(pivot > floor)) break;
    isOpen[best] = false;
    const from = best * width;
    for (let row = 0; row < size; row++) {
      const to = row * width;
      const factor = (matrix[to + best] as number) / pivot;
      if (row === best || factor === 0) continue;
      for (let j = 0; j < width; j++) matrix[to + j] = (matrix[to + j] as number) - factor * (matrix[from + j] as number);
    }
  }
  const lost: Reals[] = [];
  for (let i = 0; i < size; i++) {
    const [start, end] = [i * width + size, (i + 1) * width];
    if (isOpen[i]) {
      lost.push(matrix.slice(start, end));
      matrix.fill(0, start, end);
      continue;
    }
    const pivot = matrix[i * width + i] as number;
    for (let at = start; at < end; at++) matrix[at] = (matrix[at] as number) / pivot;
  }
  return lost;
}
