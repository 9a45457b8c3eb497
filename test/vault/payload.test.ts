import fc from "fast-check";
import { expect, test } from "vitest";
import { ATTRIBUTE_NAMES, ATTRIBUTES, type Household, unknownHousehold } from "../../src/contract/attributes.ts";
import type { CanonicalDonation, Reading } from "../../src/contract/donation.ts";
import { parsePeriod } from "../../src/contract/period.ts";
import {
  countReadings,
  decodeDonation,
  decoderWithin,
  encodeDonation,
  encodeYearUse,
  parsedOnce,
  readAttributes,
  unpackHousehold,
  yearEncoder,
  yearLines,
} from "../../src/vault/payload.ts";

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
      const decode = decoderWithin({ period: asked, measureAt, parse: parsedOnce() });
      const within = decode(encodeDonation(donationOf(given)));
      const found: unknown[] = [];
      within.readings((measure, at, amount) => found.push([keys[measure], ids[at], amount]));
      const used = bySeries(given).filter(({ measure, period }) => measure !== "energy" && ids.includes(period));
      expect(found).toEqual(used.map(({ domain, measure, period, amount }) => [`${domain}.${measure}`, period, amount]));
      expect([unpackHousehold(within.household), within.consent()]).toEqual([donationOf([]).household, consent]);
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

const household = fc
  .record({ area: fc.constantFrom("a", 'é "b"', "69388 0102"), ...attributeValues() })
  .map((made) => made as Household);

function attributeValues() {
  return Object.fromEntries(ATTRIBUTE_NAMES.map((name) => [name, fc.constantFrom<string>(...ATTRIBUTES[name])]));
}

test("a household's lines say what it says, and are frozen as it would be", () => {
  const encode = yearEncoder();
  const decode = decoderWithin({ period: parsePeriod("2025"), measureAt: new Map(), parse: parsedOnce() });
  const streams = fc.array(fc.constantFrom("water.volume", "gas.volume", `${"long".repeat(200)}`, "*"), { maxLength: 4 });
  fc.assert(
    fc.property(household, streams, (one, used) => {
      const { household: lines } = decode(encodeDonation({ ...donationOf([]), household: one }));
      const places = new Uint8Array(ATTRIBUTE_NAMES.length);
      expect(readAttributes(lines, places)).toBe(true);
      expect(ATTRIBUTE_NAMES.map((name, i) => ATTRIBUTES[name][places[i] as number])).toEqual(
        ATTRIBUTE_NAMES.map((name) => one[name]),
      );
      const frozen = Buffer.from(encode({ household: lines, streams: used }));
      expect(frozen.toString()).toBe(encodeYearUse({ household: one, streams: used }));
      const again = yearLines(frozen, parsedOnce());
      expect([unpackHousehold(again.household), again.streams]).toEqual([one, used]);
    }),
  );
});

test("an attribute that came later is unknown in older lines, and a value of no list is none", () => {
  const linesWith = (attributes: readonly string[]) => {
    const bytes = Buffer.from(`"a"\n${JSON.stringify(attributes)}\n["water.volume"]\n`);
    return { bytes, area: 0, attributes: 4, end: bytes.lastIndexOf("[") };
  };
  const valuesOf = (attributes: readonly string[]) => {
    const places = new Uint8Array(ATTRIBUTE_NAMES.length);
    return (
      readAttributes(linesWith(attributes), places) && ATTRIBUTE_NAMES.map((name, i) => ATTRIBUTES[name][places[i] as number])
    );
  };
  const unknown = ATTRIBUTE_NAMES.map(() => "unknown");
  for (let known = 0; known <= ATTRIBUTE_NAMES.length; known++) {
    const some = ATTRIBUTE_NAMES.slice(0, known).map((name) => ATTRIBUTES[name][0]);
    expect(valuesOf(some)).toEqual([...some, ...unknown.slice(known)]);
    expect(valuesOf([...some.slice(0, -1), "6"])).toBe(false);
  }
});
