import { expect, test } from "vitest";
import { findings } from "../../../dashboards/home/findings.ts";
import { bonferroni, isMore } from "../../../dashboards/home/margins.ts";

const named = (name: string, value: number, half: number) => ({
  code: name,
  name,
  mean: { value, lower: value - half, upper: value + half },
});
const nothing = { types: [], areas: [], whole: null, homes: null, dwellings: null, topics: 1 };
const kinds = (all: Partial<Parameters<typeof findings>[0]>) => findings({ ...nothing, ...all }).map(({ kind }) => kind);

test("a margin is widened for everything that was looked at: by the normal quantile of 5 % shared", () => {
  expect(bonferroni(1)).toBeCloseTo(1, 3);
  // Φ⁻¹(1 − 0.025/10) = 2.807, Φ⁻¹(1 − 0.025/351) = 3.80
  expect(bonferroni(10)).toBeCloseTo(2.807 / 1.96, 2);
  expect(bonferroni(351)).toBeCloseTo(3.804 / 1.96, 2);
});

test("a difference that one look would tell is not told after many", () => {
  const [a, b] = [named("a", 100, 5).mean, named("b", 108, 5).mean];
  expect(isMore(b, a, 1)).toBe(true);
  expect(isMore(b, a, 10)).toBe(false);
  expect(isMore(a, b, 1)).toBe(false);
});

test("findings are at most three, and only what the margins bear", () => {
  const types = [named("small", 40, 1), named("large", 137, 3)];
  const areas = [named("one", 39, 5), named("two", 72, 4), named("three", 113, 5)];
  const whole = { value: 72, lower: 71, upper: 73 };
  const homes = { value: 12454, lower: 12400, upper: 12500 };
  const all = findings({ ...nothing, types, areas, whole, homes, dwellings: 46939 });
  expect(all.map(({ kind }) => kind)).toEqual(["types", "areas", "share"]);
  // 137 is more than three times 40; 113 is 2.9 times 39, of which the margins bear out less.
  expect(all.slice(0, 2)).toMatchObject([{ times: 3 }, { times: 2 }]);
  expect(all[2]).toMatchObject({ oneIn: 4 });
  expect(kinds({ types: [named("small", 40, 30), named("large", 60, 30)], areas: areas.slice(1, 2), whole })).toEqual([]);
  expect(kinds({ homes: { value: 9, lower: -10, upper: 30 }, dwellings: 1000 })).toEqual([]);
  expect(kinds({})).toEqual([]);
});

test("more than so many times the lowest holds with the margins of both: as a multiple, else in tens of percent, else as a difference alone", () => {
  const times = (value: number, half: number) =>
    findings({ ...nothing, types: [named("small", 100, 1), named("large", value, half)] });
  expect([204, 202, 136, 109, 900].map((value) => times(value, 1)[0])).toMatchObject(
    [2, 1.9, 1.3, 1, 5].map((n) => ({ times: n })),
  );
  expect(times(104, 10)).toEqual([]);
});

test("what is found of one of several topics holds though all of them can be looked at", () => {
  const types = [named("small", 100, 5), named("large", 108.5, 5)];
  expect([1, 3].map((topics) => kinds({ types, topics }))).toEqual([["types"], []]);
});

test("more than one in so many holds at the lower end of the margin", () => {
  const share = (lower: number) => findings({ ...nothing, homes: { value: 26, lower, upper: 52 - lower }, dwellings: 100 })[0];
  expect(share(25.5)).toMatchObject({ oneIn: 4 });
  expect(share(24)).toMatchObject({ oneIn: 5 });
});
