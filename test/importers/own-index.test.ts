import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readHouseholdFile, UnnamedMeasure } from "../../src/importers/index.ts";
import { amountsAre, type MeterReading, usesBetween } from "../../src/importers/own-index.ts";
import { localTime } from "../../src/importers/zone.ts";
import { bytesOf, workbookOf } from "./made.ts";

type Options = Parameters<typeof readHouseholdFile>[1];
const read = (text: string | Uint8Array, options: Options = {}) =>
  readHouseholdFile({ name: "releves.csv", bytes: typeof text === "string" ? bytesOf(text) : text }, options);

/** The first of each of `count` months from January 2024 on, or another day of them, as French people write it. */
const datesOf = (count: number, day = 1): string[] =>
  Array.from({ length: count }, (_, i) => {
    const month = String((i % 12) + 1).padStart(2, "0");
    return `${String(day).padStart(2, "0")}/${month}/${2024 + Math.floor(i / 12)}`;
  });
const table = (title: string, dates: readonly string[], values: readonly number[]): string =>
  `${title}\n${dates.map((date, i) => `${date};${values[i]}`).join("\n")}\n`;
const amountsIn = ({ readings }: Awaited<ReturnType<typeof read>>): number[] => readings.map(({ amount }) => amount);

/** What stands on a meter after each use. */
function standing(first: number, uses: readonly number[]): number[] {
  const all = [first];
  for (const use of uses) all.push((all.at(-1) ?? 0) + use);
  return all;
}

const uses = fc.array(fc.integer({ min: 0, max: 40 }), { minLength: 11, maxLength: 30 });

describe("a table of what stands on a meter", () => {
  test("whatever the meter and the uses: n readings a month apart are the n − 1 uses between them, exactly, and are never read as amounts", async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: 99_999 }), uses, async (first, used) => {
        fc.pre(used.filter((use) => use > 0).length >= 5);
        const report = await read(table("Date de relevé;Eau (m3)", datesOf(used.length + 1), standing(first, used)));
        expect(amountsIn(report)).toEqual(used.map((use) => 1000 * use));
        expect(report.meterReadings).toBe(used.length + 1);
        expect(report.readings.some(({ estimated }) => estimated)).toBe(false);
      }),
      { numRuns: 40 },
    );
  });

  test("amounts that fall once are amounts, whatever they are: the title of the dates changes nothing", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 0, max: 500 }), { minLength: 3, maxLength: 24 }), async (amounts) => {
        fc.pre(amounts.some((amount, i) => amount < (amounts[i - 1] ?? 0)));
        const report = await read(table("Date de relevé;Électricité (kWh)", datesOf(amounts.length), amounts));
        expect(amountsIn(report)).toEqual(amounts.map((amount) => 1000 * amount));
        expect(report.meterReadings).toBeUndefined();
      }),
      { numRuns: 40 },
    );
  });

  test("read on any days, nothing is lost or added: the parts of each month add up to the last reading less the first", () => {
    const dated = fc
      .tuple(
        fc.integer({ min: 0, max: 1e9 }),
        fc.array(fc.tuple(fc.integer({ min: 1, max: 333 }), fc.nat(1e6)), { minLength: 1 }),
      )
      .map(([first, steps]) => {
        const all: MeterReading[] = [{ date: "first", at: 0, amount: first }];
        for (const [i, [days, use]] of steps.entries()) {
          const { at, amount } = all.at(-1) as MeterReading;
          all.push({ date: String(i), at: at + 86_400 * days, amount: amount + use });
        }
        return all;
      });
    const time = localTime(() => 0);
    fc.assert(
      fc.property(dated, (readings) => {
        const points = [
          ...usesBetween(readings, { measure: "water.volume" }, { places: 0, denominator: 1n }, time).values(),
        ].flat();
        let [sum, at] = [0, readings[0]?.at];
        for (const point of points) {
          if (typeof point === "string" || typeof point.when === "string") throw new Error(JSON.stringify(point));
          expect(point.when.start).toBe(at);
          expect(time.monthOf((point.when.end ?? 0) - 1)).toBe(time.monthOf(point.when.start ?? 0));
          at = point.when.end;
          sum += Number(point.value);
        }
        expect([sum, at]).toEqual([(readings.at(-1)?.amount ?? 0) - (readings[0]?.amount ?? 0), readings.at(-1)?.at]);
      }),
    );
  });

  test("read in the middle of months, each whole month has its share of two uses, and says that it is estimated", async () => {
    const report = await read(table("Date de relevé;Eau (m3)", datesOf(12, 16), standing(1204, Array(11).fill(10))));
    expect(report.readings.map(({ period }) => period)).toEqual(
      Array.from({ length: 10 }, (_, i) => `2024-${String(i + 2).padStart(2, "0")}`),
    );
    expect(report.readings.every(({ estimated, amount }) => estimated && Math.abs(amount - 10_000) < 700)).toBe(true);
    expect(report.partial.map(({ period }) => period)).toEqual(["2024-01", "2024-12"]);
  });

  test("a few readings on a meter that stands far above what a home uses are told without a question", async () => {
    const report = await read(table("Date;Eau (m3)", datesOf(4), [1204, 1212, 1221, 1229]));
    expect(amountsIn(report)).toEqual([8000, 9000, 8000]);
    const book = await workbookOf([
      ["Date de relevé", "Eau (m3)"],
      ...[1204, 1212, 1221, 1229].map((value, i) => [new Date(Date.UTC(2024, i, 1)), value]),
    ]);
    expect(amountsIn(await read(book))).toEqual([8000, 9000, 8000]);
  });

  test("a few months that rise may be either: it is asked, and each answer is read", async () => {
    const text = table("Date;Électricité (kWh)", datesOf(5), [100, 150, 230, 300, 340]);
    const asked = await read(text).catch((error: unknown) => error);
    expect(asked).toBeInstanceOf(UnnamedMeasure);
    expect(asked).toMatchObject({ looks: "unclear-meter", mayBeMeter: true, unit: null, measures: ["electricity.energy"] });
    expect(amountsIn(await read(text, { isMeter: true }))).toEqual([50_000, 80_000, 70_000, 40_000]);
    expect(amountsIn(await read(text, { isMeter: false }))).toEqual([100_000, 150_000, 230_000, 300_000, 340_000]);
    // Below « mois » the person has said it.
    expect(amountsIn(await read(text.replace("Date", "Mois")))).toHaveLength(5);
  });

  test("a meter that was changed begins anew, and a reading that comes a year later is not spread over its months", async () => {
    const changed = await read(table("Date;Index eau (m3)", datesOf(6), [1204, 1212, 1221, 3, 12, 20]));
    expect(changed.readings.map(({ period, amount }) => [period, amount])).toEqual([
      ["2024-01", 8000],
      ["2024-02", 9000],
      ["2024-04", 9000],
      ["2024-05", 8000],
    ]);
    expect(changed.unread).toEqual([{ in: "line", at: 5, reason: "index-falls" }]);
    const late = await read("Date;Index eau (m3)\n01/01/2023;1000\n01/11/2023;1100\n01/11/2024;1200\n");
    expect(late.readings.every(({ period }) => period.startsWith("2023"))).toBe(true);
    expect(late.dropped).toContainEqual({ what: "long-interval", count: 1 });
  });
});

test("days that rise and a home that is empty are uses; three rows are the least that tell anything", () => {
  const rows = (days: number, ...amounts: number[]) =>
    amounts.map((amount, i): MeterReading => ({ date: String(i), at: 86_400 * days * i, amount }));
  expect(amountsAre(rows(1, 1, 2, 3, 4, 5, 6, 7), null)).toBe("uses");
  expect(amountsAre(rows(30, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0), null)).toBe("uses");
  expect(amountsAre(rows(30, 8, 9), null)).toBe("uses");
  expect(amountsAre(rows(30, 8, 9, 10), null)).toBe("unclear");
  expect(amountsAre(rows(365, 100, 101, 102, 103, 104, 105), null)).toBe("unclear");
  expect(amountsAre(rows(1, ...Array.from({ length: 20 }, (_, i) => i)), null)).toBe("meter");
});
