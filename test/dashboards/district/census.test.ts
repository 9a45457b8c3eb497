import { expect, test } from "vitest";
import { besideCensus, differingKinds } from "../../../dashboards/district/census.ts";
import { kindsListed } from "../../../dashboards/district/like-the-census.tsx";
import { sampleAtlas, sampleChoice } from "./atlas.ts";

const atlas = sampleAtlas();
const { ref } = sampleChoice("", atlas);

test("shares are over all kinds of the census, of the nearest place of which a census is known, with the margin that counts have", () => {
  const found = besideCensus(atlas, ref, "N1", "2026");
  expect(found?.area).toBe("T");
  expect(found?.kinds.map(({ type, census }) => [type, Math.round(census)])).toEqual([
    ["size=1", 67],
    ["size=2", 33],
  ]);
  const [one, two] = found?.kinds ?? [];
  // Both kinds have as many homes in the sample.
  expect(one?.share.value).toBeCloseTo(50, 6);
  expect((one?.share.value ?? 0) + (two?.share.value ?? 0)).toBeCloseTo(100, 6);
  // Each count is ± 5 %: of two equal ones the share is ± 5/√8 of a half.
  expect((one?.share.upper ?? 0) - 50).toBeCloseTo((50 * 0.05) / Math.SQRT2, 1);
});

test("the kinds beyond their margins are named in their own order; without a census there is nothing", () => {
  const kinds = besideCensus(atlas, ref, "T", "2026")?.kinds ?? [];
  expect(differingKinds(kinds)).toEqual({ more: ["size=2"], less: ["size=1"] });
  expect(differingKinds(kinds.map((kind) => ({ ...kind, census: kind.share.value })))).toEqual({ more: [], less: [] });
  // Of several all are named, in their own order.
  const shifted = (type: string, by: number) => ({ type, share: { value: 30 + by, lower: 29 + by, upper: 31 + by }, census: 30 });
  expect(differingKinds([shifted("a", 3), shifted("b", 8), shifted("c", -2)])).toEqual({ more: ["a", "b"], less: ["c"] });
  expect(besideCensus({ ...atlas, composition: [] }, ref, "T", "2026")).toBeNull();
  expect(besideCensus({ ...atlas, composition: atlas.composition.slice(0, 1) }, ref, "T", "2026")).toBeNull();
});

test("where a kind of the census is not published there is no comparison: shares among the others would not be the census'", () => {
  const [first] = atlas.composition;
  if (first === undefined) throw new Error("the sample has no census");
  const composition = [...atlas.composition, { ...first, household_type: "size=3", households: 40 }];
  expect(besideCensus({ ...atlas, composition }, ref, "T", "2026")).toBeNull();
});

test("kinds that end in the same word have it once", () => {
  const people = ["2\u00a0personnes", "3\u00a0personnes", "4\u00a0personnes", "5\u00a0personnes ou plus"];
  expect(kindsListed(people).replace(/\s/g, " ")).toBe("2, 3, 4 personnes, 5 personnes ou plus");
  expect(kindsListed(["2 people", "3 people"])).toBe("2, 3 people");
  expect(kindsListed(["appartement", "maison"])).toBe("appartement, maison");
});
