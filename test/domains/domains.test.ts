import fc from "fast-check";
import { expect, test } from "vitest";
import { ATTRIBUTES, type Household } from "../../src/contract/attributes.ts";
import { toBase, UNITS } from "../../src/contract/units.ts";
import { classOf, DOMAINS, MEASURES, type Measure, measureRef } from "../../src/domains/index.ts";

const household = fc.record({
  area: fc.constant("leaf"),
  ...Object.fromEntries(
    Object.entries(ATTRIBUTES).map(([name, values]) => [name, fc.constantFrom(...(values as readonly string[]))]),
  ),
}) as fc.Arbitrary<Household>;

test("the six domains of the start keep their public priority order; later ones come after them", () => {
  expect(DOMAINS.slice(0, 6).map(({ id }) => id)).toEqual([
    "water",
    "electricity",
    "gas",
    "mobility",
    "connectivity",
    "spending",
  ]);
  expect(MEASURES.slice(0, 13).map(({ key }) => key)).toEqual([
    "water.volume",
    "electricity.energy",
    "gas.energy",
    "mobility.distance",
    "mobility.trips",
    "connectivity.screen",
    "connectivity.data",
    "spending.housing",
    "spending.energy",
    "spending.water",
    "spending.insurance",
    "spending.banking",
    "spending.telephony",
  ]);
});

test("display units are those that are listed here", () => {
  const units = Object.fromEntries(MEASURES.map(({ key, measure }) => [key, measure.unit]));
  expect(units).toMatchObject({
    "water.volume": "m3",
    "electricity.energy": "kWh",
    "gas.energy": "kWh",
    "mobility.distance": "km",
    "mobility.trips": "trip",
    "connectivity.screen": "h",
    "connectivity.data": "GB",
    "spending.housing": "currency",
  });
});

test.each(MEASURES.map((ref) => [ref.key, ref] as const))("%s is complete", (key, { domain, measure }) => {
  expect(key).toMatch(/^[a-z]+\.[a-z]+$/);
  for (const labels of [
    domain.labels,
    measure.labels,
    ...measure.similarity.classes.map((c) => c.labels),
    ...measure.similarity.rungs.map((r) => r.labels),
  ]) {
    expect(labels.fr.length).toBeGreaterThan(0);
    expect(labels.en.length).toBeGreaterThan(0);
  }
  expect(UNITS[measure.unit]).toBeDefined();
  const clamp = toBase(measure.clamp.upper, measure.unit);
  expect(clamp).toBeGreaterThan(0);
  expect(clamp % 2, "the centre of the clamp is an integer").toBe(0);
  expect(measure.clamp.source).toMatch(/\d/);
  expect([1, 10]).toContain(measure.coverage);
});

test("of those, mobility and connectivity are experimental, nothing else is", () => {
  const experimental = DOMAINS.slice(0, 6)
    .filter(({ measures }) => measures.some((measure) => measure.experimental))
    .map(({ id }) => id);
  expect(experimental).toEqual(["mobility", "connectivity"]);
});

test("every household is in one class of every measure, by its code", () => {
  fc.assert(
    fc.property(household, fc.constantFrom(...MEASURES), (home, { measure }) => {
      const code = classOf(measure, home);
      expect(measure.similarity.classes.filter((one) => one.code === code)).toHaveLength(1);
    }),
  );
});

test("classOf reads groups of two attributes", () => {
  const measure = measureRef("electricity", "energy")?.measure as Measure;
  const home = (heating: string, size: string) => ({ area: "x", size, heating }) as unknown as Household;
  expect(classOf(measure, home("electric", "2"))).toBe("heating=electric-or-pump;size=1-2");
  expect(classOf(measure, home("heat-pump", "5+"))).toBe("heating=electric-or-pump;size=3+");
  expect(classOf(measure, home("wood", "1"))).toBe("heating=not-electric;size=1-2");
  expect(classOf(measure, home("wood", "unknown"))).toBe("heating=known;size=unknown");
  expect(classOf(measure, home("unknown", "unknown"))).toBe("heating=unknown");
  expect(() => classOf(measure, home("peat", "1"))).toThrow(/no class of energy/);
});

test("measureRef knows its own and nothing else", () => {
  expect(measureRef("water", "volume")?.key).toBe("water.volume");
  expect(measureRef("water", "energy")).toBeUndefined();
  expect(measureRef("__proto__", "constructor")).toBeUndefined();
});
