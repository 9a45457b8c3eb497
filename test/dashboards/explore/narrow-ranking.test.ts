import { h } from "preact";
import { renderToStaticMarkup } from "preact-render-to-string";
import { expect, test, vi } from "vitest";
import { FittingEstimates } from "../../../dashboards/charts/stacked-estimates.tsx";
import type { ViewProps } from "../../../dashboards/explore/figure-parts.tsx";
import { rankedPlaces } from "../../../dashboards/explore/ranked.ts";
import { axesOf } from "../../../dashboards/explore/selection.ts";
import { estimatesOf } from "../../../dashboards/explore/view-ranking.tsx";
import { shownAt } from "./shown.ts";

vi.stubGlobal("matchMedia", () => ({ matches: false }));
vi.stubGlobal("addEventListener", () => undefined);

test("on a phone each ranked figure has its margin below it, and on a wide screen in a column of its own", () => {
  const shown = shownAt("view=ranking&measure=water.volume&in=T&level=district&period=2025");
  const [axis] = axesOf(shown.selection);
  if (!axis) throw new RangeError("a selection has an axis; got none");
  const { places } = rankedPlaces(shown, axis);
  const rowsAt = (width: number) => estimatesOf({ store: { lang: "fr" } as ViewProps["store"], shown }, axis, places, width);
  const sure = places.flatMap(({ interval, code }) => (interval ? [code] : []));
  expect(sure.length).toBeGreaterThan(0);
  for (const [width, own, other] of [
    [330, "below", "margin"],
    [800, "margin", "below"],
  ] as const)
    for (const row of rowsAt(width).filter(({ code }) => sure.includes(code ?? ""))) {
      expect(row[own]).toMatch(/\d/);
      expect(row[other]).toBeUndefined();
    }
  const drawn = renderToStaticMarkup(
    h(FittingEstimates, { id: "r", width: 330, label: "", rows: rowsAt(330), unit: "m³", format: String, pitch: 36 }),
  );
  const [first] = rowsAt(330).filter(({ below }) => below);
  const yOf = (text: string): number => Number(new RegExp(`y="([\\d.]+)"[^>]*>${text}<`).exec(drawn)?.[1]);
  // Below it, and by more than a line of its letters.
  expect(yOf(first?.below ?? "") - yOf(first?.text ?? "")).toBeGreaterThanOrEqual(13);
});
