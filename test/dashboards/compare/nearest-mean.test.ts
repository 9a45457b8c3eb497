import { expect, test } from "vitest";
import { textsOf } from "../../../dashboards/compare/months-standing.tsx";
import { nearestMean } from "../../../dashboards/compare/nearest-mean.ts";
import { answerOf } from "../../../dashboards/compare/topic-answer.ts";
import { NO_ENTRY, newVisitor } from "../../../dashboards/visit/visitor.ts";
import type { Observation } from "../../../src/contract/observation.ts";
import { type MeasureRef, measureRef } from "../../../src/domains/index.ts";
import { row } from "../rows.ts";
import { smallCommons } from "./small-commons.ts";

const water = measureRef("water", "volume") as MeasureRef;
const around = (least: "sure" | "any", ...rows: Observation[]) => {
  const commons = smallCommons(rows, {});
  const { name } = commons.tree.get("N") ?? { name: "" };
  return nearestMean(commons, water, "N1", least, "fr")
    ?.text.replace(/[\u00a0\u202f]/g, " ")
    .replace(name, "N");
};

test("where a place has no figure the nearest one around it has its own said, with place, year and margin", () => {
  const wide = { OBS_STATUS: "U", CI_LOWER: 5.08, CI_UPPER: 12.31 } as const;
  const north = row("MEAN", 9.12, { REF_AREA: "N", CI_LOWER: 8.6, CI_UPPER: 9.6 });
  expect(around("sure", row("MEAN", 8), north)).toBe("N, 2025 : 9,1 m³ par mois en moyenne, entre 8,6 et 9,6 m³.");
  // Beside another place of its level it has the digits of both, as in Neighbourhoods.
  const coarse = row("MEAN", 6.8, { REF_AREA: "N", CI_LOWER: 5.4, CI_UPPER: 8 });
  expect(around("sure", coarse)).toBe("N, 2025 : 7 m³ par mois en moyenne, entre 5 et 8 m³.");
  expect(around("sure", coarse, row("MEAN", 9.1, { REF_AREA: "S", CI_LOWER: 8.6, CI_UPPER: 9.6 }))).toBe(
    "N, 2025 : 6,8 m³ par mois en moyenne, entre 5,4 et 8,0 m³.",
  );
  expect([around("sure", row("MEAN", 9.05, { REF_AREA: "N", ...wide })), around("any")]).toEqual([undefined, undefined]);
});

test("one’s own figure comes before the nearest mean, with the periods of both; of a wide margin its ends, and that nothing can be told", () => {
  const standing = (...rows: Observation[]) => {
    const commons = smallCommons(rows, {});
    const visitor = newVisitor();
    visitor.area.value = "N1";
    visitor.entries.value = {
      "water.volume": { ...NO_ENTRY, months: ["2025-02", "2025-03"].map((period) => ({ period, value: 12 })) },
    };
    return textsOf(commons, answerOf(commons, visitor, water, "N1", "fr"), "fr").title.replace(/[\u00a0\u202f]/g, " ");
  };
  const north = { REF_AREA: "N", OBS_STATUS: "U", CI_LOWER: 5.08, CI_UPPER: 12.31 } as const;
  expect(standing(row("MEAN", 9.05, north))).toBe(
    "Cela fait *12 m³ par mois* en février et mars 2025 ; en moyenne *entre 5 et 13 m³* dans le secteur Nord (2025) : trop large pour conclure.",
  );
  expect(standing(row("MEAN", 9.12, { REF_AREA: "N", CI_LOWER: 8.6, CI_UPPER: 9.6 }))).toMatch(
    / ; Nord, 2025 : \*9,1 m³\* en moyenne\.$/,
  );
});
