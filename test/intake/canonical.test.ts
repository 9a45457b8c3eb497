import fc from "fast-check";
import { expect, test } from "vitest";
import { Refusal } from "../../src/contract/problem.ts";
import { canonicalise, type IntakeMode } from "../../src/intake/index.ts";
import { written } from "../../src/vault/index.ts";
import { contextOf, donationJson } from "./support.ts";

const context = contextOf();

function refusal(input: unknown, mode: IntakeMode = "strict"): Refusal {
  try {
    canonicalise(input, context, mode);
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
  throw new Error("it was accepted");
}

test("amounts are exact integers of the base unit, absent attributes unknown", () => {
  const { donation, dropped } = canonicalise(donationJson(), context, "strict");
  expect(dropped).toBe(0);
  expect(donation.readings).toEqual([{ domain: "water", measure: "volume", period: "2026-01", amount: 9412, source: "meter" }]);
  expect(donation.household).toMatchObject({ area: "m0l1", size: "unknown", built: "unknown" });
});

const reading = { domain: "water", measure: "volume", period: "2026-01", value: 1, unit: "m3", source: "meter" };

test.each<[what: string, input: unknown, code: string, pointer: string, words: string[]]>([
  ["no object", [], "invalid-donation", "", ["must be an object"]],
  ["null", null, "invalid-donation", "", ["must be an object"]],
  ["nothing", undefined, "invalid-donation", "", ["missing"]],
  ["an unknown field", { ...donationJson(), name: "Ada" }, "invalid-donation", "/name", ['"name"']],
  ["an unknown attribute", donationJson({ household: { "in/come": 1 } }), "invalid-donation", "/household/in~1come", ["in/come"]],
  [
    "an attribute out of its list",
    donationJson({ household: { size: "9" } }),
    "invalid-donation",
    "/household/size",
    ["one of 1, 2, 3, 4, 5+", 'got "9"'],
  ],
  ["no area", donationJson({ household: { area: undefined } }), "invalid-donation", "/household/area", ["missing"]],
  ["an unknown area", donationJson({ household: { area: "x1" } }), "unknown-area", "/household/area", ["leaf", 'got "x1"']],
  [
    "an area that is no leaf",
    donationJson({ household: { area: "m0" } }),
    "unknown-area",
    "/household/area",
    ["leaf", "middle", 'got "m0"'],
  ],
  ["a minor", donationJson({ consent: { adult: false } }), "minor", "/consent/adult", ["adult", "got false"]],
  ["another purpose", donationJson({ consent: { purposes: ["ads"] } }), "no-consent", "/consent/purposes", ['"commons"']],
  ["no purpose", donationJson({ consent: { purposes: [] } }), "invalid-donation", "/consent/purposes", ["1"]],
  [
    "a domain without consent",
    donationJson({ consent: { domains: ["gas"] } }),
    "no-consent",
    "/readings/0/domain",
    ['got "water"'],
  ],
  [
    "a consent of the day after tomorrow",
    donationJson({ consent: { given_at: "2026-03-11T12:00:01Z" } }),
    "invalid-value",
    "/consent/given_at",
    ["2026-03-11T12:00:00"],
  ],
  [
    "a consent of no date",
    donationJson({ consent: { given_at: "yesterday" } }),
    "invalid-donation",
    "/consent/given_at",
    ['got "yesterday"'],
  ],
  ["no readings", donationJson({ readings: [] }), "invalid-donation", "/readings", ["1"]],
  [
    "a measure that does not exist",
    donationJson({ reading: { measure: "taste" } }),
    "invalid-donation",
    "/readings/0/measure",
    ['got "water.taste"'],
  ],
  [
    "a domain named like a property",
    donationJson({ reading: { domain: "__proto__" } }),
    "invalid-donation",
    "/readings/0/measure",
    ["__proto__.volume"],
  ],
  [
    "a period of no form",
    donationJson({ reading: { period: "2026-13" } }),
    "invalid-period",
    "/readings/0/period",
    ["YYYY-MM", 'got "2026-13"'],
  ],
  ["a quarter", donationJson({ reading: { period: "2026-Q1" } }), "invalid-period", "/readings/0/period", ["YYYY"]],
  [
    "a month that has not begun",
    donationJson({ reading: { period: "2026-04" } }),
    "future-period",
    "/readings/0/period",
    ["2026-03-10", 'got "2026-04"'],
  ],
  [
    "a year that has not begun",
    donationJson({ reading: { period: "2027" } }),
    "future-period",
    "/readings/0/period",
    ['got "2027"'],
  ],
  ["a wrong unit", donationJson({ reading: { unit: "kWh" } }), "wrong-unit", "/readings/0/unit", ["L, m3", 'got "kWh"']],
  [
    "a unit named like a property",
    donationJson({ reading: { unit: "toString" } }),
    "wrong-unit",
    "/readings/0/unit",
    ['got "toString"'],
  ],
  [
    "another currency",
    donationJson({ reading: { domain: "spending", measure: "energy", unit: "USD" } }),
    "wrong-unit",
    "/readings/0/unit",
    ["EUR", 'got "USD"'],
  ],
  ["a negative value", donationJson({ reading: { value: -0.1 } }), "invalid-value", "/readings/0/value", ["≥ 0", "got -0.1"]],
  [
    "an infinite value",
    donationJson({ reading: { value: JSON.parse("1e999") } }),
    "invalid-value",
    "/readings/0/value",
    ["finite", "got Infinity"],
  ],
  ["no number", donationJson({ reading: { value: Number.NaN } }), "invalid-value", "/readings/0/value", ["finite", "got NaN"]],
  [
    "a value beyond exact integers",
    donationJson({ reading: { value: 1e13 } }),
    "invalid-value",
    "/readings/0/value",
    ["9007199254740991"],
  ],
  [
    "a value in words",
    donationJson({ reading: { value: "9" } }),
    "invalid-donation",
    "/readings/0/value",
    ["must be a number", 'got "9"'],
  ],
  [
    "a measure and period twice",
    donationJson({ readings: [reading, { ...reading, unit: "L" }] }),
    "invalid-donation",
    "/readings/1",
    ["once", "water.volume 2026-01"],
  ],
  [
    "a measure that is not in use",
    donationJson({ reading: { domain: "gas", measure: "energy", unit: "kWh" } }),
    "not-needed",
    "/readings/0",
    ["water.volume", "gas.energy"],
  ],
  [
    "an attribute that is not needed",
    donationJson({ household: { tenure: "owner" } }),
    "not-needed",
    "/household/tenure",
    ['got "owner"'],
  ],
])("refused, and said precisely: %s", (_, input, code, pointer, words) => {
  const { code: got, message, faults } = refusal(input);
  expect([got, faults.map((fault) => fault.pointer)]).toEqual([code, [pointer]]);
  for (const word of words) expect(message).toContain(word);
});

test("keys that name prototypes are fields like any other: refused, and harmless", () => {
  const text = JSON.stringify(donationJson()).replace('"household":{', '"household":{"__proto__":{"size":"1"},');
  expect(refusal(JSON.parse(text))).toMatchObject({ code: "invalid-donation", faults: [{ pointer: "/household/__proto__" }] });
});

test("the bounds themselves are accepted: today's month and year, a day of skew, zero, every unit of the base", () => {
  for (const o of [
    { reading: { period: "2026-03" } },
    { reading: { period: "2026" } },
    { reading: { value: 0 } },
    { reading: { value: 9412, unit: "L" } },
    { consent: { given_at: "2026-03-11T12:00:00Z" } },
    { household: { tenure: "unknown" } },
  ]) {
    expect(canonicalise(donationJson(o), context, "strict").donation.readings).toHaveLength(1);
  }
});

test("a commons of another currency names it by its code", () => {
  const dollars = contextOf(undefined, { currency: "USD" });
  const spending = { domain: "spending", measure: "energy", unit: "USD", value: 12.34 };
  expect(canonicalise(donationJson({ reading: spending }), dollars, "strict").donation.readings[0]?.amount).toBe(1234);
});

test("lenient drops what is not needed, and counts it", () => {
  const gas = { domain: "gas", measure: "energy", period: "2026-01", value: -1, unit: "m3", source: "x" };
  const input = donationJson({ household: { tenure: "owner", built: "2006+" }, readings: [reading, gas] });
  const { donation, dropped } = canonicalise(input, context, "lenient");
  expect(dropped).toBe(3);
  expect(donation.household).toMatchObject({ tenure: "unknown", built: "unknown" });
  expect(donation.readings).toHaveLength(1);
  expect(refusal(donationJson({ readings: [gas] }), "lenient")).toMatchObject({
    code: "nothing-left",
    faults: [{ pointer: "/readings" }],
  });
});

test("what the settings do not ask of households is not kept, though a measure has types of it", () => {
  const input = donationJson({ household: { size: "2" } });
  expect(canonicalise(input, contextOf(undefined, {}), "lenient").donation.household.size).toBe("2");
  const { donation, dropped } = canonicalise(input, contextOf(undefined, { asked: [] }), "lenient");
  expect([donation.household.size, dropped]).toEqual(["unknown", 1]);
});

test("a long faulty value is cut short in the refusal", () => {
  const { message } = refusal(donationJson({ household: { size: "z".repeat(10_000) } }));
  expect(message.length).toBeLessThan(300);
});

test("whatever JSON comes, it is accepted or refused with a code, and never throws otherwise", () => {
  const part = fc.jsonValue({ maxDepth: 2 });
  const mangled = fc
    .tuple(fc.constantFrom("household", "consent", "reading"), fc.string(), part)
    .map(([where, key, value]) => donationJson({ [where]: { [key]: value } }));
  fc.assert(
    fc.property(fc.oneof(part, mangled), fc.constantFrom<IntakeMode>("strict", "lenient"), (input, mode) => {
      try {
        canonicalise(input, context, mode);
      } catch (error) {
        expect(error).toBeInstanceOf(Refusal);
      }
    }),
    { seed: 20260310, numRuns: 500 },
  );
});

test("the largest donation that the form takes is a part of what a contribution may hold, so that a first one always fits", () => {
  // Written as six bytes, the most that a character of a text can be.
  const text = (n: number, length: number) => String(n).padStart(4, "0").padEnd(length, "\u0001");
  const texts = (n: number) => Array.from({ length: n }, (_, i) => text(i, 64));
  const readings = Array.from({ length: 2000 }, (_, i) => ({
    ...reading,
    period: `${1800 + Math.floor(i / 12)}-${String((i % 12) + 1).padStart(2, "0")}`,
    value: Number.MAX_SAFE_INTEGER,
    unit: "L",
    source: text(i, 64),
  }));
  const consent = { version: text(0, 64), purposes: ["commons", ...texts(15)], domains: ["water", ...texts(63)] };
  const { donation } = canonicalise({ ...donationJson({ consent }), readings }, context, "lenient");
  const bytes = Buffer.byteLength(written(donation));
  expect(bytes).toBeGreaterThan(500_000);
  expect(bytes).toBeLessThan(1_000_000);
});

test("a reading may be of any year that has begun: a commons may publish data of long ago", () => {
  for (const mode of ["strict", "lenient"] as const) {
    for (const period of ["1970-01", "1999", "2011-06"]) {
      const { donation } = canonicalise({ ...donationJson(), readings: [{ ...reading, period }] }, context, mode);
      expect(donation.readings).toHaveLength(1);
    }
  }
});
