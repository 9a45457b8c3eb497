import { expect, test } from "vitest";
import { nearestMean } from "../../../dashboards/compare/nearest-mean.ts";
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

test("where a place has no figure the nearest one around it has its own said, with place, year and margin; a wide margin is said to be one", () => {
  const wide = { OBS_STATUS: "U", CI_LOWER: 5.08, CI_UPPER: 12.31 } as const;
  const north = row("MEAN", 9.12, { REF_AREA: "N", CI_LOWER: 8.6, CI_UPPER: 9.6 });
  expect(around("sure", row("MEAN", 8), north)).toBe("N, 2025 : 9,1 m³ par mois en moyenne, entre 8,6 et 9,6 m³.");
  expect(around("any", row("MEAN", 9.05, { REF_AREA: "N", ...wide }))).toBe(
    "N, 2025 : 9 m³ par mois en moyenne, entre 5 et 13 m³, à lire avec prudence.",
  );
  expect([around("sure", row("MEAN", 9.05, { REF_AREA: "N", ...wide })), around("any")]).toEqual([undefined, undefined]);
});
