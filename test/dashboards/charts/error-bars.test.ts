import { parseHTML } from "linkedom";
import { expect, test } from "vitest";
import { type ErrorRow, errorBars } from "../../../dashboards/charts/error-bars.ts";

const { document } = parseHTML("<!doctype html><html><body></body></html>");
const row = (name: string, ...shares: (number | null)[]): ErrorRow => ({
  name,
  parts: shares.map((share, i) => ({ name: `part ${i}`, share, said: share === null ? "–" : `${share}` })),
});
const draw = (rows: readonly ErrorRow[], width: number) => errorBars({ document: document as unknown as Document, rows, width });
const number = (element: Element, name: string) => Number(element.getAttribute(name));

test.each([300, 640])("at %i px bars are in proportion, on one scale, inside the drawing, with room for their words", (width) => {
  const svg = draw([row("whole", 0.012, 0, 0.05), row("leaf", 0.012, 0.02, 0.2)], width);
  const bars = [...svg.querySelectorAll("rect")];
  const longs = bars.map((bar) => number(bar, "width"));
  expect((longs[5] as number) / (longs[2] as number)).toBeCloseTo(4, 9);
  expect((longs[3] as number) / (longs[0] as number)).toBeCloseTo(1, 9);
  // Nothing is no bar; a little is one that can be seen.
  expect(longs[1]).toBe(0);
  for (const bar of bars) expect(number(bar, "x") + number(bar, "width")).toBeLessThanOrEqual(width - 60);
  const bottoms = bars.map((bar) => number(bar, "y") + number(bar, "height"));
  expect(Math.max(...bottoms)).toBeLessThanOrEqual(number(svg, "height"));
  expect([...svg.querySelectorAll("text")].map(({ textContent }) => textContent)).toEqual([
    "whole",
    "part 0",
    "0.012",
    "part 1",
    "0",
    "part 2",
    "0.05",
    "leaf",
    "part 0",
    "0.012",
    "part 1",
    "0.02",
    "part 2",
    "0.2",
  ]);
});

test("where there is no figure there is no bar, but its name", () => {
  const svg = draw([row("nothing is published", null), row("leaf", 0.1)], 300);
  expect(svg.querySelectorAll("rect")).toHaveLength(1);
  expect([...svg.querySelectorAll("text")].map(({ textContent }) => textContent).slice(0, 2)).toEqual([
    "nothing is published",
    "part 0",
  ]);
  expect(draw([row("nothing at all", null)], 300).outerHTML).not.toMatch(/NaN|Infinity|undefined/);
});
