import { expect, test } from "vitest";
import { figureFile } from "../../../dashboards/shared/figure-file.ts";
import { spreadsheetText } from "../../../dashboards/shared/spreadsheet.ts";

const HEAD = ["Eau : 2 secteurs au-dessus", "Chiffres : essai, publication 2026. Licence Ouverte 2.0"];
const ROWS = [
  ["NAME", "TIME_PERIOD", "OBS_VALUE", "CI_LOWER", "CI_UPPER", "REMARK"],
  ["Écoles; Nord", "2026", 9.5, 9.4, 9.6, null],
];

test("a French spreadsheet opens the table from its first line, accents and numbers included; title and source stand below", () => {
  expect(spreadsheetText(HEAD, ROWS, "fr").split("\r\n")).toEqual([
    "\ufeffEndroit;Période;Chiffre;De;À;Remarque",
    '"Écoles; Nord";2026;9,5;9,4;9,6;',
    "",
    ...HEAD,
    "Nombres tels que publiés. La page les arrondit selon leur marge.",
    "",
  ]);
});

test("an English one has the commas and points of English, and no text is run as a formula", () => {
  const lines = spreadsheetText(["=1+1"], ROWS, "en").split("\r\n");
  expect(lines.slice(0, 2)).toEqual(["\ufeffPlace,Period,Figure,From,To,Remark", "Écoles; Nord,2026,9.5,9.4,9.6,"]);
  expect(lines[3]).toBe("'=1+1");
});

test("every column of a figure's file has a name, and a table's own columns keep theirs", () => {
  const [columns = []] = figureFile([]);
  for (const lang of ["fr", "en"] as const) {
    const line = spreadsheetText([], [columns], lang).split("\r\n")[0] ?? "";
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
    HOMES_LOWER: 110,
    HOMES_UPPER: 130,
    METHOD: "modelled",
  });
  const values = columns.map((column) => row[String(column)] ?? null);
  const [first = "", line = ""] = spreadsheetText([], [columns, values], "fr").split("\r\n");
  expect(line.replaceAll("\u00a0", " ")).toBe("Nord;;Eau;au milieu;tous;Janvier 2025;9,5;;;m³ par mois;120;110;130;");
  expect(first).not.toMatch(/code\)|METHOD|DOMAIN/);
  expect(first.split(";")).toHaveLength(line.split(";").length);
});

test("a second table keeps its own columns, statuses are remarks, and the homes of a figure stand beside it", () => {
  const figures = [
    ["STATISTIC", "REF_AREA", "NAME", "OBS_VALUE", "OBS_STATUS", "CONF_STATUS"],
    ["COUNT", "N", "Nord", 120, "A", "F"],
    ["MEAN", "N", "Nord", 9.5, "U", "F"],
    ["COUNT", "S", "Sud", null, "Q", "A"],
    ["MEAN", "S", "Sud", null, "Q", "A"],
    ["MEAN", "E", "Est", null, "Q", "D"],
  ];
  const bars = [
    ["STATISTIC", "NAME", "LOWER", "UPPER", "OBS_VALUE", "OBS_STATUS"],
    ["COUNT", "Nord", 0, 2.5, 40, "A"],
  ];
  const text = spreadsheetText([], [...figures, [], ...bars], "fr").replace("\ufeff", "");
  expect(text.split("\r\n").slice(0, 7)).toEqual([
    "Endroit;Code de l’endroit;Quel chiffre;Chiffre;Nombre compté;Remarque",
    "Nord;N;en moyenne;9,5;120;à lire avec prudence",
    "Sud;S;en moyenne;;;pas assez de foyers",
    "Est;E;en moyenne;;;non publié, car il en ferait deviner un autre",
    "",
    "Endroit;Quel chiffre;Barre de;Barre à;Chiffre;Remarque",
    "Nord;nombre compté;0;2,5;40;",
  ]);
  // With its margin, where the file has margins.
  const [names = [], count = [], mean = []] = figures;
  const rows = [
    [...names, "CI_LOWER", "CI_UPPER"],
    [...count, 110, 130],
    [...mean, 6, 13],
  ];
  expect(spreadsheetText([], rows, "fr").replaceAll("\u00a0", " ")).toContain(
    "Chiffre;De;À;Nombre compté;Compté : de;Compté : à;Remarque\r\nNord;N;en moyenne;9,5;6;13;120;110;130;à lire avec prudence",
  );
  // Numbers of homes that were asked for are figures of their own.
  expect(
    spreadsheetText(
      [],
      figures.filter(([statistic]) => statistic !== "MEAN"),
      "fr",
    ),
  ).toContain("\r\nNord;N;nombre compté;120;");
});

test("a published figure below zero has a remark of its own, a difference below zero has none", () => {
  const rows = [
    ["NAME", "OBS_VALUE", "OBS_STATUS", "CONF_STATUS"],
    ["Nord", -69.77, "U", "F"],
    ["Sud", -2, "A", "F"],
    ["Nord et Sud", -3, null, null],
  ];
  const lines = spreadsheetText([], rows, "fr").split("\r\n");
  expect(lines.slice(1, 4)).toEqual([
    "Nord;-69,77;à lire avec prudence, sous zéro par le flou seul",
    "Sud;-2;sous zéro par le flou seul",
    "Nord et Sud;-3;",
  ]);
});
