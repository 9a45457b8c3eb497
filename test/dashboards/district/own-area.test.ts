import fc from "fast-check";
import { h } from "preact";
import { renderToStaticMarkup } from "preact-render-to-string";
import { expect, test } from "vitest";
import { figureAt, homesAt, measuredAt } from "../../../dashboards/district/area-figures.ts";
import type { Atlas } from "../../../dashboards/district/atlas.ts";
import { areaOfLeaves, ownArea, ownGap } from "../../../dashboards/district/own-area.ts";
import {
  OwnDrawing,
  ownFile,
  ownGapWords,
  ownHomesText,
  ownNotes,
  ownParts,
  ownShare,
  ownTitle,
  totalText,
} from "../../../dashboards/district/own-figure.tsx";
import { OWN } from "../../../dashboards/district/own-words.ts";
import { besideText, DISTRICT, type DistrictState, ownText } from "../../../dashboards/district/shown.ts";
import type { PublishedFigure } from "../../../dashboards/shared/published-figure.ts";
import { fromZero, type WithMargin } from "../../../dashboards/shared/reliable-interval.ts";
import { type EstimateWithEnds, measuredMean, sumOfCells } from "../../../src/privacy/areas/index.ts";
import { sampleAtlas, sampleChoice } from "./atlas.ts";

const atlas = sampleAtlas();
const choice = sampleChoice("", atlas);

/** All four leaves are published, and so is everything above. */
const open = sampleAtlas({
  change: (row) =>
    row.REF_AREA.startsWith("S") && row.HOUSEHOLD_TYPE === "_T" && row.DOMAIN === "water" && row.OBS_VALUE === null
      ? { ...row, OBS_VALUE: row.STATISTIC === "COUNT" ? 90 : 11, CI_LOWER: 10, CI_UPPER: 12, OBS_STATUS: "A", CONF_STATUS: "F" }
      : row,
});

test("a sum is of the published leaves' measurements; what is withheld is in no sum, and is said", () => {
  const own = ownArea(open, choice, ["N1", "S1", "S2"]);
  const cells = ["N1", "S1", "S2"].flatMap((leaf) => measuredAt(open, choice, leaf) ?? []);
  expect(cells).toHaveLength(3);
  expect(own.figure).toEqual(measuredMean(sumOfCells(cells)));
  expect(own).toMatchObject({ withheld: [], same: null });
  const less = ownArea(atlas, choice, ["N1", "N2", "S1"]);
  expect(less).toMatchObject({ published: ["N1", "N2"], withheld: ["S1"], same: null, unsure: ["N2"] });
  const two = ["N1", "N2"].flatMap((leaf) => measuredAt(atlas, choice, leaf) ?? []);
  expect(less.figure).toEqual(measuredMean(sumOfCells(two)));
});

test("leaves under a lower clamp are multiplied by the release's ratio, and the mean of their sum is said to be modelled", () => {
  const ratio = { upper: 40, ratio: 1.02, variance: 0, between: 0.04, slope: 0, scatter: 0, mean: 10 };
  const scaled: Atlas = {
    ...open,
    measured: new Map(
      [...open.measured].map(([period, one]) => [
        period,
        { ...one, report: { ...one.report, leaf_ratios: { "water.volume": [ratio] } } },
      ]),
    ),
  };
  const leaves = ["N1", "S1", "S2"];
  const [own, plain] = [ownArea(scaled, choice, leaves), ownArea(open, choice, leaves)];
  expect([own.modelled, plain.modelled]).toEqual([true, false]);
  expect(own.figure?.value).toBeCloseTo(1.02 * (plain.figure?.value ?? 0), 9);
  // 4 % of each leaf, which adding them up does not lessen.
  const half = ({ lower, upper }: { lower: number; upper: number }) => (upper - lower) / 2;
  const model = 1.959963984540054 * 0.04 * (own.figure?.value ?? 0);
  expect(half(own.figure as EstimateWithEnds) / Math.hypot(1.02 * half(plain.figure as EstimateWithEnds), model)).toBeCloseTo(
    1,
    2,
  );
  expect(own.homes).toEqual(plain.homes);
  // A measure without a lower clamp is as it was.
  expect(ownArea(scaled, { ...choice, statistic: "participation" }, leaves)).toMatchObject({ modelled: false });
});

test("fewer than two published leaves have no figure: not one row under a second name, not a parent less the others", () => {
  for (const picked of [[], ["N1"], ["N1", "S1"], ["N1", "S1", "S2"], ["N1", "N1"]])
    expect([picked, ownArea(atlas, choice, picked).figure]).toEqual([picked, null]);
});

test("a pick that is a published area is that area's row", () => {
  // The south is published, its quarters are not: its row is public already.
  expect(ownArea(atlas, choice, ["S1", "S2"])).toMatchObject({ same: "S", figure: figureAt(atlas, choice, "S") });
  expect(areaOfLeaves(open, ["S2", "S1"])).toBe("S");
  expect(areaOfLeaves(open, ["N1", "N2", "S1", "S2"])).toBe("T");
  expect(areaOfLeaves(open, ["N1", "S1"])).toBeNull();
  const own = ownArea(open, choice, ["N1", "N2"]);
  expect(own).toMatchObject({ same: "N", figure: figureAt(open, choice, "N") });
  // It is written as that place is everywhere, and has no total of its own.
  const shown = { atlas: open, choice, lang: "fr", words: DISTRICT.fr } as DistrictState;
  const { value, lower, upper } = besideText(shown, "N", figureAt(open, choice, "N") as PublishedFigure);
  expect(ownText(shown, own.figure as WithMargin)).toMatchObject({ value, lower, upper });
  expect(own.total).toBeNull();
  // Its share is of all its dwellings, also of those of places that are not published.
  const partly = { ...shown, atlas } as DistrictState;
  const south = (atlas.tree.get("S")?.dwellings ?? 0).toLocaleString("fr-FR");
  expect(ownShare(partly, ownArea(atlas, choice, ["S1", "S2"]))?.text.replace(/\s/g, " ")).toContain(
    `${south.replace(/\s/g, " ")} logements`,
  );
  const total = ownArea(open, choice, ["N1", "S1"]).total as EstimateWithEnds;
  expect(totalText(shown, total).replace(/\s/g, " ")).toMatch(
    /^En tout, chez les foyers comptés : entre [\d ]+ m³ et [\d ]+ m³ par mois\.$/,
  );
  expect(ownGap(open, { ...choice, area: "N" }, own)).toBeNull();
  expect(ownGap(open, { ...choice, area: "S" }, own)).not.toBeNull();
});

test("homes of a sum are said to the nearest ten, and those of a published area as its card says them", () => {
  const homes = { value: 1547, lower: 1540, upper: 1554 };
  const plain = (text: string): string => text.replace(/\s/g, " ");
  expect(plain(ownHomesText(ownArea(open, choice, ["N1", "S1"]), homes, "fr"))).toBe("1 550");
  expect(plain(ownHomesText(ownArea(open, choice, ["N1", "N2"]), homes, "fr"))).toBe("1 547");
});

test("participation of a sum is of the dwellings of its published leaves; a median of medians is nothing", () => {
  const leaves = ["N1", "S1", "S2"];
  const own = ownArea(open, { ...choice, statistic: "participation" }, leaves);
  const dwellings = leaves.reduce((sum, leaf) => sum + (open.tree.get(leaf)?.dwellings ?? 0), 0);
  expect(own.figure?.value).toBeCloseTo((100 * (own.homes?.value ?? 0)) / dwellings, 9);
  expect(ownArea(open, { ...choice, statistic: "median" }, leaves).figure).toBeNull();
});

test("parts of an own area are written as the map writes them; a sum that they do not make says that a model drew each", () => {
  // A model that drew the parts away from what was measured.
  const drawn: Atlas = {
    ...sampleAtlas({
      change: (row) =>
        row.STATISTIC === "MEAN" && row.AREA_LEVEL === "quarter" && row.OBS_VALUE !== null
          ? { ...row, METHOD: "modelled" as const, OBS_VALUE: row.OBS_VALUE + 5, CI_UPPER: (row.CI_UPPER ?? 0) + 5 }
          : row,
    }),
    measured: atlas.measured,
  };
  const leaves = ["N1", "N2", "S1"];
  const said = (at: Atlas) => {
    const shown = { atlas: at, choice, lang: "fr", words: DISTRICT.fr } as unknown as DistrictState;
    const own = ownArea(at, choice, leaves);
    for (const { code, interval } of ownParts(shown, own)) expect(interval).toEqual(figureAt(at, choice, code));
    return ownNotes(shown, own).map(({ text }) => text);
  };
  expect(said(drawn)).toContain(OWN.fr.unlikeParts);
  expect(said(atlas)).not.toContain(OWN.fr.unlikeParts);
});

test("no end of an own area's margin is written on the other side of the whole it is compared with", () => {
  const margins = { OBS_VALUE: 8.2, CI_LOWER: 8, CI_UPPER: 8.3 };
  const beside = sampleAtlas({
    change: (row) => (row.REF_AREA === "T" && row.STATISTIC === "MEAN" ? { ...row, ...margins } : row),
  });
  const shown = { atlas: beside, choice: sampleChoice("", beside), lang: "fr", words: DISTRICT.fr } as unknown as DistrictState;
  const said = (lower: number, upper: number) => ownTitle(shown, { value: 10, lower, upper }).replace(/\s/g, " ");
  expect(said(8.45, 11.4)).toMatch(/ : 10,0 m³ par mois, entre 8,4 et 11,4$/);
  expect(said(8.25, 11.4)).toMatch(/entre 8,2 et 11,4$/);
  expect(said(8.6, 11.4)).toMatch(/entre 8,6 et 11,4$/);
  expect(said(9.1, 11.4)).toMatch(/entre 9 et 12$/);
});

interface Leaf {
  readonly homes: number;
  readonly mean: number;
}

/** The sample town with these homes and means of two leaves, and a whole of 9.9 to 10.1 m³ or another. */
function townWith(at: Readonly<Record<string, Leaf>>, whole = { OBS_VALUE: 10, CI_LOWER: 9.9, CI_UPPER: 10.1 }): DistrictState {
  const made = sampleAtlas({
    change: (row) => {
      if (row.HOUSEHOLD_TYPE !== "_T" || row.DOMAIN !== "water") return row;
      const leaf = at[row.REF_AREA];
      if (leaf === undefined) return row.REF_AREA === "T" && row.STATISTIC === "MEAN" ? { ...row, ...whole } : row;
      const value = row.STATISTIC === "COUNT" ? leaf.homes : leaf.mean;
      const half = row.STATISTIC === "COUNT" ? 8 : 0.5;
      return { ...row, OBS_VALUE: value, CI_LOWER: value - half, CI_UPPER: value + half, OBS_STATUS: "A", CONF_STATUS: "F" };
    },
  });
  return { atlas: made, choice: sampleChoice("", made), lang: "fr", words: DISTRICT.fr } as unknown as DistrictState;
}

/** What the mean of the whole would rise by if each of its parts weighed by its dwellings: of the smallest parts that all have a figure. */
function shiftOfWhole(atlas: DistrictState["atlas"], choice: DistrictState["choice"]): number | null {
  for (const level of [...atlas.levels].reverse()) {
    const parts = atlas.tree.areas.filter((area) => area.level === level && area.code !== choice.area);
    const cells = parts.map(({ code, dwellings }) => ({
      mean: figureAt(atlas, choice, code)?.value,
      homes: homesAt(atlas, choice, code)?.value ?? 0,
      dwellings,
    }));
    if (cells.length === 0 || cells.some(({ mean, homes }) => mean === undefined || homes <= 0)) continue;
    const meanBy = (weight: "homes" | "dwellings"): number =>
      cells.reduce((sum, one) => sum + one[weight] * (one.mean ?? 0), 0) / cells.reduce((sum, one) => sum + one[weight], 0);
    return meanBy("dwellings") - meanBy("homes");
  }
  return null;
}

const LEAF = fc.record({ homes: fc.integer({ min: 60, max: 900 }), mean: fc.integer({ min: 10, max: 300 }).map((n) => n / 10) });

test("the margin is that of the homes counted, which tells the difference; what dwellings would untell is said beside it", () => {
  fc.assert(
    fc.property(LEAF, LEAF, (N1, S1) => {
      const { atlas: made, choice: asked } = townWith({ N1, S1 });
      const cells = ["N1", "S1"].flatMap((leaf) => measuredAt(made, asked, leaf) ?? []);
      const figure = fromZero(measuredMean(sumOfCells(cells)) as EstimateWithEnds);
      const sideOf = ({ lower, upper }: { lower: number; upper: number }) => (lower > 10.1 ? 1 : upper < 9.9 ? -1 : 0);
      const own = ownArea(made, asked, ["N1", "S1"]);
      expect(own.figure).toEqual(figure);
      const told = sideOf(figure);
      const gap = ownGap(made, asked, own) as EstimateWithEnds;
      expect(Math.sign(gap.lower) === Math.sign(gap.upper) ? Math.sign(gap.lower) : 0).toBe(told);
      const dwellings = (leaf: string) => made.tree.get(leaf)?.dwellings ?? Number.NaN;
      const part = (one: number, other: number) => one / (one + other);
      const [counted, built] = [part(N1.homes, S1.homes), part(dwellings("N1"), dwellings("S1"))];
      const shift = (built - counted) * (N1.mean - S1.mean);
      const wholeShift = shiftOfWhole(made, asked);
      const ofMoved = wholeShift === null ? Number.NaN : shift - wholeShift;
      const moved = sideOf({ lower: figure.lower + ofMoved, upper: figure.upper + ofMoved });
      const parts = [N1, S1].map(({ mean }) => sideOf({ lower: mean - 0.5, upper: mean + 0.5 }));
      const isSaid = wholeShift !== null && told !== 0 && moved !== told && !parts.every((side) => side === told);
      expect(own.byDwellings !== null).toBe(isSaid);
      if (isSaid) expect(own.byDwellings?.own.value).toBeCloseTo(figure.value + shift, 9);
      if (isSaid) expect(own.byDwellings?.whole.value).toBeCloseTo(10 + (wholeShift ?? 0), 9);
    }),
  );
});

test("where the weights decide, title and sentence are of the homes counted, and page and sheet say what dwellings would make of it", () => {
  const shown = townWith({ N1: { homes: 900, mean: 5 }, S1: { homes: 100, mean: 25 } });
  const own = ownArea(shown.atlas, shown.choice, ["N1", "S1"]);
  const { figure, byDwellings } = own;
  const told = ownGapWords(shown, own)?.amount ?? null;
  expect(told !== null).toBe((figure?.upper ?? 0) < 9.9 || (figure?.lower ?? 0) > 10.1);
  expect(byDwellings).not.toBeNull();
  const [value, whole] = [byDwellings?.own, byDwellings?.whole].map((one) => ownText(shown, one as EstimateWithEnds).value);
  expect(whole).not.toBe("10,0 m³");
  expect(ownNotes(shown, own)).toContainEqual({ text: OWN.fr.byDwellings(value ?? "", whole ?? ""), of: "note caution" });
});

test("places that all use less, counted evenly or not, use less together", () => {
  for (const few of [100, 900]) {
    const shown = townWith({ N1: { homes: 900, mean: 5 }, S1: { homes: few, mean: 9 } });
    const own = ownArea(shown.atlas, shown.choice, ["N1", "S1"]);
    expect(own.byDwellings).toBeNull();
    expect(ownGapWords(shown, own)?.text).toMatch(/moins/);
  }
});

test("more or less is said, on the page, in words and in the file, exactly where the file's margin of the difference has no 0", () => {
  const leaves = { N1: { homes: 900, mean: 5 }, S1: { homes: 900, mean: 5 } };
  const { figure } = ownArea(townWith(leaves).atlas, choice, ["N1", "S1"]);
  const beside = (gap: number) => {
    const CI_LOWER = (figure?.upper ?? 0) + gap;
    const shown = townWith(leaves, { OBS_VALUE: CI_LOWER + 0.1, CI_LOWER, CI_UPPER: CI_LOWER + 0.2 });
    const own = ownArea(shown.atlas, shown.choice, ["N1", "S1"]);
    const filed = ownFile(shown, own).find(({ isGap }) => isGap)?.figure;
    const said = [ownGapWords(shown, own)?.amount?.replace(/\s/g, " "), ownFile(shown, own)[0]?.remark];
    return { said, isTold: filed && (filed.lower > 0 || filed.upper < 0) };
  };
  const { less, same } = DISTRICT.fr.map.relations;
  expect(beside(0.001)).toEqual({ said: [undefined, same], isTold: false });
  expect(beside(0.02)).toEqual({ said: ["jusqu’à 0,5 m³", less], isTold: true });
  expect(beside(3)).toEqual({ said: ["3,0 à 3,5 m³", less], isTold: true });
  fc.assert(
    fc.property(fc.double({ min: -0.5, max: 0.5, noNaN: true }), (gap) => {
      const { said, isTold } = beside(gap);
      expect([said[0] !== undefined, said[1] !== same]).toEqual([isTold, isTold]);
    }),
    { numRuns: 30 },
  );
});

test("an own area is written alike beside each wider place that it may be compared with", () => {
  const made = sampleAtlas({
    change: (row) =>
      row.REF_AREA === "N" && row.STATISTIC === "MEAN" ? { ...row, OBS_VALUE: 8.2, CI_LOWER: 8, CI_UPPER: 8.3 } : row,
  });
  const said = (area: string) => {
    const asked = { ...sampleChoice("", made), area, picks: ["N1", "S1"] };
    const shown = { atlas: made, choice: asked, lang: "fr", words: DISTRICT.fr } as unknown as DistrictState;
    return ownTitle(shown, { value: 10, lower: 8.25, upper: 11.4 });
  };
  expect(said("N")).toMatch(/entre 8,2 et 11,4$/);
  expect(said("T")).toBe(said("N"));
});

test("each part has its margin in words, beside its figure on paper and below it on a page, unless that is a phone's", () => {
  const shown = townWith({ N1: { homes: 900, mean: 5 }, S1: { homes: 900, mean: 25 } });
  const own = ownArea(shown.atlas, shown.choice, ["N1", "S1"]);
  const drawn = (withMargins: boolean, width = 720): string =>
    renderToStaticMarkup(
      h(OwnDrawing, { shown, own, figure: own.figure as EstimateWithEnds, width, id: "own", name: "Ici", withMargins }),
    );
  for (const { said } of ownParts(shown, own)) {
    const margin = `>${said.lower}\u00a0–\u00a0${said.upper}<`;
    expect([drawn(true), drawn(false), drawn(false, 320)].map((one) => one.includes(margin))).toEqual([true, true, false]);
  }
});
