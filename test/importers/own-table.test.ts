import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readHouseholdFile, readHouseholdFiles, UnknownFile, UnnamedMeasure } from "../../src/importers/index.ts";
import { bookOf, bytesOf, latin1, type MadeCell, workbookOf } from "./made.ts";

type Options = Parameters<typeof readHouseholdFile>[1];
const read = (text: string | Uint8Array, options: Options = {}) =>
  readHouseholdFile({ name: "mes mois.csv", bytes: typeof text === "string" ? bytesOf(text) : text }, options);
const amounts = async (text: string | Uint8Array, options?: Options) =>
  Object.fromEntries(
    (await read(text, options)).readings.map(({ domain, measure, period, amount }) => [`${domain}.${measure} ${period}`, amount]),
  );
const unreadOf = async (rows: string, options?: Options) =>
  (await read(`mois;Électricité (kWh)\n${rows}`, options)).unread.map(({ at, reason }) => [at, reason]);
const refusal = (text: string, options?: Options) =>
  read(text, options).then(
    () => null,
    (error: unknown) => error,
  );

const TWO = { "electricity.energy 2025-01": 412_500, "electricity.energy 2025-02": 380_000 };

test.each([
  ["French", "mois;Électricité (kWh)\n2025-01;412,5\n2025-02;380\n"],
  ["Latin-1 of a spreadsheet", latin1("Mois;Électricité (kWh)\r\n01/2025;412,5\r\n02/2025;380\r\n")],
  ["English, commas between", "Month,Electricity (kWh)\nJanuary 2025,412.5\nFeb 2025,380\n"],
  [
    "tabs, months in words, the unit after the figure",
    "Mois\tconso électricité kWh\njanv. 2025\t412,5 kWh\nfévrier 2025\t380 kWh\n",
  ],
  ["the amount first, a title above, blank lines", "Mes relevés\n\nÉlectricité kWh;mois\n412,5;1/2025\n\n380,0;02/2025\n"],
  ["quoted", '"Month","Electricity (kWh)"\n"2025-01","412,5"\n"2025-02","380,0"\n'],
  ["watt-hours", "mois;électricité (Wh)\n2025-01;412500\n2025-02;380000\n"],
])("%s: a month and an amount a row", async (_, text) => {
  expect(await amounts(text)).toEqual(TWO);
});

test("each measure that the title names is read in its unit, exactly", async () => {
  expect(await amounts("mois;eau (m³)\n2025-01;9,412\n")).toEqual({ "water.volume 2025-01": 9412 });
  expect(await amounts("mois;Eau, litres\n2025-01;9412\n")).toEqual({ "water.volume 2025-01": 9412 });
  expect(await amounts("mois;Énergie du logement (€)\n2025-01;1 086,50 €\n")).toEqual({ "spending.energy 2025-01": 108_650 });
  expect(await amounts("mois;Temps d’écran d’une personne (h)\n2025-01;61,5\n")).toEqual({ "connectivity.screen 2025-01": 3690 });
  expect(await amounts("mois;gaz (MWh)\n2025-01;1,2345678\n")).toEqual({ "gas.energy 2025-01": 1_234_568 });
});

test("kWh may be of electricity or of gas: what the title does not name is asked for, and nothing else is taken for an answer", async () => {
  const error = await refusal("mois;kWh\n2025-01;412\n");
  expect(error).toBeInstanceOf(UnnamedMeasure);
  expect(error).toMatchObject({
    code: "unknown-file",
    looks: "unnamed-measure",
    unit: { fr: "kWh", en: "kWh" },
    measures: ["electricity.energy", "gas.energy"],
  });
  expect(String(error)).not.toContain("412");
  expect(await amounts("mois;kWh\n2025-01;412\n", { measure: "gas.energy" })).toEqual({ "gas.energy 2025-01": 412_000 });
  // Cubic metres may be a gas meter's: they are asked about too, though one measure is counted in them.
  expect(await refusal("mois;m3\n2025-01;9\n")).toMatchObject({ measures: ["water.volume"] });
  expect(await refusal("mois;kWh\n2025-01;412\n", { measure: "water.volume" })).toBeInstanceOf(UnnamedMeasure);
  // What the title says stands, whatever is answered.
  expect(await amounts("mois;gaz (kWh)\n2025-01;412\n", { measure: "electricity.energy" })).toEqual({
    "gas.energy 2025-01": 412_000,
  });
  const euros = await refusal("mois;dépenses (€)\n2025-01;86\n");
  expect((euros as UnnamedMeasure).measures.every((key) => key.startsWith("spending."))).toBe(true);
  const two = [bytesOf("mois;eau (m3)\n2025-01;9\n"), bytesOf("mois;kWh\n2025-01;412\n")].map((bytes) => ({ name: "a", bytes }));
  await expect(readHouseholdFiles(two)).rejects.toMatchObject({
    looks: "unnamed-measure",
    message: expect.stringMatching(/^file 2 /),
  });
});

test("a table without a unit is asked for it, with what it may be of; a unit behind every figure is answer enough", async () => {
  const error = await refusal("jour;valeur\n2025-01;412\n");
  expect(error).toBeInstanceOf(UnnamedMeasure);
  expect((error as UnnamedMeasure).unit).toBeNull();
  expect((error as UnnamedMeasure).measures).toEqual(expect.arrayContaining(["water.volume", "gas.energy", "mobility.trips"]));
  expect(await refusal("mois;Consommation d’eau\n2025-01;9\n")).toMatchObject({ unit: null, measures: ["water.volume"] });
  const answered = (unit: "kWh" | "Wh" | "L", measure: string) => amounts("mois;consommation\n2025-01;412\n", { measure, unit });
  expect(await answered("kWh", "gas.energy")).toEqual({ "gas.energy 2025-01": 412_000 });
  expect(await answered("Wh", "electricity.energy")).toEqual({ "electricity.energy 2025-01": 412 });
  expect(await answered("L", "water.volume")).toEqual({ "water.volume 2025-01": 412 });
  // The unit alone leaves open what it is of, and a title's own unit stands.
  expect(await refusal("mois;valeur\n2025-01;9\n")).toMatchObject({ unit: null });
  expect(await amounts("mois;eau (m3)\n2025-01;9\n", { unit: "L" })).toEqual({ "water.volume 2025-01": 9000 });
  expect(await amounts("mois;eau\n2025-01;9,4 m³\n2025-02;8 m3\n")).toEqual({
    "water.volume 2025-01": 9400,
    "water.volume 2025-02": 8000,
  });
  expect(await refusal("mois;eau\n2025-01;9,4 m³\n2025-02;8\n")).toMatchObject({ unit: null, measures: ["water.volume"] });
  expect(await refusal("mois;valeur\n2025-01;9 kWh\n")).toMatchObject({ unit: { fr: "kWh", en: "kWh" } });
  // Nobody is asked about a table of which nothing can be read.
  expect((await read("jour;valeur\nhier;412\n")).unread.map(({ reason }) => reason)).toEqual(["bad-date"]);
});

test("a table with an unknown unit, with two, with three columns or without a header is none that is read", async () => {
  for (const text of [
    "date;température\n2025-01;12\n",
    "mois;consommation (therms)\n2025-01;412\n",
    "mois;consommation / jour\n2025-01;412\n",
    "mois;électricité kWh ou m3\n2025-01;412\n",
    "mois;jour;kWh\n2025-01;1;412\n",
    "mois;électricité (CHF)\n2025-01;412\n",
  ])
    expect(await refusal(text)).toMatchObject({ looks: "table" });
  expect(await refusal("2025-01;412\n2025-02;380\n")).toMatchObject({ looks: "untitled" });
  // With the first line that is asked for it is read.
  expect(await amounts("date;index kWh\n2025-01-01;100\n2025-02-01;412\n", { measure: "electricity.energy" })).toEqual({
    "electricity.energy 2025-01": 312_000,
  });
  expect(await refusal("mois;kWh\n2025-01;412\n")).toBeInstanceOf(UnknownFile);
});

test("what the amounts cost, in a third column, is left aside and counted; what they are of is asked as ever", async () => {
  const text = "Mois;Consommation (kWh);Coût\n2025-01;412,5;86\n2025-02;380;\n";
  expect(await refusal(text)).toBeInstanceOf(UnnamedMeasure);
  const { readings, dropped } = await read(text, { measure: "electricity.energy" });
  expect(readings.map(({ amount }) => amount)).toEqual([412_500, 380_000]);
  expect(dropped).toContainEqual({ what: "cost", count: 1 });
  const book = await workbookOf([
    ["Mois", "Électricité (kWh)", "Coût (€)"],
    ["2025-01", 412.5, 86],
    ["2025-02", 380, 80],
  ]);
  expect(await amounts(book)).toEqual(TWO);
});

test("of a supplier's table a meter's index beside the amounts is left aside, and its dates may be of a reading or of consumption", async () => {
  const rows = daysOf("2025-01-01", "2025-02-28").map((date, i) => [WRITTEN.french(date), (1000 + i / 4).toFixed(2), "0,25"]);
  const lines = (cells: (row: readonly string[]) => readonly (string | undefined)[]) =>
    rows.map((row) => cells(row).join(";")).join("\n");
  const read3 = await read(`Date de relevé;Index (m3);Consommation d’eau (m3)\n${lines((row) => row)}\n`);
  expect(read3.readings.map(({ period, amount }) => [period, amount])).toEqual([
    ["2025-01", 7750],
    ["2025-02", 7000],
  ]);
  expect(read3.dropped).toEqual([{ what: "other-measure", count: 59 }]);
  const litres = "Jour de consommation;Consommation eau (litres)";
  expect(await amounts(`${litres}\n${lines(([date]) => [date, "250"])}\n`)).toEqual({
    "water.volume 2025-01": 7750,
    "water.volume 2025-02": 7000,
  });
  // Of an index alone the differences are read, with its cost or without; below months nobody knows on which day it was read.
  for (const title of ["Date;Index eau (m3)", "Date;Index eau (m3);Montant (€)"]) {
    const cells = title.split(";").length;
    const index = await read(`${title}\n${lines(([date, at]) => [date, at, "1"].slice(0, cells))}\n`);
    expect(index.readings.map(({ period, amount }) => [period, amount])).toEqual([
      ["2025-01", 7750],
      ["2025-02", 6750],
    ]);
  }
  expect((await read("Mois;Index eau (m3)\n2025-01;1204\n2025-02;1212\n")).unread[0]?.reason).toBe("index");
});

test("a day, a date whose days and months may be swapped, and a year of two digits that may come first are no month", async () => {
  const rows = "01/02/2025;412\n2025-01-31;380\n25/01;1\n25-02-01;1\n13/2025;1\nhier;1\n01/1980;1\n2025-03;290";
  expect(await unreadOf(rows)).toEqual([
    [2, "unclear-month"],
    [3, "unclear-month"],
    [4, "unclear-month"],
    [5, "unclear-month"],
    [6, "bad-date"],
    [7, "bad-date"],
    [8, "out-of-range"],
  ]);
});

test("a month without its year is told what it lacks", async () => {
  expect(await unreadOf("janv;412\nfévrier;380\nhier;1\n2025-03;290")).toEqual([
    [2, "no-year"],
    [3, "no-year"],
    [4, "bad-date"],
  ]);
});

test("a year of two digits is of this century: in a column of months, behind a name, and in a whole date", async () => {
  for (const rows of [
    "01/25;412,5\n02/25;380",
    "01-25;412,5\n02-25;380",
    "janv-25;412,5\nfévr.-25;380",
    "janvier 25;412,5\nfévrier 25;380",
    "01/01/25;412,5\n01/02/25;380",
  ])
    expect(await amounts(`mois;Électricité (kWh)\n${rows}\n`)).toEqual(TWO);
  // Below another title `01/25` may be a day, and `jan 25` too; a spreadsheet's `janv-25` is a month.
  const below = async (cell: string) => (await read(`date;Électricité (kWh)\n${cell};1`)).unread.map(({ reason }) => reason);
  expect(await below("01/25")).toEqual(["unclear-month"]);
  expect(await below("jan 25")).toEqual(["unclear-month"]);
  expect(await below("janv-25")).toEqual([]);
  // A year to come is not over.
  const now = new Date("2026-01-31T12:00:00Z");
  expect(await unreadOf("01/99;1", { now })).toEqual([[2, "unfinished"]]);
});

test("any months: with two digits of the year they are read as with four", async () => {
  const month = fc.record({ year: fc.integer({ min: 2001, max: 2025 }), number: fc.integer({ min: 1, max: 12 }) });
  const lists = fc.uniqueArray(month, { minLength: 1, maxLength: 30, selector: ({ year, number }) => 12 * year + number });
  const forms = fc.constantFrom(
    (year: string, number: string) => `${number}/${year}`,
    (year: string, number: string) => `01/${number}/${year}`,
    (year: string, number: string) =>
      `${["janv", "févr", "mars", "avr", "mai", "juin", "juil", "août", "sept", "oct", "nov", "déc"][Number(number) - 1]}-${year}`,
  );
  await fc.assert(
    fc.asyncProperty(lists, forms, async (months, write) => {
      const rows = (digits: 2 | 4): string =>
        months
          .map(({ year, number }, i) => `${write(String(year).slice(-digits), String(number).padStart(2, "0"))};${100 + i}`)
          .join("\n");
      const of = (digits: 2 | 4) => read(`mois;Électricité (kWh)\n${rows(digits)}\n`);
      const [short, long] = [await of(2), await of(4)];
      expect(short.readings).toEqual(long.readings);
      expect(short.unread).toEqual(long.unread);
    }),
    { seed: 20_251_129, numRuns: 200 },
  );
});

test("months that are all written as their first day are months; where dates may be days they are asked about", async () => {
  const rows = "01/01/2025;412,5\n01/02/2025;380\n";
  expect(await amounts(`mois;Électricité (kWh)\n${rows}`)).toEqual(TWO);
  expect(await amounts("Month,Electricity (kWh)\n1/1/2025,412.5\n2/1/2025,380\n")).toEqual(TWO);
  expect(await amounts("date;Électricité (kWh)\n2025-01-01;412,5\n2025-02-01;380\n")).toEqual(TWO);
  expect(await amounts(`date;Électricité (kWh)\n${rows}`)).toEqual(TWO);
  for (const title of ["date;m3", "date;Electricity (kWh)"])
    expect((await read(`${title}\n${rows}`, { measure: "water.volume" })).unread.map(({ reason }) => reason)).toEqual([
      "unclear-month",
      "unclear-month",
    ]);
  // Below “mois”, a date is its month, whichever day it is.
  expect(await amounts("mois;Électricité (kWh)\n28/01/2025;412,5\n27/02/2025;380\n")).toEqual(TWO);
  expect(await amounts("mois;Électricité (kWh)\n05/01/2025;412,5\n05/02/2025;380\n")).toEqual(TWO);
  expect(await amounts("Month,Electricity (kWh)\n01/28/2025,412.5\n02/27/2025,380\n")).toEqual(TWO);
  expect((await read("Month,Electricity (kWh)\n05/01/2025,412.5\n05/02/2025,380\n")).readings).toEqual([]);
  // One alone, one that comes twice, another day, a thirteenth month.
  expect(await unreadOf("01/02/2025;412")).toEqual([[2, "unclear-month"]]);
  expect(await unreadOf("01/02/2025;412\n01/02/2025;1")).toHaveLength(2);
  expect(await unreadOf("01/02/2025;412\n02/02/2025;1")).toHaveLength(2);
  expect(await unreadOf("01/02/2025;412\n01/13/2025;1")).toEqual([[3, "bad-date"]]);
});

test("another unit, no number, a negative one, a row of other columns and a month that is not over are refused in words", async () => {
  const now = new Date("2025-05-31T12:00:00Z");
  const rows = "2025-01;412 m3\n2025-02;beaucoup\n2025-03;-3\n2025-04;1;2\n2025-05;290\n2025-04;";
  expect(await unreadOf(rows, { now })).toEqual([
    [2, "unknown-unit"],
    [3, "bad-value"],
    [4, "negative"],
    [5, "bad-row"],
    [6, "unfinished"],
  ]);
  expect((await read(`mois;Électricité (kWh)\n${rows}`, { now })).dropped).toContainEqual({ what: "empty", count: 1 });
  expect(await unreadOf("2025-05;290", { now: new Date("2025-06-01T12:00:00Z") })).toEqual([]);
});

test("a month that stands twice with two amounts counts with neither; with one it counts once", async () => {
  const found = await read("mois;Électricité (kWh)\n2025-01;412\n01/2025;413\n2025-02;380\n2025-02;380\n");
  expect(found.readings.map(({ period }) => period)).toEqual(["2025-02"]);
  expect(found.unread.map(({ reason }) => reason)).toEqual(["contradiction", "contradiction"]);
});

test("of points and commas in one column one groups thousands, and nobody knows which: neither is read", async () => {
  const found = await read("mois;Électricité (kWh)\n2025-01;1.412\n2025-02;380,5\n2025-03;290\n");
  expect(found.readings.map(({ period, amount }) => [period, amount])).toEqual([["2025-03", 290_000]]);
  expect(found.unread.map(({ reason }) => reason)).toEqual(["bad-value", "bad-value"]);
});

test("production is kept apart, and euros are not the francs of another commons", async () => {
  const sold = await read("mois;production (kWh)\n2025-01;412\n");
  expect([sold.readings, sold.dropped]).toEqual([[], [{ what: "production", count: 1 }]]);
  const euros = "mois;Énergie du logement (€)\n2025-01;86\n";
  expect((await read(euros, { currency: "CHF" })).unread.map(({ reason }) => reason)).toEqual(["unknown-unit"]);
});

test("a row a year is read whole, the first and the last too; one that is not over is not", async () => {
  const now = new Date("2026-01-01T12:00:00Z");
  expect(await amounts("année;Électricité (kWh)\n2023;4 900\n2024;4 800,5\n2025;4700\n", { now })).toEqual({
    "electricity.energy 2023": 4_900_000,
    "electricity.energy 2024": 4_800_500,
    "electricity.energy 2025": 4_700_000,
  });
  const years = await read("Year,Electricity (kWh)\n2024,4800\n2024,4900\n2025,4700\n1850,1\n20255,1\n", {
    now: new Date("2025-12-31T12:00:00Z"),
  });
  expect(years.readings).toEqual([]);
  expect(years.unread.map(({ at, reason }) => [at, reason]).sort()).toEqual([
    [2, "contradiction"],
    [3, "contradiction"],
    [4, "unfinished"],
    [5, "out-of-range"],
    [6, "bad-date"],
  ]);
  // A year and a month of it are two readings.
  expect(Object.keys(await amounts("période;eau (m3)\n2024;90\n2024-03;8\n"))).toEqual([
    "water.volume 2024",
    "water.volume 2024-03",
  ]);
});

const day = (date: string): Date => new Date(`${date}T00:00:00Z`);
const sheetRows = async (rows: readonly (readonly MadeCell[])[], options: Options = {}) => read(await workbookOf(rows), options);

test.each<[string, readonly (readonly MadeCell[])[]]>([
  [
    "dates that the spreadsheet made of the months",
    [
      ["Mois", "Électricité (kWh)"],
      [day("2025-01-01"), 412.5],
      [day("2025-02-01"), 380],
    ],
  ],
  [
    "months and amounts as text, a title above, a blank row",
    [
      ["Mes relevés", null],
      [null, null],
      ["Month", "Electricity (kWh)"],
      ["January 2025", "412,5 kWh"],
      ["02/2025", "380,0"],
    ],
  ],
  [
    "the amount first, beside an empty column",
    [
      [null, "conso électricité Wh", "période"],
      [null, 412_500, "2025-01"],
      [null, 3.8e5, "2025-02"],
    ],
  ],
])("a spreadsheet's own file is read as its CSV: %s", async (_, rows) => {
  const report = await sheetRows(rows);
  expect(report.variant).toBe("own-workbook");
  expect(report.unread).toEqual([]);
  expect(Object.fromEntries(report.readings.map(({ period, amount }) => [`electricity.energy ${period}`, amount]))).toEqual(TWO);
});

test("in a workbook a row a year is read, each sheet by its own title, and what no title names is asked for", async () => {
  const electricity = [
    ["Année", "Électricité (kWh)"],
    [2023, 4900],
    ["2024", 4800.5],
  ] as const;
  const water = [
    ["Mois", "Eau (m³)"],
    [day("2024-01-01"), 9.412],
  ] as const;
  const both = await read(
    await bookOf([
      { name: "Feuil1", rows: electricity },
      { name: "Feuil2", rows: water },
    ]),
  );
  expect(both.readings.map(({ domain, period, amount }) => [domain, period, amount])).toEqual([
    ["electricity", "2023", 4_900_000],
    ["electricity", "2024", 4_800_500],
    ["water", "2024-01", 9412],
  ]);
  const unnamed = [
    ["mois", "kWh"],
    ["2025-01", 412],
  ] as const;
  await expect(sheetRows(unnamed)).rejects.toMatchObject({
    looks: "unnamed-measure",
    measures: ["electricity.energy", "gas.energy"],
  });
  expect((await sheetRows(unnamed, { measure: "gas.energy" })).readings).toMatchObject([{ domain: "gas", amount: 412_000 }]);
});

test("what is wrong in a workbook is said by its row: days, no number, another unit, a third column, a total, a month that is not over", async () => {
  const now = new Date("2025-05-31T12:00:00Z");
  const reasons = async (rows: readonly (readonly MadeCell[])[]) =>
    (await sheetRows([["Mois", "Électricité (kWh)"], ...rows], { now })).unread.map(({ in: kind, at, reason }) => [
      kind,
      at,
      reason,
    ]);
  expect(
    await reasons([
      ["2025-01", "beaucoup"],
      ["2025-02", "412 m3"],
      ["2025-03", 380, "estimé"],
      ["2025-04", -3],
      ["2025-05", 290],
      ["Total", 4500],
      ["2024-12", day("2024-12-31")],
    ]),
  ).toEqual([
    ["row", 2, "bad-value"],
    ["row", 3, "unknown-unit"],
    ["row", 4, "bad-row"],
    ["row", 5, "negative"],
    ["row", 6, "unfinished"],
    ["row", 7, "bad-date"],
    ["row", 8, "bad-value"],
  ]);
  // Dates are months only if every one is a month's first day.
  expect(
    await reasons([
      [day("2025-01-01"), 12],
      [day("2025-01-02"), 13],
      ["2025-03", 290],
    ]),
  ).toEqual([
    ["row", 2, "unclear-month"],
    ["row", 3, "unclear-month"],
  ]);
  for (const rows of [
    [
      ["Mois", "consommation (therms)"],
      ["2025-01", 412],
    ],
    [
      ["Mois", "Jour", "kWh"],
      ["2025-01", 1, 412],
    ],
    [["2025-01", 412]],
  ])
    await expect(sheetRows(rows)).rejects.toMatchObject({
      looks: "workbook",
      message: expect.stringMatching(/a column “month”/),
    });
});

test("a report of such a table names nobody and quotes nothing", async () => {
  const report = await read("Relevés de Mme Dupont;\nmois;Électricité (kWh)\n2025-01;412\nchez Dupont;7\n");
  expect(JSON.stringify(report)).not.toMatch(/Dupont/);
  expect(report).toMatchObject({ variant: "own-table", points: 1, identifiers: [] });
  expect(report.readings[0]).toMatchObject({ source: "table", unit: "Wh" });
});

/** Days from one to another, both included, as `YYYY-MM-DD`. */
function daysOf(from: string, to: string): string[] {
  const days: string[] = [];
  for (let at = Date.parse(from); at <= Date.parse(to); at += 86_400_000) days.push(new Date(at).toISOString().slice(0, 10));
  return days;
}

/** How people and spreadsheets write a day. */
const WRITTEN = {
  iso: (date: string) => date,
  midnight: (date: string) => `${date} 00:00:00`,
  french: (date: string) => date.split("-").reverse().join("/"),
  dotted: (date: string) => date.split("-").reverse().map(Number).join("."),
  american: (date: string) => `${date.slice(5, 7)}/${date.slice(8)}/${date.slice(0, 4)}`,
  short: (date: string) => date.slice(2).split("-").reverse().join("/"),
  shortWords: (date: string) =>
    new Date(date)
      .toLocaleDateString("fr-FR", { day: "numeric", month: "short", year: "2-digit", timeZone: "UTC" })
      .replaceAll(" ", "-"),
  words: (date: string) =>
    new Date(date).toLocaleDateString("fr-FR", {
      weekday: "long",
      day: "numeric",
      month: "long",
      year: "numeric",
      timeZone: "UTC",
    }),
} as const;

const FALL = daysOf("2024-09-10", "2024-12-05");
/** Tenths of a kWh, up and down as a home's are. */
const tenths = (i: number): number => 50 + ((i * 37) % 61);
const dailyRows = (write: (date: string) => string, days: readonly string[] = FALL) =>
  days.map((date, i) => `${write(date)};${(tenths(i) / 10).toFixed(1).replace(".", ",")}`).join("\n");
/** Watt-hours of October and November, the whole months of `FALL`. */
const WHOLE = Object.fromEntries(
  ["2024-10", "2024-11"].map((month) => [
    `electricity.energy ${month}`,
    FALL.reduce((sum, date, i) => (date.startsWith(month) ? sum + 100 * tenths(i) : sum), 0),
  ]),
);

describe("a row a day", () => {
  test.each(Object.entries(WRITTEN))("%s: days make the whole months, with the same sum", async (_, write) => {
    const report = await read(`Date;Consommation électrique (kWh)\n${dailyRows(write)}\n`, { measure: "electricity.energy" });
    expect(report.unread).toEqual([]);
    expect(Object.fromEntries(report.readings.map(({ period, amount }) => [`electricity.energy ${period}`, amount]))).toEqual(
      WHOLE,
    );
    expect(report.partial.map(({ period, reason, covered }) => [period, reason, covered])).toEqual([
      ["2024-09", "incomplete", 21 * 1440],
      ["2024-12", "incomplete", 5 * 1440],
    ]);
    expect(report).toMatchObject({ variant: "own-table", points: FALL.length, finest: 1440 });
  });

  test("under “jour” and “day”, with commas between, and in a workbook as dates or as text", async () => {
    const rows = FALL.map((date, i) => [date, tenths(i) / 10] as const);
    expect(await amounts(`jour,électricité (kWh)\n${rows.map((row) => row.join(",")).join("\n")}\n`)).toEqual(WHOLE);
    expect(await amounts(`"Day","Electricity (kWh)"\n${rows.map(([date, kWh]) => `"${date}","${kWh}"`).join("\n")}`)).toEqual(
      WHOLE,
    );
    for (const write of [day, WRITTEN.french])
      expect(
        await amounts(await workbookOf([["Date", "Électricité (kWh)"], ...rows.map(([date, kWh]) => [write(date), kWh])])),
      ).toEqual(WHOLE);
  });

  test("what kWh are of is asked only of a table that has a whole month", async () => {
    expect(await refusal(`Date;Consommation (kWh)\n${dailyRows(WRITTEN.french)}`)).toBeInstanceOf(UnnamedMeasure);
    const reasons = async (rows: string) => {
      const { readings, partial, unread } = await read(`Date;Consommation (kWh)\n${rows}`);
      expect([readings, partial]).toEqual([[], []]);
      return [...new Set(unread.map(({ reason }) => reason))];
    };
    expect(await reasons(dailyRows(WRITTEN.french, FALL.slice(0, 20)))).toEqual(["no-whole-month"]);
    expect(await reasons("01/02/2024;8,4\n02/02/2024;7\n")).toEqual(["no-whole-month"]);
    expect(await reasons("hier;8,4\n")).toEqual(["bad-date"]);
    expect(await reasons("10/09/24;8,4\n11/09/24;8,4\n")).toEqual(["no-whole-month"]);
  });

  test("days or months first: the whole column tells, else French titles; where nothing does, or they contradict, nothing is read", async () => {
    const of = async (rows: string, title = "Date", amount = "Électricité (kWh)") =>
      (await read(`${title};${amount}\n${rows}`)).unread.map(({ at, reason }) => [at, reason]);
    const early = "12/02/2024;1\n11/02/2024;1\n10/02/2024;1";
    expect(await of(early, "Date", "Electricity (kWh)")).toEqual([2, 3, 4].map((at) => [at, "unclear-month"]));
    expect(await of(early)).toEqual([]);
    expect(await of("13/02/2024;1\n11/02/2024;1\n10/02/2024;1")).toEqual([]);
    expect(await of("13/02/2024;1\n02/14/2024;1\n10/02/2024;1")).toEqual([2, 3, 4].map((at) => [at, "unclear-month"]));
    // A day that there is not, in a column that is clear.
    expect(await of("29/02/2023;1\n27/02/2023;1\n26/02/2023;1\n13/13/2023;1")).toEqual([
      [2, "bad-date"],
      [5, "bad-date"],
    ]);
    // The title says months: no day is one.
    expect(await of("13/02/2024;1\n14/02/2024;1", "Mois")).toEqual([2, 3].map((at) => [at, "unclear-month"]));
    // One date a month may stand for the month.
    expect(await of("31/01/2024;1\n29/02/2024;1\n31/03/2024;1")).toHaveLength(3);
    expect(await of("31/01/2024;1\n29/02/2024;1\n31/03/2024;1", "Jour")).toEqual([]);
  });

  test("half days are no days, and no hours: none is read, at midnight least of all", async () => {
    const hours = daysOf("2024-10-01", "2024-10-31").flatMap((date) => ["00:00", "12:00"].map((time) => `${date} ${time};0,4`));
    const report = await read(`Date;Électricité (kWh)\n${hours.join("\n")}`);
    expect([report.readings, report.partial, report.unreadTotal]).toEqual([[], [], hours.length]);
    expect(report.unread[0]).toMatchObject({ at: 2, reason: "unclear-hour" });
  });

  test("a day counts once: with one value it is a repeat, with two it counts with neither, and in a month's row it is covered", async () => {
    const october = daysOf("2024-10-01", "2024-10-31");
    const rows = dailyRows(WRITTEN.french, october);
    const sum = october.reduce((all, _, i) => all + 100 * tenths(i), 0);
    const head = "Date;Électricité (kWh)\n";
    expect(await amounts(`${head}${rows}\n${rows}`)).toEqual({ "electricity.energy 2024-10": sum });
    // One contradicted day leaves 30 of 31, two leave too few.
    const once = await read(`${head}${rows}\n31/10/2024;99`);
    expect(once.readings.map(({ amount, missing }) => [amount, missing])).toEqual([[sum - 100 * tenths(30), 1440]]);
    expect(once.unread.map(({ reason }) => reason)).toEqual(["contradiction", "contradiction"]);
    expect((await read(`${head}${rows}\n31/10/2024;99\n30/10/2024;99`)).readings).toEqual([]);
    const total = await read(`${head}${rows}\n10/2024;300`);
    expect(total.readings.map(({ amount }) => amount)).toEqual([300_000]);
    expect(total.unreadTotal).toBe(31);
  });

  test("a day that is not over, another unit, no number and a negative one are refused, and the others stay", async () => {
    const now = new Date("2024-10-31T12:00:00Z");
    const october = daysOf("2024-10-01", "2024-10-31");
    const report = await read(`Date;Électricité (kWh)\n${dailyRows(WRITTEN.french, october)}`, { now });
    expect(report.unread).toEqual([{ in: "line", at: 32, reason: "unfinished" }]);
    expect(report.readings.map(({ period, missing }) => [period, missing])).toEqual([["2024-10", 1440]]);
    expect(
      (
        await read("Date;Électricité (kWh)\n13/10/2024;8 m3\n14/10/2024;peu\n15/10/2024;-2\n16/10/2024;1;2\n17/10/2024;")
      ).unread.map(({ reason }) => reason),
    ).toEqual(["unknown-unit", "bad-value", "negative", "bad-row"]);
  });

  test("of a meter's index the differences are read: it is told by the title, or by never falling, and not by an empty home", async () => {
    const october = daysOf("2024-10-01", "2024-10-31");
    const of = (title: string, kWhAt: (i: number) => number) =>
      read(`Date;${title}\n${october.map((date, i) => `${date};${kWhAt(i)}`).join("\n")}`);
    const index = await of("Électricité (kWh)", (i) => 12_345 + 8 * i);
    // The first day has no reading before it: thirty uses, and one day that is not covered.
    expect(index.readings).toMatchObject([{ period: "2024-10", amount: 240_000, missing: 1440 }]);
    expect((await of("Index électricité (kWh)", () => 8)).readings).toMatchObject([{ amount: 0 }]);
    expect((await of("Électricité (kWh)", (i) => (i < 27 ? 0 : i))).readings.map(({ amount }) => amount)).toEqual([114_000]);
    await expect(of("Consommation (kWh)", (i) => 12_345 + 8 * i)).rejects.toMatchObject({ looks: "unnamed-measure" });
  });

  test("any days: the months that they cover to 95 % and no others, exactly, in any order, whatever way they are written", async () => {
    const all = daysOf("2024-01-01", "2024-12-31");
    // Long stretches without some days: of days chosen one by one hardly any month would be whole.
    const someDays = fc
      .record({
        from: fc.nat(250),
        length: fc.integer({ min: 1, max: 115 }),
        without: fc.array(fc.nat(365), { maxLength: 6 }),
        write: fc.constantFrom("iso", "french", "american", "midnight", "words", "short", "shortWords"),
        seed: fc.nat(),
      })
      .map(({ from, length, without, ...rest }) => ({
        days: all.slice(from, from + length).filter((_, i) => !without.includes(i)),
        ...rest,
      }));
    let whole = 0;
    await fc.assert(
      fc.asyncProperty(someDays, fc.infiniteStream(fc.nat(99_999)), async ({ days, write, seed }, stream) => {
        const values = days.map((date) => ({ date, milli: stream.next().value as number }));
        const rows = [...values].sort((a, b) => (a.milli ^ (seed & 0xffff)) - (b.milli ^ (seed & 0xffff)));
        const text = rows.map(({ date, milli }) => `${WRITTEN[write](date)};${(milli / 1000).toFixed(3).replace(".", ",")}`);
        const report = await read(`jour;eau (m3)\n${text.join("\n")}\n`);
        const expected: Record<string, number> = {};
        for (const month of new Set(days.map((date) => date.slice(0, 7)))) {
          const inMonth = values.filter(({ date }) => date.startsWith(month));
          const length = new Date(Date.UTC(2024, Number(month.slice(5)), 0)).getUTCDate();
          // 27 of 28 or 28 of 29 days and more are 95 %; a change of clocks moves no month over the edge.
          if (inMonth.length >= length - 1) expected[month] = inMonth.reduce((sum, { milli }) => sum + milli, 0);
        }
        // Twelve days or fewer may leave open which number is the month: they make no whole month either way.
        expect(Object.fromEntries(report.readings.map(({ period, amount }) => [period, amount]))).toEqual(expected);
        whole += report.readings.length;
      }),
      { seed: 20_240_910, numRuns: 150 },
    );
    expect(whole).toBeGreaterThan(100);
  });
});
