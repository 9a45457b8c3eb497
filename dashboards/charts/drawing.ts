export const SVG = "http://www.w3.org/2000/svg";
/** Plot derives a class name from a counter; a fixed one keeps drawings equal to their golden files. */
export const CLASS_NAME = "chart";

/** A new SVG element with attributes. */
export function element(document: Document, name: string, attributes: Readonly<Record<string, string | number>>): SVGElement {
  const node = document.createElementNS(SVG, name) as SVGElement;
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, String(value));
  return node;
}

/**
 * Makes a Plot drawing a single image for assistive technology, with one name at its root. Plot's own labels on groups would be
 * read as a heap of unnamed graphics (axe: aria-allowed-attr); the numbers are read in the table beside the chart.
 */
export function finish(drawn: Element, drawing: { readonly label: string; readonly id: string }): SVGSVGElement {
  const svg = drawn as SVGSVGElement;
  // Without a view box, the drawing is not scaled and its text keeps its size.
  svg.removeAttribute("viewBox");
  svg.setAttribute("role", "img");
  svg.setAttribute("aria-label", drawing.label);
  svg.setAttribute("id", drawing.id);
  svg.setAttribute("xmlns", SVG);
  for (const inner of svg.querySelectorAll("*")) {
    inner.removeAttribute("aria-label");
    inner.removeAttribute("aria-description");
    inner.removeAttribute("aria-hidden");
  }
  for (const child of [...svg.children]) if (child.tagName !== "style") child.setAttribute("aria-hidden", "true");
  return svg;
}
