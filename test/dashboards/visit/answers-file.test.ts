import fc from "fast-check";
import { expect, test } from "vitest";
import { type KeptAnswers, MOST_BYTES, readAnswers, writeAnswers } from "../../../dashboards/visit/answers-file.ts";
import { ENTRY_KINDS } from "../../../dashboards/visit/visitor.ts";
import { ATTRIBUTES } from "../../../src/contract/attributes.ts";
import { MEASURES } from "../../../src/domains/index.ts";

const ANSWERS: KeptAnswers = {
  territory: "town",
  commons: "Ville",
  day: "2026-12-01",
  area: "N1",
  home: { size: "2" },
  figures: { "water.volume": { kind: "bill", amount: 18, from: "2025-01-12", to: "2025-03-11" } },
  earlier: { "water.volume": [{ day: "2026-06-01", perMonth: 9.4, month: "05" }] },
};

const two = (n: number): string => String(n).padStart(2, "0");
const month = fc.tuple(fc.integer({ min: 2000, max: 2099 }), fc.integer({ min: 1, max: 12 })).map(([y, m]) => `${y}-${two(m)}`);
const day = fc.tuple(month, fc.integer({ min: 1, max: 28 })).map(([m, d]) => `${m}-${two(d)}`);
const amount = fc.integer({ min: 0, max: 1e8 }).map((cents) => cents / 100);
const measure = fc.constantFrom(...MEASURES.map(({ key }) => key));
const monthName = fc.integer({ min: 1, max: 12 }).map(two);
const whole = { requiredKeys: ["kind"] as "kind"[], noNullPrototype: true };
const answers = fc.record<KeptAnswers>(
  {
    territory: fc.constant("town"),
    commons: fc.string({ maxLength: 60 }).map((text) => text.replaceAll("\n", " ")),
    day,
    area: fc.option(fc.constantFrom("N1", "69388")),
    home: fc.record(
      { size: fc.constantFrom(...ATTRIBUTES.size), heating: fc.constantFrom(...ATTRIBUTES.heating) },
      { requiredKeys: [], noNullPrototype: true },
    ),
    figures: fc.dictionary(
      measure,
      fc.record(
        {
          kind: fc.constantFrom(...ENTRY_KINDS),
          amount,
          month: monthName,
          from: day,
          to: day,
          months: fc.dictionary(month, amount, { maxKeys: 24, noNullPrototype: true }),
          typed: fc.dictionary(month, amount, { maxKeys: 24, noNullPrototype: true }),
          seldom: fc.constant(true),
        },
        whole,
      ),
      { noNullPrototype: true },
    ),
    earlier: fc.dictionary(
      measure,
      fc.array(
        fc.record(
          { day, perMonth: amount, month: monthName, periods: fc.array(month, { maxLength: 12 }) },
          { requiredKeys: ["day", "perMonth"], noNullPrototype: true },
        ),
        { maxLength: 24 },
      ),
      { noNullPrototype: true },
    ),
  },
  { noNullPrototype: true },
);

test("what is written is read back, whatever was answered, and is never too large to be", () => {
  fc.assert(
    fc.property(answers, (kept) => {
      const text = writeAnswers(kept);
      expect(readAnswers(text, "town")).toEqual({ ok: true, answers: kept });
      expect(text.length).toBeLessThan(MOST_BYTES);
    }),
  );
});

test("a file is taken whole or not at all, and one of something else is told from one of answers", () => {
  const faultOf = (text: string): string | null => {
    const read = readAnswers(text, "town");
    return read.ok ? null : read.fault;
  };
  const changed = (change: object): string => JSON.stringify({ voisinage_answers: 1, ...ANSWERS, ...change });
  expect(faultOf(changed({}))).toBe(null);
  const of = (figure: object) => ({ figures: { "water.volume": { kind: "month", amount: 9, ...figure } } });
  const refused: readonly (readonly [string, string])[] = [
    ["", "none"],
    ["mois;Eau (m³)\n2025-01;9\n", "none"],
    ['{"releves": []}', "none"],
    ['{"voisinage_answers": 1, "terri', "broken"],
    [changed({ voisinage_answers: 2, more: true }), "newer"],
    [changed({ voisinage_answers: "1" }), "broken"],
    [changed({ territory: "elsewhere" }), "elsewhere"],
    [changed({ more: 1 }), "broken"],
    [changed({ home: { size: "200" } }), "broken"],
    [changed({ home: { owner: "me" } }), "broken"],
    [changed({ area: "<img src=x onerror=alert(1)>" }), "broken"],
    [changed({ day: "2026-02-31" }), "broken"],
    [changed({ day: "<b>" }), "broken"],
    [changed({ figures: { "water.secret": { kind: "month" } } }), "broken"],
    [changed({ figures: [] }), "broken"],
    [changed(of({ kind: "week" })), "broken"],
    [changed(of({ amount: "9" })), "broken"],
    [changed(of({ amount: -9 })), "broken"],
    [changed(of({ amount: 1e300 })), "broken"],
    [changed(of({ from: "yesterday" })), "broken"],
    [changed(of({ months: Object.fromEntries(Array.from({ length: 25 }, (_, i) => [`20${i + 10}-01`, 1])) })), "broken"],
    [
      changed(of({ file: true, typed: Object.fromEntries(Array.from({ length: 25 }, (_, i) => [`20${i + 10}-01`, 1])) })),
      "broken",
    ],
    [changed(of({ typed: { "2026-01": "<b>" } })), "broken"],
    [changed({ earlier: { "water.volume": Array(25).fill({ day: "2026-01-01", perMonth: 1 }) } }), "broken"],
    [changed({ earlier: { "water.volume": [{ day: "2026-01-01", perMonth: 1, why: "<img onerror=x>" }] } }), "broken"],
    [changed({ bills: [{ measure: "water.volume", from: "2026-01-01", to: "2026-02-31", total: 9 }] }), "broken"],
    [changed({ bills: [{ measure: "water.volume", from: "2026-01-01", to: "2026-03-31", total: "9" }] }), "broken"],
    [changed({ bills: [{ measure: "water.secret", from: "2026-01-01", to: "2026-03-31", total: 9 }] }), "broken"],
    [changed({}).replace('"home":', '"__proto__":{"area":"N2"},"home":'), "broken"],
    [`{"voisinage_answers": ${"[".repeat(50_000)}`, "broken"],
    [`${changed({})}${" ".repeat(MOST_BYTES)}`, "broken"],
  ];
  for (const [text, fault] of refused) expect([text.slice(0, 120), faultOf(text)]).toEqual([text.slice(0, 120), fault]);
});
