import { element } from "./drawing.ts";
import { HATCH, PAPER } from "./palettes.ts";

/**
 * The light hatching that means "withheld", as `<defs>`; paint with `url(#id)`.
 *
 * @param id unique in the page
 */
export function hatching(document: Document, id: string): SVGElement {
  const defs = element(document, "defs", {});
  const pattern = element(document, "pattern", {
    id,
    width: 6,
    height: 6,
    patternUnits: "userSpaceOnUse",
    patternTransform: "rotate(45)",
  });
  pattern.append(
    element(document, "rect", { width: 6, height: 6, fill: PAPER }),
    element(document, "line", { x1: 0, y1: 0, x2: 0, y2: 6, stroke: HATCH, "stroke-width": 1.5 }),
  );
  defs.append(pattern);
  return defs;
}
