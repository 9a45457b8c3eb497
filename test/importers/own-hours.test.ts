import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readHouseholdFile } from "../../src/importers/index.ts";
import { AUTUMN, SPRING } from "./files.ts";
import { bytesOf, home, type MadeCell, midnight, type PowerInterval, wall, wattHours, workbookOf } from "./made.ts";

type Options = Parameters<typeof readHouseholdFile>[1];
const read = (text: string | Uint8Array, options: Options = {}) =>
  readHouseholdFile({ name: "mes heures.csv", bytes: typeof text === "string" ? bytesOf(text) : text }, options);
const months = async (text: string | Uint8Array, options?: Options) =>
  Object.fromEntries((await read(text, options)).readings.map(({ period, amount }) => [period, amount]));
const kWh = ({ start, end, watts }: PowerInterval): string => String((watts * (end - start)) / 3_600_000);
const reasons = async (text: string) => [...new Set((await read(text)).unread.map(({ reason }) => reason))];

/** How programs and people write a time. */
const WRITTEN: Readonly<Record<string, (instant: number) => string>> = {
  iso: (at) => `${wall(at).day} ${wall(at).time}`,
  short: (at) => `${wall(at).day} ${wall(at).time.slice(0, 5)}`,
  french: (at) => `${wall(at).french} ${wall(at).time.slice(0, 5)}`,
  century: (at) => `${wall(at).french.replace(/20(\d\d)$/, "$1")} ${wall(at).time.slice(0, 5).replace(":", "h")}`,
  T: (at) => `${wall(at).day}T${wall(at).time}.000`,
  utc: (at) => new Date(1000 * at).toISOString(),
  // Kathmandu's, 5:45 from Greenwich.
  elsewhere: (at) => new Date(1000 * (at + 20_700)).toISOString().replace("Z", "+05:45"),
  american: (at) => {
    const { day, time } = wall(at);
    const hour = Number(time.slice(0, 2));
    return `${day.slice(5, 7)}/${day.slice(8)}/${day.slice(0, 4)} ${hour % 12 || 12}:${time.slice(3, 5)} ${hour < 12 ? "AM" : "PM"}`;
  },
  words: (at) =>
    `${new Date(`${wall(at).day}T00:00Z`).toLocaleDateString("fr-FR", { dateStyle: "long", timeZone: "UTC" })} à ${wall(at).time}`,
};
type Written = keyof typeof WRITTEN;

const table = (of: readonly PowerInterval[], write: Written, edge: "start" | "end", title = "Date") =>
  `${title};Électricité (kWh)\n${of.map((one) => `${WRITTEN[write]?.(one[edge])};${kWh(one).replace(".", ",")}`).join("\n")}\n`;

const HOMES = { spring: SPRING, autumn: AUTUMN, "spring by the hour": home("2024-02-20", "2024-05-03", 60) } as const;

/** The two months in the middle of a home, between days of two others. */
const wholeMonths = (of: readonly PowerInterval[]) => Object.fromEntries(Object.entries(wattHours(of)).slice(1, 3));

describe.each(Object.entries(HOMES))("%s, with a change of clocks", (_, of) => {
  test.each(Object.keys(WRITTEN).flatMap((write) => (["start", "end"] as const).map((edge) => [write, edge] as const)))(
    "times written as %s, the %s of each step: the months are exact",
    async (write, edge) => {
      // Of times in UTC only the title tells.
      const report = await read(
        table(of, write, edge, write === "utc" ? `Horodate de ${edge === "end" ? "fin" : "début"}` : "Date"),
      );
      expect([report.unread, report.variant, report.readings[0]?.source]).toEqual([[], "own-table", "table"]);
      expect(Object.fromEntries(report.readings.map(({ period, amount }) => [period, amount]))).toEqual(wholeMonths(of));
      expect(report.readings.every(({ missing }) => missing === undefined)).toBe(true);
      expect(report.finest).toBe(((of[0] as PowerInterval).end - (of[0] as PowerInterval).start) / 60);
    },
  );

  const rows = (title: string, cells: (one: PowerInterval) => readonly string[]) =>
    `${title}\n${of.map((one) => [...cells(one), kWh(one)].join(",")).join("\n")}`;
  test.each<[string, string]>([
    ["a day and an hour", rows("Date,Heure,Électricité (kWh)", ({ start: at }) => [wall(at).french, wall(at).time.slice(0, 5)])],
    ["the hour's end", rows("Date,End time,Electricity (kWh)", ({ end: at }) => [wall(at).day, wall(at).time])],
    ["both ends", rows("Début,Fin,Électricité (kWh)", ({ start, end }) => [start, end].map((at) => WRITTEN.french?.(at) ?? ""))],
    [
      "both ends, as Octopus gives them",
      rows("Start,End,Electricity (kwh)", ({ start, end }) => [start, end].map((at) => WRITTEN.elsewhere?.(at) ?? "")),
    ],
  ])("in two columns: %s", async (_name, text) => {
    const report = await read(text);
    expect([report.unread, Object.fromEntries(report.readings.map(({ period, amount }) => [period, amount]))]).toEqual([
      [],
      wholeMonths(of),
    ]);
  });

  test("in a workbook, as dates with their hour, or with it beside them", async () => {
    const date = (at: number) => new Date(`${wall(at).day}T${wall(at).time}Z`);
    const book = (title: readonly string[], cells: (at: number) => MadeCell[]) =>
      workbookOf([title, ...of.map((one) => [...cells(one.start), Number(kWh(one))])]);
    expect(await months(await book(["Date", "Électricité (kWh)"], (at) => [date(at)]))).toEqual(wholeMonths(of));
    const split = await book(["Date", "Heure", "Électricité (kWh)"], (at) => [
      new Date(`${wall(at).day}T00:00:00Z`),
      new Date(`1899-12-30T${wall(at).time}Z`),
    ]);
    expect(await months(split)).toEqual(wholeMonths(of));
  });
});

const HOURS = home("2025-01-01", "2025-02-01", 60);
const JANUARY = { "2025-01": wattHours(HOURS)["2025-01"] };
/** The hours, and the one on each side of the month, used as much as a car charges. */
const AROUND = [
  { start: midnight("2025-01-01") - 3600, end: midnight("2025-01-01"), watts: 7000 },
  ...HOURS,
  { start: midnight("2025-02-01"), end: midnight("2025-02-01") + 3600, watts: 5000 },
];

describe("which end of its hour a time is", () => {
  test("a title tells it, whatever the hours are", async () => {
    for (const [title, edge] of [
      ["Début", "start"],
      ["Heure de fin", "end"],
      ["Date de fin", "end"],
      ["start_time", "start"],
      ["To", "end"],
    ] as const) {
      const [when, hour] = title === "Heure de fin" ? ["Date;Heure de fin", " "] : [title, ""];
      const text = table(AROUND, "short", edge, when);
      expect([title, await months(hour === "" ? text : text.replace(/^(\d\S+) /gm, "$1;"))]).toEqual([title, JANUARY]);
    }
  });

  test("the first and the last hour of whole days tell it", async () => {
    expect(await months(table(HOURS, "short", "start"))).toEqual(JANUARY);
    const ends = await read(table(HOURS, "short", "end"));
    // The last one is midnight, and makes no hour of February.
    expect([ends.readings.map(({ amount }) => amount), ends.partial]).toEqual([Object.values(JANUARY), []]);
  });

  test("a step that changes within the file is followed, whichever end is written", async () => {
    const mixed = [...home("2025-01-01", "2025-01-15"), ...home("2025-01-15", "2025-02-01", 60)];
    for (const edge of ["start", "end"] as const)
      expect(await months(table(mixed, "french", edge))).toEqual({ "2025-01": wattHours(mixed)["2025-01"] });
  });

  test("an hour of 24 ends one: hours may be numbers from 1 to 24, or from 0 to 23", async () => {
    const numbered = (from: 0 | 1) =>
      `Date;Heure;Électricité (kWh)\n${AROUND.slice(0, -1)
        .map((one) => `${wall(one.start).french};${Number(wall(one.start).time.slice(0, 2)) + from};${kWh(one)}`)
        .join("\n")}`;
    expect(await months(numbered(1))).toEqual(JANUARY);
    expect(await months(numbered(0))).toEqual(JANUARY);
  });

  test.each(["-", " - ", " à ", "–"])(
    "an hour with its end behind it, as in 13:00%s14:00, is no time in another zone",
    async (dash) => {
      const half = home("2025-01-01", "2025-02-01");
      const ranges = (of: readonly PowerInterval[], separator: string) =>
        `Date;Heure;Électricité (kWh)\n${of
          .slice(1)
          .map((one) => {
            const [from, to] = [one.start, one.end].map((at) => wall(at).time.slice(0, 5));
            return `${wall(one.start).french}${separator}${from}${dash}${to};${kWh(one)}`;
          })
          .join("\n")}`;
      for (const of of [half, HOURS]) {
        // The first row is lost, so that nothing but the cells tells which end is which.
        const expected = { "2025-01": (wattHours(of)["2025-01"] ?? 0) - 1000 * Number(kWh(of[0] as PowerInterval)) };
        expect(await months(ranges(of, ";"))).toEqual(expected);
        expect(await months(ranges(of, " ").replace("Date;Heure", "Date"))).toEqual(expected);
      }
    },
  );

  test("times in UTC may tell both: whole days there, or whole days at home in winter", async () => {
    const [atHome, there] = [HOURS, HOURS.map((one) => ({ ...one, start: one.start + 3600, end: one.end + 3600 }))];
    const same = (await read(table(atHome, "utc", "end"))).readings;
    expect((await read(table(there, "utc", "start"))).readings.map(({ missing }) => missing)).toEqual([60]);
    expect(same.map(({ missing }) => missing)).toEqual([60]);
  });

  test("where nothing does, a month is wrong by what its first hour and the next month's differ, and by no more", async () => {
    for (const edge of ["start", "end"] as const) {
      const [found] = (await read(table(AROUND, "short", edge))).readings;
      const error = edge === "start" ? 0 : 7000 - (HOURS.at(-1)?.watts ?? 0);
      expect(found?.amount).toBe((JANUARY["2025-01"] ?? 0) + error);
    }
  });
});

describe("what is not read by the hour", () => {
  test("a unit that nobody says, a power, steps of hours, a row of another step and a day's sum among hours", async () => {
    const text = table(HOURS, "french", "start");
    expect(await reasons(text.replace("Électricité (kWh)", "Électricité"))).toEqual(["unclear-unit"]);
    expect(await months(text.replace("Électricité (kWh)", "Électricité").replace(/$/gm, " kWh").replace(" kWh", ""))).toEqual(
      JANUARY,
    );
    await expect(read("Horodate;Valeur\n2025-01-31;12\n")).rejects.toMatchObject({ looks: "table" });
    await expect(read(text.replace("kWh", "kW"))).rejects.toMatchObject({ looks: "table" });
    expect(await reasons(table(HOURS, "short", "start").replace(/^.* (?!00|06|12|18)\d\d:00;.*\n/gm, ""))).toEqual([
      "unclear-hour",
    ]);
    const sum = await read(text.replace(/(03\/01\/2025 23.*)/, "$1\n03/01/2025;11,5\nTotal;300"));
    expect(sum.unread.map(({ reason }) => reason)).toEqual(["unclear-month", "bad-date"]);
    expect(sum.readings[0]?.amount).toBe(JANUARY["2025-01"]);
    expect(await reasons("Début;Fin;Électricité (kWh)\n01/01/2025;31/01/2025;412\n01/02/2025;28/02/2025;380")).toEqual([
      "unclear-month",
    ]);
  });

  test("a counter, which never falls or starts again each day; water that is let in at one hour is none", async () => {
    const climbing = HOURS.map((one, i) => ({ ...one, watts: 1000 * i + one.watts }));
    const daily = HOURS.map((one, i) => ({ ...one, watts: (i % 24) * 100 }));
    for (const of of [climbing, daily]) {
      const report = await read(table(of, "short", "start"));
      expect([report.readings, report.unread[0]?.reason, report.unreadTotal]).toEqual([[], "index", of.length]);
    }
    const garden = HOURS.map((one, i) => ({ ...one, watts: i % 24 === 6 ? 500 : 0 }));
    expect(await months(table(garden, "short", "start"))).toEqual({ "2025-01": 31 * 500 });
  });

  test("an hour that is not over, an hour that there is not, and one that comes twice", async () => {
    const now = new Date(1000 * midnight("2025-01-31") + 1800_000);
    const late = await read(table(HOURS, "short", "start"), { now });
    expect([late.unreadTotal, late.unread[0]?.reason, late.readings[0]?.missing]).toEqual([24, "unfinished", 1440]);
    const ends = await read(table(HOURS, "short", "end"), { now });
    expect([ends.unreadTotal, ends.readings[0]?.missing]).toEqual([24, 1440]);
    const twice = await read(`${table(HOURS, "short", "start")}2025-01-07 07:00;99\n2025-01-32 07:00;1\n2025-01-07 25:00;1\n`);
    expect(twice.unread.map(({ reason }) => reason).sort()).toEqual(["bad-date", "bad-date", "contradiction", "contradiction"]);
    const skipped = await read(table(SPRING, "short", "start").replace("2024-03-31 03:00", "2024-03-31 02:00"));
    expect([skipped.unread.map(({ reason }) => reason), skipped.readings[0]?.missing]).toEqual([["no-such-hour"], 30]);
  });
});

describe("any hours", () => {
  const amount = fc.nat(9);
  const some = fc.record({
    minutes: fc.constantFrom(15, 30, 60),
    edge: fc.constantFrom("start" as const, "end" as const),
    write: fc.constantFrom("french", "iso", "T", "elsewhere"),
    from: fc.constantFrom("2024-03-01", "2024-10-01", "2025-01-01"),
  });
  const next = (from: string) => `${from.slice(0, 5)}${String(Number(from.slice(5, 7)) + 1).padStart(2, "0")}-01`;

  test("summed by the hour they make what their days make, in any order; of 4 % fewer a month is whole, and of 6 % fewer none", async () => {
    await fc.assert(
      fc.asyncProperty(
        some,
        fc.infiniteStream(amount),
        fc.infiniteStream(fc.nat()),
        async ({ minutes, edge, write, from }, stream, keys) => {
          const of = home(from, next(from), minutes).map((one) => ({
            ...one,
            watts: (60_000 / minutes) * (stream.next().value as number),
          }));
          const head = "Date;Électricité (kWh)";
          const lines = of.map((one) => `${WRITTEN[write]?.(one[edge])};${kWh(one)}`);
          const days = new Map<string, number>();
          for (const one of of) days.set(wall(one.start).day, (days.get(wall(one.start).day) ?? 0) + Number(kWh(one)));
          const expected = await months([head, ...[...days].map((row) => row.join(";"))].join("\n"));
          expect(Object.keys(expected)).toEqual([from.slice(0, 7)]);
          expect(await months([head, ...lines].join("\n"))).toEqual(expected);
          const shuffled = lines.map((line) => ({ line, key: keys.next().value as number })).sort((a, b) => a.key - b.key);
          expect(await months([head, ...shuffled.map(({ line }) => line)].join("\n"))).toEqual(expected);
          // The first and the last stay, since they tell which end is written.
          const without = (part: number) => {
            const lost = new Set(
              shuffled
                .map(({ line }) => line)
                .filter((line) => line !== lines[0] && line !== lines.at(-1))
                .slice(0, Math.round(part * lines.length)),
            );
            return read([head, ...lines.filter((line) => !lost.has(line))].join("\n"));
          };
          const [fewer, toofew] = [await without(0.04), await without(0.06)];
          expect(fewer.readings.map(({ period }) => period)).toEqual(Object.keys(expected));
          expect(fewer.readings[0]?.amount).toBeLessThanOrEqual(Object.values(expected)[0] as number);
          expect([toofew.readings, toofew.partial.map(({ reason }) => reason)]).toEqual([[], ["incomplete"]]);
        },
      ),
      { seed: 20_251_130, numRuns: 24 },
    );
  });

  test("no month has more than all rows of the file, whatever is lost, twice or out of place, and whichever end is written", async () => {
    const rows = fc.array(fc.record({ at: fc.nat(31 * 48 + 20), kWh: amount }), { minLength: 1, maxLength: 60 });
    await fc.assert(
      fc.asyncProperty(rows, some, fc.nat(40), async (extra, { write, edge, from }, from0) => {
        const of = home(from, next(from)).slice(from0);
        const places = [
          ...of.map(({ start }) => ({ start, kWh: 1 })),
          ...extra.map(({ at, kWh: amount }) => ({ start: midnight(from) + 1800 * at, kWh: amount })),
        ];
        const text = places
          .map(({ start, kWh: one }) => `${WRITTEN[write]?.(start + (edge === "end" ? 1800 : 0))};${one}`)
          .join("\n");
        const { readings } = await read(`Date;Électricité (kWh)\n${text}`);
        for (const reading of readings)
          expect(reading.amount).toBeLessThanOrEqual(1000 * places.reduce((sum, { kWh: one }) => sum + one, 0));
      }),
      { seed: 20_251_130, numRuns: 40 },
    );
  });
});
