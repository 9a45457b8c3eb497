import { expect, test } from "vitest";
import {
  type Calendar,
  comingOf,
  firstMonthToContribute,
  isEnoughFor,
  isOfUse,
  monthsByLevel,
  reminderOf,
  usesOf,
  withLastMonths,
  yearsOf,
} from "../../../dashboards/contribute/coming.ts";
import { parsePeriod } from "../../../src/contract/period.ts";
import type { Frequency } from "../../../src/contract/settings.ts";
import { MEASURES } from "../../../src/domains/index.ts";

const NOW = "2026-11";
function calendar(frequencies: readonly Frequency[], { months = 15, revised = false } = {}): Calendar {
  const levels = frequencies.map((frequency) => ({ level: frequency, name: { fr: "", en: "" }, frequency }));
  return { retention_months: months, protection: { levels, revised } };
}
const released = (...ids: string[]) =>
  ids.map((id) => {
    const [period = "", revision = "0"] = id.split("-r");
    return { period, step: parsePeriod(period).step, revision: Number(revision) };
  });
const coming = (frequencies: readonly Frequency[], ids: readonly string[] = [], more = {}) =>
  comingOf(calendar(frequencies, more), released(...ids), NOW);
const ids = (...given: Parameters<typeof coming>) => coming(...given).map(({ id }) => id);

test("what is to come is of this year and the last, at the calendar's steps, and not made yet", () => {
  expect(ids(["year", "never"])).toEqual(["2025", "2026"]);
  expect(ids(["quarter"], ["2025-Q1", "2025-Q2", "2025-Q3"])).toEqual(["2025-Q4", "2026-Q1", "2026-Q2", "2026-Q3", "2026-Q4"]);
  expect(ids(["month", "year"], ["2025"]).slice(0, 2)).toEqual(["2025-01", "2025-02"]);
  expect(ids(["year"], ["2025", "2026"])).toEqual([]);
});

test("publications go forward: what was passed over, or is of a year before the first one, is not to come", () => {
  expect(ids(["month"], ["2025-06", "2026-09"])).toEqual(["2026-10", "2026-11", "2026-12"]);
  // A commons that began this year never published the last one; one that began in its middle is still to publish it whole.
  expect(ids(["month", "year"], ["2026-09"])).toEqual(["2026-10", "2026-11", "2026-12", "2026"]);
  expect(ids(["month", "year"], ["2025-06", "2026-11"])).toEqual(["2025", "2026-12", "2026"]);
});

test("a year that was published comes once more where a part of the budget is kept for it, and no month does", () => {
  expect(ids(["year"], ["2025"], { revised: true })).toEqual(["2025", "2026"]);
  expect(ids(["year"], ["2025", "2025-r1"], { revised: true })).toEqual(["2026"]);
  expect(ids(["quarter"], ["2025-Q1"], { revised: true })).not.toContain("2025-Q1");
});

test("a publication that is made when the reading is erased already is none that it counts in: at the month exactly", () => {
  // Received in November 2026: 2 months later, on the 1st of January 2027, it is erased; the year's publication is made then at the earliest.
  expect(ids(["year"], [], { months: 2 })).toEqual(["2025"]);
  expect(ids(["year"], [], { months: 3 })).toEqual(["2025", "2026"]);
});

test("months of an older year are of no use, and one begins where what is to come begins: last year, this year, or nowhere yet", () => {
  const both = coming(["month", "year"]);
  expect(["2024-12", "2025-01", "2026-10", "2024", "2025"].map((period) => isOfUse(period, both))).toEqual([
    false,
    true,
    true,
    false,
    true,
  ]);
  expect(isOfUse("2025", coming(["month"]))).toBe(false);
  expect([firstMonthToContribute(both, NOW), yearsOf(both)]).toEqual(["2025-01", ["2025", "2026"]]);
  expect(firstMonthToContribute(coming(["year"], ["2025"]), NOW)).toBe("2026-01");
  expect(firstMonthToContribute(coming(["quarter"], ["2025-Q1", "2025-Q2", "2025-Q3"]), NOW)).toBe("2025-10");
  expect(firstMonthToContribute(coming(["year"], ["2025", "2026"]), NOW)).toBe("2027-01");
});

const LEVELS = (frequencies: readonly Frequency[]) => calendar(frequencies).protection.levels;

/** What the measure's readings count in by level: its steps, as `year 2026`, and what lacks, as `year 2026 3/10`. */
const used = (periods: readonly string[], key: string, frequencies: readonly Frequency[], published: readonly string[] = []) => {
  const [domain = "", measure = ""] = key.split(".");
  const uses = usesOf(
    periods.map((period) => ({ domain, measure, period })),
    MEASURES,
    coming(frequencies, published),
    LEVELS(frequencies),
  );
  return Object.fromEntries(
    uses.flatMap(({ levels }) =>
      levels.map(({ level, steps }) => [
        level,
        steps.flatMap(({ step, counts, short }) => [
          ...counts.map((year) => `${step} ${year}`),
          ...(short ? [`${step} ${short.period} ${short.months}/${short.needed}`] : []),
        ]),
      ]),
    ),
  );
};
const months = (year: number, count: number) =>
  Array.from({ length: count }, (_, i) => `${year}-${String(i + 1).padStart(2, "0")}`);

test("readings count where there are as many months as their measure needs, and a year's total by itself", () => {
  expect(used(months(2026, 10), "electricity.energy", ["year"])).toEqual({ year: ["year 2026"] });
  expect(used(months(2026, 9), "electricity.energy", ["year"])).toEqual({ year: ["year 2026 9/10"] });
  expect(used(months(2026, 1), "spending.insurance", ["year"])).toEqual({ year: ["year 2026"] });
  expect(used(["2025"], "electricity.energy", ["year"])).toEqual({ year: ["year 2025"] });
  expect(used(months(2026, 2), "water.volume", ["quarter"])).toEqual({ quarter: ["quarter 2026-Q1 2/3"] });
  expect(used(months(2026, 3), "water.volume", ["quarter"])).toEqual({ quarter: ["quarter 2026"] });
});

test("each level has its own step: three months count in the whole and not in a neighbourhood, which needs ten of the year", () => {
  expect(used(months(2026, 3), "electricity.energy", ["month", "quarter", "year"])).toEqual({
    month: ["month 2026", "quarter 2026", "year 2026 3/10"],
    quarter: ["quarter 2026", "year 2026 3/10"],
    year: ["year 2026 3/10"],
  });
  expect(used(months(2026, 10), "electricity.energy", ["month", "year"])).toEqual({
    month: ["month 2026", "year 2026"],
    year: ["year 2026"],
  });
  // A level that is never published gains nothing.
  expect(Object.keys(used(months(2026, 10), "electricity.energy", ["year", "never"]))).toEqual(["year"]);
});

test("what lacks is said of the publication that comes closest, and of none before one that counts", () => {
  expect(used(["2025-11", "2025-12", ...months(2026, 4)], "gas.energy", ["year"])).toEqual({ year: ["year 2026 4/10"] });
  expect(used([...months(2025, 3), ...months(2026, 10)], "gas.energy", ["year"])).toEqual({ year: ["year 2026"] });
  expect(used([...months(2025, 12), ...months(2026, 3)], "gas.energy", ["year"])).toEqual({
    year: ["year 2025", "year 2026 3/10"],
  });
});

test("what no publication to come is about promises nothing", () => {
  expect(used(months(2021, 12), "electricity.energy", ["year"])).toEqual({});
  expect(used([...months(2021, 12), ...months(2025, 12)], "electricity.energy", ["year"])).toEqual({ year: ["year 2025"] });
  expect(used(months(2025, 12), "electricity.energy", ["year"], ["2025"])).toEqual({});
});

test("all is given for a publication once each measure of the home has months enough of its period, or its total, at the smallest level", () => {
  const of = (domain: string, measure: string, periods: readonly string[]) =>
    periods.map((period) => ({ domain, measure, period }));
  const [water, heat] = [of("water", "volume", months(2026, 10)), of("electricity", "energy", months(2026, 9))];
  const { levels } = calendar(["month", "year"]).protection;
  expect(isEnoughFor("2026", water, levels)).toBe(true);
  expect(isEnoughFor("2026", water.slice(1), levels)).toBe(false);
  expect(isEnoughFor("2026", [...water, ...heat], levels)).toBe(false);
  expect(isEnoughFor("2026", [...water, ...heat, ...of("electricity", "energy", ["2026"])], levels)).toBe(true);
  // A measure of which nothing of the period is given yet lacks it whole.
  expect(isEnoughFor("2026", [...water, ...of("electricity", "energy", ["2025"])], levels)).toBe(false);
  expect(isEnoughFor("2026", [], levels)).toBe(false);
  // One's last months are those after the last that was given, of each measure.
  const last = withLastMonths([...heat, ...of("water", "volume", ["2026-12"])], "2026").map(({ period }) => period);
  expect(last).toEqual([...months(2026, 9), "2026-12", "2026-10", "2026-11", "2026-12"]);
});

test("one is reminded on the 5th before the publication whose period ends next, and within a season", () => {
  const reminder = (given: ReturnType<typeof coming>, day: string) => reminderOf(given, new Date(`${day}T12:00:00Z`));
  const november = { day: "2026-12-05", before: { period: "2026-11", due: "2026-12-20" } };
  expect(reminder(coming(["month", "year"], ["2026-10"]), "2026-11-28")).toEqual(november);
  expect(reminder(coming(["month", "year"], ["2026-10"]), "2026-12-04")).toEqual(november);
  expect(reminder(coming(["month", "year"], ["2026-10"]), "2026-12-05").day).toBe("2027-01-05");
  // Of two that end together, the shorter.
  expect(reminder(coming(["month", "year"], ["2026-11"]), "2026-11-28").before?.period).toBe("2026-12");
  const year = { day: "2027-01-05", before: { period: "2026", due: "2027-01-20" } };
  expect(reminder(coming(["year"], ["2025"]), "2026-10-01")).toEqual(year);
  // A year that ends later than a season away is no reason to wait for it.
  expect(reminder(coming(["year"], ["2025"]), "2026-09-30")).toEqual({ day: "2026-12-05", before: null });
  // Months of a publication that is late can be added today: the next period is what one comes back for.
  expect(reminder(coming(["month"], ["2026-08"]), "2026-11-14")).toEqual(november);
  expect(reminder([], "2026-11-28")).toEqual({ day: "2027-02-05", before: null });
});

test("a month counts at the smallest level that is published for a period with enough months, exactly as many, and a year's total makes its months count", () => {
  const { protection } = calendar(["month", "quarter", "year"]);
  const [water] = MEASURES.filter(({ key }) => key === "water.volume");
  const at = (...periods: string[]) => {
    const readings = periods.map((period) => ({ domain: "water", measure: "volume", period }));
    if (water === undefined) throw new Error("no water");
    return monthsByLevel(readings, water, coming(["month", "quarter", "year"], ["2025"]), protection.levels).map(
      ({ level, months }) => `${level} ${months.length}`,
    );
  };
  const months = (from: number, to: number) =>
    Array.from({ length: to - from + 1 }, (_, i) => `2026-${String(from + i).padStart(2, "0")}`);
  expect(at(...months(1, 10))).toEqual(["year 10"]);
  expect(at(...months(1, 9))).toEqual(["quarter 9"]);
  expect(at(...months(2, 9))).toEqual(["quarter 6", "month 2"]);
  expect(at("2026-02", "2026")).toEqual(["year 1"]);
  expect(at("2024-02")).toEqual([]);
});
