import { randomBytes } from "node:crypto";
import { expect, test } from "vitest";
import { boundedQueries, type ExactCells } from "../../src/pipeline/exact.ts";
import { measureCells } from "../../src/pipeline/mechanism.ts";
import type { MeasuredCell } from "../../src/pipeline/plan/cube.ts";
import { withGroups } from "../../src/privacy/bins.ts";
import { div, mul, rational, toNumber } from "../../src/privacy/index.ts";
import { cellAt, gridPlan, sumsOf } from "../support/pipeline.ts";
import { correlationBound, GAUSSIAN, scaleTest } from "../support/statistics.ts";

/**
 * The mechanisms as the pipeline calls them, on fresh bits of the operating system's. A right scale raises a false alarm with
 * a probability ≤ 1e-9; one that is 5 % off passes with ≤ 1e-11 (`missAt`, proven by Chernoff's bound).
 * VOISINAGE_FULL=1: so does one that is 1.2 % off.
 */
const [OFF, DRAWS] = process.env.VOISINAGE_FULL === "1" ? [0.012, 800_000] : [0.05, 40_000];
/** Cells measured in one call, each with the exact figures of the first. */
const ROUND = 500;

const sums = await sumsOf(gridPlan(2, 2), [], "2025");
const cellOf = (area: string) => sums.cube.cells[cellAt(sums, area)] as MeasuredCell;

type Quantity = "count" | "sum" | "histogram";

/** `plan` with only the mechanisms asked for, and without a threshold: what comes out is the noise of every cell. */
function open(cell: MeasuredCell, quantity: Quantity, factor: number): MeasuredCell {
  const { plan } = cell;
  const square = mul(rational(BigInt(Math.round(1000 * factor)), 1000n), rational(BigInt(Math.round(1000 * factor)), 1000n));
  const off = {
    ...plan,
    gate: { ...plan.gate, tau: -(10n ** 30n) },
    histogram: quantity === "histogram" ? plan.histogram : null,
  };
  const charge = off[quantity];
  // What is charged moves along: noise that is too small for its charge would be refused, not drawn.
  const moved = charge && { variance: mul(charge.variance, square), rho: div(charge.rho, square) };
  return { ...cell, plan: moved ? { ...off, [quantity]: moved } : off };
}

/** The noise of one quantity of a cell in which `n` households stand, draw after draw. */
function noiseOf(cell: MeasuredCell, quantity: Quantity, n: bigint, factor = 1): bigint[] {
  const asked = new Array<MeasuredCell>(ROUND).fill({ ...open(cell, quantity, factor), cell: 0 });
  const bins = Array.from({ length: 32 }, (_, bin) => (bin === 5 ? n : 0n));
  const exact: ExactCells = { households: [n], centred: [-7n * n], bins: [bins] };
  const places = withGroups(bins);
  const bounded = boundedQueries({ ...sums.cube, cells: [{ ...cell, cell: 0 }] }, exact);
  const found: bigint[] = [];
  while (found.length < DRAWS) {
    for (const noisy of measureCells(asked, bounded, 0n, randomBytes)) {
      if (noisy === null) throw new RangeError("a gate without a threshold lets every cell through");
      if (quantity === "count") found.push(noisy.count - n);
      if (quantity === "sum") found.push(noisy.sum + 7n * n);
      if (quantity === "histogram") found.push(...(noisy.bins ?? []).map((bin, i) => bin - (places[i] as bigint)));
    }
  }
  return found.slice(0, DRAWS);
}

test.each([
  ["count", "w"],
  ["count", "m0l0"],
  ["sum", "w"],
  ["sum", "m0l0"],
  ["histogram", "w"],
  ["histogram", "m0"],
] as const)("the noise on a %s of %s is of the planned scale, and one that is a twentieth off is refused", (quantity, area) => {
  const cell = cellOf(area);
  const sigma = Math.sqrt(toNumber((cell.plan[quantity] as NonNullable<(typeof cell.plan)[Quantity]>).variance));
  const likelihood = scaleTest(GAUSSIAN, sigma, DRAWS);
  expect(likelihood.missAt(sigma * (1 + OFF))).toBeLessThan(1e-11);
  expect(likelihood.missAt(sigma * (1 - OFF))).toBeLessThan(1e-11);
  const accepted = (factor: number, n: bigint) => likelihood.accepts(noiseOf(cell, quantity, n, factor));
  // An empty cell has its noise like any other.
  expect([accepted(1, 0n), accepted(1, 40n)]).toEqual([true, true]);
  expect([accepted(1 + OFF, 40n), accepted(1 - OFF, 40n)]).toEqual([false, false]);
});

/** z·z′ over σσ′, averaged; pairs that share a draw give about 1. */
function correlation(pairs: readonly (readonly [number, number])[]): number {
  const power = (i: 0 | 1) => Math.sqrt(pairs.reduce((sum, pair) => sum + pair[i] ** 2, 0) / pairs.length);
  return pairs.reduce((sum, [a, b]) => sum + a * b, 0) / pairs.length / (power(0) * power(1));
}

test("no draw is used twice: not by two cells, two mechanisms of a cell, two bins, or two publications", () => {
  const cell = { ...open(cellOf("m0"), "histogram", 1), cell: 0 };
  const asked = new Array<MeasuredCell>(ROUND).fill(cell);
  const exact: ExactCells = { households: [0n], centred: [0n], bins: [new Array<bigint>(32).fill(0n)] };
  const bounded = boundedQueries({ ...sums.cube, cells: [cell] }, exact);
  const rounds = Array.from({ length: 24 }, () =>
    measureCells(asked, bounded, 0n, randomBytes).map((noisy) => {
      const bins = (noisy?.bins ?? []).map(Number);
      return {
        count: Number(noisy?.count),
        sum: Number(noisy?.sum),
        first: bins[0] as number,
        last: bins[31] as number,
        group: bins[32] as number,
      };
    }),
  );
  const all = rounds.flat();
  type Draw = (typeof all)[number];
  const neighbours = (of: (draw: Draw) => number) => all.slice(1).map((draw, i) => [of(all[i] as Draw), of(draw)] as const);
  const within = (a: (draw: Draw) => number, b: (draw: Draw) => number) => all.map((draw) => [a(draw), b(draw)] as const);
  const publications = rounds
    .slice(1)
    .flatMap((round, r) => round.map((draw, i) => [rounds[r]?.[i]?.sum ?? 0, draw.sum] as const));
  const pairs = {
    "counts of two cells": neighbours((draw) => draw.count),
    "sums of two cells": neighbours((draw) => draw.sum),
    "a cell's count and sum": within(
      (draw) => draw.count,
      (draw) => draw.sum,
    ),
    "a cell's count and bin": within(
      (draw) => draw.count,
      (draw) => draw.first,
    ),
    "two bins of a cell": within(
      (draw) => draw.first,
      (draw) => draw.last,
    ),
    "a bin and its group": within(
      (draw) => draw.first,
      (draw) => draw.group,
    ),
    "bins of two cells": neighbours((draw) => draw.first),
    "sums of two publications": publications,
  };
  // Dividing by the power that was seen, not the exact one, moves a correlation by a factor within 1 ± 0.1 (at 11 500 draws).
  for (const [name, seen] of Object.entries(pairs)) {
    expect(Math.abs(correlation(seen)), name).toBeLessThan(1.1 * correlationBound(seen.length));
  }
});
