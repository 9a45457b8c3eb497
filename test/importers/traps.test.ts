import { describe, expect, test } from "vitest";
import { type FileReport, readHouseholdFiles } from "../../src/importers/index.ts";
import * as files from "./files.ts";
import { DAYS, SPRING } from "./files.ts";
import { bytesOf, latin1, midnight, wattHours } from "./made.ts";
import * as more from "./more-files.ts";

/** Files that have more in them, or other things, than one reads at first sight: each was once read wrongly, in silence. */
type FileContent = string | Uint8Array;
const bytes = (held: FileContent) => (typeof held === "string" ? bytesOf(held) : held);
const read = (...held: FileContent[]) => readHouseholdFiles(held.map((one) => ({ name: "a file", bytes: bytes(one) })));
const amounts = ({ readings }: FileReport) => Object.fromEntries(readings.map(({ period, amount }) => [period, amount]));
const { "2024-03": march, "2024-04": april } = wattHours(SPRING);

const two = (value: number) => String(value).padStart(2, "0");
const january = (row: (date: string) => string) => Array.from({ length: 31 }, (_, i) => row(`${two(i + 1)}/01/2026`));

describe("EDF: what was used is told from what was made, column by column", () => {
  const table = (title: string, header: string, rows: readonly string[]) =>
    latin1([`Récapitulatif de ${title}`, "", header, ...rows].join("\n"));

  test.each([
    ["two times of a tariff add up", "ma consommation", "Date;Consommation HP (kWh);Consommation HC (kWh)", ";10,0;6,0", 496],
    ["production first", "mon électricité", "Date;Production (kWh);Consommation (kWh)", ";3,0;10,0", 310],
    ["production last", "mon électricité", "Date;Consommation (kWh);Surplus injecté (kWh)", ";10,0;3,0", 310],
    ["self-consumption is no consumption", "ma consommation", "Date;Autoconsommation (kWh);Énergie (kWh)", ";3,0;10,0", 310],
    ["the column against the title", "ma production", "Date;Consommation (kWh)", ";10,0", 310],
    ["names in quotes", "ma consommation", '"Date";"Consommation (kWh)"', ";10,0", 310],
  ])("%s", async (_, title, header, values, kwh) => {
    const report = await read(
      table(
        title,
        header,
        january((date) => date + values),
      ),
    );
    expect(report).toMatchObject({ variant: "edf-daily", readings: [{ period: "2026-01", amount: 1000 * kwh }], unread: [] });
    expect(report.readings[0]).not.toHaveProperty("missing");
  });

  test.each([
    ["by its column", "mon électricité", "Date;Production (kWh)"],
    ["by its title", "ma production", "Date;Énergie (kWh)"],
    ["by a title that says both", "ma consommation et de ma production", "Date;Énergie (kWh)"],
  ])("production alone is left out, %s", async (_, title, header) => {
    const report = await read(
      table(
        title,
        header,
        january((date) => `${date};3,0`),
      ),
    );
    expect(report).toMatchObject({ readings: [], partial: [], dropped: [{ what: "production", count: 31 }], unread: [] });
  });

  test("a whole beside its parts: none is picked, and every line says so", async () => {
    const rows = january((date) => `${date};16,0;10,0`);
    const report = await read(table("ma consommation", "Date;Consommation (kWh);Consommation HP (kWh)", rows));
    expect(report).toMatchObject({ readings: [], partial: [], unreadTotal: 31 });
    expect(report.unread[0]).toEqual({ in: "line", at: 4, reason: "unclear-column" });
  });

  test("a day of which one part is empty is missing, not smaller", async () => {
    const rows = january((date) => `${date};10,0;${date.startsWith("07") ? "" : "6,0"}`);
    const report = await read(table("ma consommation", "Date;Consommation HP (kWh);Consommation HC (kWh)", rows));
    expect(report.readings).toMatchObject([{ amount: 480_000, missing: 1440 }]);
  });

  test("months with two times of a tariff", async () => {
    const rows = [1, 2, 3, 4].map((month) => `${two(month)}/2025;100,5;60`);
    const report = await read(table("ma consommation", "Mois;Consommation HP (kWh);Consommation HC (kWh)", rows));
    expect(amounts(report)).toEqual({ "2025-02": 160_500, "2025-03": 160_500 });
  });

  test("commas above a table, and in its numbers, do not hide it", async () => {
    const address = "12, rue des Fleurs, 69003 Lyon, France\n";
    const rows = [1, 2, 3, 4].map((month) => `${two(month)}/2025;312,4`);
    const monthly = await read(table(`ma consommation\n${address}`, "Mois;Consommation (kWh)", rows));
    expect(monthly).toMatchObject({ variant: "edf-monthly", points: 4 });
    expect(amounts(monthly)).toEqual({ "2025-02": 312_400, "2025-03": 312_400 });
    const daily = await read(
      table(
        `ma consommation\n${address}`,
        "Date;Consommation (kWh)",
        january((date) => `${date};10,5`),
      ),
    );
    expect(amounts(daily)).toEqual({ "2026-01": 325_500 });
  });

  test("the curve: its own column, and not one of what was fed in", async () => {
    const text = new TextDecoder("latin1").decode(files.edfCurve(SPRING));
    const column = "Puissance atteinte (W)";
    const beside = text.replace(column, `Puissance injectée (W);${column}`).replace(/^(\d\d:\d\d:\d\d);/gm, "$1;1;");
    expect(amounts(await read(latin1(beside)))).toEqual({ "2024-03": march, "2024-04": april });
    const made = await read(latin1(text.replace("mes puissances atteintes", "mes puissances injectées")));
    expect(made).toMatchObject({ readings: [], partial: [], unread: [] });
    expect(made.dropped[0]?.what).toBe("production");
  });
});

describe("Green Button: what came to the home, and no other flow", () => {
  const flowing = (flow: string) => {
    const text = more.greenButton(SPRING).replace("<espi:flowDirection>1</espi:flowDirection>", flow);
    return read(text);
  };
  test.each(["4", "20", "2", "99"])("flow %s is another quantity", async (flow) => {
    const report = await flowing(`<espi:flowDirection>${flow}</espi:flowDirection>`);
    expect(report).toMatchObject({ readings: [], partial: [] });
    expect(report.dropped).toContainEqual({ what: "other-measure", count: SPRING.length });
  });
  test.each(["", "<espi:flowDirection/>", "<espi:flowDirection>0</espi:flowDirection>"])("%j says no direction", async (flow) => {
    expect(amounts(await flowing(flow))).toEqual({ "2024-03": march, "2024-04": april });
  });

  test("millionths of a watt-hour are rounded to thousandths, and are no fractions", async () => {
    const text = more
      .greenButton(SPRING)
      .replace("<espi:powerOfTenMultiplier>-1<", "<espi:powerOfTenMultiplier>-6<")
      .replace(/<espi:value>(\d+)</g, (_, value: string) => `<espi:value>${value}00000<`);
    expect(amounts(await read(text))).toEqual({ "2024-03": march, "2024-04": april });
    const few = more.greenButton(SPRING).replace("<espi:powerOfTenMultiplier>-1<", "<espi:powerOfTenMultiplier>-6<");
    expect(Object.values(amounts(await read(few))).every(Number.isSafeInteger)).toBe(true);
  });

  test("a unit or a service by the name of a property of every object is none", async () => {
    for (const [from, to] of [
      ["<espi:uom>72<", "<espi:uom>constructor<"],
      ["<espi:kind>0<", "<espi:kind>toString<"],
    ] as const) {
      const text = more.greenButton(SPRING);
      expect(text).toContain(from);
      expect(await read(text.replaceAll(from, to))).toMatchObject({ readings: [], partial: [], unread: [] });
    }
  });
});

test("an index in UTC is that of its instants, though local midnights are written as 23:00 too", async () => {
  const local = files.enedisIndex(SPRING);
  const utc = local.replace(/^(\d{4}-\d\d-\d\d)T\d\d:00:00[+]0\d:00;(Arr)/gm, (_, day: string, kind: string) => {
    return `${new Date(1000 * midnight(day)).toISOString().replace(".000", "")};${kind}`;
  });
  expect(utc).toContain("2024-04-14T22:00:00Z");
  expect((await read(utc)).readings).toEqual((await read(local)).readings);
});

describe("another meter", () => {
  test("that shows more than the old one: what lies between them is of neither", async () => {
    const jumped = files
      .enedisIndex(SPRING)
      .replace(/^(2024-04-1[5-9].*;|2024-04-[23].*;|2024-05.*;)(\d+)$/gm, (_, row, index) => {
        return `${row}${Number(index) + 19_000_000}`;
      });
    const [sound, report] = [await read(files.enedisIndex(SPRING)), await read(jumped)];
    expect(report.unread.map(({ reason }) => reason)).toEqual(["index-jumps"]);
    expect(report.readings[0]).toEqual(sound.readings[0]);
    // The day of the change is missing, and is not 19 MWh.
    const day = SPRING.filter((_, i) => i >= 48 * 54 && i < 48 * 55).reduce((sum, { watts }) => sum + watts / 2, 0);
    expect(report.readings[1]).toMatchObject({ period: "2024-04", missing: 1440 });
    expect(Math.abs((report.readings[1]?.amount ?? 0) - (april ?? 0) + day)).toBeLessThan(0.15 * day);
  });

  const other = (text: string) => text.replaceAll(files.PRM, "99999999999999");
  const [first, second] = [SPRING.slice(0, 1970), SPRING.slice(1970)];

  test("in a file of another variant is not added to the first", async () => {
    const curve = files.enedisCurve(SPRING.slice(0, 2000));
    const report = await read(curve, other(files.dataconnectCurve(SPRING)));
    expect(amounts(report)).toEqual({ "2024-03": march });
    expect(report.dropped).toContainEqual({ what: "second-meter", count: SPRING.length });
    // The same home's file goes on where the first one ends.
    expect(amounts(await read(curve, files.dataconnectCurve(SPRING)))).toEqual({ "2024-03": march, "2024-04": april });
  });

  test("in a second workbook is not added to the first", async () => {
    const [one, same, another] = await Promise.all([
      files.enedisWorkbook(first),
      files.enedisWorkbook(second),
      files.enedisWorkbook(second, { meter: "99999999999999" }),
    ]);
    expect(amounts(await read(one, same))).toEqual({ "2024-03": march, "2024-04": april });
    const report = await read(one, another);
    expect(amounts(report)).toEqual({ "2024-03": march });
    expect(report.dropped).toContainEqual({ what: "second-meter", count: second.length });
    expect(report.identifiers).toEqual([{ kind: "electricity-meter", count: 2 }]);
  });

  test("of water is told by its contract", async () => {
    const list = (contract: string) =>
      (JSON.parse(files.waterPortal(DAYS)) as object[]).map((one) => ({ ...one, numeroContrat: contract }));
    const half = list("B").slice(0, 40);
    const report = await read(JSON.stringify([...list("A").slice(40), ...half]));
    expect(Object.keys(amounts(report))).toEqual(["2024-04"]);
    expect(report.dropped).toContainEqual({ what: "second-meter", count: 40 });
  });
});

describe("what comes twice, or in another order", () => {
  const event = (timestamp: string, duration: number) => ({ timestamp, duration, data: { status: "not-afk" } });
  const exported = (events: readonly object[]) =>
    JSON.stringify({ buckets: { "aw-watcher-afk_pc": { type: "afkstatus", hostname: "pc", events } } });
  const months = ["01", "02", "03"].flatMap((month) =>
    Array.from({ length: 20 }, (_, i) => event(`2026-${month}-${two(i + 1)}T10:00:00.500000+00:00`, 3600)),
  );

  test("ActivityWatch: time that two events name counts once", async () => {
    expect(amounts(await read(exported(months)))).toEqual({ "2026-02": 1200 });
    const twice = await read(exported([...months, ...months]));
    expect(amounts(twice)).toEqual({ "2026-02": 1200 });
    expect(twice.dropped).toEqual([{ what: "repeated", count: 60 }]);
    // Half an hour more, of which all but ten minutes are there already; it begins before it in the file, too.
    const longer = event("2026-02-03T10:40:00.500000+00:00", 1800);
    expect(amounts(await read(exported([longer, ...months])))).toEqual({ "2026-02": 1210 });
    // Events that meet at a fraction of a second do not run into each other.
    const meeting = [event("2026-02-21T10:00:00.250Z", 90.5), event("2026-02-21T10:01:30.750Z", 89.5)];
    expect(amounts(await read(exported([...meeting, ...months])))).toEqual({ "2026-02": 1203 });
  });

  test("Cozy: days are believed before months, whichever come first", async () => {
    const day = (month: number, date: number) => ({ _type: "com.grandlyon.enedis.day", load: 10, year: 2026, month, day: date });
    const month = (of: number) => ({ _type: "com.grandlyon.enedis.month", load: 150, year: 2026, month: of });
    const days = [31, 28, 31].flatMap((length, i) => Array.from({ length }, (_, d) => day(i + 1, d + 1)));
    const expected = { "2026-01": 310_000, "2026-02": 280_000, "2026-03": 310_000 };
    for (const list of [
      [...days, month(1), month(2), month(3)],
      [month(1), month(2), month(3), ...days],
    ])
      expect(amounts(await read(JSON.stringify(list)))).toEqual(expected);
  });

  test("ADICT: a first line without a reading does not hide the others", async () => {
    const [last = "", ...lines] = files.grdfAdict(DAYS).split("\n").reverse();
    const sound = await read(files.grdfAdict(DAYS));
    for (const ahead of [1, 2, 3, 10])
      expect(await read([...Array.from({ length: ahead }, () => last), ...lines].join("\n"))).toMatchObject({
        variant: "grdf-adict",
        readings: sound.readings,
        dropped: [{ what: "empty", count: ahead }],
      });
  });

  test("DataConnect: watt-hours of half an hour are not those of a day", async () => {
    const point = (date: string, more: object) => ({ value: "20", date, ...more });
    const given = (unit: object, points: readonly object[]) =>
      JSON.stringify({ usage_point_id: files.PRM, reading_type: { unit: "Wh", ...unit }, interval_reading: points });
    const days = Array.from({ length: 31 }, (_, i) => `2026-01-${two(i + 1)}`);
    const halves = days.flatMap((day) => Array.from({ length: 24 }, (_, hour) => `${day} ${two(hour)}:30:00`));
    for (const file of [
      given(
        { measuring_period: "PT30M" },
        days.map((day) => point(day, {})),
      ),
      given(
        {},
        days.map((day) => point(day, { interval_length: "PT30M" })),
      ),
      given(
        {},
        halves.map((date) => point(date, {})),
      ),
    ]) {
      const report = await read(file);
      expect(report).toMatchObject({ readings: [], partial: [] });
      expect(new Set(report.unread.map(({ reason }) => reason))).toEqual(new Set(["bad-length"]));
    }
    for (const unit of [{ measuring_period: "P1D" }, {}])
      expect(
        amounts(
          await read(
            given(
              unit,
              days.map((day) => point(`${day} 00:00:00`, {})),
            ),
          ),
        ),
      ).toEqual({ "2026-01": 620 });
  });
});
