import { expect, test } from "vitest";
import { sentenceOf } from "../../../dashboards/compare/sentence.ts";
import { answerOf } from "../../../dashboards/compare/topic-answer.ts";
import { NO_ENTRY, newVisitor } from "../../../dashboards/visit/visitor.ts";
import { measureRef } from "../../../src/domains/index.ts";
import { row } from "../rows.ts";
import { smallCommons } from "./small-commons.ts";

const ref = measureRef("water", "volume");
if (!ref) throw new Error("water.volume is a measure");

/** A kind of home in the whole town, around a middle. */
const kind = (HOUSEHOLD_TYPE: string, middle: number) => [
  row("MEAN", middle, { HOUSEHOLD_TYPE }),
  row("P25", middle - 3, { HOUSEHOLD_TYPE }),
  row("P50", middle, { HOUSEHOLD_TYPE }),
  row("P75", middle + 3, { HOUSEHOLD_TYPE }),
];

/** What a home of a size is told, where kinds of homes of one to three people are published, and of the town alone. */
function said(size: string) {
  const rows = [...kind("size=1", 4), ...kind("size=2", 7), ...kind("size=3", 10), ...kind("_T", 7)];
  const commons = smallCommons(rows, { "2025": [{ type: `size=${size}`, group: { area: "T", type: "_T" } }] });
  const visitor = newVisitor();
  visitor.area.value = "N1";
  visitor.attributes.value = { size };
  visitor.entries.value = { "water.volume": { ...NO_ENTRY, amount: "15" } };
  return sentenceOf(commons, answerOf(commons, visitor, ref as NonNullable<typeof ref>, "T", "fr"), "fr");
}

test("a range of kinds names those that it leaves out, and a home of one of them is told that its kind is too few, not its place", () => {
  const sentence = said("5+");
  expect(sentence?.title).toMatch(/de 4\sm³ à 10\sm³ selon le nombre de personnes/);
  expect(sentence?.notes[0]).toMatch(/^Sans chiffre sûr\s: 4\spersonnes et 5\spersonnes ou plus\.$/);
  expect(sentence?.few).toMatch(/pas encore assez de foyers de 5 personnes ou plus/);
});
