import { expect, test } from "vitest";
import { sentenceOf } from "../../../dashboards/compare/sentence.ts";
import { answerOf } from "../../../dashboards/compare/topic-answer.ts";
import { cellIndex } from "../../../dashboards/shared/cells.ts";
import { commonsOf, type FirstData } from "../../../dashboards/visit/commons.ts";
import { NO_ENTRY, newVisitor } from "../../../dashboards/visit/visitor.ts";
import type { GroupRow } from "../../../src/contract/observation.ts";
import { measureRef } from "../../../src/domains/index.ts";
import { sampleTerritory } from "../../support/release.ts";
import { row } from "../rows.ts";

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
  const measures = [{ domain: "water", measure: "volume", unit: "m3", clamp: { upper: 60 } }];
  const names = { fr: "secteur", en: "area" };
  const level_names = Object.fromEntries(sampleTerritory().levels.map((level) => [level, names]));
  const catalog = { measures, commons: { currency: "EUR" }, territory: { level_names } };
  const cells = cellIndex([...kind("size=1", 4), ...kind("size=2", 7), ...kind("size=3", 10), ...kind("_T", 7)]);
  const main = { period: "2025", step: "year" };
  const first = { catalog, territory: sampleTerritory(), main, cells, report: null };
  const all = commonsOf(first as unknown as FirstData, null, null);
  const advice: GroupRow = {
    DOMAIN: "water",
    MEASURE: "volume",
    REF_AREA: "N1",
    HOUSEHOLD_TYPE: `size=${size}`,
    GROUP_AREA: "T",
    GROUP_TYPE: "_T",
    RELAXED: "area;type",
    QUARTILE_AREA: "T",
    QUARTILE_TYPE: "_T",
    QUARTILE_RELAXED: "area;type",
  };
  const commons = { ...all, rest: { cells, groups: new Map([["2025", [advice]]]), distributions: [] } };
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
