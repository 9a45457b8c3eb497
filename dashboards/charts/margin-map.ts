import { relativeMargin } from "./cells.ts";
import { type ChoroplethOptions, choropleth } from "./choropleth.ts";
import { MARGINS } from "./palettes.ts";

/**
 * The map that stands beside a choropleth: how wide the margin of each area is, as a share of its value.
 *
 * @param options as of a choropleth; `format` writes a share (0.12 → "12 %")
 */
export function marginMap(options: Omit<ChoroplethOptions, "value" | "palette">): SVGSVGElement {
  return choropleth({ ...options, value: relativeMargin, palette: MARGINS });
}
