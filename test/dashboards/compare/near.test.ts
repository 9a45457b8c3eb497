import { h } from "preact";
import { renderToStaticMarkup } from "preact-render-to-string";
import { expect, test } from "vitest";
import { Near, nearLines, nearRows, nearText } from "../../../dashboards/compare/near-means.tsx";
import { answerOf } from "../../../dashboards/compare/topic-answer.ts";
import { NO_ENTRY, newVisitor } from "../../../dashboards/visit/visitor.ts";
import { type MeasureRef, measureRef } from "../../../src/domains/index.ts";
import { row } from "../rows.ts";
import { smallCommons } from "./small-commons.ts";

const ref = measureRef("water", "volume") as MeasureRef;

/** The rows near a home of two people in `N1`, where such homes have these figures in the town. */
function nearOf(own: readonly ReturnType<typeof row>[]) {
  const means = [row("MEAN", 9, { HOUSEHOLD_TYPE: "_T" }), row("MEAN", 12, { REF_AREA: "N1", HOUSEHOLD_TYPE: "_T" })];
  const advice = { "2025": [{ type: "size=2", group: { area: "T", type: "size=2" } }] };
  const commons = smallCommons([...means, ...own], advice);
  const visitor = newVisitor();
  visitor.area.value = "N1";
  visitor.attributes.value = { size: "2" };
  visitor.entries.value = { [ref.key]: { ...NO_ENTRY, amount: "14" } };
  const answer = answerOf(commons, visitor, ref, "T", "fr");
  const near = nearRows(commons, answer);
  if (!near) throw new Error("nothing is near");
  const plain = (text: string): string => text.replace(/[\u00a0\u202f]/g, " ");
  return {
    names: nearLines(commons, near, answer, "fr").map(({ name }) => name.replace(/\(.*Grand.*\)/i, "(Bourg)")),
    text: plain(nearText(near, answer, "fr")),
    drawing: plain(renderToStaticMarkup(h(Near, { commons, answer, lang: "fr", width: 600, id: "near" }))),
  };
}

const of = { HOUSEHOLD_TYPE: "size=2" };
const QUARTILES = [row("P25", 8, of), row("P50", 12, of), row("P75", 16, of)];

test("beside means of all homes stands first the middle of the homes of the sentence, a thick tick, and each row says what it is of whom", () => {
  const { names, text, drawing } = nearOf([...QUARTILES, row("MEAN", 18, of)]);
  expect(names).toHaveLength(3);
  expect(names[0]).toBe("Comme le vôtre");
  expect(names.slice(1).every((name) => name.endsWith(" (tous)"))).toBe(true);
  // The sentence and the gap are from the middle: a mean, 18, would put the visitor's 14 on the other side.
  expect(drawing).toMatch(/Comme le vôtre, au\smilieu\s: 12 m³, entre 11 et 13 m³/);
  expect(drawing).toMatch(/ \(tous\), en\smoyenne\s: 9 m³/);
  expect(drawing).not.toContain("18 m³");
  expect(drawing.match(/stroke="var\(--n3\)" stroke-width="5"/g)).toHaveLength(1);
  expect(text).toMatch(/^En m³ par mois \(2025\)\. Le trait : la marge\./);
});

test("where the middle of the own kind is not published the rows are of all homes", () => {
  const { names, text, drawing } = nearOf([row("MEAN", 18, of)]);
  expect(names.some((name) => /vôtre|tous/.test(name))).toBe(false);
  expect(drawing).not.toContain('stroke-width="5"');
  expect(text).toMatch(/^La moyenne de tous les foyers, toutes tailles/);
});
