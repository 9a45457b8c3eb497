import type { Cell } from "./cells.ts";

/** The sentences of a chart, in the reader's language. */
export interface ChartWords {
  readonly withheld: string;
  readonly unreliable: string;
  /** no such row in the publication */
  readonly none: string;
  readonly modelled: string;
  /** does not differ from the whole by more than the margins */
  readonly similar: string;
  readonly different: string;
  readonly margin: string;
  labelled(name: string, value: string): string;
  between(lower: string, upper: string): string;
  range(lower: string, upper: string): string;
  below(bound: string): string;
  above(bound: string): string;
}

/** What every chart is told besides its rows. A chart is a pure function of these. */
export interface Drawing {
  /** the page's, or a stand-in's: charts never reach for a global one */
  readonly document: Document;
  /** in CSS pixels */
  readonly width: number;
  /** unique in the page; patterns take their ids from it */
  readonly id: string;
  /** what the drawing shows, in one sentence: its accessible name */
  readonly label: string;
  readonly words: ChartWords;
  /** an amount with its unit */
  format(value: number): string;
  /** an amount without its unit */
  tick(value: number): string;
}

export const SVG = "http://www.w3.org/2000/svg";
/** Plot derives a class name from a counter; a fixed one keeps drawings equal to their golden files. */
export const CLASS_NAME = "chart";

/** A new SVG element with attributes. */
export function element(document: Document, name: string, attributes: Readonly<Record<string, string | number>>): SVGElement {
  const node = document.createElementNS(SVG, name) as SVGElement;
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, String(value));
  return node;
}

/** A cell in words: its value and interval, or why there is none. Withheld is never 0. */
export function sayCell(cell: Cell, drawing: Pick<Drawing, "words" | "format">): string {
  const { words, format } = drawing;
  if (cell.kind === "withheld") return words.withheld;
  if (cell.kind === "none") return words.none;
  if (cell.value === null) return words.unreliable;
  const interval =
    cell.lower === null || cell.upper === null ? "" : ` (${words.between(format(cell.lower), format(cell.upper))})`;
  const notes = [cell.kind === "unreliable" ? words.unreliable : "", cell.modelled ? words.modelled : ""].filter(Boolean);
  return [`${format(cell.value)}${interval}`, ...notes].join(", ");
}

/**
 * Makes a Plot drawing one image to assistive technology: a name at the root, nothing named within. Plot's own
 * labels on groups would be read as a heap of unnamed graphics (axe: aria-allowed-attr); the table beside the chart
 * is where its numbers are read.
 */
export function finish(drawn: Element, drawing: Pick<Drawing, "label" | "id">): SVGSVGElement {
  const svg = drawn as SVGSVGElement;
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

/** Writes each area's code on its shape (`data-area`), in order, so that a page can tell what was pointed at. */
export function nameShapes(svg: Element, group: string, codes: readonly string[]): void {
  svg.querySelectorAll(`g.${group} > *`).forEach((shape, i) => {
    const code = codes[i];
    if (code !== undefined) shape.setAttribute("data-area", code);
  });
}
