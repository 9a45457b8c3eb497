import fc from "fast-check";
import { expect, test } from "vitest";
import { unknownHousehold } from "../../src/contract/attributes.ts";
import type { CanonicalDonation, Reading } from "../../src/contract/donation.ts";
import { parsePeriod } from "../../src/contract/period.ts";
import { countReadings, decodeDonation, decodeWithin, encodeDonation, parsedOnce } from "../../src/vault/payload.ts";

const consent = { version: "1", purposes: ["commons"], domains: ["water", "gas"], adult: true, given_at: "2026-01-05T09:00:00Z" };

const period = fc.oneof(
  fc.tuple(fc.integer({ min: 2024, max: 2026 }), fc.integer({ min: 1, max: 12 })).map(([year, month]) => {
    return `${year}-${String(month).padStart(2, "0")}`;
  }),
  fc.constantFrom("0000", "2024", "2025", "2026", "9999", "9999-12", "0000-01"),
);

const readings = fc.array(
  fc.record({
    domain: fc.constantFrom("water", "gas"),
    measure: fc.constantFrom("volume", "energy"),
    source: fc.constantFrom("meter", "bill"),
    period,
    amount: fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER }),
  }),
  { maxLength: 40 },
);

const donationOf = (given: readonly Reading[]): CanonicalDonation =>
  ({ household: { ...unknownHousehold("a"), size: "3" }, consent, readings: given }) as CanonicalDonation;

/** Readings of one measure and source stay in their order; which measure comes first is that of its first reading. */
const bySeries = (given: readonly Reading[]): Reading[] => {
  const keys = [...new Set(given.map(({ domain, measure, source }) => `${domain} ${measure} ${source}`))];
  return keys.flatMap((key) => given.filter(({ domain, measure, source }) => `${domain} ${measure} ${source}` === key));
};

test("a donation is what it was, with every reading, in runs or alone", () => {
  fc.assert(
    fc.property(readings, (given) => {
      const text = encodeDonation(donationOf(given));
      expect(decodeDonation(text)).toEqual(donationOf(bySeries(given)));
      expect(countReadings(text)).toBe(given.length);
    }),
  );
});

test("what falls in a period is what the whole donation has of it: its months, and of a year's publication the year's total", () => {
  const publication = fc.constantFrom("2024", "2025", "2026", "2025-01", "2025-12", "2026-Q1", "2024-Q4").map(parsePeriod);
  fc.assert(
    fc.property(readings, publication, (given, asked) => {
      const ids = asked.step === "year" ? [...asked.months, asked.id] : asked.months;
      const keys = ["gas.volume", "water.volume"];
      const measureAt = new Map(keys.map((key, i) => [key, i]));
      const within = decodeWithin(encodeDonation(donationOf(given)), { period: asked, measureAt, parse: parsedOnce() });
      const found: unknown[] = [];
      within.readings((measure, at, amount) => found.push([keys[measure], ids[at], amount]));
      const used = bySeries(given).filter(({ measure, period }) => measure !== "energy" && ids.includes(period));
      expect(found).toEqual(used.map(({ domain, measure, period, amount }) => [`${domain}.${measure}`, period, amount]));
      expect([within.household(), within.consent]).toEqual([donationOf([]).household, consent]);
    }),
  );
});

test("a line that is parsed once is what it says, also where others took its place or it begins like them", () => {
  const parse = parsedOnce();
  // More texts than have a place.
  const texts = Array.from({ length: 20_000 }, (_, i) => JSON.stringify([`area ${i}`, i % 7]));
  const all = Buffer.from(texts.join("\n"));
  for (let turn = 0; turn < 2; turn++) {
    let from = 0;
    for (const text of texts) {
      expect(parse(all, from)).toEqual(JSON.parse(text));
      from += text.length + 1;
    }
  }
  const lines = Buffer.from("1\n12\n123");
  for (const [from, value] of [1, 12, 123].entries()) expect(parse(lines, [0, 2, 5][from] as number)).toBe(value);
});

test("twelve months of six measures fit a row that has its page to itself and others", () => {
  const months = Array.from({ length: 12 }, (_, month) => `2025-${String(month + 1).padStart(2, "0")}`);
  const measures = ["water volume", "gas energy", "electricity energy", "spending energy", "spending water", "spending housing"];
  const full = measures.flatMap((name) => {
    const [domain = "", measure = ""] = name.split(" ");
    return months.map((one): Reading => ({ domain, measure, period: one, amount: 123_456, source: "meter" }));
  });
  // A row of a table without row ids keeps about a kilobyte in its page of 4 096 bytes; the rest would take a page of its own.
  expect(Buffer.byteLength(encodeDonation(donationOf(full)))).toBeLessThan(950);
});
