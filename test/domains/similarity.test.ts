import { expect, test } from "vitest";
import type { Similarity } from "../../src/domains/domain.ts";
import { MEASURES } from "../../src/domains/index.ts";
import { bySize, byTenure } from "../../src/domains/partitions.ts";
import { checkSimilarity } from "../../src/domains/similarity.ts";

test.each(MEASURES.map(({ key, measure }) => [key, measure.similarity] as const))("%s has a sound partition", (_, similarity) => {
  expect(checkSimilarity(similarity)).toEqual([]);
});

const faulty: [string, Similarity, RegExp][] = [
  [
    "a hole",
    { ...bySize, classes: bySize.classes.slice(0, 5), rungs: [] },
    /size=unknown: must be in exactly one class; is in none/,
  ],
  [
    "an overlap",
    {
      ...byTenure,
      classes: [...byTenure.classes, { code: "tenure=anyone", labels: { fr: "x", en: "x" }, where: { tenure: ["owner"] } }],
    },
    /tenure=owner: must be in exactly one class; is in tenure=owner and tenure=anyone/,
  ],
  ["seven classes", { ...bySize, classes: [...bySize.classes, ...bySize.classes.slice(0, 1)] }, /1 to 6 classes; got 7/],
  ["a code used twice", { ...bySize, classes: [...bySize.classes, ...bySize.classes.slice(0, 1)] }, /size=1: used twice/],
  [
    "a foreign attribute",
    { ...bySize, attributes: ["tenure"] },
    /size=1: size is not one of the partition's attributes \(tenure\)/,
  ],
  [
    "a code of another form",
    { ...bySize, rungs: [{ code: "few", labels: { fr: "x", en: "x" }, classes: ["size=1", "size=2"] }] },
    /few: a code is/,
  ],
  [
    "a rung of nothing",
    { ...bySize, rungs: [{ code: "size=1-9", labels: { fr: "x", en: "x" }, classes: ["size=1", "size=9"] }] },
    /does not exist/,
  ],
  [
    "a rung of all",
    { ...bySize, rungs: [{ code: "size=any", labels: { fr: "x", en: "x" }, classes: bySize.classes.map((c) => c.code) }] },
    /2 to 5/,
  ],
  [
    "a listed value that means more",
    {
      attributes: ["dwelling"],
      classes: [
        { code: "dwelling=house", labels: { fr: "x", en: "x" }, where: { dwelling: ["house", "apartment"] } },
        { code: "dwelling=unknown", labels: { fr: "x", en: "x" }, where: { dwelling: ["unknown"] } },
      ],
      rungs: [],
    },
    /dwelling=house must mean just that; got house, apartment/,
  ],
];

test.each(faulty)("%s is found", (_, similarity, expected) => {
  expect(checkSimilarity(similarity).join("\n")).toMatch(expected);
});
