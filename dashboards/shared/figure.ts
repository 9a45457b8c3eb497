import { h } from "./dom.ts";
import { downloadPng, downloadSvg } from "./download.ts";
import { type Lang, WORDS } from "./i18n.ts";

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
  readonly lang: Lang;
  readonly title: string;
  /** accessible name: one sentence that tells what the drawing shows */
  readonly label: string;
  readonly svg: SVGSVGElement;
  readonly note?: Node | string;
  /** the same values as a table, which every chart has */
  readonly table: HTMLElement;
  /** file name of the downloads, without extension */
  readonly name: string;
}

/** A drawing with its title, its table and its downloads. */
export function figure(options: FigureOptions): HTMLElement {
  const words = WORDS[options.lang];
  const svg = asImage(options.svg, options.label);
  return h(
    "figure",
    { class: "figure" },
    h("figcaption", {}, options.title),
    h("div", { class: "drawing" }, svg),
    options.note ? h("p", { class: "note" }, options.note) : null,
    h(
      "div",
      { class: "tools no-print" },
      h("button", { type: "button", class: "quiet", onClick: () => downloadSvg(svg, options.name) }, words.downloadSvg),
      h("button", { type: "button", class: "quiet", onClick: () => void downloadPng(svg, options.name) }, words.downloadPng),
    ),
    options.table,
  );
}
