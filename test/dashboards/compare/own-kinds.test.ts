import { h } from "preact";
import { renderToStaticMarkup } from "preact-render-to-string";
import { expect, test } from "vitest";
import { figuresOf } from "../../../dashboards/compare/drawn-figures.ts";
import { Half } from "../../../dashboards/compare/group-rows.tsx";
import { Near, nearRows, nearText, nearTexts, shownNear } from "../../../dashboards/compare/near-means.tsx";
import { sentenceOf } from "../../../dashboards/compare/sentence.ts";
import { answerOf, type TopicAnswer } from "../../../dashboards/compare/topic-answer.ts";
import { leftAside, whoText } from "../../../dashboards/compare/who-text.ts";
import { cellIndex } from "../../../dashboards/shared/cells.ts";
import { NO_ENTRY, newVisitor } from "../../../dashboards/visit/visitor.ts";
import { type MeasureRef, measureRef } from "../../../src/domains/index.ts";
import { row } from "../rows.ts";
import { smallCommons } from "./small-commons.ts";

const ref = measureRef("water", "volume") as MeasureRef;
const KIND = "size=1";

/** What is near a home of one person in N1, where the middle of its kind is published of the whole T and of `others`, and the group is of `advised`. */
function nearOf(others: readonly string[], amount: string, advised = KIND) {
  const rows = ["T", ...others].flatMap((area) =>
    (["P25", "P50", "P75"] as const).map((statistic, i) =>
      row(statistic, 3 + i, { REF_AREA: area, HOUSEHOLD_TYPE: KIND, CI_LOWER: 2.9 + i, CI_UPPER: 3.1 + i }),
    ),
  );
  const means = ["T", "N1"].map((area) => row("MEAN", 9, { REF_AREA: area }));
  const commons = smallCommons([...rows, ...means], { "2025": [{ type: KIND, group: { area: "T", type: advised } }] });
  const visitor = newVisitor();
  visitor.area.value = "N1";
  visitor.attributes.value = { size: "1" };
  visitor.entries.value = { [ref.key]: { ...NO_ENTRY, amount } };
  const near = nearRows(commons, answerOf(commons, visitor, ref, "T", "fr"));
  return near && { type: near.type, statistic: near.statistic, values: near.rows.map(({ interval }) => interval?.value) };
}

const UNPLACED = "Dans le secteur Nord 1, trop peu de foyers comme le vôtre pour un chiffre précis.";

test("near a home stand homes of its kind where two places have their figure, else all homes, whatever its own figure", () => {
  for (const amount of ["1", "4", "12"]) {
    expect(nearOf(["N1"], amount)).toEqual({ type: KIND, statistic: "P50", values: [4, 4] });
    expect(nearOf([], amount)).toEqual({ type: "_T", statistic: "MEAN", values: [9, 9] });
    expect(nearOf([], amount, "_T")).toEqual({ type: "_T", statistic: "MEAN", values: [9, 9] });
  }
});

test("means of all homes near a home are drawn beside a sentence about a kind, are said to be of all, without the visitor, and name the place that has none", () => {
  const rows = [
    ...(["P25", "P50", "P75"] as const).map((statistic, i) => row(statistic, 3 + 2 * i, { HOUSEHOLD_TYPE: KIND })),
    ...["T", "N1"].map((area) => row("MEAN", 9, { REF_AREA: area })),
  ];
  const commons = smallCommons(rows, { "2025": [{ type: KIND, group: { area: "T", type: KIND } }] });
  const visitor = newVisitor();
  visitor.area.value = "N1";
  visitor.attributes.value = { size: "1" };
  visitor.entries.value = { [ref.key]: { ...NO_ENTRY, amount: "5" } };
  const answer = answerOf(commons, visitor, ref, "T", "fr");
  const near = nearRows(commons, answer);
  if (near === null) throw new Error("two places have a mean");
  expect(shownNear(commons, answer)).toEqual(near);
  expect(nearText(near, answer, "fr")).toMatch(/^La moyenne de tous les foyers, .* Pas de chiffre sûr pour Nord\.$/);
  const drawn = renderToStaticMarkup(h(Near, { commons, answer, lang: "fr", width: 700, id: "near" }));
  expect(drawn).toContain("9\u00a0m³");
  expect(drawn).not.toContain("vous, 5");
  // The place has a figure of all homes, and none of the home's kind: that is said with the sentence's wider group.
  expect(sentenceOf(commons, answer, "fr")?.few).toBe(UNPLACED);
});

test("beside a rank of a wider place, means of one's kind stand beside means, with the visitor's mark, and the sentence says why it is of a wider place", () => {
  const rows = [
    ...(["P25", "P50", "P75"] as const).map((statistic, i) => row(statistic, 3 + 2 * i, { HOUSEHOLD_TYPE: KIND })),
    ...["T", "N1"].map((REF_AREA) => row("MEAN", 8, { REF_AREA, HOUSEHOLD_TYPE: KIND })),
    ...["T", "N1"].map((REF_AREA) => row("MEAN", 9, { REF_AREA })),
  ];
  const commons = smallCommons(rows, { "2025": [{ type: KIND, group: { area: "T", type: KIND } }] });
  const visitor = newVisitor();
  visitor.area.value = "N1";
  visitor.attributes.value = { size: "1" };
  visitor.entries.value = { [ref.key]: { ...NO_ENTRY, amount: "5.8" } };
  const answer = answerOf(commons, visitor, ref, "T", "fr");
  const near = shownNear(commons, answer);
  const drawn = renderToStaticMarkup(h(Near, { commons, answer, lang: "fr", width: 390, id: "near" }));
  expect([near?.type, near?.statistic, drawn.includes("vous, ")]).toEqual([KIND, "MEAN", true]);
  // A mean of the place gives no rank there.
  expect(sentenceOf(commons, answer, "fr")?.few).toMatch(
    /^Dans le secteur Nord 1, trop peu de foyers comme le vôtre pour dire votre rang\.$/,
  );
  // Their figure is told in that line: they are too few for a rank, and not for every figure.
  expect(sentenceOf(commons, answer, "fr")?.instead).toMatch(
    /^Dans le secteur Nord 1, la moyenne des foyers comme le vôtre est entre [\d,]+\set\s[\d,]+\sm³ par mois, mais ses quarts sont trop peu sûrs pour un rang\s: voici ceux du secteur /,
  );
});

test("a place and the whole have one statistic, that of the map of all homes, and of one kind the sentence's or the mean; never a second of all homes", () => {
  const spread = (REF_AREA: string, HOUSEHOLD_TYPE: string, middle: number) =>
    (["P25", "P50", "P75"] as const).map((statistic, i) =>
      row(statistic, middle + 2 * (i - 1), {
        REF_AREA,
        HOUSEHOLD_TYPE,
        CI_LOWER: middle + 2 * i - 2.1,
        CI_UPPER: middle + 2 * i - 1.9,
      }),
    );
  const means = ["T", "N1"].flatMap((REF_AREA) =>
    ["_T", KIND].map((HOUSEHOLD_TYPE) => row("MEAN", 9, { REF_AREA, HOUSEHOLD_TYPE })),
  );
  // Middles of all homes say more at N1, means of all do not.
  const all = [...means, ...spread("T", "_T", 6), ...spread("N1", "_T", 8)];
  const nearAs = (rows: typeof all, size: string, type: string, group: string) => {
    const commons = smallCommons(rows, { "2025": [{ type, group: { area: "T", type: group } }] });
    const visitor = newVisitor();
    visitor.area.value = "N1";
    visitor.attributes.value = { size };
    visitor.entries.value = { [ref.key]: { ...NO_ENTRY, amount: "5" } };
    const answer = answerOf(commons, visitor, ref, "T", "fr");
    const near = shownNear(commons, answer);
    return near && [near.type, near.statistic];
  };
  const SAME = ["_T", "MEAN"];
  // The sentence has the middle of all homes.
  expect(nearAs(all, "unknown", "_T", "_T")).toBeNull();
  // It has a range of kinds, and none of all homes.
  const kinds = [...all, ...spread("T", KIND, 4), ...spread("T", "size=2", 7)];
  expect(nearAs(kinds, "unknown", "_T", "_T")).toEqual(SAME);
  // It has the middle of its kind, which the place lacks: means of that kind stand beside means.
  expect(nearAs(kinds, "1", KIND, KIND)).toEqual([KIND, "MEAN"]);
  expect(nearAs([...kinds, ...spread("N1", KIND, 6)], "1", KIND, KIND)).toEqual([KIND, "P50"]);
});

test("the margin of a figure is the same near the visitor and beside the homes of the group, rounded outwards in both", () => {
  const rows = ["T", "N1"].flatMap((REF_AREA) =>
    ([1, 6, 12] as const).map((middle, i) =>
      row((["P25", "P50", "P75"] as const)[i] ?? "P50", middle, {
        REF_AREA,
        HOUSEHOLD_TYPE: KIND,
        CI_LOWER: middle - 1.4,
        CI_UPPER: middle + 1.4,
      }),
    ),
  );
  const commons = smallCommons(rows, { "2025": [{ type: KIND, group: { area: "N1", type: KIND } }] });
  const visitor = newVisitor();
  visitor.area.value = "N1";
  visitor.attributes.value = { size: "1" };
  visitor.entries.value = { [ref.key]: { ...NO_ENTRY, amount: "5" } };
  const answer = answerOf(commons, visitor, ref, "T", "fr");
  const near = nearRows(commons, answer);
  if (!near) throw new Error("two places have a middle");
  expect(nearTexts(near, answer, "fr")[0]?.text).toMatch(/^6\sm³ \(4\sà\s8\)$/);
  expect(whoText(commons, answer, "fr")).toMatch(/ 6\sm³, entre 4\set\s8\sm³\./);
});

test("of a home whose kind is not known all homes are drawn where too few kinds have figures, without it: it has no place among them", () => {
  const rows = (["P25", "P50", "P75"] as const).map((statistic, i) => row(statistic, 3 + 2 * i));
  const commons = smallCommons(rows, { "2025": [{ type: "_T", group: { area: "T", type: "_T" } }] });
  const visitor = newVisitor();
  visitor.area.value = "N1";
  visitor.entries.value = { [ref.key]: { ...NO_ENTRY, amount: "5" } };
  const answer = answerOf(commons, visitor, ref, "T", "fr");
  expect(answer.verdict).toEqual({ kind: "widened" });
  for (const homes of [[], [5, 6]]) expect(figuresOf({ ...answer, homes })).toEqual(["half", "near"]);
  for (const drawing of [Half, Near])
    expect(renderToStaticMarkup(h(drawing, { commons, answer, lang: "fr", width: 600, id: "drawn" }))).not.toContain("vous, 5");
});

test("a mean of all homes is written in the sentence as near the home and on the map, and a figure at an end of its margin has no number", () => {
  const rows = [
    row("MEAN", 135, { REF_AREA: "T", CI_LOWER: 134, CI_UPPER: 136 }),
    row("MEAN", 136, { REF_AREA: "N1", CI_LOWER: 133, CI_UPPER: 139 }),
    row("MEAN", 140, { REF_AREA: "N2", CI_LOWER: 110, CI_UPPER: 170 }),
  ];
  const commons = smallCommons(rows, { "2025": [{ type: KIND, group: { area: "N1", type: "_T" } }] });
  const visitor = newVisitor();
  visitor.area.value = "N1";
  visitor.attributes.value = { size: "1" };
  visitor.entries.value = { [ref.key]: { ...NO_ENTRY, amount: "120" } };
  const answer = answerOf(commons, visitor, ref, "T", "fr");
  const near = renderToStaticMarkup(h(Near, { commons, answer, lang: "fr", width: 600, id: "near" }));
  const said = /est à (\d+)/.exec(sentenceOf(commons, answer, "fr")?.title ?? "")?.[1];
  expect(said).toBeDefined();
  expect(near).toContain(`${said}\u00a0m³ (`);
  const edge = { ...commons, cells: cellIndex([row("MEAN", 240, { REF_AREA: "N1", CI_LOWER: 231, CI_UPPER: 408 })]) };
  const atEdge = { ...edge, rest: { ...edge.rest, cells: edge.cells } } as typeof commons;
  expect(sentenceOf(atEdge, answerOf(atEdge, visitor, ref, "T", "fr"), "fr")?.title).toMatch(
    /est entre 230 et 410\sm³ par mois\.$/,
  );
});

test("what was said of the home for other topics, and tells nothing apart here, is said not to count", () => {
  const asked = { ref: measureRef("spending", "energy") as MeasureRef };
  const said = (household: object) => leftAside({ ...asked, household } as unknown as TopicAnswer, "fr");
  expect(said({ surface: "55-74", heating: "gas", size: "3" })).toMatch(
    /^Pour ce thème, .*(personnes|chauffage).* ne comptent pas\.$/,
  );
  expect(said({ surface: "55-74", heating: "gas", size: "unknown" })).toBe("Pour ce thème, le chauffage ne compte pas.");
  expect(said({ surface: "55-74" })).toBeNull();
});
