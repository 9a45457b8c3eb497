import { expect, test } from "vitest";
import type { Atlas } from "../../../dashboards/district/atlas.ts";
import { choiceOf } from "../../../dashboards/district/choice.ts";
import { selectionOf } from "../../../dashboards/explore/selection.ts";
import { cellIndex } from "../../../dashboards/shared/cells.ts";
import { commonsOf, type FirstData, homesFor, homesNeeded, type PublicCommons } from "../../../dashboards/visit/commons.ts";
import { figuresAt, focusFor, focusOf, hasPlaces, paintedParts, topicsOf } from "../../../dashboards/visit/focus.ts";
import { NO_ENTRY, newVisitor } from "../../../dashboards/visit/visitor.ts";
import type { Observation } from "../../../src/contract/observation.ts";
import { sampleTerritory } from "../../support/release.ts";
import { row } from "../rows.ts";

const territory = sampleTerritory();
const mean = (area: string, value: number | null, over: Partial<Observation> = {}) =>
  row("MEAN", value, { REF_AREA: area, ...over });

/** A commons of water and electricity with these rows in its main release. */
function commons(rows: readonly Observation[]): PublicCommons {
  const measures = [
    { domain: "water", measure: "volume" },
    { domain: "electricity", measure: "energy" },
  ];
  const first = { catalog: { measures }, territory, main: { period: "2025" }, cells: cellIndex(rows), report: null };
  return commonsOf(first as unknown as FirstData, null, null);
}
const focus = (rows: readonly Observation[]) => {
  const found = focusOf(commons(rows));
  return found && `${found.ref.key} ${found.area.code}`;
};

test("the first page is about the measure and the area of which most parts are published", () => {
  const quarters = [mean("N1", 9), mean("N2", 8), mean("N", 8.5)];
  expect(focus([...quarters, mean("T", 9), mean("N", 8)])).toBe("water.volume N");
  const electricity = { DOMAIN: "electricity", MEASURE: "energy" } as const;
  expect(focus([mean("T", 9), mean("N", 8, electricity), mean("S", 9, electricity)])).toBe("electricity.energy T");
  // Unreliable figures do not count, and where nothing is published it is the first measure and the whole.
  expect(focus([mean("N1", 9, { OBS_STATUS: "U" }), mean("N2", 9, { OBS_STATUS: "U" })])).toBe("water.volume T");
  expect(focus([])).toBe("water.volume T");
});

test("a commons is at its beginning until a part of the whole has a figure, however wide its margin", () => {
  expect(
    [[], [mean("T", 9)], [mean("T", 9), mean("N1", null)], [mean("N1", 9, { OBS_STATUS: "U" })]].map((rows) =>
      hasPlaces(commons(rows)),
    ),
  ).toEqual([false, false, false, true]);
});

test("parts are more or less than the whole only where the margins do not touch", () => {
  const all = commons([mean("T", 9), mean("N", 11.5), mean("S", 10.5)]);
  const found = focusOf(all);
  expect(found && paintedParts(all, found).map(({ code, against, strength }) => [code, against, strength])).toEqual([
    ["N", "more", 1],
    ["S", "same", 0],
  ]);
  const withheld = commons([mean("T", 9), mean("N", 6)]);
  const other = focusOf(withheld);
  expect(other && paintedParts(withheld, other).map(({ against }) => against)).toEqual(["less", "absent"]);
});

test("a part with too wide a margin is neither absent nor compared, as on the page Quartiers", () => {
  const all = commons([mean("T", 9), mean("N", 6, { OBS_STATUS: "U" }), mean("S", 12)]);
  const found = focusOf(all);
  expect(found && paintedParts(all, found).map(({ against }) => against)).toEqual(["wide", "more"]);
  expect(found && figuresAt(all, found.ref, "N").mean).toMatchObject({ value: 6, unsure: true });
});

test("homes needed are the release's own word, of the level's count", () => {
  const mechanism = (level: string, table: string, needed: number | null) => ({
    measure: "water.volume",
    level,
    table,
    gate: needed === null ? null : { households_needed: needed },
  });
  const report = { mechanisms: [mechanism("town", "_T", null), mechanism("town", "classes", 80), mechanism("town", "_T", 53)] };
  const asked = (level: string) => homesNeeded(report as unknown as Parameters<typeof homesNeeded>[0], "water.volume", level);
  expect([asked("town"), asked("quarter"), homesNeeded(null, "water.volume", "town")]).toEqual([53, null, null]);
  // Before the first release the catalogue says what the plan asks for.
  const measures = [{ domain: "water", measure: "volume", needed: [{ level: "town", households: 40 }] }];
  const before = { report: null, catalog: { measures } } as unknown as Parameters<typeof homesFor>[0];
  expect([homesFor(before, "water.volume", "town"), homesFor(before, "gas.energy", "town")]).toEqual([40, null]);
});

test("every page begins with the measure of the first page, whatever the order of the topics", () => {
  const electricity = { DOMAIN: "electricity", MEASURE: "energy" } as const;
  const rows = [mean("T", 9), ...["T", "N", "S"].map((area) => mean(area, 9, electricity))];
  const all = commons(rows);
  const choice = choiceOf(new URLSearchParams(), { ...all, rows, zones: [] } as unknown as Atlas);
  const selection = selectionOf(new URLSearchParams(), { ...all, rows, releaseIds: [], released: ["2025"] });
  expect([focusOf(all)?.ref.key, choice?.ref.key, ...selection.measures]).toEqual(Array(3).fill("electricity.energy"));
});

test("the topic that was chosen leads, else the one that was begun first; one without figures does not", () => {
  const electricity = { DOMAIN: "electricity", MEASURE: "energy" } as const;
  const all = commons([mean("T", 9), mean("N", 8), mean("T", 9, electricity)]);
  const leads = (topic: string | null, ...begun: string[]) => {
    const visitor = newVisitor();
    visitor.topic.value = topic;
    visitor.entries.value = Object.fromEntries(begun.map((key) => [key, NO_ENTRY]));
    return focusFor(all, visitor)?.ref.key;
  };
  expect(leads(null)).toBe("water.volume");
  expect(leads(null, "electricity.energy", "water.volume")).toBe("electricity.energy");
  expect(leads("water.volume", "electricity.energy")).toBe("water.volume");
  // A file may have topics that this commons has not.
  expect(leads(null, "gas.energy", "electricity.energy")).toBe("electricity.energy");
});

test("what every part of a page asks for is found once: outlines, histograms and surroundings come later, and change none of it", () => {
  const measures = [{ domain: "water", measure: "volume" }];
  const cells = cellIndex([mean("T", 9), mean("N", 8)]);
  const first = { catalog: { measures }, territory, main: { period: "2025" }, cells, report: null } as unknown as FirstData;
  const [before, after] = [commonsOf(first, null, null), commonsOf(first, { type: "FeatureCollection", features: [] }, null)];
  expect(after.tree).toBe(before.tree);
  expect(after.refs).toBe(before.refs);
  expect(focusOf(after)).toBe(focusOf(before));
  expect(topicsOf(after)).toBe(topicsOf(before));
  // Figures that come later are asked for again.
  const more = commonsOf(first, null, { cells: cellIndex([mean("T", 9)]), groups: new Map() });
  expect(focusOf(more)).not.toBe(focusOf(before));
});
