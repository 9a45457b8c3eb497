import fc from "fast-check";
import { expect, test } from "vitest";
import { ofMonths } from "../../../dashboards/compare/monthly-figure.ts";
import { stretchesOf } from "../../../dashboards/compare/published-months.ts";
import { monthsPhrase, seasonalTitle } from "../../../dashboards/compare/seasonal-said.ts";
import type { TopicAnswer } from "../../../dashboards/compare/topic-answer.ts";
import { formatPeriod } from "../../../dashboards/shared/format.ts";
import { WORDS } from "../../../dashboards/shared/i18n.ts";
import { measureRef } from "../../../src/domains/index.ts";

test("months are told by their stretches, whatever their order; one over the new year is one stretch", () => {
  expect(stretchesOf(["03", "01", "12", "07"])).toEqual([["03"], ["07"], ["12", "01"]]);
  expect(stretchesOf(["12", "01", "02", "11"])).toEqual([["11", "12", "01", "02"]]);
});

test("three months or more in a row are told from the first to the last, in both languages", () => {
  const nine = ["01", "02", "03", "04", "05", "06", "07", "08", "09"];
  expect(monthsPhrase(nine, "fr")).toBe("de janvier à septembre");
  expect(monthsPhrase(nine, "en")).toBe("from January to September");
  expect(monthsPhrase(["04", "05", "06"], "fr")).toBe("d’avril à juin");
  expect(monthsPhrase(["11", "12", "01", "02"], "fr")).toBe("de novembre à février");
  expect(monthsPhrase(["01", "02"], "fr")).toBe("en janvier et février");
  expect(monthsPhrase(["01", "02", "03", "06"], "fr")).toBe("de janvier à mars et en juin");
  expect(monthsPhrase(["12", "01", "02", "04", "08", "09", "10", "11"], "fr", "01")).toBe(
    "en janvier, février, avril et d’août à décembre",
  );
  expect(monthsPhrase([], "fr")).toBe("");
});

test("months of one year are not told as a winter: its December does not come before its January", () => {
  const months = ["01", "02", "03", "04", "05", "06", "10", "11", "12"];
  expect(monthsPhrase(months, "fr", "01")).toBe("de janvier à juin et d’octobre à décembre");
  expect(monthsPhrase(months, "fr")).toBe("d’octobre à juin");
  // Of months drawn from December to November the row begins there.
  expect(monthsPhrase(["07", "08", "09", "10", "11", "12", "01", "02", "03"], "fr", "12")).toBe(
    "de décembre à mars et de juillet à novembre",
  );
  expect(stretchesOf(["12", "01"], "01")).toEqual([["01"], ["12"]]);
});

/** What is said of months of the same amount. */
const titleOf = (periods: readonly string[], lang: "fr" | "en"): string =>
  seasonalTitle(
    {
      ref: measureRef("water", "volume"),
      unit: "m³",
      given: ofMonths(periods.map((period) => ({ period, value: 7 }))),
    } as TopicAnswer,
    lang,
  );

test("one's own months are named in the order of time, in one list; of many stretches only from when to when they are", () => {
  const scattered = ["2025-12", "2026-01", "2026-02", "2026-04", "2026-05", "2026-08", "2026-09", "2026-10", "2026-11"];
  expect(titleOf(scattered, "fr")).toBe("Cela fait *7\u00a0m³ par mois* sur 9 mois entre décembre 2025 et novembre 2026.");
  expect(titleOf(["2025-11", "2025-12", "2026-01", "2026-05"], "fr")).toMatch(
    / de novembre 2025 à janvier 2026 et en mai 2026\.$/,
  );
  expect(titleOf(["2026-01", "2026-03", "2026-05"], "en")).toMatch(/ over 3 months between January and May 2026\.$/);
  const all = Array.from({ length: 12 }, (_, i) => new Date(Date.UTC(2025, 9 + i, 1)).toISOString().slice(0, 7));
  fc.assert(
    fc.property(
      fc.shuffledSubarray(all, { minLength: 1, maxLength: 11 }),
      fc.constantFrom("fr" as const, "en" as const),
      (given, lang) => {
        const title = titleOf(given, lang);
        // Months before a long hole are of the year before.
        const own = ofMonths(given.map((period) => ({ period, value: 7 }))).periods;
        const names = WORDS[lang].monthNames;
        const words = title.match(new RegExp(`${names.join("|")}|20\\d\\d`, "g")) ?? [];
        const said = words.flatMap((word, i) => {
          const year = words.slice(i).find((other) => other.startsWith("20"));
          return names.includes(word) ? [`${year}-${String(names.indexOf(word) + 1).padStart(2, "0")}`] : [];
        });
        expect(said).toEqual([...said].sort());
        expect([said[0], said.at(-1)]).toEqual([own[0], own.at(-1)]);
        expect(title).toContain(formatPeriod(own.at(-1) ?? "", lang));
        expect(title.split(lang === "fr" ? " et " : " and ").length).toBeLessThanOrEqual(3);
      },
    ),
  );
});
