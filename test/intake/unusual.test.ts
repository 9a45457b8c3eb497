import { expect, test } from "vitest";
import { measureRef } from "../../src/domains/index.ts";
import { unusualCounter } from "../../src/intake/unusual.ts";

const ref = measureRef("electricity", "energy");
if (ref === undefined) throw new Error("there is no electricity.energy");
/** kWh of a month or a year, in base units */
const reading = (kWh: number, period = "2026-01") =>
  ({ domain: "electricity", measure: "energy", period, amount: Math.round(1000 * kWh), source: "meter" }) as const;
const counted = (...readings: ReturnType<typeof reading>[]) => {
  const counter = unusualCounter();
  counter.add(readings, { measures: [ref] });
  return counter.counts();
};
const usual = [100, 110, 120, 130, 140].map((kWh) => reading(kWh));

test("a value above the clamp is counted once, and the clamp itself is not above it", () => {
  const { upper } = ref.measure.clamp;
  expect(counted(reading(upper), reading(upper + 0.001))).toEqual({ above_clamp: 1, ten_times_middle: 0 });
  // A year is held against a month by its twelfth.
  expect(counted(reading(12 * upper, "2026"), reading(12 * upper + 0.1, "2026"))).toMatchObject({ above_clamp: 1 });
});

test("a value within the clamp is held against ten times the file's own middle, where it has five values", () => {
  expect(counted(...usual, reading(1100))).toEqual({ above_clamp: 0, ten_times_middle: 0 });
  expect(counted(...usual, reading(1350))).toEqual({ above_clamp: 0, ten_times_middle: 1 });
  expect(counted(...usual.slice(0, 3), reading(1350))).toEqual({ above_clamp: 0, ten_times_middle: 0 });
  // Half of them are 0: there is no middle to hold anything against.
  expect(counted(...usual.map(() => reading(0)), ...usual)).toEqual({ above_clamp: 0, ten_times_middle: 0 });
});

test("a measure that is not in use is not counted", () => {
  const counter = unusualCounter();
  counter.add([{ ...reading(1e6), measure: "other" }], { measures: [ref] });
  expect(counter.counts()).toEqual({ above_clamp: 0, ten_times_middle: 0 });
});

test("a commons' own clamp stands for the measure's", () => {
  const counter = unusualCounter();
  counter.add([reading(500)], { measures: [ref], clamps: { "electricity.energy": { upper: 400 } } });
  expect(counter.counts()).toMatchObject({ above_clamp: 1 });
});
