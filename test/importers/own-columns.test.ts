import { describe, expect, test } from "vitest";
import { readHouseholdFile, readHouseholdFiles } from "../../src/importers/index.ts";
import { bytesOf, type MadeCell, workbookOf } from "./made.ts";

type Options = Parameters<typeof readHouseholdFile>[1];
const read = (text: string | Uint8Array, options: Options = {}) =>
  readHouseholdFile({ name: "mes mois.csv", bytes: typeof text === "string" ? bytesOf(text) : text }, options);
const amounts = async (text: string | Uint8Array, options?: Options) =>
  Object.fromEntries(
    (await read(text, options)).readings.map(({ domain, measure, period, amount }) => [`${domain}.${measure} ${period}`, amount]),
  );

describe("several topics in columns", () => {
  const TITLES = "Mois;Électricité (kWh);Eau (m³);Gaz (kWh)";
  const THREE = {
    "electricity.energy 2025-01": 412_500,
    "electricity.energy 2025-02": 380_000,
    "gas.energy 2025-01": 1_200_000,
    "water.volume 2025-01": 9412,
    "water.volume 2025-02": 8000,
  };

  test("each that names its measure and its unit is a table of its own, in CSV and in a workbook", async () => {
    const report = await read(`${TITLES}\n2025-01;412,5;9,412;1200\n2025-02;380;8;\n`);
    expect(
      Object.fromEntries(
        report.readings.map(({ domain, measure, period, amount }) => [`${domain}.${measure} ${period}`, amount]),
      ),
    ).toEqual(THREE);
    expect([report.variant, report.points, report.unread, report.dropped]).toEqual([
      "own-table",
      5,
      [],
      [{ what: "empty", count: 1 }],
    ]);
    const rows: MadeCell[][] = [TITLES.split(";"), ["2025-01", 412.5, 9.412, 1200], ["2025-02", 380, 8, null]];
    expect(await amounts(await workbookOf(rows))).toEqual(THREE);
  });

  test("costs, production and a meter's index stay aside, and are counted", async () => {
    const report = await read(
      "Mois;Électricité (kWh);Index eau (m3);Eau (L);Prix;Production (kWh)\n2025-01;412;900;9000;86;120\n",
    );
    expect(report.readings.map(({ domain, amount }) => [domain, amount])).toEqual([
      ["electricity", 412_000],
      ["water", 9000],
    ]);
    expect(report.dropped).toEqual([
      { what: "other-measure", count: 1 },
      { what: "cost", count: 1 },
      { what: "production", count: 1 },
    ]);
  });

  test("a row is refused once, for its first fault; what is wrong with one amount leaves the others", async () => {
    const report = await read(`${TITLES}\nhier;1;1;1\n2025-01;beaucoup;9,412;1200 m3\n2025-02;1;2\n2025-03;-1;-1;1\n`);
    expect(report.unread.map(({ at, reason }) => [at, reason])).toEqual([
      [2, "bad-date"],
      [3, "bad-value"],
      [4, "bad-row"],
      [5, "negative"],
    ]);
    expect(report.readings.map(({ domain, period }) => [domain, period])).toEqual([
      ["gas", "2025-03"],
      ["water", "2025-01"],
    ]);
  });

  test("by the hour too, and a counter beside an amount is refused alone", async () => {
    const hours = Array.from({ length: 31 * 24 }, (_, i) => [
      `2025-01-${String(1 + Math.floor(i / 24)).padStart(2, "0")} ${i % 24}:00`,
      i % 7,
      1000 + i,
    ]);
    const report = await read(`Date;Électricité (kWh);Eau (L)\n${hours.map((row) => row.join(";")).join("\n")}`);
    const sum = hours.reduce((all, [, kWh]) => all + Number(kWh), 0);
    expect(report.readings.map(({ domain, amount }) => [domain, amount])).toEqual([["electricity", 1000 * sum]]);
    expect([report.unread[0]?.reason, report.unreadTotal]).toEqual(["index", hours.length]);
  });

  test("a column that may be an amount but does not name its measure, or its unit, leaves the table unread", async () => {
    for (const titles of ["Électricité (kWh);kWh", "Électricité (kWh);Eau"])
      await expect(read(`Mois;${titles}\n2025-01;412;9\n`)).rejects.toMatchObject({ looks: "table" });
  });

  test("a column that can be no amount is left aside, and said to be; where it tells two meters apart, neither counts twice", async () => {
    for (const title of ["Température", "Commentaire", "Compteur"]) {
      const report = await read(`Mois;Eau (m3);${title}\n2025-01;9;12\n2025-02;8;12\n`);
      expect(report.readings.map(({ period, amount }) => [period, amount])).toEqual([
        ["2025-01", 9000],
        ["2025-02", 8000],
      ]);
      expect(report.dropped).toEqual([expect.objectContaining({ what: "other-measure" })]);
    }
    const meters = await read("Mois;Eau (m3);Compteur\n2025-01;9;A\n2025-01;4;B\n2025-02;8;A\n");
    expect(meters.readings.map(({ period, amount }) => [period, amount])).toEqual([["2025-02", 8000]]);
  });
});

describe("two times of a tariff", () => {
  const of = (titles: string, row: string) => read(`Mois;${titles}\n2025-01;${row}\n`);

  test.each([
    ["HP (kWh);HC (kWh)", "300,25;100,5", 400_750],
    ["Heures pleines (kWh);Heures creuses (kWh)", "300;100", 400_000],
    ["Consommation HP (Wh);Consommation HC (Wh)", "300;100", 400],
    ["HP hiver (kWh);HC hiver (kWh);HP été (kWh);HC été (kWh)", "100;20;3;0,4", 123_400],
    ["Total HP (kWh);HC (kWh)", "300;100", 400_000],
  ])("%s add up, of electricity", async (titles, row, amount) => {
    const report = await of(titles, row);
    expect(report.readings.map(({ domain, amount: found }) => [domain, found])).toEqual([["electricity", amount]]);
    expect([report.unread, report.dropped]).toEqual([[], []]);
  });

  test("a total beside them is read, and they are not: nothing counts twice", async () => {
    for (const titles of ["HP (kWh);HC (kWh);Total (kWh)", "HP (kWh);HC (kWh);Électricité, total (kWh)"]) {
      const report = await of(titles, "300;100;400");
      expect(report.readings.map(({ amount }) => amount)).toEqual([400_000]);
      expect(report.dropped).toEqual([{ what: "other-measure", count: 2 }]);
    }
  });

  test("a total of other things too, or less what was made, is no total of theirs", async () => {
    await expect(of("HP (kWh);HC (kWh);Gaz (kWh);Total (kWh)", "300;100;900;1300")).rejects.toMatchObject({ looks: "table" });
    const made = await of("HP électricité (kWh);HC électricité (kWh);Production (kWh);Total électricité (kWh)", "300;100;50;350");
    expect([made.readings, made.unread.map(({ reason }) => reason)]).toEqual([[], ["unclear-column"]]);
  });

  test.each([
    ["a whole that no total says", "Électricité (kWh);HP électricité (kWh);HC électricité (kWh)", "400;300;100"],
    ["a base beside them", "Base (kWh);HP (kWh);HC (kWh)", "400;300;100"],
    ["a part alone", "Eau (m3);HP (kWh)", ";300"],
    ["a part of another", "HP (kWh);HP hiver (kWh);HC (kWh)", "300;200;100"],
    ["two units", "HP (kWh);HC (Wh)", "300;100"],
    ["two meters", "Électricité maison (kWh);Électricité atelier (kWh)", "300;100"],
  ])("%s: it is not said what adds up, and none is read", async (_, titles, row) => {
    const report = await of(titles, row);
    expect([report.readings, report.unread.map(({ reason }) => reason)]).toEqual([[], ["unclear-column"]]);
  });

  test("without one part a month has no amount, rather than a smaller one; water beside them is read", async () => {
    const report = await read("Mois;HP (kWh);HC (kWh);Eau (m3)\n2025-01;300;;9\n2025-02;300;peu;8\n2025-03;300;100;7\n");
    expect(report.readings.map(({ domain, period }) => `${domain} ${period}`)).toEqual([
      "electricity 2025-03",
      "water 2025-01",
      "water 2025-02",
      "water 2025-03",
    ]);
    expect([report.dropped, report.unread.map(({ at, reason }) => [at, reason])]).toEqual([
      [{ what: "empty", count: 1 }],
      [[3, "bad-value"]],
    ]);
  });
});

test("two tables of one measure in different units each keep their own", async () => {
  const files = ["mois;eau (m3)\n2025-01;9\n", "mois;eau (L)\n2025-02;9000\n"].map((text) => ({
    name: "a",
    bytes: bytesOf(text),
  }));
  for (const all of [files, [...files].reverse()])
    expect((await readHouseholdFiles(all)).readings.map(({ period, amount }) => [period, amount])).toEqual([
      ["2025-01", 9000],
      ["2025-02", 9000],
    ]);
});
