import { h } from "preact";
import { renderToStaticMarkup } from "preact-render-to-string";
import { expect, test } from "vitest";
import { documentTitle } from "../../../dashboards/district/district-view.tsx";
import { paramsOf } from "../../../dashboards/district/embed-address.ts";
import { gapEnds } from "../../../dashboards/district/gap-words.ts";
import { namedByVisitor } from "../../../dashboards/district/own-places.ts";
import { TrendDrawing, trendWords } from "../../../dashboards/district/portrait-trend.tsx";
import { placesFound } from "../../../dashboards/district/sentence.tsx";
import { DISTRICT, type DistrictState, figureText, partsName, textOfPlace } from "../../../dashboards/district/shown.ts";
import { areaTree } from "../../../dashboards/shared/areas.ts";
import { factorAround, openingStep } from "../../../dashboards/shared/zoomed-map.tsx";
import { measureRef } from "../../../src/domains/index.ts";
import { sampleAtlas, sampleChoice } from "./atlas.ts";

const ref = measureRef("electricity", "energy");
if (!ref) throw new Error("electricity.energy is a measure");

test("ranks are ordinals in both languages", () => {
  expect(DISTRICT.fr.card.rank(1, 2, "26")).toBe("1er ou 2e sur 26");
  expect(DISTRICT.fr.card.rank(3, 3, "26")).toBe("3e sur 26");
  expect(DISTRICT.en.card.rank(11, 22, "26")).toBe("11th to 22nd of 26");
});

test("a gap that can be told and begins at 0 says up to, with the decimals of the other end", () => {
  const atlas = sampleAtlas();
  const { low, high } = gapEnds(
    atlas,
    { ref, statistic: "mean" },
    { gap: { value: 0.8, lower: 0.03, upper: 1.5 }, digits: 1 },
    "fr",
  );
  expect([low, high]).toEqual(["0,0", "1,5\u00a0kWh"]);
  expect(DISTRICT.fr.card.more(low, high)).toMatch(/^jusqu’à 1,5\skWh$/);
  expect(DISTRICT.fr.card.more("0", "3 m³")).toMatch(/^jusqu’à 3\sm³$/);
  expect(DISTRICT.en.card.more("0.0", "3 m³")).toMatch(/^up to 3\sm³$/);
  expect(DISTRICT.fr.card.more("0,5", "3 m³")).toMatch(/^0,5 à 3\sm³$/);
});

test("a share of homes has the decimals that its margin allows, its ends rounded outwards", () => {
  const atlas = sampleAtlas();
  const text = (lower: number, upper: number) => {
    const figure = { value: (lower + upper) / 2, lower, upper };
    const said = figureText(atlas, { ref, statistic: "participation" }, figure, "fr");
    return [said.value, said.lower, said.upper].map((one) => one.replace(/\s/g, " "));
  };
  expect(text(26.8, 27.2)).toEqual(["27,0 %", "26,8", "27,2"]);
  expect(text(26, 28.2)).toEqual(["27 %", "26", "29"]);
});

test("two shares are some points apart, and a margin that the rounding hides is said so", () => {
  const ends = (lower: number, upper: number, lang: "fr" | "en") =>
    gapEnds(
      sampleAtlas(),
      { ref, statistic: "participation" },
      { gap: { value: (lower + upper) / 2, lower, upper }, digits: 1 },
      lang,
    );
  expect(ends(4.3, 4.6, "fr")).toEqual({ low: "4,3", high: "4,6\u00a0points" });
  expect(ends(-1.4, -0.3, "fr")).toEqual({ low: "0,3", high: "1,4\u00a0point" });
  expect(ends(-4.6, -4.3, "en")).toEqual({ low: "4.3", high: "4.6\u00a0points" });
  expect(DISTRICT.fr.from("2,2", "2,2")).toBe("presque sans marge");
  expect(DISTRICT.fr.from("2,2", "2,3")).toBe("entre 2,2 et 2,3");
});

test("areas are counted by the nouns of their names, and not as communes where they are districts", () => {
  const shown = { atlas: sampleAtlas(), lang: "fr", words: DISTRICT.fr } as const;
  const named = (...names: string[]) =>
    partsName(
      shown,
      "commune",
      names.map((name) => ({ code: name, name, level: "commune", parent: null, dwellings: 1 })),
    );
  expect(named("Lyon 8e Arrondissement", "Lyon 7e Arrondissement")).toBe("arrondissements");
  expect(named("Lyon 8e Arrondissement", "Bron")).toBe("arrondissements ou communes");
  expect(named("Vénissieux", "Bron")).toBe("communes");
});

test("a number of homes that is written to the last of five digits is not about anything", () => {
  expect(["12\u00a0448", "12\u00a0450", "448"].map((n) => DISTRICT.fr.card.homes(n).replace(/\s/g, " "))).toEqual([
    "12 448 foyers comptés.",
    "Environ 12 450 foyers comptés.",
    "Environ 448 foyers comptés.",
  ]);
  expect(DISTRICT.en.card.homes("12,448")).toBe("12,448 homes counted.");
});

test("a trend compares the last period with the first of the same season, and different seasons never", () => {
  const at = (periods: string[], values: Readonly<Record<string, number>> = {}) => {
    const atlas = sampleAtlas({
      periods,
      change: (row) => {
        const value = row.STATISTIC === "MEAN" && row.OBS_VALUE !== null ? values[row.TIME_PERIOD] : undefined;
        return value === undefined ? row : { ...row, OBS_VALUE: value, CI_LOWER: value - 0.5, CI_UPPER: value + 0.5 };
      },
    });
    const shown = { atlas, choice: sampleChoice("", atlas), lang: "fr", words: DISTRICT.fr } as unknown as DistrictState;
    const said = trendWords(shown);
    return { title: said?.title.replace(/\s/g, " "), notes: said?.notes ?? [] };
  };
  const quarters = at(["2025", "2025-Q1", "2025-Q2", "2025-Q4"], { "2025-Q1": 7, "2025-Q2": 9, "2025-Q4": 8 });
  expect(quarters.title).toBe("Eau, du 1er trimestre 2025 au 4e trimestre 2025");
  expect(quarters.notes).toContain(DISTRICT.fr.portrait.season);
  expect(at(["2025", "2025-Q1", "2025-Q2", "2025-Q4"], { "2025-Q1": 6, "2025-Q2": 10, "2025-Q4": 8 }).title).toBe(
    "Eau : au plus haut au 2e trimestre 2025, au plus bas au 1er trimestre 2025",
  );
  // Seasons that come again: the newest beside the same a year before, else the season that is the highest of every year.
  const twice = ["2024-Q1", "2024-Q2", "2024-Q4", "2025-Q1", "2025-Q2", "2025-Q4"];
  const years = (last: number) =>
    at(twice, { "2024-Q1": 6, "2024-Q2": 10, "2024-Q4": 8, "2025-Q1": 6.2, "2025-Q2": 10.2, "2025-Q4": last });
  expect(years(9.2).title).toBe("Eau : plus au 4e trimestre 2025 qu’au 4e trimestre 2024");
  expect(years(8.2).title).toBe("Eau : chaque année, au plus haut au 2e trimestre, au plus bas au 1er trimestre");
  expect(years(8.2).notes).toEqual([]);
  // Of two, neither is the highest of all seasons.
  expect(at(["2025", "2025-Q1", "2025-Q2"], { "2025-Q1": 6, "2025-Q2": 10 }).title).not.toMatch(/au plus/);
  const twoYears = { "2024-Q1": 7, "2024-Q4": 12, "2025-Q1": 9 };
  expect(at(["2025", ...Object.keys(twoYears)], twoYears).title).toBe(
    "Eau : plus au 1er trimestre 2025 qu’au 1er trimestre 2024",
  );
  expect(at(["2025", "2026"]).notes).toEqual([]);
});

test("the end of a trend's line is written as the table, the card and the ranking write it", () => {
  const atlas = sampleAtlas({
    periods: ["2025", "2026"],
    change: (row) => {
      if (row.STATISTIC !== "MEAN" || row.OBS_VALUE === null) return row;
      // Alone, the wide margin of this place would allow no decimal.
      const half = row.REF_AREA === "N1" ? 1.4 : 0.2;
      return { ...row, OBS_VALUE: 8.4, CI_LOWER: 8.4 - half, CI_UPPER: 8.4 + half, OBS_STATUS: "A" };
    },
  });
  const choice = sampleChoice("view=portrait&at=N1", atlas);
  const shown = { atlas, choice, lang: "fr", words: DISTRICT.fr } as unknown as DistrictState;
  const figure = { value: 8.4, lower: 7, upper: 9.8 };
  expect(figureText(atlas, choice, figure, "fr").value).toMatch(/^8\sm³$/);
  const written = textOfPlace(shown, "N1", figure).value;
  expect(written).toMatch(/^8,4\sm³$/);
  const drawing = renderToStaticMarkup(h(TrendDrawing, { shown, width: 500 }));
  expect(drawing).toContain(written);
  expect(drawing).not.toMatch(/8\sm³/);
});

test("a map opens enlarged where its figures are in a small part of it, whatever lies alone far away", () => {
  const around = (x: number, y: number, spread: number) =>
    Array.from({ length: 20 }, (_, i) => [x + ((i % 5) / 4 - 0.5) * spread, y + (Math.floor(i / 5) / 3 - 0.5) * spread] as const);
  expect(openingStep(around(0.5, 0.5, 0.8))).toBe(0);
  expect(openingStep(around(0.3, 0.6, 0.28))).toBe(1);
  expect(openingStep([...around(0.3, 0.6, 0.1), [0.9, 0.1]])).toBe(2);
  // Among hundreds of parts those with a figure are smaller still, as far as such a map can be enlarged.
  expect(openingStep(around(0.3, 0.6, 0.06), 506)).toBe(3);
  expect(openingStep(around(0.3, 0.6, 0.06), 27)).toBe(2);
  // Nothing is drawn yet.
  expect(openingStep([])).toBeNull();
});

test("a map opens on chosen places as large as they all stay in sight with what is around them, and the whole where they are far apart", () => {
  const [small, wide] = [0.03, 0.9].map((size) => ({ left: 0.4, right: 0.4 + size, top: 0.2, bottom: 0.21 }));
  if (!small || !wide) throw new Error("there are two");
  expect(factorAround(small, 512)).toBe(16);
  expect(factorAround({ ...small, right: 0.5 }, 512)).toBeCloseTo(6, 9);
  // Of few parts each is large enough for a finger before.
  expect(factorAround(small, 27)).toBe(4);
  expect(factorAround(wide, 512)).toBe(1);
});

test("the name of an own area is in the document's title, and nowhere in an address", () => {
  const atlas = sampleAtlas();
  const choice = sampleChoice("view=own&pick=N1,N2", atlas);
  const own = { atlas, choice, lang: "fr", words: DISTRICT.fr } as unknown as DistrictState;
  expect(documentTitle(own)).toMatch(/^Mon quartier, Nord 1, Nord 2, /);
  namedByVisitor.value = "Les Docks";
  expect(documentTitle(own)).toMatch(/^Mon quartier, Les Docks, /);
  expect(Object.values(paramsOf(own.choice))).not.toContain("Les Docks");
  namedByVisitor.value = "";
});

test("five digits are a postcode first: the commune that has it leads, and one whose official code it is comes last, below words that say so", () => {
  const whole = { code: "M", level: "metropole", parent: null, name: "Métropole", dwellings: 9 };
  const coded = { code: "69100", level: "commune", parent: "M", name: "Irigny", dwellings: 4 };
  const wanted = { code: "69266", level: "commune", parent: "M", name: "Villeurbanne", dwellings: 5 };
  const found = (typed: string, postcodes?: readonly string[]): string[] => {
    const tree = areaTree([whole, coded, { ...wanted, ...(postcodes ? { postcodes } : {}) }]);
    const atlas = { ...sampleAtlas(), tree, levels: ["metropole", "commune"], leaf: "commune" };
    const choice = { ...sampleChoice(""), area: "M", at: null };
    const shown = { atlas, choice, lang: "fr", words: DISTRICT.fr } as unknown as DistrictState;
    return placesFound(shown, typed).map(({ label, group }) => (group === undefined ? label : `${label} (${group})`));
  };
  const irigny = "Irigny (Code officiel 69100, pas un code postal)";
  expect([found("69100"), found("69100", ["69100"])]).toEqual([[irigny], ["Villeurbanne", irigny]]);
  expect([found("villeur"), found("6910")]).toEqual([["Villeurbanne"], []]);
});
