import { expect, test } from "vitest";
import { readFigure, splitPeriod } from "../../../dashboards/shared/typed-figure.ts";

test("a figure is read with the unit that is asked for, and with no other; letters, zero and less are no figure", () => {
  const read = (text: string, units: readonly string[]) => {
    const figure = readFigure(text, units, "fr");
    return figure.ok ? figure.value : figure.fault;
  };
  const [M3, EUR, KWH] = [["m³", "m3"], ["€", "EUR"], ["kWh"]];
  expect(["45 m³", "45 m3", "45 mètres cubes", "45"].map((text) => read(text, M3))).toEqual([45, 45, 45, 45]);
  expect(["1 250,50 €", "1250,5 euros", "1 250,50"].map((text) => read(text, EUR))).toEqual([1250.5, 1250.5, 1250.5]);
  expect(read("3 000 kWh", KWH)).toBe(3000);
  expect(["1 250 €", "abc", "0", "-5", ""].map((text) => read(text, KWH))).toEqual([
    "amount",
    "amount",
    "zero",
    "negative",
    "empty",
  ]);
});

test("a period that is typed after a figure is known from it, and nothing else is", () => {
  const month = ["410 kWh par mois", "410 kwh/mois", "410 kWh a month", "410 kWh  PAR MOIS "];
  expect(month.map((text) => splitPeriod(text))).toEqual(month.map((text) => ({ figure: text.slice(0, 7), period: "month" })));
  expect(["4000 par an", "4000 / an", "4000 a year"].map((text) => splitPeriod(text).period)).toEqual(["year", "year", "year"]);
  expect(["410", "410 kWh", "mois"].map((text) => splitPeriod(text))).toEqual(
    ["410", "410 kWh", "mois"].map((figure) => ({ figure, period: null })),
  );
});
