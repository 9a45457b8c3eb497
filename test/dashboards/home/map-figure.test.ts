import { expect, test } from "vitest";
import { placeHref } from "../../../dashboards/home/map-figure.tsx";
import type { PublicCommons } from "../../../dashboards/visit/commons.ts";
import type { Focus } from "../../../dashboards/visit/focus.ts";

test("a place tapped on the first page's map is chosen on the map of Quartiers, also before anything is published", () => {
  const focus = { ref: { key: "water.volume" }, area: { code: "T" } } as Focus;
  const at = (main: PublicCommons["main"]) => placeHref({ main }, focus, "N1", "fr");
  expect(at(null)).toMatch(/district\?measure=water\.volume&area=T&at=N1$/);
  expect(at({ period: "2025" } as PublicCommons["main"])).toMatch(/&period=2025&area=T&at=N1$/);
});
