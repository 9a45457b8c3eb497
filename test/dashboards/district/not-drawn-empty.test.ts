import { h } from "preact";
import { renderToStaticMarkup } from "preact-render-to-string";
import { expect, test, vi } from "vitest";
import { AbsentWords, aloneText } from "../../../dashboards/district/absent-words.tsx";
import { AloneDrawing, aloneTrend } from "../../../dashboards/district/alone-area.tsx";
import { AreaCard } from "../../../dashboards/district/area-card.tsx";
import { periodsOnMap } from "../../../dashboards/district/periods-on-map.ts";
import type { KindOfPlace } from "../../../dashboards/district/place-kinds.ts";
import { dottedKinds, undottedText } from "../../../dashboards/district/portrait-kind-dots.tsx";
import { absentText, DISTRICT, type DistrictState, isAlone } from "../../../dashboards/district/shown.ts";
import { sampleAtlas, sampleChoice } from "./atlas.ts";

const plain = (text: string): string => text.replace(/[\u00a0\u202f]/g, " ");
const shownIn = (period: string, atlas = sampleAtlas()): DistrictState => ({
  atlas,
  choice: sampleChoice(`period=${period}&area=T&level=district`, atlas),
  lang: "fr",
  words: DISTRICT.fr,
  marked: null,
  mark: () => undefined,
  go: () => undefined,
  address: () => "",
});

test("a period that never has the parts shows the whole over such periods, and marks the one that is chosen", () => {
  const shown = shownIn("2026-02");
  expect([isAlone(shown), periodsOnMap(shown)]).toEqual([true, ["2026-01", "2026-02"]]);
  const trend = aloneTrend(shown);
  expect(trend?.periods).toEqual(["2026-01", "2026-02"]);
  expect(plain(trend?.title ?? "")).toMatch(/, février 2026 : .* m³$/);
  const html = renderToStaticMarkup(h(AloneDrawing, { shown, width: 500 }));
  expect(html.match(/<circle/g)).toHaveLength(2);
  expect(html).toMatch(/font-weight="700"[^>]*>févr\.?</);
  expect(html).not.toMatch(/data-area/);
});

test("of a place with one such period nothing is drawn, for its card has the figure", () => {
  const shown = shownIn("2026-02", sampleAtlas({ periods: ["2025", "2026", "2026-02"] }));
  expect(isAlone(shown)).toBe(true);
  expect(aloneTrend(shown)).toBeNull();
});

test("a kind of home without any quartile is no picture of dots: it is named with its mean", () => {
  const mean = { value: 790, lower: 700, upper: 880 };
  const kind = (type: string, low: number | null, high: number | null): KindOfPlace => ({
    type,
    homes: [1, 2, 3],
    quarters: { low, middle: null, high },
    middle: null,
    mean,
    count: null,
  });
  const [a, b, c] = [kind("a", 1, 3), kind("b", null, 3), kind("c", null, null)];
  const content = (kinds: readonly KindOfPlace[]) =>
    ({ kinds, nameOf: (type: string) => type, amount: () => "790 kWh" }) as unknown as Parameters<typeof undottedText>[1];
  expect(dottedKinds({ kinds: [...content([a, b, c]).kinds] }).map(({ type }) => type)).toEqual(["a", "b"]);
  expect(plain(undottedText({ words: DISTRICT.fr }, content([a, b, c])) ?? "")).toBe(
    "c, en moyenne : 790 kWh ; répartition trop imprécise.",
  );
  expect(undottedText({ words: DISTRICT.fr }, content([a, b]))).toBeNull();
  // Its middle home is drawn where that is published.
  expect(undottedText({ words: DISTRICT.fr }, content([a, b, { ...c, middle: mean } as KindOfPlace]))).toBeNull();
  // Two kinds at least are worth dots, else all are drawn as means.
  expect(dottedKinds({ kinds: [a, c] as KindOfPlace[] })).toEqual([]);
  expect(undottedText({ words: DISTRICT.fr }, content([a, c]))).toBeNull();
});

test("a wider place is offered only where it has more than the homes of this one", () => {
  vi.stubGlobal("location", new URL("http://town.example/district"));
  const cardOf = (northern: number): string => {
    const atlas = sampleAtlas({
      change: (row) =>
        row.STATISTIC === "COUNT" && row.OBS_VALUE !== null && row.REF_AREA === "N" ? { ...row, OBS_VALUE: northern } : row,
    });
    return renderToStaticMarkup(
      h(AreaCard, { shown: { ...shownIn("2026", atlas), choice: sampleChoice("area=N&period=2026", atlas) } }),
    );
  };
  expect(cardOf(600)).toContain("Voir plus large");
  expect(cardOf(900)).not.toContain("Voir plus large");
  vi.unstubAllGlobals();
});

test("a place with a mean and no median lacks no homes: its mean is said, and where no part has a median the whole stands alone", () => {
  const withoutMedians = (codes: readonly string[]) => {
    const atlas = sampleAtlas({
      change: (row) =>
        row.STATISTIC === "P50" && codes.includes(row.REF_AREA) ? { ...row, OBS_VALUE: null, OBS_STATUS: "Q" as const } : row,
    });
    return { ...shownIn("2026", atlas), choice: sampleChoice("area=T&level=district&stat=median&period=2026", atlas) };
  };
  const some = withoutMedians(["N"]);
  expect([isAlone(some), absentText(some, "N")]).toEqual([false, "médiane non publiée"]);
  const said = plain(renderToStaticMarkup(h(AbsentWords, { shown: some, code: "N" })));
  expect(said).toMatch(/^Trop peu de foyers pour une médiane ; en moyenne : [\d,]+ m³\.$/);
  const none = withoutMedians(["N", "S"]);
  expect([isAlone(none), plain(aloneText(none))]).toEqual([true, "Il y a trop peu de foyers pour la médiane des districts."]);
  // A mean that is withheld is told as before.
  const mean = { ...some, choice: { ...some.choice, level: "quarter" } };
  expect(absentText(mean, "S2")).toBe("pas assez de foyers");
});
