import { expect, test } from "vitest";
import { publicAnswers } from "../../../dashboards/compare/public-answer.ts";
import { cardName } from "../../../dashboards/compare/share-card.tsx";
import { answerOf } from "../../../dashboards/compare/topic-answer.ts";
import { fr } from "../../../dashboards/messages/fr/share-card.ts";
import { cellIndex } from "../../../dashboards/shared/cells.ts";
import { commonsOf, type FirstData, type PublicCommons } from "../../../dashboards/visit/commons.ts";
import { changeEntry, newVisitor, type OwnEntry } from "../../../dashboards/visit/visitor.ts";
import type { DistributionRow, Observation, Statistic } from "../../../src/contract/observation.ts";
import { measureRef } from "../../../src/domains/index.ts";
import { sampleTerritory } from "../../support/release.ts";
import { row } from "../rows.ts";

const ref = measureRef("water", "volume");
if (!ref) throw new Error("water.volume is a measure");

/** All homes of an area, with a mean and quartiles of a status. */
function homesOf(area: string, status: Observation["OBS_STATUS"]): Observation[] {
  const quartiles: readonly (readonly [Statistic, number])[] = [
    ["P25", 6],
    ["P50", 9],
    ["P75", 13],
  ];
  return [
    row("MEAN", 10, { REF_AREA: area }),
    ...quartiles.map(([statistic, value]) => row(statistic, value, { REF_AREA: area, OBS_STATUS: status })),
  ];
}

/** Five bins of an area, all far above the noise. */
function histogram(area: string): DistributionRow[] {
  const cell = {
    DOMAIN: "water",
    MEASURE: "volume",
    AREA_LEVEL: "town",
    REF_AREA: area,
    HOUSEHOLD_TYPE: "_T",
    TIME_PERIOD: "2025",
  };
  return [0, 1, 2, 3, 4].map((bin) => ({ ...cell, BIN: bin, LOWER: 8 * bin, UPPER: 8 * bin + 8, NOISY: 100n, SIGMA: 1 }));
}

function commons(rows: readonly Observation[]): PublicCommons {
  const measures = [{ domain: "water", measure: "volume", unit: "m3", clamp: { upper: 60 } }];
  const catalog = { measures, commons: { currency: "EUR" } };
  const first = {
    catalog,
    territory: sampleTerritory(),
    main: { period: "2025", step: "year" },
    cells: cellIndex(rows),
    report: null,
  };
  const all = commonsOf(first as unknown as FirstData, null, null);
  return { ...all, rest: { cells: all.cells, groups: new Map() }, distributions: ["T", "N", "N1"].flatMap(histogram) };
}

/** The area that the card of a visitor of a place is about; null: it has nothing to draw. */
function areaOf(rows: readonly Observation[], place: string): string | null {
  const all = commons(rows);
  const visitor = newVisitor();
  visitor.area.value = place;
  const { whole } = publicAnswers(all, answerOf(all, visitor, ref as NonNullable<typeof ref>, "T", "fr"));
  expect(whole?.given ?? null).toBeNull();
  return whole?.area ?? null;
}

test("the card to share is of the area of the first page, else of the whole territory, whatever place the visitor told, and empty without reliable quartiles there", () => {
  const areasOf = (rows: readonly Observation[]) => ["T", "N", "N1", "S1"].map((place) => areaOf(rows, place));
  const always = (area: string | null) => [area, area, area, area];
  const town = [...homesOf("T", "A"), ...homesOf("N", "A")];
  expect(areasOf(town)).toEqual(always("T"));
  // Of the parts of the town, those of N are published best: the first page is about N.
  const north = ["N1", "N2"].map((code) => row("MEAN", 10, { REF_AREA: code }));
  expect(areasOf([...town, ...north])).toEqual(always("N"));
  expect(areasOf([...homesOf("T", "A"), ...homesOf("N", "U"), ...north])).toEqual(always("T"));
  expect(areasOf([...homesOf("T", "U"), ...homesOf("N1", "A")])).toEqual(always(null));
});

test("the card is the same whatever figure the visitor gave, and of which months", () => {
  const all = commons([...homesOf("T", "A"), ...homesOf("N1", "A")]);
  const cardOf = (entry: Partial<OwnEntry>) => {
    const visitor = newVisitor();
    visitor.area.value = "N1";
    changeEntry(visitor, "water.volume", entry);
    return publicAnswers(all, answerOf(all, visitor, ref as NonNullable<typeof ref>, "T", "fr"));
  };
  const untouched = cardOf({});
  expect(untouched.whole).not.toBeNull();
  expect(cardOf({ kind: "bill", amount: "90", from: "2024-10-15", to: "2025-03-14" })).toEqual(untouched);
  expect(cardOf({ kind: "year", amount: "120" })).toEqual(untouched);
  expect(cardOf({ kind: "months", typed: { "2024-11": "9", "2024-12": "12", "2025-01": "14" } })).toEqual(untouched);
});

test("the card's file is named in the language of the page, in letters that every disk takes", () => {
  expect(cardName("Énergie du logement")).toBe("voisinage-energie-du-logement");
  expect(cardName("Water")).toBe("voisinage-water");
});

test("the card says its topic, its homes and its year to who sees nothing else", () => {
  const { heading, text } = fr;
  expect(heading("Eau", "foyers de Ville-Exemple", "6", "13 m³")).toBe(
    "Eau : entre 6 et 13 m³ par mois pour la moitié des foyers de Ville-Exemple. Et\u00a0vous ?",
  );
  expect(text("foyers", "2025")).toBe("Cent points pour cent foyers, du plus bas au plus haut, en 2025.");
});

test("the card calls a home as its topic does", () => {
  expect([fr.whole("logements"), fr.mine("logement")]).toEqual(["tous les logements", "mon type de logement"]);
});
