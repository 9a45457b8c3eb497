import { h } from "preact";
import { renderToString } from "preact-render-to-string";
import { expect, test } from "vitest";
import { Clamp, lossText } from "../../../dashboards/docs/measure-clamp.tsx";
import { concentrationText, focusPlace, type MeasureData } from "../../../dashboards/docs/measure-data.ts";
import { levelFacts, needsMoreAbove, publicationsOf, statisticsIn } from "../../../dashboards/docs/measure-facts.ts";
import { kindsUntold } from "../../../dashboards/docs/measure-kinds.tsx";
import { newestText, originText } from "../../../dashboards/docs/measure-page.tsx";
import { measureWords } from "../../../dashboards/docs/measure-words.ts";
import { absence } from "../../../dashboards/explore/table-rows.ts";
import { asCounted } from "../../../dashboards/shared/counted-homes.ts";
import type { Catalog, ReleaseRef } from "../../../dashboards/shared/data.ts";
import type { PrivacyReport } from "../../../src/contract/manifest.ts";
import { measureRef } from "../../../src/domains/index.ts";
import { sampleFacts, shownAt } from "../explore/shown.ts";

const WATER = measureRef("water", "volume");
const LEVELS = ["town", "district", "quarter"];
const { catalog } = sampleFacts();
const release = (id: string, period: string, created_at: string): ReleaseRef => {
  return { ...(catalog.releases[0] as ReleaseRef), id, period, revision: id === period ? 0 : 1, created_at };
};

test("a period keeps the day on which it was first published beside that of its revision", () => {
  if (!WATER) throw new Error("the program has no such measure");
  const dataset = (periods: readonly string[]): Catalog["datasets"][number] => ({
    id: "water",
    title: { fr: "Eau", en: "Water" },
    measures: ["volume"],
    periods: periods.map((period) => ({ period, step: "year", release: period })),
    url: "",
  });
  const releases = [
    release("2025-r1", "2025", "2026-09-01"),
    release("2025", "2025", "2026-02-01"),
    release("2024", "2024", "2025-02-01"),
    release("2023", "2023", "2024-02-01"),
  ];
  expect(publicationsOf({ ...catalog, releases, datasets: [dataset(["2025", "2024"])] }, WATER)).toEqual([
    { period: "2025", published: "2026-02-01", revised: "2026-09-01" },
    { period: "2024", published: "2025-02-01", revised: null },
  ]);
  expect(publicationsOf({ ...catalog, releases, datasets: [] }, WATER)).toEqual([]);
});

test("before the first release a measure has the levels of the plan, and no cells", () => {
  if (!WATER) throw new Error("the program has no such measure");
  const needed = [
    { level: "quarter", households: 36, step: "year" as const, sigma_count: 4.2 },
    { level: "town", households: 455, step: "month" as const },
  ];
  const planned = { ...catalog, measures: catalog.measures.map((one) => ({ ...one, needed })) };
  expect(levelFacts({ catalog: planned, ref: WATER, levels: LEVELS, rows: [], report: null })).toEqual([
    { level: "town", table: "_T", step: "month", cells: null, sigma: null, needed: 455 },
    { level: "quarter", table: "_T", step: "year", cells: null, sigma: 4.2, needed: 36 },
  ]);
  expect(levelFacts({ catalog, ref: WATER, levels: LEVELS, rows: [], report: null })).toEqual([]);
});

test("the means by type are counted as the files have them, united types too", () => {
  if (!WATER) throw new Error("the program has no such measure");
  const { rows } = shownAt("");
  const [one] = rows.filter(
    (row) => row.MEASURE === "volume" && row.STATISTIC === "MEAN" && row.AREA_LEVEL === "town" && row.HOUSEHOLD_TYPE === "size=1",
  );
  if (!one) throw new Error("the sample has no such row");
  const united = [...rows, { ...one, HOUSEHOLD_TYPE: "size=1-2" }];
  const mechanisms = ["_T", "types"].map((table) => ({ measure: WATER.key, level: "town", table, quantity: "count", sigma: 1 }));
  const counted = (of: typeof rows) =>
    levelFacts({ catalog, ref: WATER, levels: LEVELS, rows: of, report: { mechanisms } as unknown as PrivacyReport });
  const [before, after] = [counted(rows), counted(united)];
  expect(after[0]?.cells).toEqual(before[0]?.cells);
  expect(after[1]?.cells?.all).toBe((before[1]?.cells?.all ?? 0) + 1);
});

test("a statistic is listed with the levels at which any of its values is published", () => {
  if (!WATER) throw new Error("the program has no such measure");
  const { rows } = shownAt("");
  const listed = statisticsIn(rows, WATER, LEVELS);
  for (const { statistics, levels } of listed)
    for (const level of LEVELS)
      for (const statistic of statistics)
        expect(
          rows.some(
            (row) =>
              row.MEASURE === "volume" && row.AREA_LEVEL === level && row.STATISTIC === statistic && row.OBS_VALUE !== null,
          ),
        ).toBe(levels.includes(level));
  expect(listed.map(({ statistics }) => statistics.includes("MEAN"))).toContain(true);
  // Quantiles are measured where homes are many, and not at the leaves.
  expect(listed.find(({ statistics }) => statistics.includes("P50"))?.levels).not.toContain("quarter");
  const withheld = rows.map((row) => ({ ...row, OBS_VALUE: row.STATISTIC === "MEAN" ? null : row.OBS_VALUE }));
  expect(statisticsIn(withheld, WATER, LEVELS).flatMap(({ statistics }) => statistics)).not.toContain("MEAN");
});

test("a kind without a sure mean has the reason that the table of Données gives", () => {
  if (!WATER) throw new Error("the program has no such measure");
  const { rows, facts } = shownAt("");
  const data = { ref: WATER, rows, territory: facts.territory };
  const table = (type: string) =>
    absence(
      rows.find(
        (row) => row.MEASURE === "volume" && row.STATISTIC === "MEAN" && row.REF_AREA === "T" && row.HOUSEHOLD_TYPE === type,
      ),
      "fr",
    );
  expect(kindsUntold(data, "fr")).toContain(`nombre de personnes non précisé (${table("size=unknown")})`);
  const kept = rows.map((row) =>
    row.HOUSEHOLD_TYPE === "size=1" ? { ...row, OBS_VALUE: null, OBS_STATUS: "Q" as const, CONF_STATUS: "D" as const } : row,
  );
  expect(kindsUntold({ ...data, rows: kept }, "fr")).toContain("1 personne (non publié, car il en ferait deviner un autre)");
});

test("a newest figure whose margin is too wide is said with care, and not that nothing is published", () => {
  if (!WATER) throw new Error("the program has no such measure");
  const { rows, facts } = shownAt("");
  const text = (row: object) => {
    const mean = rows.find((one) => one.MEASURE === "volume" && one.STATISTIC === "MEAN" && one.REF_AREA === "T");
    const data = { ref: WATER, catalog: facts.catalog, territory: facts.territory, rows: [{ ...mean, ...row }] };
    return newestText(data as Parameters<typeof newestText>[0], "fr")?.replace(/[\u00a0\u202f]/g, " ");
  };
  const wide = { OBS_VALUE: 9, CI_LOWER: 5.1, CI_UPPER: 12.9, OBS_STATUS: "U" };
  expect(text({ ...wide, HOUSEHOLD_TYPE: "_T" })).toMatch(/^5–13 m³ en moyenne, à lire avec prudence, .+, 2025\.$/);
  expect(text({ ...wide, HOUSEHOLD_TYPE: "_T", OBS_VALUE: null })).toBeUndefined();
});

test("the newest figure and the kinds are those of the place with which the other pages begin", () => {
  if (!WATER) throw new Error("the program has no such measure");
  const { rows, facts } = shownAt("");
  const data = { ref: WATER, catalog: facts.catalog, territory: facts.territory };
  const newest = (of: typeof rows) => newestText({ ...data, rows: of }, "fr");
  // Only the quarters of Nord have figures, beside it and the town.
  const own = rows.filter(({ REF_AREA: area }) => area === "T" || area === "N");
  const means = own.filter((row) => row.REF_AREA === "N" && row.STATISTIC === "MEAN" && row.HOUSEHOLD_TYPE === "_T");
  const quarters = facts.tree.children("N").flatMap(({ code }) => means.map((row) => ({ ...row, REF_AREA: code })));
  const north = [...own, ...quarters];
  expect(focusPlace({ ...data, rows: north })).toBe("N");
  expect(newest(north)).toContain(", Nord, ");
  const unnamed = north.map((row) =>
    row.REF_AREA === "N" && row.HOUSEHOLD_TYPE === "size=1" ? { ...row, OBS_VALUE: null, OBS_STATUS: "Q" as const } : row,
  );
  expect(kindsUntold({ ...data, rows: unnamed }, "fr").join()).toContain("1 personne (");
  // Nothing is said of a place without a mean of its own where the town has one.
  const kept = north.map((row) => (row.REF_AREA === "N" && row.HOUSEHOLD_TYPE === "_T" ? { ...row, OBS_VALUE: null } : row));
  expect(focusPlace({ ...data, rows: kept })).toBe("T");
});

test("a ceiling's reason is quoted in the page's language where the commons states both, else in no known language", () => {
  if (!WATER) throw new Error("the program has no such measure");
  const { facts } = shownAt("");
  const said = (source: object | string, lang: "fr" | "en") => {
    const measures = facts.catalog.measures.map((one) => ({ ...one, clamp: { upper: 32, source } }));
    const data = { ref: WATER, catalog: { ...facts.catalog, measures }, report: null } as unknown as MeasureData;
    return renderToString(h(Clamp, { data, lang }));
  };
  const both = { fr: "un chiffre rond", en: "a round figure" };
  expect(said(both, "fr")).toContain("<q>un chiffre rond</q>");
  expect(said(both, "en")).toContain("<q>a round figure</q>");
  expect(said("a round figure", "fr")).toContain("<q lang>a round figure</q>");
});

test("of whom the whole is made is said where nearly all its homes are of one part", () => {
  if (!WATER) throw new Error("the program has no such measure");
  const { rows, facts } = shownAt("");
  const data = { ref: WATER, rows, territory: facts.territory, catalog: facts.catalog };
  expect(concentrationText(data, "fr")).toBeNull();
  const most = rows.map((row) =>
    row.REF_AREA === "N" && row.STATISTIC === "COUNT"
      ? {
          ...row,
          ...(rows.find((one) => one.REF_AREA === "T" && one.STATISTIC === "COUNT" && one.HOUSEHOLD_TYPE === "_T") ?? row),
          REF_AREA: "N",
        }
      : row,
  );
  expect(concentrationText({ ...data, rows: most }, "fr")).toMatch(/presque tous les foyers comptés sont/);
});

test("a level that needs more homes than one below it is told apart", () => {
  const level = (needed: number | null) => ({ level: "", table: "_T" as const, step: null, cells: null, sigma: null, needed });
  expect(
    [
      [174, 104, 67],
      [36, 81, 81],
      [36, null, 20],
    ].map((all) => needsMoreAbove(all.map(level))),
  ).toEqual([true, false, true]);
});

test("of a copy the page says what a row is in the operator's words, and that each dwelling counts once", () => {
  const holds = { fr: "Par logement : un coût.", en: "For each dwelling: a cost." };
  const own = { fr: "ADEME", en: "ADEME" };
  expect(originText({ ...own, holds }, "en")).toMatch(/\(ADEME\)\..* For each dwelling: a cost\. Each dwelling .* counts once/);
  expect(originText(own, "fr")).not.toContain("undefined");
});

test("what the clamp cuts off is said as estimated, left out where it rounds to zero, or said to be unknown", () => {
  const words = measureWords("fr", catalog);
  expect(lossText(0.021, true, words, "fr")).toContain("2,1");
  expect(lossText(0.0001, true, words, "fr")).toBe("");
  expect(lossText(null, true, words, "fr")).toBe(words.clampUnknown);
  expect(lossText(null, false, words, "fr")).toBe("");
  expect(words.clampText("320 €")).toContain("Moyennes et totaux sont ceux des valeurs ainsi plafonnées");
});

test("figures taken from data published elsewhere are of dwellings, in texts and in those that are made", () => {
  const origin = { fr: "ADEME, certificats", en: "ADEME, certificates" };
  const taken = { commons: { ...catalog.commons, origin } };
  const words = measureWords("fr", taken);
  expect([words.types, words.statistics.COUNT, words.protectText(11)].join(" ")).not.toMatch(/foyer/i);
  expect(words.whoText("900", "de Lyon", "2024", null)).toBe("900 logements de Lyon en 2024.");
  expect(asCounted("presque tous les foyers comptés", "fr", taken)).toBe("presque tous les logements comptés");
  expect(measureWords("en", taken).protectText(11)).toContain("11 dwellings");
  expect(measureWords("fr", { commons: catalog.commons }).whoText("900", "de Lyon", "2024", null)).toBe(
    "900 foyers de Lyon en 2024.",
  );
});
