import { parseHTML } from "linkedom";
import { expect, test } from "vitest";
import { pointsPlot } from "../../../dashboards/charts/points.ts";

const draw = (): SVGSVGElement =>
  pointsPlot({
    document: parseHTML("<!doctype html><html><body></body></html>").document as unknown as Document,
    id: "points",
    label: "Essai points",
    width: 400,
    across: "n",
    up: "square",
    format: String,
    points: [1, 2, 3].map((x) => ({
      x,
      y: x * x,
      lower: x === 2 ? null : x * x - 1,
      upper: x === 2 ? null : x * x + 1,
      careful: x === 3,
    })),
  });

test("points are their golden file: one named image, and a margin for each that has one", async () => {
  const svg = draw();
  await expect(`${svg.outerHTML.replaceAll("><", ">\n<")}\n`).toMatchFileSnapshot("../output/points.svg");
  expect(svg.outerHTML).not.toMatch(/viewBox|NaN|Infinity|undefined/);
  expect([svg.getAttribute("role"), svg.getAttribute("aria-label")]).toEqual(["img", "Essai points"]);
  expect(svg.querySelectorAll("circle")).toHaveLength(3);
  expect([...svg.querySelectorAll("circle")].map((dot) => dot.getAttribute("fill")?.slice(0, 10))).toEqual([
    ...["var(--ink,", "var(--ink,"],
    "var(--card",
  ]);
  expect(draw().outerHTML).toBe(svg.outerHTML);
});
