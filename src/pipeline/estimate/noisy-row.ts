import { toNumber } from "../../privacy/index.ts";
import type { DrawnCell } from "../payload.ts";
import type { CubeRow } from "../plan/cube.ts";
import type { CellFate } from "../protect.ts";

/** A row's noisy integers and the variances of their noise: of one cell, or a rung's classes added up. */
export interface NoisyRow {
  readonly count: number;
  readonly countVariance: number;
  /** centred, in 1/scale base units per month */
  readonly sum: number;
  readonly sumVariance: number;
  readonly bins: { readonly noisy: readonly bigint[]; readonly sigma: number } | null;
  /** measured cells behind it */
  readonly parts: number;
}

/** What the public may see of a row: its noisy integers, or why it is withheld. */
export type RowState =
  | { readonly fate: "published"; readonly noisy: NoisyRow }
  | { readonly fate: Exclude<CellFate, "published"> };

/** A rung is published only where all of its classes are; too few households anywhere is the reason given first. */
export function rowState(row: CubeRow, draw: readonly DrawnCell[]): RowState {
  const drawn = row.cells.map((cell) => draw[cell.cell] as DrawnCell);
  if (drawn.some((cell) => cell.fate === "few")) return { fate: "few" };
  const published = drawn.filter((cell) => cell.fate === "published");
  if (published.length < drawn.length) return { fate: "protecting" };
  const variance = (of: (cell: CubeRow["cells"][number]) => number) => row.cells.reduce((all, cell) => all + of(cell), 0);
  const histogram = row.cells.every((cell) => cell.plan.histogram !== null);
  return {
    fate: "published",
    noisy: {
      count: Number(published.reduce((all, cell) => all + cell.count, 0n)),
      countVariance: variance((cell) => toNumber(cell.plan.count.variance)),
      sum: Number(published.reduce((all, cell) => all + cell.sum, 0n)),
      sumVariance: variance((cell) => toNumber(cell.plan.sum.variance)),
      bins: histogram
        ? {
            noisy: addBins(published.map((cell) => cell.bins as readonly bigint[])),
            sigma: Math.sqrt(
              variance((cell) => toNumber((cell.plan.histogram as { variance: Parameters<typeof toNumber>[0] }).variance)),
            ),
          }
        : null,
      parts: row.cells.length,
    },
  };
}

function addBins(parts: readonly (readonly bigint[])[]): bigint[] {
  const [first = [], ...rest] = parts;
  return first.map((bin, i) => rest.reduce((all, part) => all + (part[i] as bigint), bin));
}
