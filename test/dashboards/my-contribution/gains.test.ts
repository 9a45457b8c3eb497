import { expect, test } from "vitest";
import type { MeasureUse } from "../../../dashboards/contribute/coming.ts";
import { gainingArea } from "../../../dashboards/my-contribution/gains.tsx";
import type { OpenContribution } from "../../../dashboards/my-contribution/opened.ts";
import type { Observation } from "../../../src/contract/observation.ts";
import { type MeasureRef, measureRef } from "../../../src/domains/index.ts";
import { smallCommons } from "../compare/small-commons.ts";
import { row } from "../rows.ts";

const water = measureRef("water", "volume") as MeasureRef;

/** Where a contribution of the area N1 gains, with these published means, where it counts at these levels. */
function gaining(rows: readonly Observation[], ...levels: string[]) {
  const commons = smallCommons(rows, {});
  const held = { household: { area: "N1" } } as unknown as OpenContribution["held"];
  const counting = levels.map((level) => ({ level, steps: [{ step: "year" as const, counts: ["2026"], short: null }] }));
  const uses: MeasureUse[] = [{ ref: water, levels: counting }];
  return gainingArea(water, { opened: { commons, held }, uses });
}

const LEVELS = ["quarter", "district", "town"];
const mean = (REF_AREA: string) => row("MEAN", 8, { REF_AREA });

test("what a contribution gives is shown of its own area or, before that has a figure, of the nearest one around it where it counts", () => {
  expect(gaining([mean("N1"), mean("N"), mean("T")], ...LEVELS)).toBe("N1");
  expect(gaining([mean("N"), mean("T")], ...LEVELS)).toBe("N");
  expect(gaining([mean("N"), mean("T")], "town")).toBe("T");
  expect(gaining([mean("N"), mean("T")])).toBe(undefined);
});
