import { describe, expect, test } from "vitest";
import {
  type FileReport,
  IMPORTERS,
  VARIANTS as LABELS,
  readHouseholdFile,
  readHouseholdFiles,
} from "../../src/importers/index.ts";
import * as files from "./files.ts";
import { AUTUMN, DAYS, gasOf, SPRING } from "./files.ts";
import { byDay, bytesOf, home, latin1, wattHours, zipOf } from "./made.ts";
import * as more from "./more-files.ts";

const read = (held: string | Uint8Array, name = "a file") =>
  readHouseholdFile({ name, bytes: typeof held === "string" ? bytesOf(held) : held });

/** The kept amounts of a measure by month. */
function kept(report: FileReport, measure: string): Record<string, number> {
  const of = report.readings.filter((one) => `${one.domain}.${one.measure}` === measure);
  return Object.fromEntries(of.map(({ period, amount }) => [period, amount]));
}

/** What of a month-by-month table the given months have. */
function only(table: Readonly<Record<string, number>>, ...months: readonly string[]): Record<string, number> {
  return Object.fromEntries(months.map((month) => [month, table[month] as number]));
}

const power = wattHours(SPRING);
const WHOLE = ["2024-03", "2024-04"] as const;

function daily(unit: number): Record<string, number> {
  const months: Record<string, number> = {};
  for (const day of DAYS) months[day.slice(0, 7)] = (months[day.slice(0, 7)] ?? 0) + gasOf(day) * unit;
  return months;
}

const VARIANTS: readonly (readonly [
  string,
  string,
  () => string | Uint8Array | Promise<Uint8Array>,
  string,
  Record<string, number>,
])[] = [
  ["enedis-curve", "spring", () => files.enedisCurve(SPRING), "electricity.energy", power],
  ["enedis-curve", "newest first", () => files.enedisCurve([...SPRING].reverse()), "electricity.energy", power],
  [
    "enedis-curve",
    "Latin-1, line ends of Windows",
    () => latin1(files.enedisCurve(SPRING, { newline: "\r\n" }).slice(1)),
    "electricity.energy",
    power,
  ],
  ["enedis-index", "winter's hours", () => files.enedisIndex(SPRING), "electricity.energy", power],
  ["enedis-daily", "days", () => files.enedisDaily(SPRING), "electricity.energy", power],
  [
    "enedis-daily",
    "midnights, kilowatt-hours",
    () => files.enedisDaily(SPRING, { unit: "kWh", type: "Énergie journalière", hour: "T00:00:00+01:00" }),
    "electricity.energy",
    power,
  ],
  ["enedis-workbook", "text cells", () => files.enedisWorkbook(SPRING), "electricity.energy", power],
  ["enedis-workbook", "date cells", () => files.enedisWorkbook(SPRING, { dates: true }), "electricity.energy", power],
  ["dataconnect", "curve", () => files.dataconnectCurve(SPRING), "electricity.energy", power],
  ["dataconnect", "days", () => files.dataconnectDaily(SPRING), "electricity.energy", power],
  ["edf-curve", "repeated lines", () => files.edfCurve(SPRING), "electricity.energy", power],
  ["edf-daily", "", () => files.edfDaily(SPRING), "electricity.energy", power],
  ["grdf-portal", "", () => files.grdfPortal(DAYS), "gas.energy", daily(1000)],
  ["grdf-workbook", "", () => files.grdfWorkbook(DAYS), "gas.energy", daily(1000)],
  ["grdf-list", "", () => files.grdfList(DAYS), "gas.energy", daily(1000)],
  ["grdf-adict", "one a line", () => files.grdfAdict(DAYS), "gas.energy", daily(1000)],
  ["water-portal", "litres", () => files.waterPortal(DAYS), "water.volume", daily(1)],
  ["water-portal", "m3, months from 0", () => files.waterPortal(DAYS, { base: 0, unit: "m3" }), "water.volume", daily(1)],
  ["green-button", "", () => more.greenButton(SPRING), "electricity.energy", wattHours(SPRING)],
  ["cozy", "water", () => files.cozy(DAYS), "water.volume", daily(1)],
  ["cozy", "gas", () => files.cozy(DAYS), "gas.energy", daily(1000)],
  ["mesinfos", "days", () => more.mesinfos(SPRING), "electricity.energy", power],
  ["mesinfos", "curve", () => more.mesinfosCurve(SPRING), "electricity.energy", power],
  [
    "timeline",
    "Takeout",
    () => more.takeout(DAYS),
    "mobility.distance",
    { "2024-03": 31 * more.DAILY_METRES, "2024-04": 30 * more.DAILY_METRES },
  ],
  [
    "timeline",
    "phone",
    () => more.phone(DAYS),
    "mobility.trips",
    { "2024-03": 31 * more.DAILY_TRIPS, "2024-04": 30 * more.DAILY_TRIPS },
  ],
  // Half a second is rounded with the month: 31 × 5400.5 s = 2790.26 minutes.
  ["activitywatch", "", () => more.activityWatch(DAYS), "connectivity.screen", { "2024-03": 2790, "2024-04": 2700 }],
];

test.each(VARIANTS)("%s (%s) comes to the home's whole months, and to nothing else", async (variant, _, make, measure, table) => {
  const report = await read(await make());
  expect(report.variant).toBe(variant);
  expect(kept(report, measure)).toEqual(only(table, ...WHOLE));
  expect(report.partial.filter((one) => `${one.domain}.${one.measure}` === measure).map(({ period }) => period)).toEqual([
    "2024-02",
    "2024-05",
  ]);
  expect(report.unread).toEqual([]);
  expect(report.points).toBeGreaterThan(60);
});

test("every variant but those of totals and of no measure stands above", () => {
  const shown = new Set([
    ...VARIANTS.map(([variant]) => variant),
    "enedis-maximum",
    "own-table",
    "own-workbook",
    "conso-downloader",
    "edf-monthly",
  ]);
  expect([...shown].sort()).toEqual(IMPORTERS.map(({ id }) => id).sort());
  expect(Object.keys(LABELS)).toEqual(IMPORTERS.map(({ id }) => id));
});

describe("in autumn, when an hour comes twice", () => {
  const table = wattHours(AUTUMN);
  test.each([
    ["enedis-curve", () => files.enedisCurve(AUTUMN)],
    ["enedis-index", () => files.enedisIndex(AUTUMN)],
    ["enedis-workbook", () => files.enedisWorkbook(AUTUMN)],
    ["dataconnect", () => files.dataconnectCurve(AUTUMN)],
    ["edf-curve", () => files.edfCurve(AUTUMN)],
    ["green-button", () => more.greenButton(AUTUMN)],
    ["mesinfos", () => more.mesinfosCurve(AUTUMN)],
  ] as const)("%s counts it twice", async (variant, make) => {
    const report = await read(await make());
    expect(report.variant).toBe(variant);
    expect(kept(report, "electricity.energy")).toEqual(only(table, "2024-10", "2024-11"));
    expect(report.readings.every(({ missing }) => missing === undefined)).toBe(true);
  });
});

test("Conso Downloader gives the start of intervals, and says null for nothing", async () => {
  const report = await read(files.consoDownloader(SPRING));
  expect(report.variant).toBe("conso-downloader");
  expect(kept(report, "electricity.energy")).toEqual(only(power, ...WHOLE));
  expect(report.dropped).toContainEqual({ what: "empty", count: 1 });
});

test("a daily maximum is recognised, and is about no measure", async () => {
  const report = await read(files.enedisMaximum());
  expect(report).toMatchObject({
    variant: "enedis-maximum",
    readings: [],
    partial: [],
    dropped: [{ what: "other-measure", count: 2 }],
  });
});

test("production is kept apart from consumption", async () => {
  const curve = await read(files.enedisCurve(SPRING, { business: "Production" }));
  expect(curve).toMatchObject({ variant: "enedis-curve", readings: [], dropped: [{ what: "production", count: SPRING.length }] });
  expect(await read(await files.enedisWorkbook(SPRING, { title: "Export de votre production" }))).toMatchObject({
    readings: [],
    partial: [],
  });
  // Two formats do not tell: there the file's own name does.
  const named = await read(files.dataconnectCurve(SPRING), "production_load_curve.json");
  expect(named).toMatchObject({ readings: [], partial: [], dropped: [{ what: "production", count: SPRING.length }] });
  expect((await read(more.greenButton(SPRING))).dropped).toEqual([{ what: "production", count: 9 }]);
});

test("estimates are marked, and no other month", async () => {
  for (const held of [files.grdfPortal(DAYS), files.grdfList(DAYS)]) {
    const { readings, estimated } = await read(held);
    expect(readings.map(({ period, estimated: mark }) => [period, mark])).toEqual([
      ["2024-03", true],
      ["2024-04", undefined],
    ]);
    expect(estimated).toBe(1);
  }
});

test("months' totals: the first and the last of a list are not known to be whole", async () => {
  const report = await read(files.edfMonthly({ "2024-01": 301_000, "2024-02": 280_500, "2024-03": 250_000, "2024-04": 90_000 }));
  expect(report.variant).toBe("edf-monthly");
  expect(report.readings).toEqual([
    {
      domain: "electricity",
      measure: "energy",
      period: "2024-02",
      amount: 280_500,
      unit: "Wh",
      source: "meter",
      estimated: true,
    },
    {
      domain: "electricity",
      measure: "energy",
      period: "2024-03",
      amount: 250_000,
      unit: "Wh",
      source: "meter",
      estimated: true,
    },
  ]);
  expect(report.partial.map(({ period, reason }) => [period, reason])).toEqual([
    ["2024-01", "edge"],
    ["2024-04", "edge"],
  ]);
});

test("EDF's zip: days are believed before the curve and the months, and each month is given once", async () => {
  const archive = await zipOf({
    "mes-puissances-atteintes-30min-1234-69008.csv": files.edfCurve(SPRING),
    "ma-conso-quotidienne-1234-69008.csv": files.edfDaily(SPRING),
    "ma-conso-mensuelle-1234-69008.csv": files.edfMonthly({
      "2024-01": 1,
      "2024-02": 2,
      "2024-03": 3,
      "2024-04": 4,
      "2024-05": 5,
    }),
    "lisez-moi.pdf": latin1("%PDF-1.4 \u0000\u0001"),
  });
  const report = await read(archive);
  expect(report.variant).toBe("edf-curve+edf-daily+edf-monthly");
  expect(kept(report, "electricity.energy")).toEqual({ "2024-02": 2, ...only(power, ...WHOLE) });
  // March and April thrice, February once; January and May are edges.
  expect(report.dropped).toContainEqual({ what: "other-source", count: 4 });
  expect(report.dropped).toContainEqual({ what: "not-a-file-of-readings", count: 1 });
});

test("a month is put together from files of seven days, in an archive or given together", async () => {
  const weeks = Array.from({ length: 12 }, (_, i) => SPRING.slice(336 * i, 336 * (i + 1))).filter(({ length }) => length > 0);
  const books = await Promise.all(weeks.map((week) => files.enedisWorkbook(week)));
  const together = await readHouseholdFiles(books.map((bytes, i) => ({ name: `week ${i}`, bytes })));
  const archive = await read(await zipOf(Object.fromEntries(books.map((bytes, i) => [`${i}.xlsx`, bytes]))));
  for (const report of [together, archive]) {
    expect(report.variant).toBe("enedis-workbook");
    expect(kept(report, "electricity.energy")).toEqual(only(power, ...WHOLE));
  }
  expect((await read(books[3] as Uint8Array)).readings).toEqual([]);
});

test("water whose unit or month stays open is not read, and says so", async () => {
  const unclear = await read(files.waterPortal(DAYS, { unit: null }));
  expect(unclear).toMatchObject({ variant: "water-portal", readings: [], unreadTotal: DAYS.length });
  expect(unclear.unread[0]).toEqual({ in: "item", at: 1, reason: "unclear-unit" });
  const early = DAYS.filter((day) => day.startsWith("2024-03") && Number(day.slice(8)) <= 28);
  expect((await read(files.waterPortal(early))).unread[0]).toMatchObject({ reason: "unclear-month" });
});

test("raw and corrected curves of one file are two views of the same energy: the first is believed", async () => {
  const corrected = files
    .enedisCurve(SPRING)
    .slice(1)
    .replace("Comptage Brut", "Comptage Corrige")
    .replaceAll(/;(\d+)$/gm, ";1");
  const report = await read(`${files.enedisCurve(SPRING)}\n${corrected}`);
  expect(kept(report, "electricity.energy")).toEqual(only(power, ...WHOLE));
  expect(report.dropped).toContainEqual({ what: "other-source", count: 2 });
});

test("a second meter is not added to the first", async () => {
  const second = files.enedisCurve(home("2024-02-20", "2024-05-03")).slice(1).replaceAll(files.PRM, "99999999999999");
  const report = await read(`${files.enedisCurve(SPRING)}\n${second}`);
  expect(kept(report, "electricity.energy")).toEqual(only(power, ...WHOLE));
  expect(report.dropped).toContainEqual({ what: "second-meter", count: SPRING.length });
  expect(report.identifiers).toEqual([{ kind: "electricity-meter", count: 2 }]);
});

test("no identifier's value is in a report, and each is counted", async () => {
  const secrets = [files.PRM, "GI012345", "somewhere", "Fleurs", "laptop", "a letter", "chez nous"];
  const all = await Promise.all(VARIANTS.map(async ([, , make]) => read(await make())));
  for (const report of all) for (const secret of secrets) expect(JSON.stringify(report)).not.toContain(secret);
  const workbook = await read(await files.grdfWorkbook(DAYS));
  expect(workbook.identifiers).toEqual([
    { kind: "address", count: 1 },
    { kind: "gas-meter", count: 1 },
    { kind: "name", count: 1 },
  ]);
});

test("the days of the fixtures are those of the change of clocks", () => {
  const hours = (day: string) =>
    SPRING.concat(AUTUMN).filter(({ start }) => byDay([{ start, end: start, watts: 0 }]).has(day)).length / 2;
  expect([hours("2024-03-30"), hours("2024-03-31"), hours("2024-10-27")]).toEqual([24, 23, 25]);
});
