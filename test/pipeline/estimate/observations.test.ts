import { expect, test } from "vitest";
import { parsePeriod } from "../../../src/contract/period.ts";
import { observationsOf } from "../../../src/pipeline/estimate/observations.ts";
import { type RowState, rowStates } from "../../../src/pipeline/estimate/row-states.ts";
import { planPublication } from "../../../src/pipeline/index.ts";
import type { DrawnCell } from "../../../src/pipeline/payload.ts";
import { makeCube } from "../../../src/pipeline/plan/cube.ts";
import { withGroups } from "../../../src/privacy/bins.ts";
import { fieller } from "../../../src/privacy/index.ts";
import { gridPlan } from "../../support/pipeline.ts";

const publication = planPublication(gridPlan(2, 2), parsePeriod("2025"));
const cube = makeCube(publication);
const rowOf = (area: string, type = "_T") => {
  const found = cube.rows.find((row) => row.area.code === area && row.type === type);
  if (!found) throw new RangeError(`no row ${area} ${type}`);
  return found;
};
const few: DrawnCell = { fate: "few" };
const protecting: DrawnCell = { fate: "protecting" };
/** Every cell withheld for too few, but these. */
const draw = (cells: Readonly<Record<string, DrawnCell>>): DrawnCell[] =>
  cube.cells.map((cell) => cells[`${cell.area.code} ${cell.type}`] ?? few);
/** n households whose mean is the centre plus `above` m3. */
const drawn = (n: number, above: number) => ({
  fate: "published" as const,
  count: BigInt(n),
  sum: BigInt(Math.round(n * above * 660_000)),
  bins: withGroups(Array.from({ length: 32 }, (_, bin) => (bin === 20 ? BigInt(n) : 0n))),
});
const stateOf = (cells: Readonly<Record<string, DrawnCell>>, area: string, type = "_T"): RowState =>
  rowStates(publication, cube, draw(cells))[cube.rows.indexOf(rowOf(area, type))] as RowState;
const of = (state: RowState, area = "m0l0", type = "_T", provisional = false) =>
  Object.fromEntries(observationsOf(rowOf(area, type), state, null, "2025", provisional).map((row) => [row.STATISTIC, row]));

test("a mean is the centre of the clamp plus Z̃/ñ, a total ñ times that, a count what was drawn", () => {
  const rows = of(stateOf({ "m0l0 _T": drawn(1000, -8) }, "m0l0"));
  expect(rows.COUNT).toMatchObject({ OBS_VALUE: 1000, UNIT_MEASURE: "households", OBS_STATUS: "A", CONF_STATUS: "F" });
  expect(rows.MEAN).toMatchObject({ OBS_VALUE: 12, UNIT_MEASURE: "m3", OBS_STATUS: "A", CONF_STATUS: "F" });
  expect(rows.TOTAL).toMatchObject({ OBS_VALUE: 12_000, UNIT_MEASURE: "m3" });
});

test("estimates are signed: a mean below zero is not cut off", () => {
  const { MEAN } = of(stateOf({ "m0l0 _T": drawn(1000, -20.5) }, "m0l0"));
  expect(MEAN?.OBS_VALUE).toBe(-0.5);
});

test("intervals are rounded outwards to the decimals that are published", () => {
  for (const above of [-12.3456, -8.0049, 0.0001, 7.65432]) {
    const state = stateOf({ "m0l0 _T": drawn(977, above) }, "m0l0");
    const { MEAN, COUNT } = of(state);
    const exact = state.fate === "published" && fieller({ ...state.estimate, z: 1.959963984540054 });
    if (state.fate !== "published" || !exact) throw new RangeError("the cell is published");
    expect((MEAN?.CI_LOWER as number) - 20).toBeLessThanOrEqual(exact.lower / 660_000);
    expect((MEAN?.CI_UPPER as number) - 20).toBeGreaterThanOrEqual(exact.upper / 660_000);
    // A count ends at the nearest whole number, and holds no fewer whole numbers for it.
    const half = 1.959963984540054 * Math.sqrt(state.estimate.countVariance);
    expect(COUNT?.CI_LOWER).toBe(Math.round(state.estimate.count - half));
    expect(COUNT?.CI_UPPER).toBe(Math.round(state.estimate.count + half));
    expect(MEAN?.CI_LOWER).toBeLessThanOrEqual(20 + above);
    expect(MEAN?.CI_UPPER).toBeGreaterThanOrEqual(20 + above);
    for (const value of [MEAN?.OBS_VALUE, MEAN?.CI_LOWER, MEAN?.CI_UPPER]) {
      expect(Math.abs((value as number) * 100 - Math.round((value as number) * 100))).toBeLessThan(1e-6);
    }
  }
});

test("a value whose half-width is above a third of it is marked unreliable; a running period provisional", () => {
  const certain = stateOf({ "m0l0 _T": drawn(2000, -8) }, "m0l0");
  const vague = stateOf({ "m0l0 _T": drawn(40, -18) }, "m0l0");
  expect(of(certain).MEAN?.OBS_STATUS).toBe("A");
  expect(of(certain, "m0l0", "_T", true).MEAN?.OBS_STATUS).toBe("P");
  expect(of(vague).MEAN?.OBS_STATUS).toBe("U");
});

test("a rung is the sum of its classes; too few homes are said of it only where every class has too few", () => {
  const [a, b] = [drawn(300, -5), drawn(500, -5)];
  const both = stateOf({ "w size=1": a, "w size=2": b }, "w", "size=1-2");
  expect(both.fate === "published" && both.estimate.wholeCount).toBe(800);
  expect(of(both, "w", "size=1-2").MEAN?.OBS_VALUE).toBe(15);
  expect(stateOf({}, "w", "size=1-2").fate).toBe("few");
  expect(stateOf({ "w size=1": a }, "w", "size=1-2").fate).toBe("protecting");
  expect(stateOf({ "w size=1": a, "w size=2": protecting }, "w", "size=1-2").fate).toBe("protecting");
  expect(stateOf({ "w size=1": few, "w size=2": protecting }, "w", "size=1-2").fate).toBe("protecting");
});

test.each([
  ["few", "A"],
  ["protecting", "D"],
] as const)("%s: every statistic is empty, with the reason", (fate, reason) => {
  const rows = observationsOf(rowOf("w"), { fate }, null, "2025", false);
  expect(rows.map((row) => row.STATISTIC)).toEqual(["COUNT", "MEAN", "TOTAL", "P10", "P25", "P50", "P75", "P90"]);
  for (const row of rows) {
    expect(row).toMatchObject({ OBS_VALUE: null, CI_LOWER: null, CI_UPPER: null, OBS_STATUS: "Q", CONF_STATUS: reason });
  }
});

test("a quantile that the noise blurs is not given, though its cell is published", () => {
  const { COUNT, P90 } = of(stateOf({ "w _T": drawn(300, -5) }, "w"), "w");
  expect(COUNT?.OBS_VALUE).toBe(300);
  expect(P90).toMatchObject({ OBS_VALUE: null, OBS_STATUS: "Q", CONF_STATUS: "F" });
});

test("no quantile is given because a cell's own bins look narrow: the noise and the whole's amounts must let expect it", () => {
  /** n households, as many in each of these bins */
  const spread = (n: number, bins: readonly number[]): DrawnCell => ({
    ...drawn(n, -8),
    bins: withGroups(Array.from({ length: 32 }, (_, bin) => (bins.includes(bin) ? BigInt(Math.round(n / bins.length)) : 0n))),
  });
  const whole = spread(20_000, [15, 16, 17, 18, 19, 20, 21, 22]);
  const given = (n: number, bins: readonly number[]) => {
    const rows = of(stateOf({ "w _T": whole, "m0 _T": spread(n, bins) }, "m0"), "m0");
    return ["P10", "P25", "P50", "P75", "P90"].filter((statistic) => rows[statistic]?.OBS_VALUE !== null);
  };
  const found = [60, 100, 150, 200, 300, 600, 1000, 2000].map((n) => {
    const narrow = given(n, [20]);
    // Of one bin all margins are as narrow as they can be. Noise that spreads a cell's bins makes them wide, and takes some away.
    for (const bins of [
      [18, 19, 20, 21],
      [14, 17, 20, 23, 26],
      [10, 20],
    ])
      expect(narrow).toEqual(expect.arrayContaining(given(n, bins)));
    return narrow.length;
  });
  expect(found[0]).toBe(0);
  expect(found.at(-1)).toBe(5);
  expect(found.toSorted((a, b) => a - b)).toEqual(found);
});

/** One published leaf's COUNT, TOTAL and MEAN beside a whole that is far better known. */
const leaf = (n: number, above: number, whole = drawn(20_000, -8)) => {
  const state = stateOf({ "w _T": whole, "m0l0 _T": drawn(n, above) }, "m0l0");
  if (state.fate !== "published") throw new RangeError("the cell is published");
  const { COUNT, TOTAL, MEAN } = of(state);
  return { COUNT, TOTAL, MEAN, known: state.estimate };
};
const { plan } = cube.cells.find(({ area, type }) => area.code === "m0l0" && type === "_T") as (typeof cube.cells)[number];
const THRESHOLD = 10 + Number(plan.gate.tau);
const SIGMA = Math.sqrt(Number(plan.count.variance.num) / Number(plan.count.variance.den));

test("a count that hardly passed its gate reaches down to k, and leaves nothing of its row sure", () => {
  const { COUNT, TOTAL, MEAN } = leaf(THRESHOLD, -8);
  expect(COUNT).toMatchObject({ OBS_VALUE: THRESHOLD, CI_LOWER: 11, OBS_STATUS: "U" });
  // A truth further up would hardly be seen so near the threshold: 1.67 σ, and up to half a household for the rounding.
  expect((COUNT?.CI_UPPER as number) - THRESHOLD).toBeGreaterThan(1.5 * SIGMA);
  expect((COUNT?.CI_UPPER as number) - THRESHOLD).toBeLessThan(1.75 * SIGMA + 0.5);
  expect([TOTAL?.OBS_STATUS, MEAN?.OBS_STATUS]).toEqual(["U", "U"]);
  // The total's margin reaches down with its count's.
  const [below, over] = [THRESHOLD * 12 - (TOTAL?.CI_LOWER as number), (TOTAL?.CI_UPPER as number) - THRESHOLD * 12];
  expect(below).toBeGreaterThan(1.3 * over);
});

test("far over its gate a count's interval is the usual one", () => {
  const { COUNT, known } = leaf(Math.ceil(THRESHOLD + 7 * SIGMA), -8);
  expect(COUNT?.OBS_STATUS).toBe("A");
  const half = 1.959963984540054 * Math.sqrt(known.countVariance);
  expect([COUNT?.CI_LOWER, COUNT?.CI_UPPER]).toEqual([Math.round(known.count - half), Math.round(known.count + half)]);
});

test("whether a margin is wide is judged by what the row is expected to be, not by its noise alone", () => {
  const n = Math.ceil(THRESHOLD + 7 * SIGMA);
  // The whole says 12 m3 a month. Noise that made one leaf 40 does not make its margin narrow; one that made it 1 does not hide it.
  const margin = ({ TOTAL }: ReturnType<typeof leaf>) => ((TOTAL?.CI_UPPER as number) - (TOTAL?.CI_LOWER as number)) / 2;
  const narrow = leaf(n, 28, drawn(20_000, 28));
  expect(margin(narrow)).toBeLessThan(0.33 * (narrow.TOTAL?.OBS_VALUE as number));
  expect(narrow.TOTAL?.OBS_STATUS).toBe("A");
  const escaped = leaf(n, 28, drawn(20_000, -18));
  expect(margin(escaped)).toBeLessThan(0.33 * (escaped.TOTAL?.OBS_VALUE as number));
  expect(escaped.TOTAL?.OBS_STATUS).toBe("U");
  expect(leaf(n, -19.5).TOTAL?.OBS_STATUS).toBe("U");
});
