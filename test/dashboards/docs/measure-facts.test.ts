import { expect, test } from "vitest";
import { levelFacts, publicationsOf, statisticsIn } from "../../../dashboards/docs/measure-facts.ts";
import type { Catalog, ReleaseRef } from "../../../dashboards/shared/data.ts";
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

test("a statistic is listed where any of its values is published", () => {
  if (!WATER) throw new Error("the program has no such measure");
  const { rows } = shownAt("");
  expect(statisticsIn(rows, WATER)).toEqual(expect.arrayContaining(["COUNT", "MEAN"]));
  const withheld = rows.map((row) => ({ ...row, OBS_VALUE: row.STATISTIC === "MEAN" ? null : row.OBS_VALUE }));
  expect(statisticsIn(withheld, WATER)).not.toContain("MEAN");
});
