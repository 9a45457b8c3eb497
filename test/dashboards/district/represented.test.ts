import { h } from "preact";
import { renderToStaticMarkup } from "preact-render-to-string";
import { expect, test } from "vitest";
import { DistrictFigure } from "../../../dashboards/district/district-figure.tsx";
import { censusWords } from "../../../dashboards/district/like-the-census.tsx";
import { countedTexts, kindShares, outweighing, Represented } from "../../../dashboards/district/represented.tsx";
import { representedWords } from "../../../dashboards/district/represented-words.ts";
import { DISTRICT, type DistrictState } from "../../../dashboards/district/shown.ts";
import { sampleAtlas, sampleChoice } from "./atlas.ts";

/** The sample town in which the north has so many counted homes. */
const withNorth = (homes: number, half = 20) =>
  sampleAtlas({
    change: (row) =>
      row.REF_AREA === "N" && row.STATISTIC === "COUNT" && row.HOUSEHOLD_TYPE === "_T" && row.OBS_VALUE !== null
        ? { ...row, OBS_VALUE: homes, CI_LOWER: homes - half, CI_UPPER: homes + half }
        : row,
  });
const told = (atlas: ReturnType<typeof sampleAtlas>, more = "") =>
  outweighing({ atlas, choice: sampleChoice(`area=T&level=district&stat=participation${more}`, atlas) });

test("a part outweighs its size by its share of the counted homes beside that of the dwellings, and only beyond the margins", () => {
  const atlas = withNorth(900);
  const [whole, north] = ["T", "N"].map((code) => atlas.tree.get(code)?.dwellings ?? 0) as [number, number];
  const counted = atlas.cells
    .get({ domain: "water", measure: "volume", area: "T", type: "_T", period: "2026" })
    ?.get("COUNT")?.OBS_VALUE;
  const most = told(atlas, "&period=2026");
  expect(most?.code).toBe("N");
  expect(most?.homes).toBeCloseTo((100 * 900) / (counted ?? 0), 9);
  expect(most?.dwellings).toBeCloseTo((100 * north) / whole, 9);
  expect(told(withNorth(900, 890), "&period=2026")).toBeNull();
  // Of one kind of home alone, the dwellings are not known.
  const kind = sampleChoice("area=T&level=district&period=2026", atlas);
  expect(outweighing({ atlas, choice: { ...kind, type: "size=1" } })).toBeNull();
});

test("where no census is there, who is counted begins with what can only be told of places, then has the kinds of homes", () => {
  const atlas = withNorth(900);
  const shown = (commons: object, territory: object) =>
    ({
      atlas: {
        ...atlas,
        catalog: {
          ...atlas.catalog,
          commons: { ...atlas.catalog.commons, ...commons },
          territory: { ...atlas.catalog.territory, ...territory },
        },
      },
      choice: sampleChoice("area=T&level=district&stat=participation&period=2026", atlas),
      lang: "fr",
      words: DISTRICT.fr,
    }) as unknown as DistrictState;
  const without = shown({ origin: { fr: "ADEME" } }, {});
  const uncensused = { ...without, atlas: { ...without.atlas, composition: [] } };
  const [first, second, last] = countedTexts(uncensused);
  expect(first).toBe(representedWords(uncensused).unknownBut("le nombre de personnes"));
  expect(second).toMatch(/^\*\d+.%\*/);
  // Shares of the homes counted, each with its margin, and what they leave.
  const kinds = kindShares(uncensused);
  expect(kinds?.title).toMatch(/^Selon /);
  const told = kinds?.rows.reduce((sum, { interval }) => sum + Math.round(interval.value), 0) ?? 0;
  expect(told).toBeLessThan(100);
  expect(kinds?.rest).toMatch(new RegExp(`^Le reste, ${100 - told}.% : `.replaceAll(" ", ".")));
  for (const { interval, text } of kinds?.rows ?? []) {
    expect(interval.lower < interval.value && interval.value < interval.upper).toBe(true);
    expect(text).toMatch(/^\d+.%$/);
  }
  expect(kindShares(shown({}, {}))).toBeNull();
  expect(last).toBeUndefined();
  // Of a source published elsewhere, which homes it has comes before them.
  const who = { fr: "Surtout des logements vendus.", en: "Mostly dwellings sold." };
  const copied = shown({ origin: { fr: "ADEME", en: "ADEME", who } }, {});
  const html = renderToStaticMarkup(h(Represented, { shown: { ...copied, atlas: { ...copied.atlas, composition: [] } } }));
  expect(html).toContain("<p>Surtout des logements vendus.</p>");
  // Of contributors they are homes, of figures from elsewhere dwellings.
  expect(countedTexts(shown({}, {})).map((text) => text.replace("foyers", "logements"))).toEqual([second]);
});

test("of a topic whose kinds of homes no census knows, who is counted says so, and nothing of the homes of another topic", () => {
  const atlas = sampleAtlas();
  const about = (measure: string) => {
    const choice = sampleChoice(`area=T&level=district&stat=participation&period=2026&measure=${measure}`, atlas);
    return { atlas, choice, lang: "fr", words: DISTRICT.fr } as unknown as DistrictState;
  };
  expect(censusWords(about("electricity.energy"))).toBeNull();
  expect(countedTexts(about("electricity.energy"))).toContain(representedWords(about("water.volume")).unknown);
  expect(censusWords(about("water.volume"))).not.toBeNull();
  expect(countedTexts(about("water.volume"))).not.toContain(representedWords(about("water.volume")).unknown);
});

test("shares of those who live somewhere name the census that counted them where the operator states it, and else none", () => {
  const atlas = sampleAtlas();
  const census = { fr: "Insee, recensement de 2021.", en: "INSEE, census of 2021." };
  const stated = { ...atlas, catalog: { ...atlas.catalog, commons: { ...atlas.catalog.commons, census } } } as typeof atlas;
  const shownAt = (search: string, of = stated) =>
    ({
      atlas: of,
      choice: sampleChoice(`area=T&level=district&period=2026&${search}`, of),
      lang: "fr",
      words: DISTRICT.fr,
      address: () => "",
    }) as unknown as DistrictState;
  const sourceOf = (shown: DistrictState, ofHomes = false): string =>
    DistrictFigure({ shown, ofHomes, title: "", subtitle: "", name: "", table: null, draw: () => null }).props.source;
  const named = /\. Recensement\s: Insee, recensement de 2021$/;
  expect(sourceOf(shownAt("stat=participation"))).toMatch(named);
  expect(sourceOf(shownAt("view=portrait&at=N"), true)).toMatch(named);
  for (const source of [sourceOf(shownAt("")), sourceOf(shownAt("stat=participation", atlas))])
    expect(source).not.toContain("Recensement");
  const card = (of: typeof atlas): string => {
    const shown = shownAt("stat=participation", { ...of, composition: [] });
    return renderToStaticMarkup(h(Represented, { shown }));
  };
  expect(card(stated)).toMatch(/<p class="source">Recensement\s: Insee, recensement de 2021<\/p>/);
  expect(card(atlas)).not.toContain("Recensement");
});
