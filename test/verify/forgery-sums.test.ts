import { beforeAll, expect, test } from "vitest";
import type { Publication } from "../../src/pipeline/index.ts";
import { COARSE, withGroups } from "../../src/privacy/bins.ts";
import { cellOf } from "../../src/verify/contents.ts";
import { type Forgery, found, foundWithin, GENEROUS, publications, town, workshop } from "../support/forge.ts";
import { change, moved, withhold, withholdTypes } from "../support/forge-rows.ts";

/** Releases that do not add up, that subtraction opens, or whose noise is not what is said: every hash in them fits. */
const { place } = workshop();
let genuine: Publication;
beforeAll(async () => {
  const settings = { ...GENEROUS, k: 50 };
  [genuine] = (await publications(town({ seed: "sums", perLeaf: 900, last: 900, settings }), ["2025"])) as [Publication];
});

test("a genuine release of which all of the water is published keeps every promise", async () => {
  expect(await found(place(), genuine)).toEqual([]);
  const water = genuine.tables.observations.filter(({ DOMAIN, STATISTIC }) => DOMAIN === "water" && STATISTIC === "COUNT");
  expect(water.filter(({ OBS_VALUE }) => OBS_VALUE === null)).toEqual([]);
});

const SUMS: [string, (forgery: Forgery) => void, RegExp][] = [
  [
    "a class that is moved within its noise, so that the classes do not add up",
    change({ statistic: "COUNT", type: "size=1" }, moved(3)),
    /water\.volume w _T: COUNT or TOTAL is not the sum over size=1, size=2/,
  ],
  [
    "an area that is moved within its noise, so that the areas do not add up",
    change({ statistic: "COUNT", area: "m0" }, moved(3)),
    /water\.volume w _T: COUNT or TOTAL is not the sum over the level middle/,
  ],
  [
    "a rung that is not the sum of its classes",
    change({ statistic: "TOTAL", type: "size=1-2" }, moved(2)),
    /types add up: water\.volume w size=1-2: COUNT or TOTAL is not the sum over size=1, size=2/,
  ],
  [
    "a class that subtraction gives away",
    withholdTypes(["size=1"]),
    /withheld counts stay withheld: water\.volume m0 size=1 is withheld, and known to ± [\d.]+ by subtraction; ± 100 is promised/,
  ],
  [
    "a rung that subtraction gives away",
    withholdTypes(["size=1", "size=2"]),
    /withheld counts stay withheld: water\.volume m0 size=1-2 is withheld, and known to ± /,
  ],
  [
    "an area that subtraction gives away",
    withhold("_T", "m1l2"),
    /withheld counts stay withheld: water\.volume m1l2 _T is withheld, and known to ± [\d.]+ by subtraction; ± 100 is promised/,
  ],
  [
    "noise that is not there",
    (forgery) => {
      // What was measured twice agrees to the household: bins with the count, and their groups with them.
      const { measurements, distributions } = forgery.tables;
      for (const row of measurements) {
        const bins = distributions.filter((bin) => cellOf(bin) === cellOf(row));
        const first = bins[0];
        if (row.QUANTITY !== "COUNT" || !first) continue;
        first.NOISY += row.NOISY - bins.slice(0, COARSE.bins).reduce((sum, bin) => sum + bin.NOISY, 0n);
        const exact = withGroups(bins.slice(0, COARSE.bins).map(({ NOISY }) => NOISY));
        for (const [place, bin] of bins.entries()) bin.NOISY = exact[place] as bigint;
      }
    },
    /the noise is there: in \d+ differences between what was measured twice the noise has 0\.0\d+ times the variance that is said/,
  ],
  [
    "more noise than is said",
    (forgery) => {
      for (const row of forgery.tables.measurements)
        if (row.QUANTITY === "CENTRED_SUM" && row.HOUSEHOLD_TYPE === "_T")
          row.NOISY += 20n * BigInt(Math.round(Math.sqrt(Number(row.VARIANCE_NUM) / Number(row.VARIANCE_DEN))));
    },
    /the noise is there: .* times the variance that is said; expected 1/,
  ],
];

test.each(SUMS)("%s is found", async (_, forged, words) => {
  expect((await foundWithin(genuine, forged)).join("\n")).toMatch(words);
});
