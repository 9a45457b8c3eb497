import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ATTRIBUTES } from "../../src/contract/attributes.ts";
import { problemOf } from "../../src/contract/problem-answer.ts";
import { readGroups, writeGroups } from "../../src/partners/dialect/groups.ts";
import type { PartnerMeasure } from "../../src/partners/dialect/partner-terms.ts";
import { parseAggregateQuery, parseErasure, parseMeasure } from "../../src/partners/dialect/requests.ts";
import { refusalOf, termsOf } from "./support.ts";

const electricity = termsOf().measures.get("electricity-monthly") as PartnerMeasure;
const water = termsOf().measures.get("water-monthly") as PartnerMeasure;

/** Said of the three groups of electricity: an area that the reader does not look up, and two attributes. */
const said = fc.record(
  {
    iris: fc.string({ minLength: 1, maxLength: 12 }),
    heating: fc.constantFrom(...ATTRIBUTES.heating),
    people: fc.constantFrom(...ATTRIBUTES.size),
  },
  { requiredKeys: [] },
);
const OURS: Readonly<Record<string, string>> = { iris: "area", heating: "heating", people: "size" };

describe("groups", () => {
  test("both dialects, in any order and with gaps, say the same", () => {
    fc.assert(
      fc.property(said, fc.array(fc.nat(), { minLength: 3, maxLength: 3 }), fc.boolean(), (values, order, gap) => {
        const pairs = Object.entries(values).sort(([a], [b]) => (order[a.length % 3] ?? 0) - (order[b.length % 3] ?? 0));
        const objects = pairs.map(([key, value]) => ({ [key]: value }));
        const listed = readGroups({ groups: gap ? [{}, ...objects, { iris: null }, {}] : objects }, electricity);
        const numbered = readGroups(Object.fromEntries(objects.map((group, i) => [`group${i + 1}`, group])), electricity);
        const expected = Object.fromEntries(pairs.map(([key, value]) => [OURS[key], value]));
        expect(Object.fromEntries(listed)).toEqual(expected);
        expect(Object.fromEntries(numbered)).toEqual(expected);
      }),
    );
  });

  test("what is written is read as the same, by readers of either dialect", () => {
    fc.assert(
      fc.property(said, (values) => {
        const pairs = Object.entries(values);
        const { groups, ...numbered } = writeGroups(pairs);
        expect(readGroups({ groups }, electricity)).toEqual(readGroups(numbered, electricity));
        expect(groups).toEqual(pairs.map(([key, value]) => ({ [key]: value })));
      }),
    );
  });

  test("a value is a text, a number or a boolean, in partners' own words", () => {
    expect(Object.fromEntries(readGroups({ group1: { people: "two" } }, water))).toEqual({ size: "2" });
    expect(Object.fromEntries(readGroups({ groups: [{ people: 2 }] }, electricity))).toEqual({ size: "2" });
    const tracked = termsOf({
      measures: { co2: { measure: "water.volume", groups: [{ key: "big", is: "size", values: { true: "5+" } }] } },
    }).measures.get("co2") as PartnerMeasure;
    expect(Object.fromEntries(readGroups({ group1: { big: true } }, tracked))).toEqual({ size: "5+" });
  });

  test.each([
    [{ group1: { colour: "red" } }, /^group1: must have a key of water-monthly \(people\); got "colour"$/],
    [{ group1: { people: "*" } }, /^group1\/people: must be one of one, two, five-or-more, many; got "\*"$/],
    [{ groups: [{ people: "2" }] }, /^groups\/0\/people: must be one of one, two/],
    [{ groups: [{ people: "one" }, { people: "two" }] }, /^groups\/1: must name a key once; got "people" again$/],
    [{ group1: { people: "one", colour: "red" } }, /^group1: must have one key; got 2$/],
    [{ group1: "one" }, /^group1: must be \{key: value\}$/],
    [{ group1: [{ people: "one" }] }, /^group1: must be \{key: value\}$/],
    [{ groups: { people: "one" } }, /^groups: must be a list/],
    [{ group1: { people: { in: ["one"] } } }, /^group1\/people: must be a text, a number or a boolean$/],
    [{ group1: { people: "one" }, groups: [] }, /^groups: must not stand beside group1/],
  ])("%j is refused with the bound and the value", (given, sentence) => {
    const refusal = refusalOf(() => readGroups(given, water));
    expect(refusal.code).toBe("invalid-parameter");
    expect(refusal.message).toMatch(sentence);
  });
});

describe("measures", () => {
  const good = { measureName: "water-monthly", value: 9412, startDate: "2026-01-01", createdBy: "ecolyo" };
  const contributor = "5c1d2e3f-pseudonym";

  test("a contributor is named in the body or in a header, alike", () => {
    const byField = parseMeasure({ ...good, contributor }, undefined);
    expect(byField).toEqual(parseMeasure(good, contributor));
    expect(byField).toMatchObject({ month: "2026-01", contributor });
    expect(byField).not.toHaveProperty("createdBy");
    expect(parseErasure({}, contributor)).toBe(parseErasure({ contributor }, undefined));
    expect(parseErasure({ contributor: null }, contributor)).toBe(contributor);
  });

  test("nobody's measure is refused with a way out", () => {
    const refusal = refusalOf(() => parseMeasure(good, undefined));
    expect(refusal.code).toBe("no-contributor");
    expect(refusal.message).toContain('the field "contributor" or the header Contributor-Pseudonym');
  });

  test.each([
    "alice@example.org",
    "+33 6 12 34 56 78",
    "0612345678",
    "x".repeat(15),
    "x".repeat(129),
    1234567890123456,
    "é".repeat(20),
  ])("an identity or a short name is no pseudonym, and is not repeated: %s", (given) => {
    const refusal = refusalOf(() => parseMeasure({ ...good, contributor: given }, undefined));
    expect(refusal.code).toBe("invalid-parameter");
    expect(refusal.message).toMatch(/16 to 128 .*; got (\d+ characters|a number)$/);
    expect(JSON.stringify(problemOf(refusal))).not.toContain(String(given));
  });

  test("two contributors of one measure are none", () => {
    expect(refusalOf(() => parseMeasure({ ...good, contributor }, `${contributor}-2`)).message).toMatch(
      /^contributor: must be the same/,
    );
  });

  test.each(["2026-01-02", "2026-01-31", "2026-01", "2026", "2026-13-01", "2026-01-01T00:00:00Z", "01/01/2026", ""])(
    "%j is not the first day of a month",
    (startDate) => {
      const refusal = refusalOf(() => parseMeasure({ ...good, startDate, contributor }, undefined));
      expect([refusal.code, refusal.message]).toEqual([
        "invalid-parameter",
        expect.stringMatching(/^startDate: must be the first day of a month, YYYY-MM-01, .*; got /),
      ]);
    },
  );

  test.each([
    [{ value: "9" }, /^value: .*; got "9"$/],
    [{ value: null }, /^value: .*; got null$/],
    [{ value: undefined }, /^value: must be given$/],
    [{ measureName: undefined }, /^measureName: must be given$/],
    [{ email: "a@b.c" }, /^"email": is no field here/],
    [{ household: "m0l0" }, /^household: /],
  ])("%j is refused by its field", (fields, sentence) => {
    expect(refusalOf(() => parseMeasure({ ...good, ...fields, contributor }, undefined)).message).toMatch(sentence);
  });

  test("an erasure is of all that a contributor gave: nothing else may be asked with it", () => {
    expect(refusalOf(() => parseErasure({ contributor, measureName: "water-monthly" }, undefined)).message).toMatch(
      /^"measureName": is no field/,
    );
  });
});

describe("queries", () => {
  const asked = { measureName: "water-monthly", startDate: "2026-01-01", endDate: "2026-03-01" };

  test("days, and instants as programs write them that name no day, are times in UTC", () => {
    const { from, until } = parseAggregateQuery(
      { ...asked, startDate: new Date(0).toISOString(), endDate: "2026-02-01T01:00:00+01:00" },
      "town",
    );
    expect([from, until]).toEqual([0, Date.UTC(2026, 1, 1)]);
    expect(parseAggregateQuery({ ...asked, endDate: "2026-03-01T00:00:00" }, "town")).toEqual(parseAggregateQuery(asked, "town"));
  });

  test.each([
    [{ createdBy: "ecolyo" }, /^createdBy: must be town or left out: .*; got "ecolyo"$/],
    [{ createdBy: "*" }, /^createdBy: /],
    [{ startDate: undefined }, /^startDate: must be given$/],
    [{ endDate: "yesterday" }, /^endDate: must be YYYY-MM-DD, .*; got "yesterday"$/],
    [{ endDate: "2026-02-30" }, /^endDate: /],
    [{ group1: { people: "one" } }, /^"group1": is no field here/],
  ])("%j is refused", (fields, sentence) => {
    const refusal = refusalOf(() => parseAggregateQuery({ ...asked, ...fields }, "town"));
    expect(refusal.code).toBe("invalid-parameter");
    expect(refusal.message).toMatch(sentence);
  });
});
