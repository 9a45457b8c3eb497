import fc from "fast-check";
import { expect, test } from "vitest";
import {
  advisedGroup,
  groupsFor,
  type Question,
  type Sources,
  typesFor,
  unansweredAttributes,
} from "../../../dashboards/compare/group.ts";
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
const named = (rows: Observation[]) => groupsFor(question, sources(rows)).map((g) => `${g.area} ${g.type}`);
const advised = (rows: Observation[], groups: GroupRow[]) => {
  const all = sources(rows, groups);
  const found = advisedGroup(question, all, groupsFor(question, all));
  return found && `${found.area} ${found.type}`;
};
const advice: GroupRow = {
  DOMAIN: "water",
  MEASURE: "volume",
  REF_AREA: "N1",
  HOUSEHOLD_TYPE: "size=3",
  GROUP_AREA: "N",
  GROUP_TYPE: "_T",
  RELAXED: "area;type",
  QUARTILE_AREA: null,
  QUARTILE_TYPE: null,
  QUARTILE_RELAXED: "",
};

test("a home's types go from its class over its rungs to all", () => {
  expect(typesFor(ref, question.household)).toEqual(["size=3", "size=3+", "_T"]);
  // Saying nothing is no kind of home.
  expect(typesFor(ref, unknownHousehold("N1"))).toEqual(["_T"]);
  const crossed = measureRef("electricity", "energy") as typeof ref;
  const heated = { ...unknownHousehold("N1"), heating: "gas" };
  expect(typesFor(crossed, heated)).toEqual(["_T"]);
  expect(unansweredAttributes(crossed, heated)).toEqual(["size"]);
  expect(unansweredAttributes(crossed, unknownHousehold("N1"))).toEqual(["heating", "size"]);
  expect(unansweredAttributes(crossed, { ...heated, size: "2" })).toEqual([]);
  expect(typesFor(crossed, { ...heated, size: "2" }).length).toBe(3);
});

test("what a visitor may choose is in one order: the area is widened before the type", () => {
  const rows = [at("T", "_T", 9), at("N1", "_T", 8), at("T", "size=3", 12), at("N", "size=3", null), at("N", "size=3+", 11)];
  expect(named(rows)).toEqual(["T size=3", "N size=3+", "N1 _T", "T _T"]);
});

test("the release's group is looked up, however unreliable; none without one, or where it is withheld", () => {
  const rows = [at("N", "_T", 8, { OBS_STATUS: "U" }), at("T", "size=3", 12)];
  expect(advised(rows, [advice])).toBe("N _T");
  expect(advised(rows, [{ ...advice, GROUP_AREA: null, GROUP_TYPE: null, RELAXED: "" }])).toBeUndefined();
  expect(advised(rows, [])).toBeUndefined();
  expect(advised([at("N", "_T", null), at("T", "size=3", 12)], [advice])).toBeUndefined();
});

/** Any table of means over the home's areas and types, with any status, and any advice among them. */
const AREAS = ["N1", "N", "T"];
const TYPES = ["size=3", "size=3+", "_T"];
const cell = fc.record({
  value: fc.option(fc.double({ min: -50, max: 50, noNaN: true })),
  half: fc.double({ min: 0, max: 100, noNaN: true }),
  median: fc.boolean(),
  unreliable: fc.boolean(),
});
const tables = fc.array(cell, { minLength: 9, maxLength: 9 });
const rowsOf = (cells: readonly (typeof tables extends fc.Arbitrary<infer T> ? T : never)[number][]) =>
  cells.flatMap(({ value, half, median, unreliable }, i) => {
    const [area, type] = [AREAS[i % 3] as string, TYPES[Math.floor(i / 3)] as string];
    const known = value === null ? {} : { CI_LOWER: value - half, CI_UPPER: value + half };
    const mean = at(area, type, value, { ...known, ...(unreliable && value !== null ? { OBS_STATUS: "U" as const } : {}) });
    return median ? [mean, { ...mean, STATISTIC: "P50" as const }] : [mean];
  });

test("the page never chooses: its group is the release's whatever values, intervals and statuses the cells have", () => {
  fc.assert(
    fc.property(tables, fc.integer({ min: 0, max: 8 }), (cells, i) => {
      const [area, type] = [AREAS[i % 3] as string, TYPES[Math.floor(i / 3)] as string];
      const found = advised(rowsOf(cells), [{ ...advice, GROUP_AREA: area, GROUP_TYPE: type }]);
      expect(found).toBe(cells[i]?.value === null ? undefined : `${area} ${type}`);
    }),
    { numRuns: 300, seed: 17 },
  );
});

test("the order of the others is the same whatever values, intervals and statuses they have", () => {
  fc.assert(
    fc.property(tables, tables, (cells, others) => {
      const [same, other] = [cells, cells.map((one, i) => (one.value === null ? one : { ...others[i], value: 9 }))];
      expect(named(rowsOf(other as typeof cells))).toEqual(named(rowsOf(same)));
    }),
    { numRuns: 300, seed: 17 },
  );
});

test("what was widened is told apart", () => {
  const groups = groupsFor(
    question,
    sources([at("N1", "size=3", 9), at("N1", "_T", 8), at("T", "size=3", 12), at("T", "_T", 9)]),
  );
  expect(groups.map((g) => g.hasOtherKinds)).toEqual([false, false, true, true]);
});

test("another period or another measure is no group", () => {
  expect(named([at("N1", "size=3", 9, { TIME_PERIOD: "2024" }), at("N1", "size=3", 9, { DOMAIN: "gas" })])).toEqual([]);
});

test("a verdict needs the release's quartile group; where it names none, no quartile is good enough", () => {
  const quartiles = (area: string, type: string) =>
    (["P25", "P50", "P75"] as const).map((statistic, i) => row(statistic, 6 + 3 * i, { REF_AREA: area, HOUSEHOLD_TYPE: type }));
  const rows = [at("N", "_T", 8), at("T", "size=3", 12), ...quartiles("T", "size=3"), ...quartiles("N", "_T")];
  const found = (groups: GroupRow[]) => {
    const all = sources(rows, groups);
    const group = advisedGroup(question, all, groupsFor(question, all));
    return group && [`${group.area} ${group.type}`, group.quartiles?.p50.value ?? null, group.hasOtherKinds];
  };
  const judged = { ...advice, QUARTILE_AREA: "T", QUARTILE_TYPE: "size=3", QUARTILE_RELAXED: "area" };
  expect(found([judged])).toEqual(["T size=3", 9, false]);
  expect(found([advice])).toEqual(["N _T", null, true]);
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
