import { beforeAll, describe, expect, test } from "vitest";
import type { EntryOf } from "../../src/contract/chain.ts";
import type { Publication } from "../../src/pipeline/index.ts";
import { gateThreshold, gaussianCharge, parse, rational, rhoOf, toNumber, varianceOf } from "../../src/privacy/index.ts";
import { type Forgery, found, foundWithin, publications, rewrite, town, workshop } from "../support/forge.ts";
import { type AreaBranches, treeTerritory } from "../support/territory.ts";

/** What twins are measured with, from the folder of a release alone. */
const { place } = workshop();
const LEAF: AreaBranches = [];
const MIXED = treeTerritory(["whole", "middle", "leaf"], [[LEAF, LEAF, LEAF], [LEAF], [LEAF, LEAF]]);
const CALENDAR = { whole: "month", middle: "quarter", leaf: "year" } as const;
const SETTINGS = { measures: ["water.volume"], k: 5, budget: { epsilon: 10 }, calendar: CALENDAR };
const PERIODS = ["2025-01", "2025-Q1", "2025"];
let [month, quarter, year]: [Publication, Publication, Publication] = [] as never;
beforeAll(async () => {
  const made = await publications(town({ territory: MIXED, settings: SETTINGS }), PERIODS);
  [month, quarter, year] = made as [Publication, Publication, Publication];
});

describe("genuine releases keep every promise:", () => {
  test("twins in some places", async () => {
    expect(year.head.territory.only_children).toEqual([[], ["leaf"]]);
    const listed = year.report.mechanisms.filter(({ quantity }) => quantity === "count");
    expect(listed.map(({ level, twins, table }) => [level, ...(twins ?? []), table].join(" "))).toEqual([
      "whole _T",
      "whole types",
      "middle _T",
      "middle types",
      "leaf _T",
      "middle leaf _T",
    ]);
    for (const one of [month, quarter, year]) expect(await found(place(), one), one.id).toEqual([]);
  });

  const reserve = { counts: 0.16, sums: 0.44, histograms: 0.2, revision: 0.2 };
  test.each([
    ["one leaf", ["whole", "leaf"], [LEAF], { ...SETTINGS, calendar: {} }, ["2025-01", "2025"]],
    ["a chain", ["whole", "middle", "leaf"], [[LEAF]], SETTINGS, PERIODS],
    [
      "a chain across a level that is never published",
      ["whole", "middle", "leaf"],
      [[LEAF]],
      { ...SETTINGS, calendar: { middle: "never" } },
      ["2025-01", "2025"],
    ],
    [
      "no histograms",
      ["whole", "middle", "town", "leaf"],
      [[[LEAF], [LEAF, LEAF]]],
      { ...SETTINGS, calendar: { whole: "never", middle: "never", town: "quarter", leaf: "year" } },
      ["2025-Q1", "2025"],
    ],
    [
      "a reserve",
      ["whole", "middle", "leaf"],
      [[LEAF], [LEAF, LEAF]],
      { ...SETTINGS, calendar: {}, budget: { epsilon: 10, shares: reserve } },
      ["2025-01", "2025", "2025-r1"],
    ],
    [
      "twins of two kinds",
      ["whole", "region", "town", "leaf"],
      [[[LEAF, LEAF]], [[LEAF], [LEAF]]],
      { ...SETTINGS, calendar: { whole: "quarter", region: "quarter", town: "quarter", leaf: "year" } },
      ["2025-Q1", "2025"],
    ],
  ] as [string, string[], AreaBranches, typeof SETTINGS, string[]][])("%s", async (_, levels, tree, settings, ids) => {
    const made = await publications(town({ territory: treeTerritory(levels, tree), settings, last: 90 }), ids);
    for (const one of made) expect(await foundWithin(one), one.id).toEqual([]);
  });
});

/** The noise and the gate of one mechanism are another's, in report and tables: its figures say what the report says. */
function measuredLike(
  forgery: Forgery,
  like: (quantity: string) => { variance: string; rho: string; gate: unknown } | undefined,
): void {
  for (const one of forgery.report.mechanisms.filter(({ twins }) => twins)) {
    const { variance, rho, gate } = like(one.quantity) ?? one;
    Object.assign(one, { variance, rho, gate, sigma: Math.sqrt(toNumber(parse(variance))) });
  }
  const variance = (quantity: string) => parse(like(quantity)?.variance ?? "1/1");
  for (const row of forgery.tables.measurements.filter(
    ({ REF_AREA, HOUSEHOLD_TYPE }) => REF_AREA === "w1" && HOUSEHOLD_TYPE === "_T",
  )) {
    const { num, den } = variance(row.QUANTITY === "COUNT" ? "count" : "sum");
    Object.assign(row, { VARIANCE_NUM: num, VARIANCE_DEN: den });
  }
  for (const row of forgery.tables.distributions.filter(
    ({ REF_AREA, HOUSEHOLD_TYPE }) => REF_AREA === "w1" && HOUSEHOLD_TYPE === "_T",
  ))
    row.SIGMA = Math.sqrt(toNumber(variance("histogram")));
}

const LIES: [string, (forgery: Forgery) => void, RegExp][] = [
  [
    "twins that are measured at their upper level's noise, while both are paid",
    (forgery) => {
      forgery.report.mechanisms = forgery.report.mechanisms.filter(({ twins }) => !twins);
    },
    /mechanisms: water\.volume middle\+leaf _T count is not listed; the calendar has it/,
  ],
  [
    "nothing said of only children, as before there was anything to say",
    (forgery) => {
      delete forgery.head.territory.only_children;
    },
    /measured as another area: areas are measured as middle\+leaf; territory\.only_children has none such/,
  ],
  [
    "an only child everywhere, so that a gate has more of δ",
    (forgery) => {
      forgery.head.territory.only_children = [["leaf"]];
    },
    /measured as another area: areas are measured as (middle|leaf); territory\.only_children has none such/,
  ],
  [
    "only children that no area is",
    (forgery) => {
      forgery.head.territory.only_children = [[], ["middle"], ["leaf"]];
    },
    /measured as another area: territory\.only_children makes cells of whole\+middle; no area is measured so/,
  ],
  [
    "the same list of only children twice",
    (forgery) => {
      forgery.head.territory.only_children = [[], ["leaf"], ["leaf"]];
    },
    /measured as another area: territory\.only_children is .*; expected lists of levels below whole, whole first, each once/,
  ],
  [
    "two leaves that are measured as the same area",
    (forgery) => {
      Object.assign(forgery.head.draw.measured_as, { w20: "w2", w21: "w2" });
    },
    /measured as another area: several areas are measured as the same: leaf w2; of an only child there is one/,
  ],
  [
    "twins with more of the year than both levels have",
    (forgery) =>
      measuredLike(forgery, (quantity) => {
        const one = forgery.report.mechanisms.find((other) => other.twins && other.quantity === quantity);
        if (!one) return undefined;
        const charge = gaussianCharge(BigInt(one.sensitivity), rhoOf(rational(2n * parse(one.rho).num, parse(one.rho).den)));
        const variance = varianceOf<"households">(parse(text(charge.variance)));
        const gate = one.gate && { ...one.gate, tau: String(gateThreshold(variance, parse(one.gate.delta))) };
        return { variance: text(charge.variance), rho: text(charge.rho), gate };
      }),
    /shares of the budget: water\.volume middle\+leaf _T count: rho is \S+; the settings share out /,
  ],
  [
    "the noise of the leaf alone in the tables",
    (forgery) => {
      const leaf = forgery.report.mechanisms.find((one) => one.level === "leaf" && one.quantity === "count");
      for (const row of forgery.tables.measurements.filter(
        (one) => one.REF_AREA === "w1" && one.HOUSEHOLD_TYPE === "_T" && one.QUANTITY === "COUNT",
      ))
        Object.assign(row, { VARIANCE_NUM: parse(leaf?.variance ?? "").num, VARIANCE_DEN: parse(leaf?.variance ?? "").den });
    },
    /measurements\.parquet: noise: water\.volume w1 _T COUNT: variance is \S+; \S+ was paid for/,
  ],
  [
    "a debit of what the household in twins pays for gates, which is less than another's",
    (forgery) =>
      rewrite(forgery, (entry) => {
        if (entry.kind !== "debit" || entry.publication !== "2025") return entry;
        const charge = (entry as EntryOf<"debit">).charges["water.volume"];
        const delta = parse(charge?.delta ?? "");
        return {
          ...entry,
          charges: { "water.volume": { rho: charge?.rho ?? "", delta: text(rational(4n * delta.num, 5n * delta.den)) } },
        };
      }),
    /charges: water\.volume: its noise and gates cost delta = /,
  ],
];

const text = ({ num, den }: { num: bigint; den: bigint }) => `${num}/${den}`;

test.each(LIES)("%s is found", async (_, lie, finding) => {
  expect(await foundWithin(year, lie)).toEqual(expect.arrayContaining([expect.stringMatching(finding)]));
});

test("twins that are made up: a month's release, which has the whole alone, cannot show them, and spends no more by them; a quarter's does", async () => {
  const lie = (forgery: Forgery) => {
    forgery.head.territory.only_children = [["middle", "leaf"]];
  };
  expect(await foundWithin(month, lie)).toEqual([]);
  expect(await foundWithin(quarter, lie)).not.toEqual([]);
});
