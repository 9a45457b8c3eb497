import { expect, test } from "vitest";
import { figureFile } from "../../../dashboards/shared/figure-file.ts";
import { spreadsheetText } from "../../../dashboards/shared/spreadsheet.ts";

const HEAD = ["Eau : 2 secteurs au-dessus", "Chiffres : essai, publication 2026. Licence Ouverte 2.0"];
const ROWS = [
  ["NAME", "TIME_PERIOD", "OBS_VALUE", "CI_LOWER", "CI_UPPER", "REMARK"],
  ["Écoles; Nord", "2026", 9.5, 9.4, 9.6, null],
];

test("a French spreadsheet opens the file in columns, accents and numbers included, with its title and source first", () => {
  expect(spreadsheetText(HEAD, ROWS, "fr").split("\r\n")).toEqual([
    `\ufeff${HEAD[0]}`,
    HEAD[1],
    "",
    "Endroit;Période;Chiffre;De;À;Remarque",
    '"Écoles; Nord";2026;9,5;9,4;9,6;',
    "",
  ]);
});

test("an English one has the commas and points of English, and no text is run as a formula", () => {
  const lines = spreadsheetText(["=1+1"], ROWS, "en").split("\r\n");
  expect(lines[0]).toBe("\ufeff'=1+1");
  expect(lines.slice(2, 4)).toEqual(["Place,Period,Figure,From,To,Remark", "Écoles; Nord,2026,9.5,9.4,9.6,"]);
});

test("every column of a figure's file has a name, and a table's own columns keep theirs", () => {
  const [columns = []] = figureFile([]);
  for (const lang of ["fr", "en"] as const) {
    const line = spreadsheetText([], [columns], lang).split("\r\n")[1] ?? "";
    for (const column of columns) expect(line).not.toContain(String(column));
  }
  expect(spreadsheetText([], [["Endroit à part"]], "fr")).toContain("Endroit à part");
});

test("codes are words, and what only programs read is left to the file for programs", () => {
  const [columns = []] = figureFile([]);
  const row: Record<string, string | number> = { NAME: "Nord", DOMAIN: "water", MEASURE: "volume", STATISTIC: "P50" };
  Object.assign(row, {
    HOUSEHOLD_TYPE: "_T",
    TIME_PERIOD: "2025-01",
    OBS_VALUE: 9.5,
    UNIT_MEASURE: "m3",
    HOMES: 120,
    METHOD: "modelled",
  });
  const values = columns.map((column) => row[String(column)] ?? null);
  const [, first = "", line = ""] = spreadsheetText([], [columns, values], "fr").split("\r\n");
  expect(line.replaceAll("\u00a0", " ")).toBe(";Nord;Eau;au milieu;Tous les foyers comptés;Janvier 2025;9,5;;;m³;120;");
  expect(first).not.toMatch(/code\)|METHOD|DOMAIN/);
  expect(first.split(";")).toHaveLength(line.split(";").length);
});

test("a second table keeps its own columns below what stands above it, and statuses are remarks", () => {
  const [figures, bins] = [
    [
      ["NAME", "OBS_VALUE", "OBS_STATUS", "CONF_STATUS"],
      ["Nord", 9.5, "U", "F"],
      ["Sud", null, "Q", "A"],
      ["Est", null, "Q", "D"],
      ["Ouest", 7, "A", "F"],
    ],
    [
      ["# P50", 8.5, 8.25, 8.75],
      ["NAME", "LOWER", "UPPER", "OBS_VALUE", "OBS_STATUS"],
      ["Nord", 0, 2.5, 40, "A"],
    ],
  ];
  expect(
    spreadsheetText([], [...figures, [], ...bins], "fr")
      .replace("\ufeff", "")
      .trim()
      .split("\r\n"),
  ).toEqual([
    "Endroit;Chiffre;Remarque",
    "Nord;9,5;à lire avec prudence",
    "Sud;;pas assez de foyers",
    "Est;;retenu, pour en protéger un autre",
    "Ouest;7;",
    "",
    "au milieu;8,5;8,25;8,75",
    "Endroit;Barre de;Barre à;Chiffre;Remarque",
    "Nord;0;2,5;40;",
  ]);
});
