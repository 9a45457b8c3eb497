import fc from "fast-check";
import { expect, test } from "vitest";
import { tickTexts } from "../../../dashboards/charts/parts.tsx";
import {
  amountText,
  axisText,
  endsText,
  endText,
  formatDate,
  formatNumber,
  formatPeriod,
  formatRelease,
  maskedName,
  unitLabel,
} from "../../../dashboards/shared/format.ts";
import { langOf, ordinal } from "../../../dashboards/shared/i18n.ts";
import { withState } from "../../../dashboards/shared/url-state.ts";

/** Intl writes narrow and no-break spaces. */
const plain = (text: string): string => text.replace(/[\u00a0\u202f]/g, " ");

test("numbers are written as each language does", () => {
  expect(plain(formatNumber(1234.56, 1, "fr"))).toBe("1 234,6");
  expect(formatNumber(1234.56, 1, "en")).toBe("1,234.6");
  expect(plain(formatNumber(2784, -1, "fr"))).toBe("2 780");
});

test("any number and any day is written as Intl writes it", () => {
  const locales = { fr: "fr-FR", en: "en-GB" } as const;
  const lang = fc.constantFrom("fr" as const, "en" as const);
  const value = fc.oneof(
    fc.double({ min: -1e9, max: 1e9, noNaN: true }),
    fc.double({ min: -1e-5, max: 1e-5, noNaN: true }),
    // What somebody may type.
    fc.double({ min: 1e16, max: 1e40, noNaN: true }),
    fc.integer({ min: 15, max: 40 }).map((zeros) => 10 ** zeros),
    // Halves, as which a binary number is often a little less or more than it is written.
    fc.integer({ min: -1e7, max: 1e7 }).map((whole) => whole / 1000),
  );
  fc.assert(
    fc.property(value, fc.integer({ min: 0, max: 6 }), lang, (number, digits, spoken) => {
      const ofIntl = new Intl.NumberFormat(locales[spoken], {
        minimumFractionDigits: digits,
        maximumFractionDigits: digits,
        signDisplay: "negative",
      });
      expect(plain(formatNumber(number, digits, spoken))).toBe(plain(ofIntl.format(number).replace("-", "\u2212")));
    }),
    { numRuns: 500 },
  );
  const day = fc.date({ min: new Date("1990-01-01"), max: new Date("2100-01-01"), noInvalidDate: true });
  fc.assert(
    fc.property(day, lang, (date, spoken) => {
      const ofIntl = new Intl.DateTimeFormat(locales[spoken], { dateStyle: "long", timeZone: "UTC" }).format(date);
      expect(formatDate(date.toISOString(), spoken)).toBe(spoken === "fr" ? ofIntl.replace(/^1 /, "1er ") : ofIntl);
    }),
  );
});

test("periods, units and ranks are words", () => {
  expect(["2026-01", "2026-Q1", "2026"].map((p) => formatPeriod(p, "fr"))).toEqual([
    "janvier 2026",
    "1er trimestre 2026",
    "2026",
  ]);
  expect(["2026-01", "2026-Q1"].map((p) => formatPeriod(p, "en"))).toEqual(["January 2026", "Q1 2026"]);
  expect(["2026-01", "2026-r1"].map((id) => formatRelease(id, "en"))).toEqual(["January 2026", "2026, revision 1"]);
  expect(["m3", "GB", "EUR", "kWh"].map((u) => unitLabel(u, "fr"))).toEqual(["m³", "Go", "€", "kWh"]);
  expect([1, 2, 3, 10, 11, 21, 30].map((n) => ordinal(n, "en"))).toEqual(["1st", "2nd", "3rd", "10th", "11th", "21st", "30th"]);
  expect([1, 30].map((n) => ordinal(n, "fr"))).toEqual(["1er", "30e"]);
});

test("French is the language unless another is asked for", () => {
  expect(["", "?lang=en", "?lang=de", "?topic=x&lang=en"].map(langOf)).toEqual(["fr", "en", "fr", "en"]);
  expect(withState("?topic=a&lang=en", { topic: "b", area: null })).toBe("?topic=b&lang=en");
  expect(withState("?topic=a", { topic: null })).toBe("");
});

test("money is written where people of the language write it, and margins too", () => {
  expect(amountText(74, 0, unitLabel("EUR", "fr"), "fr")).toBe("74\u00a0€");
  for (const [currency, value, digits] of [
    ["EUR", 74, 0],
    ["EUR", 1234.5, 2],
    ["CHF", 74, 0],
    ["USD", 7.5, 2],
    ["GBP", 0, 0],
  ] as const) {
    const style = { style: "currency", currency, minimumFractionDigits: digits, maximumFractionDigits: digits } as const;
    expect(amountText(value, digits, unitLabel(currency, "en"), "en")).toBe(new Intl.NumberFormat("en-GB", style).format(value));
  }
  // A price too has no digit more than its margin allows, in either language.
  expect(["en", "fr"].map((lang) => amountText(71.6, 1, "€", lang as "en" | "fr"))).toEqual(["€71.6", "71,6\u00a0€"]);
  expect(amountText(-12, 0, "€", "en")).toBe("\u2212€12");
  expect(amountText(12, 0, "kWh", "en")).toBe("12\u00a0kWh");
  expect(endsText(69, 76, 0, "€", "fr")).toEqual(["69", "76\u00a0€"]);
  expect(endsText(69, 76, 0, "€", "en")).toEqual(["€69", "€76"]);
  expect(endsText(6, 8, 0, "m³", "en")).toEqual(["6", "8\u00a0m³"]);
  expect(tickTexts([0, 50], axisText("€", "fr").format, axisText("€", "fr").unit)).toEqual(["0", "50\u00a0€"]);
  expect(tickTexts([0, 50], axisText("€", "en").format, axisText("€", "en").unit)).toEqual(["€0", "€50"]);
  // A step finer than a tenth is not rounded away.
  expect([0.25, 0.5, 3, 1200.5].map(axisText("GB", "en").format)).toEqual(["0.25", "0.5", "3", "1,200.5"]);
});

test("a file's name is shown without the numbers of a meter, and with its days", () => {
  expect(maskedName("Enedis_20260101-20261130_09111642617347.csv")).toBe("Enedis_20260101-20261130_•••.csv");
  expect(maskedName("14 123 456 789 012 Export.csv")).toBe("••• Export.csv");
  expect(maskedName("compteur 123456.csv")).toBe("compteur •••.csv");
  expect(maskedName("D19FA123456_2025.csv")).toBe("D19FA•••.csv");
  for (const name of ["releve-2025-01-01_2025-12-31.csv", "conso 12-2025 (2).xlsx", "2024_2025.csv", "facture 3.pdf"])
    expect(maskedName(name)).toBe(name);
});

test("an end of a margin has the unit where it comes first, and none where its value has it after", () => {
  expect([endText(3.6, 1, "€", "en"), endText(3.6, 1, "€", "fr"), endText(3.6, 1, "m³", "en")]).toEqual(["€3.6", "3,6", "3.6"]);
});
