import fc from "fast-check";
import { expect, test } from "vitest";
import { consentsInOrder, consentText, governing, isAttested } from "../../src/contract/consent.ts";
import type { Consent } from "../../src/contract/donation.ts";

const consent = (given_at: string, domains: string[], version = "1"): Consent => ({
  version,
  purposes: ["commons"],
  domains,
  adult: true,
  given_at,
});
const wide = consent("2026-01-01T00:00:00Z", ["water", "gas"]);
const narrow = consent("2026-02-01T00:00:00Z", ["water"]);

test("sent again, a consent is the same one, and keeps its place behind one given later", () => {
  expect(consentsInOrder([wide, narrow, wide])).toEqual([wide, narrow]);
  expect(governing([wide, narrow, wide])).toBe(narrow);
});

test("two consents of one moment are two, in the order in which they came last", () => {
  const [one, two] = [consent("2026-01-01T00:00:00Z", ["gas"]), consent("2026-01-01T01:00:00+01:00", ["water"])];
  expect(consentsInOrder([one, two])).toEqual([one, two]);
  expect(consentsInOrder([one, two, one])).toEqual([two, one]);
  expect([governing([one, two]), governing([one, two, one])]).toEqual([two, one]);
});

test("what an organisation attests stands behind every word of the person's own", () => {
  const attested = consent("2026-03-01T00:00:00Z", ["water", "gas"], "attested:org:1");
  expect(consentsInOrder([narrow, attested])).toEqual([attested, narrow]);
  expect(governing([attested])).toBe(attested);
});

test("the last in order governs, whatever came in which order; each text is there once", () => {
  const any = fc
    .tuple(
      fc.constantFrom("2026-01-01T00:00:00Z", "2026-01-01T01:00:00+01:00", "2026-01-02T00:00:00Z"),
      fc.uniqueArray(fc.constantFrom("water", "gas"), { minLength: 1 }),
      fc.constantFrom("1", "attested:org:1"),
    )
    .map(([given_at, domains, version]) => consent(given_at, domains, version));
  fc.assert(
    fc.property(fc.array(any, { minLength: 1, maxLength: 8 }), (arrived) => {
      const order = consentsInOrder(arrived);
      const texts = order.map(consentText);
      expect(new Set(texts)).toEqual(new Set(arrived.map(consentText)));
      expect(new Set(texts).size).toBe(texts.length);
      expect(texts.at(-1)).toBe(consentText(governing(arrived)));
      expect(order.map(isAttested)).toEqual(order.map(isAttested).sort((a, b) => Number(b) - Number(a)));
    }),
  );
});
