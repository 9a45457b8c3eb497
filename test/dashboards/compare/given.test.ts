import fc from "fast-check";
import { expect, onTestFinished, test, vi } from "vitest";
import { asMeant, largestOf, monthlyFigureOf, yearsApart } from "../../../dashboards/compare/monthly-figure.ts";
import { monthsSum } from "../../../dashboards/compare/rounded.ts";
import { entryAs, type TopicAnswer } from "../../../dashboards/compare/topic-answer.ts";
import { askedFor } from "../../../dashboards/compare/topic-card.tsx";
import { changeEntry, NO_ENTRY, newVisitor, type OwnEntry } from "../../../dashboards/visit/visitor.ts";
import { measureRef } from "../../../src/domains/index.ts";

const given = (change: Partial<OwnEntry>) => {
  const read = monthlyFigureOf({ ...NO_ENTRY, ...change });
  return read.ok ? read.value : read.fault;
};

test("a month is as it was typed; of a month of the calendar it says which", () => {
  expect(given({ amount: "86,50" })).toEqual({
    perMonth: 86.5,
    month: null,
    covered: [],
    days: null,
    months: [],
    yearBefore: [],
    periods: [],
    dates: null,
    total: null,
  });
  expect(given({ amount: "150", month: "01" })).toMatchObject({ perMonth: 150, month: "01" });
});

test("one figure alone that is 0 is asked about: its meter may not have been read; a month among others may be 0", () => {
  for (const kind of ["month", "year", "bill"] as const)
    expect(given({ kind, amount: "0", from: "2025-01-01", to: "2025-02-28" })).toBe("zero");
  expect(given({ kind: "months", typed: { "2025-07": "0", "2025-08": "2" } })).toMatchObject({ perMonth: 1 });
});

test("the sum of months is that of the typed ones that count, to the digit, and its share is their mean", () => {
  const ref = measureRef("electricity", "energy");
  const text = fc.oneof(fc.integer({ min: 0, max: 2000 }).map(String), fc.constantFrom("", "?", "-5", "12,5", "410,25"));
  const periodOf = (i: number): string => `${2023 + Math.floor(i / 12)}-${String((i % 12) + 1).padStart(2, "0")}`;
  fc.assert(
    fc.property(fc.array(text, { minLength: 1, maxLength: 36 }), (texts) => {
      const typed = Object.fromEntries(texts.map((one, i) => [periodOf(i), one]));
      const figure = given({ kind: "months", typed });
      if (typeof figure === "string") return;
      const said = monthsSum({ given: figure, ref, unit: "kWh", season: null, group: null } as TopicAnswer, "", "fr");
      const own = figure.months.map(({ period }) => Number(typed[period]?.replace(",", ".")));
      if (own.length < 2) {
        expect(said).toBeNull();
        return;
      }
      const [sum = NaN, mean = NaN] = [...(said ?? "").matchAll(/([\d\s]+(?:,\d+)?)\skWh/g)].map(([, number = ""]) =>
        Number(number.replace(/\s/g, "").replace(",", ".")),
      );
      expect(said).toMatch(new RegExp(`^Vos ${own.length}\\smois`));
      expect(sum).toBeCloseTo(
        own.reduce((one, other) => one + other, 0),
        6,
      );
      expect(Math.abs(mean - sum / own.length)).toBeLessThanOrEqual(0.5);
    }),
  );
});

test("a bill of several months says what it comes to a month, which the rest of the page is of, unless the sentence does", () => {
  const ref = measureRef("electricity", "energy");
  const saidOf = (to: string, sentence = ""): string | null => {
    const figure = given({ kind: "bill", amount: "420", from: "2025-10-01", to });
    return monthsSum({ given: figure, ref, unit: "kWh", season: null, group: null } as TopicAnswer, sentence, "fr");
  };
  expect(saidOf("2025-12-31")).toMatch(/^Votre facture\s: 420\skWh, soit 140\skWh par mois\.$/);
  expect(saidOf("2026-09-30")).toMatch(/^Votre facture\s: 420\skWh, soit 35\skWh par mois\.$/);
  expect(saidOf("2025-12-31", "Cela fait 140\u00a0kWh par mois.")).toBeNull();
  expect(saidOf("2025-10-31")).toBeNull();
});

test("in French a point before three digits groups thousands where the amount may be so large, and else is the decimal sign", () => {
  const perMonth = (change: Partial<OwnEntry>, clamp: number, lang: "fr" | "en" = "fr") => {
    const read = monthlyFigureOf({ ...NO_ENTRY, ...change }, { units: ["kWh", "m³"], lang, clamp });
    return read.ok ? read.value.perMonth : read.fault;
  };
  const [KWH, M3] = [1600, 40];
  expect(perMonth({ amount: "1.250" }, KWH)).toBe(1250);
  expect(perMonth({ amount: "1.250 kWh", kind: "year" }, KWH)).toBeCloseTo(1250 / 12);
  // A period is read where it is the field's, and asked about where it is not.
  expect(perMonth({ amount: "410 kwh par mois" }, KWH)).toBe(410);
  expect(perMonth({ amount: "1.250 kWh/an", kind: "year" }, KWH)).toBeCloseTo(1250 / 12);
  expect(perMonth({ amount: "4 000 kWh par an" }, KWH)).toBe("period");
  expect(perMonth({ amount: "peu par an" }, KWH)).toBe("amount");
  expect(perMonth({ amount: "1.250" }, M3)).toBe(1.25);
  // Neither can be: the larger one is asked about.
  expect(perMonth({ amount: "4.500" }, KWH)).toBe(4500);
  expect(perMonth({ kind: "months", typed: { "2025-01": "1.250" } }, KWH)).toBe(1250);
  expect(perMonth({ amount: "1.250" }, KWH, "en")).toBe(1.25);
  expect(asMeant("1.250", { units: [], lang: "fr", most: M3 })).toBe("1,250");
});

test("a figure may be typed with its own unit, and with no other", () => {
  const typed = (amount: string) => {
    const read = monthlyFigureOf({ ...NO_ENTRY, amount }, { units: ["m³", "m3"] });
    return read.ok ? read.value.perMonth : read.fault;
  };
  expect(typed("12,5 m3")).toBe(12.5);
  expect(typed("12.5 M³")).toBe(12.5);
  expect(typed("12500 litres")).toBe("amount");
  expect(typed("m3")).toBe("empty");
});

test("a bill is of the months of which it has more than a week", () => {
  const bill = { kind: "bill", amount: "18" } as const;
  expect(given({ ...bill, from: "2025-01-01", to: "2025-02-28" })).toMatchObject({ covered: ["01", "02"], month: null });
  expect(given({ ...bill, from: "2024-11-20", to: "2025-01-07" })).toMatchObject({ covered: ["11", "12"] });
  expect(given({ ...bill, from: "2025-01-28", to: "2025-02-05" })).toMatchObject({ covered: ["01", "02"] });
  expect(given({ ...bill, from: "2025-01-01", to: "2025-12-31" })).toMatchObject({ covered: [] });
  // Two winters and one summer are no year, though every month is in them.
  expect(given({ ...bill, from: "2024-01-01", to: "2025-03-31" })).toHaveProperty("covered.length", 12);
});

test("a bill that has parts of months is called by its dates, one of whole months by their names", () => {
  const bill = { kind: "bill", amount: "18" } as const;
  expect(given({ ...bill, from: "2025-01-10", to: "2025-07-12" })).toMatchObject({
    dates: { from: "2025-01-10", to: "2025-07-12" },
  });
  expect(given({ ...bill, from: "2025-01-01", to: "2025-02-28" })).toMatchObject({
    dates: null,
    total: { days: { from: "2025-01-01", to: "2025-02-28" } },
  });
  expect(given({ ...bill, from: "2025-01-01", to: "2025-02-27" })).toMatchObject({ dates: { to: "2025-02-27" } });
});

test("a year is twelve months; a bill is of its days, unless it has every season in it", () => {
  expect(given({ kind: "year", amount: "1 200" })).toMatchObject({ perMonth: 100, days: null });
  const year = { kind: "bill", amount: "1200", from: "2025-01-01", to: "2025-12-31" } as const;
  expect(given(year)).toMatchObject({ days: null, month: null });
  expect(given({ ...year, amount: "120", from: "2025-01-12", to: "2025-03-11" })).toMatchObject({ days: 59, month: null });
  expect(given({ ...year, amount: "60", from: "2025-01-01", to: "2025-01-31" })).toMatchObject({ month: "01" });
});

test("what cannot be read says why", () => {
  expect(given({})).toBe("empty");
  expect(given({ amount: "beaucoup" })).toBe("amount");
  expect(given({ amount: "-3" })).toBe("negative");
  expect(given({ kind: "bill", amount: "120" })).toBe("from");
  expect(given({ kind: "bill", amount: "120", from: "2025-02-01", to: "2025-01-01" })).toBe("order");
});

test("below a bill with wrong dates, the dates are asked for and no figure, which is there", () => {
  const asked = (from: string, to: string) => {
    const entry = { ...NO_ENTRY, kind: "bill", amount: "30", from, to } as const;
    const read = monthlyFigureOf(entry);
    return askedFor({ fault: read.ok ? null : read.fault }, entry, "en");
  };
  expect(asked("2025-02-01", "2025-01-01")).toBe("Correct the dates: the answer appears here.");
  expect(asked("2025-02-01", "")).toMatch(/first day and last day: the answer appears here/);
  // A zero has its answer at the field.
  expect(askedFor({ fault: "zero" }, { ...NO_ENTRY, amount: "0" }, "en")).toBe(null);
});

test("a figure that was answered as a month's is no bill's total, and one that was doubted may be", () => {
  const answered = (kind: "quarter" | "unit") => ({ verdict: { kind } }) as TopicAnswer;
  const month = { ...NO_ENTRY, amount: "410" };
  expect(entryAs("bill", month, answered("quarter"))).toMatchObject({ kind: "bill", amount: "" });
  expect(entryAs("bill", month, answered("unit"))).toMatchObject({ kind: "bill", amount: "410" });
  expect(entryAs("year", month, answered("quarter"))).toMatchObject({ kind: "year", amount: "410" });
});

test("a figure of a named month is the first of several, in the newest that is over, unless one was typed there", () => {
  vi.useFakeTimers({ now: new Date("2026-03-10") });
  onTestFinished(() => void vi.useRealTimers());
  const given = (change: Partial<OwnEntry>) =>
    entryAs("months", { ...NO_ENTRY, amount: "700 kWh", ...change }, { verdict: null } as TopicAnswer).typed;
  expect(given({ month: "01" })).toEqual({ "2026-01": "700 kWh" });
  expect(given({ month: "03" })).toEqual({ "2025-03": "700 kWh" });
  expect(given({ month: "01", typed: { "2026-01": "650" } })).toEqual({ "2026-01": "650" });
  expect(given({ month: "" })).toBeUndefined();
});

test("each way to give a figure finds what was typed for it again; what only came along is put right where it was typed", () => {
  const visitor = newVisitor();
  const entry = () => visitor.entries.value.topic ?? NO_ENTRY;
  const type = (amount: string) => changeEntry(visitor, "topic", { amount });
  const give = (kind: OwnEntry["kind"]): string => {
    const verdict = entry().amount === "" ? null : { kind: "quarter" };
    changeEntry(visitor, "topic", entryAs(kind, entry(), { verdict } as TopicAnswer));
    return entry().amount;
  };
  type("410");
  expect([give("bill"), give("month")]).toEqual(["", "410"]);
  give("bill");
  type("820");
  expect([give("month"), give("bill"), give("month")]).toEqual(["410", "820", "410"]);
  expect(give("year")).toBe("410");
  type("4900");
  expect([give("month"), give("year"), give("bill"), give("year")]).toEqual(["410", "4900", "820", "4900"]);
  // By way of months it is no more a bill's total.
  visitor.entries.value = {};
  type("410");
  expect([give("months"), give("bill"), give("month"), give("months"), give("year")].slice(1)).toEqual(["", "410", "410", "410"]);
  // A year's total that was typed for a month, and then corrected.
  visitor.entries.value = {};
  type("490");
  expect([give("year"), give("month")]).toEqual(["490", "490"]);
  type("4900");
  expect([give("year"), give("bill"), give("year")]).toEqual(["4900", "", "4900"]);
});

test("a bill that has not ended is no figure yet: its last day may be today, and no later", () => {
  const bill = { ...NO_ENTRY, kind: "bill", amount: "18", from: "2025-01-01", to: "2025-02-28" } as const;
  expect(monthlyFigureOf(bill, { today: "2025-02-27" })).toEqual({ ok: false, fault: "future" });
  expect(monthlyFigureOf(bill, { today: "2025-02-28" }).ok).toBe(true);
});

test("a file's newest twelve months make the average, and fewer are of their season", () => {
  const months = Array.from({ length: 14 }, (_, i) => ({
    period: `${2024 + Math.floor((i + 10) / 12)}-${String(((i + 10) % 12) + 1).padStart(2, "0")}`,
    value: i < 2 ? 999 : 10,
  }));
  expect(given({ months })).toMatchObject({ perMonth: 10, month: null, days: null });
  expect(given({ months: months.slice(12) })).toMatchObject({ days: 61 });
  expect(given({ months: months.slice(13) })).toMatchObject({ month: "12", days: null });
});

test("a year has every month of the calendar, of whichever year: ten months without winter are a part of it", () => {
  const of = (periods: readonly string[]) => given({ months: periods.map((period) => ({ period, value: 10 })) });
  const year = (from: number, to: number, number: number) =>
    Array.from({ length: to - from + 1 }, (_, i) => `${number}-${String(from + i).padStart(2, "0")}`);
  expect(of(year(3, 12, 2025))).toMatchObject({ days: 304, covered: year(3, 12, 2025).map((period) => period.slice(5)) });
  expect(of(year(2, 12, 2025))).toMatchObject({ days: 334 });
  expect(of([...year(2, 12, 2024), "2025-01"])).toMatchObject({ days: null, covered: [] });
  // Thirteen months of eleven names: no January.
  expect(of([...year(2, 3, 2024), ...year(2, 12, 2025)])).toMatchObject({ days: 334 });
  const bill = { kind: "bill", amount: "110", to: "2025-12-31" } as const;
  expect(given({ ...bill, from: "2025-02-01" })).toMatchObject({ days: 334 });
  expect(given({ ...bill, from: "2025-01-10" })).toMatchObject({ days: null, covered: [] });
});

test("of two months of one name, the newest counts", () => {
  const months = [
    { period: "2024-05", value: 90 },
    { period: "2025-05", value: 10 },
    { period: "2025-06", value: 20 },
  ];
  expect(given({ months })).toMatchObject({ perMonth: 15, covered: ["05", "06"], days: 61, yearBefore: [months[0]] });
});

test("months of two winters are not one: the average is of the twelve months up to the newest", () => {
  const typed = { "2024-11": "20", "2024-12": "20", "2026-01": "5", "2026-02": "5", "2026-03": "5" };
  const read = monthlyFigureOf({ ...NO_ENTRY, kind: "months", typed });
  expect(read).toMatchObject({ ok: true, value: { perMonth: 5, covered: ["01", "02", "03"] } });
  const within = monthlyFigureOf({ ...NO_ENTRY, kind: "months", typed: { "2025-04": "20", "2026-03": "5" } });
  expect(within).toMatchObject({ ok: true, value: { perMonth: 5, covered: ["03"] } });
});

test("the newest month and the eleven before it are judged, back to a new year in a hole of half a year; those of the year before are drawn alone", () => {
  const typed = { "2023-12": "900", "2024-01": "800", "2025-01": "300", "2025-12": "700", "2026-01": "60", "2026-02": "60" };
  const holed = (...periods: string[]) => given({ months: periods.map((period) => ({ period, value: 9 })) });
  expect(holed("2025-03", "2026-01", "2026-02")).toMatchObject({
    periods: ["2026-01", "2026-02"],
    yearBefore: [{ period: "2025-03" }],
  });
  expect(holed("2025-07", "2026-01")).toMatchObject({ periods: ["2025-07", "2026-01"], yearBefore: [] });
  expect(holed("2025-01", "2025-12")).toMatchObject({ periods: ["2025-01", "2025-12"] });
  expect(holed("2025-06", "2026-01")).toMatchObject({ periods: ["2026-01"], yearBefore: [{ period: "2025-06" }] });
  const figure = given({ kind: "months", typed });
  expect(figure).toMatchObject({ periods: ["2025-12", "2026-01", "2026-02"] });
  expect(figure).toMatchObject({ yearBefore: [{ period: "2025-01" }] });
  expect(figure !== null && typeof figure === "object" && [figure.perMonth, largestOf(figure)]).toEqual([820 / 3, 700]);
});

test("typed months count as far as they can be read, and where none can it is said", () => {
  const typed = { "2025-01": "20", "2025-02": "", "2025-03": "10,5" };
  expect(given({ kind: "months", typed })).toMatchObject({ perMonth: 15.25, days: 61, months: [{ value: 20 }, { value: 10.5 }] });
  expect(given({ kind: "months", typed: { ...typed, "2025-02": "dix" } })).toMatchObject({ perMonth: 15.25 });
  expect(given({ kind: "months", typed: { "2025-02": "dix", "2025-03": "" } })).toBe("amount");
  expect(given({ kind: "months" })).toBe("empty");
});

test("a figure is of the year of most of its months, the newer of two; without dates, of none that is known", () => {
  const apart = (...periods: string[]) => yearsApart({ periods }, "2025-Q1");
  expect(apart("2021-11", "2021-12", "2022-01")).toBe(4);
  expect(apart("2025-12", "2026-01")).toBe(1);
  expect(apart()).toBe(0);
  expect(given({ kind: "bill", amount: "9", from: "2024-12-01", to: "2025-01-31" })).toMatchObject({
    periods: ["2024-12", "2025-01"],
  });
});
