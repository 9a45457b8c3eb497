import { h } from "./dom.ts";

/**
 * Makes a drawing one image with one label for screen readers. Inner labels and roles are removed, because the table beside it
 * gives the values.
 */
export function asImage(svg: SVGSVGElement, label: string): SVGSVGElement {
  for (const inner of svg.querySelectorAll("[aria-label],[role],[tabindex]")) {
    for (const name of ["aria-label", "aria-description", "role", "tabindex"]) inner.removeAttribute(name);
  }
  for (const child of svg.children) child.setAttribute("aria-hidden", "true");
  svg.setAttribute("role", "img");
  svg.setAttribute("aria-label", label);
  return svg;
}

export interface FigureOptions {
  readonly title: string;
  /** accessible name: one sentence that tells what the drawing shows */
  readonly label: string;
  readonly svg: SVGSVGElement;
  readonly note?: Node | string;
  /** the same values as a table, which every chart has */
  readonly table: HTMLElement;
}

/** A drawing with its title and its table. */
export function figure(options: FigureOptions): HTMLElement {
  const svg = asImage(options.svg, options.label);
  return h(
    "figure",
    { class: "figure" },
    h("figcaption", {}, options.title),
    h("div", { class: "drawing" }, svg),
    options.note ? h("p", { class: "note" }, options.note) : null,
    options.table,
  );
}
