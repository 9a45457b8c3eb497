import { describe, expect, test } from "vitest";
import { readHouseholdFile } from "../../src/importers/index.ts";
import * as files from "./files.ts";
import { SPRING } from "./files.ts";
import { bookOf, type MadeCell, wattHours } from "./made.ts";

const read = (bytes: Uint8Array) => readHouseholdFile({ name: "export.xlsx", bytes });
const amounts = async (bytes: Uint8Array) =>
  Object.fromEntries((await read(bytes)).readings.map(({ period, amount }) => [period, amount]));
const { "2024-03": march, "2024-04": april } = wattHours(SPRING);
const USED = { "2024-03": march, "2024-04": april };
/** The home's panels: a third as much at every time. */
const PRODUCED = SPRING.map((one) => ({ ...one, watts: 2 * Math.round(one.watts / 6) }));
const NEUTRAL = "Export du 03/05/2024";

const sheet = (inner: string) => `<worksheet><sheetData>${inner}</sheetData></worksheet>`;
const cell = (reference: string) => `<c r="${reference}"><v>1</v></c>`;

describe("a sheet is held to the bounds wherever it is, and however it says where its cells are", () => {
  test.each([
    ["in another folder", sheet(`<row r="300000">${cell("A300000")}</row>`), /rows of a sheet .* at most 200000; got 300000/],
    ["a column far away", sheet(`<row r="1">${cell("XFD1")}</row>`), /columns of a sheet .* at most 256; got 16384/],
    ["rows × columns", sheet(`<row r="150000">${cell("IV150000")}</row>`), /rows times the columns .* at most 4000000/],
    ["a row that is no number", sheet(`<row r="x"/><row r="300000">${cell("A300000")}</row>`), /row of the sheet has no place/],
    ["a row that is endless", sheet(`<row r="1e15"/>`), /row of the sheet has no place/],
    ["a cell with a second place", sheet(`<row r="1"><c r="A1" x:r="A300000"><v>1</v></c></row>`), /has two places/],
    ["a row with a second place", sheet(`<row r="1" x:r="300000">${cell("A1")}</row>`), /has two places/],
    ["rows without a place", sheet(`<row>${cell("IV1")}</row>${"<row/>".repeat(200_000)}`), /rows of a sheet .* got 200001/],
    ["a prefix before all", sheet(`<x:row r="300000"><x:c r="A300000"><x:v>1</x:v></x:c></x:row>`), /got 300000/],
  ])("%s", async (_, part, message) => {
    for (const folder of ["worksheets", "elsewhere", "worksheets/../.."])
      await expect(read(await bookOf([part], folder))).rejects.toMatchObject({
        code: "unreadable-file",
        message: expect.stringMatching(message),
      });
  });

  test("the cells of all sheets together, and their number", async () => {
    const wide = sheet(`<row r="1">${cell("IV1")}</row><row r="6000">${cell("A6000")}</row>`);
    await expect(read(await bookOf([wide, wide]))).rejects.toMatchObject({ code: "unknown-file" });
    await expect(read(await bookOf([wide, wide, wide], "elsewhere"))).rejects.toMatchObject({
      code: "unreadable-file",
      message: expect.stringMatching(/workbook's sheets must be at most 4000000; got 4608000/),
    });
    await expect(
      read(
        await bookOf(
          Array.from({ length: 33 }, () => sheet("")),
          "elsewhere",
        ),
      ),
    ).rejects.toMatchObject({
      message: expect.stringMatching(/sheets of a workbook must be at most 32; got 33/),
    });
  });

  test("sheets in another folder are read, where they are sound", async () => {
    expect(await amounts(await bookOf([{ name: "A", rows: files.enedisRows(SPRING) }], "elsewhere"))).toEqual(USED);
  });
});

describe("Enedis' production is told by its sheet and by its column", () => {
  const rows = (of: typeof SPRING, header?: string) =>
    files.enedisRows(of, { title: NEUTRAL, ...(header === undefined ? {} : { header }) });
  const produced = [{ what: "production", count: SPRING.length }];

  test("a sheet of production beside one of consumption, whichever comes first", async () => {
    const [used, made] = [
      { name: "Consommation", rows: rows(SPRING) },
      { name: "Production", rows: rows(PRODUCED) },
    ];
    for (const sheets of [
      [used, made],
      [made, used],
    ]) {
      const report = await read(await bookOf(sheets));
      expect(report).toMatchObject({ dropped: produced, unread: [] });
      expect(await amounts(await bookOf(sheets))).toEqual(USED);
    }
  });

  test.each([
    ["the sheet's name", { name: "Production", rows: rows(PRODUCED) }],
    ["the column's name", { name: "Feuille", rows: rows(PRODUCED, "Valeur production (en kW)") }],
    ["the column's name, against the sheet's", { name: "Consommation", rows: rows(PRODUCED, "Valeur injectée (en kW)") }],
    ["a title that says both", { name: "A", rows: files.enedisRows(PRODUCED, { title: "Consommation et production" }) }],
  ])("production alone, by %s", async (_, one) => {
    expect(await read(await bookOf([one]))).toMatchObject({ readings: [], partial: [], dropped: produced });
  });

  const beside = (header: string): MadeCell[][] =>
    rows(SPRING).map((row, i) => {
      const [from = null, to = null, value = null] = row;
      if (i < 2) return row;
      return i === 2 ? [from, to, header, "Valeur consommation (en kW)"] : [from, to, "0,001", value];
    });

  test("a column of production before that of consumption", async () => {
    expect(await amounts(await bookOf([{ name: "A", rows: beside("Valeur production (en kW)") }]))).toEqual(USED);
  });

  test("two columns of consumption: neither is picked", async () => {
    const report = await read(await bookOf([{ name: "A", rows: beside("Valeur corrigée (en kW)") }]));
    expect(report).toMatchObject({ readings: [], unreadTotal: SPRING.length });
    expect(report.unread[0]).toEqual({ in: "row", at: 4, reason: "unclear-column" });
  });
});

describe("GRDF's workbook", () => {
  const day = (of: number) => `${String(of).padStart(2, "0")}/01/2026`;
  const DAYS = {
    name: "Informatives",
    rows: [
      ["Date de relevé", "Energie consommée (kWh)", "Qualification du relevé"],
      ...Array.from({ length: 31 }, (_, i) => [day(i + 1), 10, "Mesuré"]).filter((_, i) => i !== 9),
    ],
  };
  const published = (...periods: readonly (readonly [string, string, number])[]) => ({
    name: "Publiées",
    rows: [["Date de début de période", "Date de fin de période", "Energie consommée (kWh)"], ...periods],
  });

  test("what lies between two dates is no day of either, whichever sheet comes first", async () => {
    const months = published(["10/01/2026", "09/02/2026", 310]);
    for (const sheets of [
      [DAYS, months],
      [months, DAYS],
    ]) {
      const report = await read(await bookOf(sheets));
      expect(report.readings).toMatchObject([{ period: "2026-01", amount: 300_000, missing: 1440 }]);
      expect(report.dropped).toContainEqual({ what: "long-interval", count: 1 });
    }
  });

  test("published readings within a month add up to it; the second date is not of the first period", async () => {
    const report = await read(
      await bookOf([
        published(
          ["01/01/2026", "03/01/2026", 56],
          ["03/01/2026", "01/02/2026", 400],
          ["01/02/2026", "28/02/2026", 300],
          ["28/02/2026", "31/03/2026", 300],
        ),
      ]),
    );
    expect(report.readings).toMatchObject([
      { period: "2026-01", amount: 456_000 },
      { period: "2026-02", amount: 300_000, missing: 1440 },
    ]);
  });
});
