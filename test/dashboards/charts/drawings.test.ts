import { expect, test } from "vitest";
import type { PeriodCell } from "../../../dashboards/charts/cells.ts";
import { ranking } from "../../../dashboards/charts/ranking.ts";
import { stretches, trend } from "../../../dashboards/charts/trend.ts";
import { CELLS, drawing, lines, published, withheld } from "./drawing.ts";

const reference = { ...published("t", "Ensemble", 10.9, 0.2), name: "Ensemble" };
const MONTHS = ["01", "02", "03", "04", "05", "06", "07", "08"].map((month) => `2026-${month}`);
const months: readonly PeriodCell[] = MONTHS.map((period, i) => {
  const { kind, value, lower, upper } = i === 2 ? withheld("", "") : published("", "", 10 + Math.sin(i), 0.8);
  return { period, kind: i === 7 ? "unreliable" : kind, value, lower, upper, modelled: i >= 5 };
});
const period = (id: string): string => id.slice(5);

const DRAWINGS = {
  ranking: () => ranking({ ...drawing("ranking", 640), cells: CELLS, reference }),
  "ranking-narrow": () => ranking({ ...drawing("ranking-narrow", 320), cells: CELLS, reference }),
  trend: () => trend({ ...drawing("trend"), cells: months, period }),
} as const;

test.each(Object.entries(DRAWINGS))("%s is its golden file, and one named image", async (name, draw) => {
  const svg = draw();
  await expect(lines(svg)).toMatchFileSnapshot(`../output/${name}.svg`);
  expect(svg.getAttribute("role")).toBe("img");
  expect(svg.getAttribute("aria-label")).toBe(`Essai ${name}`);
  expect(svg.querySelectorAll("[aria-label], [role], [tabindex], a")).toHaveLength(0);
  for (const child of [...svg.children])
    expect(child.tagName === "style" || child.getAttribute("aria-hidden") === "true").toBe(true);
});

test("drawings are pure: twice the same", () => {
  for (const draw of Object.values(DRAWINGS)) expect(draw().outerHTML).toBe(draw().outerHTML);
});

test("the ranking goes from high to low, leaves out what has no value, and greys what does not differ", () => {
  const svg = DRAWINGS.ranking();
  const dots = [...svg.querySelectorAll("[data-area]")];
  expect(dots.map((dot) => dot.getAttribute("data-area"))).toEqual(["f", "g", "d", "c", "e", "b", "a"]);
  const fill = (code: string): string | null | undefined => svg.querySelector(`[data-area="${code}"]`)?.getAttribute("fill");
  expect(fill("a")).toContain("--n2");
  expect(fill("c")).toContain("--card");
});

test("a trend breaks where a value is missing and where the method changes", () => {
  expect(stretches(months).map(({ period: id, stretch }) => [id.slice(5), stretch])).toEqual([
    ["01", 0],
    ["02", 0],
    ["04", 1],
    ["05", 1],
    ["06", 2],
    ["07", 2],
    ["08", 2],
  ]);
});

test("charts without rows still draw", () => {
  expect(ranking({ ...drawing("none"), cells: [], reference }).getAttribute("role")).toBe("img");
  expect(trend({ ...drawing("none"), cells: [], period }).getAttribute("role")).toBe("img");
});
