import { h } from "preact";
import { renderToStaticMarkup } from "preact-render-to-string";
import { expect, test, vi } from "vitest";
import { FirstMonths } from "../../../dashboards/district/first-months.tsx";
import { DISTRICT, type DistrictState } from "../../../dashboards/district/shown.ts";
import { sampleAtlas, sampleChoice } from "./atlas.ts";

test("in the first months a place that was opened has a card with the way up, and the whole has none", () => {
  vi.stubGlobal("location", new URL("https://commons.example/district"));
  vi.stubGlobal("document", { baseURI: "https://commons.example/district", querySelector: () => null });
  const atlas = sampleAtlas({ periods: [] });
  const at = (area: string): string =>
    renderToStaticMarkup(
      h(FirstMonths, {
        shown: {
          atlas,
          choice: { ...sampleChoice(""), area, at: null, period: "" },
          lang: "fr",
          words: DISTRICT.fr,
          marked: null,
          address: () => "",
        } as unknown as DistrictState,
      }),
    );
  expect(at("N")).toContain(DISTRICT.fr.card.whole);
  expect(at("T")).not.toContain(DISTRICT.fr.card.whole);
  vi.unstubAllGlobals();
});
