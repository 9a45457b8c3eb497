import { expect, test } from "vitest";
import { groupsFor, ownCell, type Question, type Sources, typesFor } from "../../../dashboards/compare/group.ts";
import { referenceFor } from "../../../dashboards/compare/reference.ts";
import { areaTree } from "../../../dashboards/shared/areas.ts";
import { cellIndex } from "../../../dashboards/shared/cells.ts";
import { unknownHousehold } from "../../../src/contract/attributes.ts";
import type { GroupRow, Observation } from "../../../src/contract/observation.ts";
import { measureRef } from "../../../src/domains/index.ts";
import { sampleTerritory } from "../../support/release.ts";
import { row } from "../rows.ts";

const ref = measureRef("water", "volume");
if (!ref) throw new Error("water.volume is a measure");
const tree = areaTree(sampleTerritory().areas);
const question: Question = { ref, area: "N1", household: { ...unknownHousehold("N1"), size: "3" }, period: "2025" };
const at = (area: string, type: string, value: number | null, over: Partial<Observation> = {}) =>
  row("MEAN", value, { REF_AREA: area, HOUSEHOLD_TYPE: type, ...over });
const sources = (rows: Observation[], groups: GroupRow[] = []): Sources => ({ cells: cellIndex(rows), groups, tree });
const named = (rows: Observation[], groups?: GroupRow[]) =>
  groupsFor(question, sources(rows, groups)).map((g) => `${g.area} ${g.type}`);
const advice: GroupRow = {
  DOMAIN: "water",
  MEASURE: "volume",
  REF_AREA: "N1",
  HOUSEHOLD_TYPE: "size=3",
  GROUP_AREA: "N",
  GROUP_TYPE: "_T",
  RELAXED: "area;type",
};

test("a home's types go from its class over its rungs to all", () => {
  expect(typesFor(ref, question.household)).toEqual(["size=3", "size=3+", "_T"]);
  expect(typesFor(ref, unknownHousehold("N1"))).toEqual(["size=unknown", "_T"]);
});

test("without advice the climb widens the area before the type", () => {
  const rows = [at("T", "_T", 9), at("N1", "_T", 8), at("T", "size=3", 12), at("N", "size=3", null), at("N", "size=3+", 11)];
  expect(named(rows)).toEqual(["T size=3", "N size=3+", "N1 _T", "T _T"]);
});

test("the release's advice comes first, unless it is withheld", () => {
  const rows = [at("N", "_T", 8), at("T", "size=3", 12)];
  expect(named(rows, [advice])).toEqual(["N _T", "T size=3"]);
  expect(named([at("N", "_T", null), at("T", "size=3", 12)], [advice])).toEqual(["T size=3"]);
});

test("an unreliable group comes last, even when it is advised", () => {
  const rows = [at("N", "_T", 8, { OBS_STATUS: "U" }), at("T", "_T", 9)];
  expect(named(rows, [advice])).toEqual(["T _T", "N _T"]);
});

test("what was widened is told apart", () => {
  const groups = groupsFor(
    question,
    sources([at("N1", "size=3", 9), at("N1", "_T", 8), at("T", "size=3", 12), at("T", "_T", 9)]),
  );
  expect(groups.map((g) => g.relaxed)).toEqual([[], ["area"], ["type"], ["area", "type"]]);
});

test("another period or another measure is no group", () => {
  expect(named([at("N1", "size=3", 9, { TIME_PERIOD: "2024" }), at("N1", "size=3", 9, { DOMAIN: "gas" })])).toEqual([]);
});

test("the home's own cell is absent, withheld or published", () => {
  expect(ownCell(question, sources([]))).toBe("absent");
  expect(ownCell(question, sources([at("N1", "size=3", null)]))).toBe("withheld");
  expect(ownCell(question, sources([at("N1", "size=3", 9)]))).toBe("published");
});

test("the public figure is the finest type, then the nearest area, then the newest; none elsewhere", () => {
  const figure = {
    domain: "water",
    measure: "volume",
    area: "T",
    household_type: "_T",
    period: "2024",
    value: 10,
    unit: "m3",
    source: "s",
    licence: "l",
  };
  const best = (...figures: (typeof figure)[]) => referenceFor(question, figures, tree)?.value;
  expect(best(figure, { ...figure, area: "N", value: 11 })).toBe(11);
  expect(best(figure, { ...figure, household_type: "size=3", value: 12 }, { ...figure, area: "N" })).toBe(12);
  expect(best(figure, { ...figure, period: "2025", value: 13 })).toBe(13);
  expect(best({ ...figure, area: "S" }, { ...figure, household_type: "size=1" }, { ...figure, domain: "gas" })).toBeUndefined();
});
