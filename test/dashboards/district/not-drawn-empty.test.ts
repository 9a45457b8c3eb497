import { h } from "preact";
import { renderToStaticMarkup } from "preact-render-to-string";
import { expect, test, vi } from "vitest";
import { AbsentWords, aloneText } from "../../../dashboards/district/absent-words.tsx";
import { AloneDrawing, aloneTrend } from "../../../dashboards/district/alone-area.tsx";
import { AreaCard } from "../../../dashboards/district/area-card.tsx";
import { noteParts } from "../../../dashboards/district/district-view.tsx";
import { fileOf } from "../../../dashboards/district/filed-rows.ts";
import { periodsOnMap } from "../../../dashboards/district/periods-on-map.ts";
import type { KindOfPlace } from "../../../dashboards/district/place-kinds.ts";
import { dottedKinds, undottedText } from "../../../dashboards/district/portrait-kind-dots.tsx";
import { portraitWords } from "../../../dashboards/district/portrait-words.ts";
import { absentText, DISTRICT, type DistrictState, isAlone } from "../../../dashboards/district/shown.ts";
import { cellIndex } from "../../../dashboards/shared/cells.ts";
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
  expect(plain(undottedText(portraitWords(shownIn("2026")), content([a, b, c])) ?? "")).toBe(
    "c, en moyenne : 790 kWh ; répartition trop imprécise.",
  );
  expect(undottedText(portraitWords(shownIn("2026")), content([a, b]))).toBeNull();
  // Its middle home is drawn where that is published.
  expect(undottedText(portraitWords(shownIn("2026")), content([a, b, { ...c, middle: mean } as KindOfPlace]))).toBeNull();
  // Two kinds at least are worth dots, else all are drawn as means.
  expect(dottedKinds({ kinds: [a, c] as KindOfPlace[] })).toEqual([]);
  expect(undottedText(portraitWords(shownIn("2026")), content([a, c]))).toBeNull();
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
  expect([isAlone(some), absentText(some, "N")]).toEqual([false, "médiane trop imprécise"]);
  const said = plain(renderToStaticMarkup(h(AbsentWords, { shown: some, code: "N" })));
  expect(said).toMatch(/^Médiane trop imprécise ; en moyenne : [\d,]+ m³\.$/);
  const none = withoutMedians(["N", "S"]);
  expect([isAlone(none), plain(aloneText(none))]).toEqual([true, "Districts : médiane trop imprécise."]);
  // A mean that is withheld is told as before; so is a median, where the level has medians.
  const mean = { ...some, choice: { ...some.choice, statistic: "mean" as const, level: "quarter" } };
  expect(absentText(mean, "S2")).toBe("pas assez de foyers");
});

test("a median that the plan never computes at a level is not said to lack homes, anywhere: its mean is offered", () => {
  const whole = sampleAtlas();
  const rows = whole.rows.filter((row) => row.STATISTIC !== "P50" || row.REF_AREA === "T");
  const atlas = { ...whole, rows, cells: cellIndex(rows) };
  const shown = { ...shownIn("2026", atlas), choice: sampleChoice("area=T&level=quarter&stat=median&period=2026", atlas) };
  // Also of a place that has no mean either.
  for (const code of ["S1", "S2"]) expect(absentText(shown, code)).toBe("médiane non calculée à ce niveau");
  expect([isAlone(shown), plain(aloneText(shown))]).toEqual([true, "Quarters : médiane non calculée à ce niveau."]);
  const said = (code: string) => plain(renderToStaticMarkup(h(AbsentWords, { shown, code })));
  expect(said("N1")).toMatch(/^Médiane non calculée à ce niveau ; en moyenne : [\d,]+ m³\.$/);
  expect(said("S2")).toBe("Médiane non calculée à ce niveau.");
  // Nor has such a cell a status in the file: it is not withheld.
  const [head = [], row = []] = fileOf(shown, [{ code: "S1" }]);
  expect(["OBS_STATUS", "CONF_STATUS", "REMARK"].map((name) => row[head.indexOf(name)])).toEqual([
    null,
    null,
    "médiane non calculée à ce niveau",
  ]);
});

test("a note of several sentences is folded after its first clause, and nothing of it is lost", () => {
  const long = `Coûts annuels modélisés, ramenés au mois, et non mesurés : chauffage, eau chaude. ${"Votre facture a aussi cuisson. ".repeat(3)}`;
  expect(noteParts(long).head).toBe("Coûts annuels modélisés, ramenés au mois, et non mesurés");
  expect(noteParts(long).rest).toBe(`Chauffage, eau chaude. ${"Votre facture a aussi cuisson. ".repeat(3)}`);
  const short = "Valeurs modélisées, non mesurées.";
  expect(noteParts(short)).toEqual({ head: short, rest: "" });
});
