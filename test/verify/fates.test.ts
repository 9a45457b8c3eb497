import { beforeAll, describe, expect, test } from "vitest";
import type { Publication } from "../../src/pipeline/index.ts";
import type { TerritoryInput } from "../../src/territory/index.ts";
import { FATE_CHECKS } from "../../src/verify/fates.ts";
import { found as foundIn, GENEROUS, publications, town, UNRELATED_DIGEST, workshop } from "../support/forge.ts";
import { gridTerritory } from "../support/territory.ts";
import { promisesOfRows } from "./support.ts";

/** Two middle areas of three leaves, and two of one: published together with it, withheld together with it. */
function territory(): TerritoryInput {
  const grid = gridTerritory(2, 3);
  const one = (name: string) => [
    { code: name, level: "middle", parent: "w", name, dwellings: 200 },
    { code: `${name}l0`, level: "leaf", parent: name, name: `${name}l0`, dwellings: 200 },
  ];
  const [whole, ...others] = grid.areas;
  return { ...grid, areas: [{ ...whole!, dwellings: 1600 }, ...others, ...one("m2"), ...one("m3")] };
}
const { place } = workshop();
/** One in which nearly all is published, and one in which much is withheld to protect another. */
let [year, strict]: [Publication, Publication] = [] as never;
beforeAll(async () => {
  const of = (k: number) => ({ territory: territory(), settings: { ...GENEROUS, k } });
  [, year] = (await publications(town(of(3)), ["2025-01", "2025"])) as [Publication, Publication];
  [strict] = (await publications(town({ ...of(30), last: 10 }), ["2025"])) as [Publication];
});

type Open = { -readonly [Key in keyof Publication]: Publication[Key] };
type Row = { -readonly [Key in keyof Publication["tables"]["observations"][number]]: never };
function found(change: (publication: Open) => unknown, genuine = year): string[] {
  const { id, tables, head, report } = structuredClone(genuine);
  const said = { id, tables, head, report };
  change(said);
  const checks = FATE_CHECKS.filter(({ promise }) => promise !== "the draw that was logged");
  return promisesOfRows(checks, said);
}
const rowsOf = ({ tables }: Open, area: string, type: string, statistic?: string) =>
  tables.observations.filter(
    (row) =>
      row.DOMAIN === "water" &&
      row.REF_AREA === area &&
      row.HOUSEHOLD_TYPE === type &&
      (statistic === undefined || row.STATISTIC === statistic),
  );
const set = (rows: readonly object[], values: Partial<Record<keyof Row, unknown>>) => {
  expect(rows.length).toBeGreaterThan(0);
  for (const row of rows) Object.assign(row, values);
};
const twins = ({ head }: Open) => head.draw.measured_as as Record<string, string>;
const AS_DRAWN = "fates as drawn";
const RUNG = "a rung is what its classes are";
const TWIN = "measured as another area";

test("what became of each cell is in the rows, and makes the digest that the draw was stored with", async () => {
  expect(year.head.draw.measured_as).toEqual({ m2l0: "m2", m3l0: "m3" });
  const fateIn = (one: Publication, area: string) => rowsOf(one, area, "_T", "COUNT")[0]?.CONF_STATUS;
  expect([fateIn(year, "m2"), fateIn(year, "m3"), fateIn(strict, "m2"), fateIn(strict, "m2l0")]).toEqual(["F", "A", "D", "D"]);
  for (const one of [year, strict]) {
    expect(found(() => undefined, one)).toEqual([]);
    expect(await foundIn(place(), one)).toEqual([]);
  }
});

/** Withheld to protect another, with the area that repeats it. */
const withheld = (one: Open) => [...rowsOf(one, "m2", "_T"), ...rowsOf(one, "m2l0", "_T")];

describe("found:", () => {
  test.each<[string, (publication: Open) => unknown, string[]]>([
    [
      "withheld to protect another, where households were too few",
      (one) => set([...rowsOf(one, "m3", "_T"), ...rowsOf(one, "m3l0", "_T")], { CONF_STATUS: "D" }),
      [AS_DRAWN],
    ],
    [
      "a published cell that is withheld after all",
      (one) => set(rowsOf(one, "w", "_T"), { OBS_VALUE: null, CONF_STATUS: "A" }),
      [AS_DRAWN],
    ],
    ["a published cell without what was measured", ({ tables }) => (tables.measurements as unknown[]).splice(0, 2), [AS_DRAWN]],
    [
      "a rung that is withheld, where its classes are published",
      (one) => set(rowsOf(one, "w", "size=1-2"), { OBS_VALUE: null, CONF_STATUS: "A" }),
      [RUNG],
    ],
    [
      "a rung that is withheld for another reason than its classes",
      (one) => set([...rowsOf(one, "m3", "size=1-2")], { CONF_STATUS: "D" }),
      [RUNG],
    ],
    ["an area that is said to be a cell of its own", (one) => delete twins(one).m3l0, [AS_DRAWN]],
    ["an area that is said to be none", (one) => Object.assign(twins(one), { m0l0: "m0" }), [AS_DRAWN, TWIN]],
    ["one that is measured as an area beside it", (one) => Object.assign(twins(one), { m3l0: "m2" }), [TWIN]],
    ["one that is measured as an area below it", (one) => Object.assign(twins(one), { m3l0: "m3l0" }), [TWIN]],
    [
      "one that is measured as an area beside it that is withheld as well",
      (one) => {
        set(
          one.tables.observations.filter(({ REF_AREA }) => REF_AREA === "m1l2"),
          { OBS_VALUE: null, CONF_STATUS: "A" },
        );
        Object.assign(twins(one), { m3l0: "m1l2" });
      },
      [AS_DRAWN, TWIN],
    ],
    ["one that nobody knows", (one) => Object.assign(twins(one), { nowhere: "m3" }), [TWIN]],
    ["one that says something else than its area", (one) => set(rowsOf(one, "m2l0", "_T", "COUNT"), { OBS_VALUE: 7 }), [TWIN]],
    ["another digest", ({ head }) => Object.assign(head.draw, { fates: "0".repeat(64) }), [AS_DRAWN]],
  ])("%s", (_, lie, promises) => {
    expect(found(lie)).toEqual(promises);
  });

  test.each<[string, Partial<Record<keyof Row, unknown>>]>([
    ["too few households, where it was withheld to protect another", { CONF_STATUS: "A" }],
    ["no reason at all", { OBS_STATUS: "M", CONF_STATUS: "F" }],
  ])("%s", (_, values) => {
    expect(found((one) => set(withheld(one), values), strict)).toEqual([AS_DRAWN]);
  });

  test("by whoever verifies the folder, however its hashes and its chain fit", async () => {
    const lie = await foundIn(place(), year, ({ head }) => Object.assign(head.draw, { fates: UNRELATED_DIGEST }));
    expect(lie).toEqual([
      expect.stringContaining(`${AS_DRAWN}: the fates of its cells make the digest ${year.head.draw.fates};`),
    ]);
  });
});
