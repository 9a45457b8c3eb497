import { expect, test } from "vitest";
import { areasHref } from "../../../dashboards/shared/areas-href.ts";
import { measureRef } from "../../../src/domains/index.ts";

test("the address for maps names what is chosen and the winding that programs for maps expect, and leaves out what is not known", () => {
  const ref = measureRef("water", "volume");
  if (!ref) throw new Error("water.volume is a measure");
  expect(areasHref(ref, { STATISTIC: "MEAN", TIME_PERIOD: "2025", AREA_LEVEL: "secteur", release: null })).toBe(
    "v1/datasets/water/areas?MEASURE=volume&STATISTIC=MEAN&TIME_PERIOD=2025&AREA_LEVEL=secteur&winding=rfc7946",
  );
});
