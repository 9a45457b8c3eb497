import { describe, expect, test } from "vitest";
import { ATTRIBUTE_NAMES, ATTRIBUTES, type AttributeName, unknownHousehold } from "../../src/contract/attributes.ts";
import { parseSettings } from "../../src/contract/settings.ts";
import { classOf, MEASURES } from "../../src/domains/index.ts";
import { typesOver } from "../../src/partners/dialect/partner-terms.ts";
import { PARTNERS, refusalOf, termsOf } from "./support.ts";

/** Every household that differs in these attributes. */
function households(names: readonly AttributeName[]) {
  return names.reduce(
    (all, name) => all.flatMap((one) => ATTRIBUTES[name].map((value) => ({ ...one, [name]: value }))),
    [unknownHousehold("a")],
  );
}

test.each(MEASURES.map((ref) => [ref.key, ref] as const))("%s: no household is in two rows of one grouping", (_, { measure }) => {
  const { similarity } = measure;
  const covered = new Map<string, readonly string[]>([
    ...similarity.classes.map(({ code }) => [code, [code]] as const),
    ...similarity.rungs.map(({ code, classes }) => [code, classes] as const),
  ]);
  const subsets = ATTRIBUTE_NAMES.flatMap((a) => ATTRIBUTE_NAMES.map((b) => [...new Set([a, b])]));
  let made = 0;
  for (const attributes of subsets) {
    const types = typesOver(similarity, attributes);
    made += types.length;
    for (const household of households(similarity.attributes)) {
      const its = classOf(measure, household);
      expect(types.filter((type) => covered.get(type)?.includes(its)).length).toBeLessThanOrEqual(1);
    }
  }
  expect(made).toBeGreaterThan(0);
  expect(typesOver(similarity, [])).toEqual(["_T"]);
});

describe("settings", () => {
  const withMeasure = (measure: object) => ({ measures: { m: measure } });
  test.each([
    [
      withMeasure({ measure: "water.colour" }),
      /^\/partners\/measures\/m\/measure: must be .*water\.volume.*; got "water\.colour"$/,
    ],
    [withMeasure({ measure: "water.volume", unit: "kWh" }), /\/m\/unit: must be L, m3; got "kWh"$/],
    [withMeasure({ measure: "spending.energy", unit: "USD" }), /\/m\/unit: must be cent, EUR; got "USD"$/],
    [
      withMeasure({ measure: "water.volume", groups: [{ key: "a", is: "area", level: "street" }] }),
      /\/groups\/a\/level: must be whole, .*"street"$/,
    ],
    [
      withMeasure({ measure: "water.volume", groups: [{ key: "a", is: "size", level: "leaf" }] }),
      /\/groups\/a\/level: must be left out/,
    ],
    [
      withMeasure({ measure: "water.volume", groups: [{ key: "a", is: "tenure" }] }),
      /\/m\/groups: must be attributes that types of water\.volume are made of \(size=1, .*"tenure"$/,
    ],
    [
      withMeasure({ measure: "water.volume", groups: [{ key: "a", is: "size", values: { x: "6" } }] }),
      /\/groups\/a\/values\/x: must be 1, 2, .*"6"$/,
    ],
    [
      withMeasure({
        measure: "water.volume",
        groups: [
          { key: "a", is: "size" },
          { key: "a", is: "area" },
        ],
      }),
      /each named once; got "a"$/,
    ],
    [
      withMeasure({
        measure: "water.volume",
        groups: [
          { key: "a", is: "size" },
          { key: "b", is: "size" },
        ],
      }),
      /each named once; got "size"$/,
    ],
  ])("%j is refused with the bound and the value", (settings, sentence) => {
    const refusal = refusalOf(() => termsOf(settings));
    expect(refusal.code).toBe("invalid-settings");
    expect(refusal.message).toMatch(sentence);
  });

  test("commons.json may name partners, and one that names none is as it was: no key is added to its digest", () => {
    expect(parseSettings({ partners: PARTNERS }).partners?.measures["water-total"]?.period).toBe("month");
    expect(Object.keys(parseSettings({}))).not.toContain("partners");
    for (const base of ["dacc", "/dacc/", "/a//b", "/..", "/A"]) {
      expect(refusalOf(() => parseSettings({ partners: { ...PARTNERS, base } })).message).toContain("/partners/base");
    }
  });
});
