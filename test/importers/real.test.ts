import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { type FileReport, readHouseholdFile } from "../../src/importers/index.ts";
import { openDuck } from "../../src/storage/duckdb/index.ts";

/** Real exports, openly published; they are no part of the repository. */
const folder = fileURLToPath(new URL("../../../shared/data/importers", import.meta.url));
const ENEDIS = join(folder, "enedis_sge_hdm_EUPL");
const GRDF = join(folder, "grdf_pygazpar_MIT_masked");
const GREEN = join(folder, "greenbutton");

const file = (place: string, name: string) => {
  const found = readdirSync(place).find((one) => one.startsWith(name));
  if (found === undefined) throw new Error(`${place} has no ${name}`);
  return join(place, found);
};

const read = (path: string, timeZone = "Europe/Paris"): Promise<FileReport> =>
  readHouseholdFile({ name: "real", bytes: readFileSync(path) }, { timeZone });

const amounts = ({ readings }: FileReport) => Object.fromEntries(readings.map(({ period, amount }) => [period, amount]));

/** Rows of a query of DuckDB, which reads the file as text by itself. */
async function sql(query: string): Promise<Record<string, string>[]> {
  const duck = await openDuck({ folders: [folder] });
  try {
    return await duck.rows<Record<string, string>>(query);
  } finally {
    duck.close();
  }
}

describe.skipIf(!existsSync(folder))("real files, from ../shared/data/importers (skipped where it is absent)", () => {
  test("Enedis' load curve: the whole half-hourly months equal sums by awk's means, and the rest is partial", async () => {
    const path = file(ENEDIS, "C5-CDC");
    const report = await read(path);
    // Written otherwise: lines cut by hand, months by the text of the date, midnight given back to the day before.
    const months: Record<string, number> = {};
    for (const line of readFileSync(path, "utf8").split("\n")) {
      const [when = "", value = ""] = line.split(";");
      if (!/^\d{4}-\d\d-\d\dT/.test(when) || value === "") continue;
      const before = new Date(Date.parse(`${when.slice(0, 19)}Z`) - 1000).toISOString().slice(0, 7);
      months[before] = (months[before] ?? 0) + Number(value);
    }
    // January and the first days of February are hourly; from March on every month has all its half hours.
    for (const month of Object.keys(months).filter((one) => one > "2021-02" && one < "2022-02"))
      expect(amounts(report)[month], month).toBe(Math.floor(((months[month] ?? 0) + 1) / 2));
    expect(report).toMatchObject({
      variant: "enedis-curve",
      unreadTotal: 0,
      dropped: [{ what: "empty", count: 14 }],
      points: 17_852,
      finest: 30,
      identifiers: [{ kind: "electricity-meter", count: 1 }],
    });
    expect(report.readings[0]).toMatchObject({ period: "2021-02", missing: 810 });
    expect(report.partial.map(({ period }) => period)).toEqual(["2021-01", "2022-02"]);
  });

  test("Enedis' index comes to the load curve's months, though winter's midnights are written as 23:00", async () => {
    const [curve, index] = [amounts(await read(file(ENEDIS, "C5-CDC"))), amounts(await read(file(ENEDIS, "C5-IDX")))];
    const months = Object.keys(curve).filter((month) => month !== "2021-02");
    expect(months).toHaveLength(11);
    // The curve is rounded to whole watts each half hour, the counter to whole watt-hours each day.
    for (const month of months) expect(Math.abs((curve[month] ?? 0) - (index[month] ?? 0)), month).toBeLessThanOrEqual(2);
    // 13.5 hours of February are missing in the curve; the counter went on.
    expect((index["2021-02"] ?? 0) - (curve["2021-02"] ?? 0)).toBeGreaterThan(0);
  });

  test("GRDF's portal: gas days sum to what SQL says, and near to what GRDF itself published by month", async () => {
    const path = file(GRDF, "donnees_informatives");
    const report = await read(path);
    const rows = await sql(`
      with pieces as (select unnest(regexp_extract_all(content, '"energieConsomme": [0-9]+.*?"journeeGaziere": "[0-9]{4}-[0-9]{2}', 0, 's')) as x from read_text('${path}'))
      select right(x, 7) as month, (1000 * sum(cast(regexp_extract(x, ': ([0-9]+)', 1) as bigint)))::varchar as wh from pieces group by 1`);
    const expected = Object.fromEntries(rows.map(({ month, wh }) => [month, Number(wh)]));
    for (const { period, amount } of report.readings) expect(amount, period).toBe(expected[period]);
    // 36 months, of which the first and the last are cut: 30 November 2019 to 29 November 2022.
    expect(report.readings).toHaveLength(36);
    expect(report.partial.map(({ period }) => period)).toEqual(["2019-11"]);
    expect(report.readings.find(({ period }) => period === "2021-08")).toMatchObject({ missing: 1440 });
    const published = amounts(await read(file(GRDF, "donnees_publiees")));
    const both = Object.keys(published).filter((month) => month in expected && month !== "2021-08");
    expect(both.length).toBeGreaterThan(20);
    for (const month of both)
      expect(Math.abs((published[month] ?? 0) - (expected[month] ?? 0)), month).toBeLessThanOrEqual(12_000);
  });

  test("GRDF's lists: days, months and years; edges are not kept", async () => {
    const days = await read(file(GRDF, "daily_data"));
    const list = JSON.parse(readFileSync(file(GRDF, "daily_data"), "utf8")) as { time_period: string; energy_kwh: number }[];
    for (const { period, amount } of days.readings) {
      const [year, month] = period.split("-");
      const sum = list
        .filter((one) => one.time_period.endsWith(`${month}/${year}`))
        .reduce((kwh, one) => kwh + one.energy_kwh, 0);
      expect(amount, period).toBe(Math.round(1000 * sum));
    }
    expect(days.readings.filter(({ estimated }) => estimated).map(({ period }) => period)).toEqual(["2019-11"]);
    const months = await read(file(GRDF, "monthly_data"));
    expect(months.readings).toHaveLength(22);
    expect(amounts(months)["2021-03"]).toBe(2_937_000);
    // The export was made on 20 April 2021, a sum of its days says 1472 kWh: not a month.
    expect(months.partial.map(({ period }) => period)).toEqual(["2019-05", "2021-04"]);
    expect((await read(file(GRDF, "yearly_data"))).readings).toEqual([]);
  });

  test("temperatures are of no variant, and refused by name", async () => {
    await expect(read(file(GRDF, "temperatures"))).rejects.toMatchObject({ code: "unknown-file" });
  });

  test("Green Button: the months of the file's own clock, as SQL sums them in Los Angeles", async () => {
    const path = file(GREEN, "Coastal");
    const report = await read(path);
    const rows = await sql(`
      with pieces as (select unnest(regexp_extract_all(content, '<IntervalReading>.*?</IntervalReading>', 0, 's')) as x from read_text('${path}')),
      readings as (select cast(regexp_extract(x, '<start>([0-9]+)', 1) as bigint) as start, cast(regexp_extract(x, '<value>([0-9]+)', 1) as bigint) as wh from pieces),
      -- Summer time of 2011 there: 13 March 10:00 to 6 November 09:00, UTC.
      local as (select make_timestamp(1000000 * (start - case when start >= 1300010400 and start < 1320570000 then 25200 else 28800 end)) as moment, wh from readings)
      select strftime(moment, '%Y-%m') as month, sum(wh)::varchar as wh from local group by 1`);
    const expected = Object.fromEntries(rows.map(({ month, wh }) => [month, Number(wh)]));
    expect(report.readings).toHaveLength(12);
    for (const { period, amount } of report.readings) expect(amount, period).toBe(expected[period]);
    // Which zone is asked for changes nothing: the file says its own.
    expect((await read(path, "Pacific/Auckland")).readings).toEqual(report.readings);
    const year = await read(file(GREEN, "TestGBDataOneYear"));
    expect(year.readings.length + year.partial.length).toBeGreaterThanOrEqual(12);
    expect((await read(file(GREEN, "TestGBDataHourly"))).readings).toEqual([]);
    expect((await read(file(GREEN, "cew821_sample"))).readings).toEqual([]);
  });
});
