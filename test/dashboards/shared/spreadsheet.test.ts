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
    "Endroit;Période;Chiffre;Marge, de;Marge, à;Remarque",
    '"Écoles; Nord";2026;9,5;9,4;9,6;',
    "",
  ]);
});

test("an English one has the commas and points of English, and no text is run as a formula", () => {
  const lines = spreadsheetText(["=1+1"], ROWS, "en").split("\r\n");
  expect(lines[0]).toBe("\ufeff'=1+1");
  expect(lines.slice(2, 4)).toEqual(['Place,Period,Figure,"Margin, from","Margin, to",Remark', "Écoles; Nord,2026,9.5,9.4,9.6,"]);
});

test("every column of a figure's file has a name, and a table's own columns keep theirs", () => {
  const [columns = []] = figureFile([]);
  for (const lang of ["fr", "en"] as const) {
    const line = spreadsheetText([], [columns], lang).split("\r\n")[1] ?? "";
    for (const column of columns) expect(line).not.toContain(String(column));
  }
  expect(spreadsheetText([], [["Endroit à part"]], "fr")).toContain("Endroit à part");
});
