/** A linear programme: max c·x under A·x ≤ b and x ≥ 0. */
export interface Programme {
  readonly objective: readonly number[];
  readonly rows: readonly (readonly number[])[];
  readonly bounds: readonly number[];
}

const EPSILON = 1e-9;

/**
 * The largest value of a small linear programme: Infinity when it has no bound, NaN when no x satisfies it. Uses the dense
 * two-phase simplex with Bland's rule, which cannot cycle (Bland 1977): in tests, simple code is worth more than speed.
 */
export function maximise({ objective, rows, bounds }: Programme): number {
  const width = objective.length;
  const height = rows.length;
  // Columns: the unknowns, one slack for each row, one artificial unknown with which every row can be satisfied, the bound.
  const artificial = width + height;
  const last = artificial + 1;
  const table = rows.map((row, i) => {
    const line = new Float64Array(last + 1);
    line.set(row);
    line[width + i] = 1;
    line[artificial] = -1;
    line[last] = bounds[i] as number;
    return line;
  });
  const basis = rows.map((_, i) => width + i);
  const worst = bounds.reduce((low, bound, i) => (bound < (bounds[low] as number) ? i : low), 0);
  if (height > 0 && (bounds[worst] as number) < 0) {
    const aim = new Float64Array(last + 1);
    aim[artificial] = -1;
    pivot(table, [aim], basis, worst, artificial);
    climb(table, aim, basis, artificial + 1);
    // The last entry of the aim is minus the value that was reached: zero when the artificial unknown could become zero.
    if (Math.abs(aim[last] as number) > 1e-7) return Number.NaN;
    const stuck = basis.indexOf(artificial);
    const free =
      stuck < 0 ? -1 : (table[stuck] as Float64Array).findIndex((value, j) => j < artificial && Math.abs(value) > EPSILON);
    if (free >= 0) pivot(table, [], basis, stuck, free);
  }
  const aim = new Float64Array(last + 1);
  aim.set(objective);
  for (const [i, column] of basis.entries()) if (column < width) addRow(aim, table[i] as Float64Array, -(aim[column] as number));
  return climb(table, aim, basis, artificial) ? -(aim[last] as number) : Number.POSITIVE_INFINITY;
}

/** Moves to the best corner; false when the objective is unbounded. Columns from `limit` on never enter the basis. */
function climb(table: readonly Float64Array[], aim: Float64Array, basis: number[], limit: number): boolean {
  const last = aim.length - 1;
  for (;;) {
    const column = aim.findIndex((value, j) => j < limit && value > EPSILON);
    if (column < 0) return true;
    let leaving = -1;
    let least = Number.POSITIVE_INFINITY;
    for (const [i, line] of table.entries()) {
      const coefficient = line[column] as number;
      if (coefficient <= EPSILON) continue;
      const ratio = (line[last] as number) / coefficient;
      const tie = Math.abs(ratio - least) <= EPSILON;
      if (tie ? (basis[i] as number) < (basis[leaving] as number) : ratio < least) {
        leaving = i;
        least = tie ? least : ratio;
      }
    }
    if (leaving < 0) return false;
    pivot(table, [aim], basis, leaving, column);
  }
}

function pivot(
  table: readonly Float64Array[],
  others: readonly Float64Array[],
  basis: number[],
  row: number,
  column: number,
): void {
  const line = table[row] as Float64Array;
  const by = line[column] as number;
  for (let j = 0; j < line.length; j++) line[j] = (line[j] as number) / by;
  for (const other of [...table, ...others]) {
    if (other !== line && other[column] !== 0) addRow(other, line, -(other[column] as number));
  }
  basis[row] = column;
}

function addRow(to: Float64Array, row: Float64Array, factor: number): void {
  for (let j = 0; j < to.length; j++) to[j] = (to[j] as number) + factor * (row[j] as number);
}
