import { type Drawing, element } from "./drawing.ts";
import { INK } from "./palettes.ts";

/** One entry of a legend: a swatch as the chart paints it, and its words. */
export interface LegendItem {
  readonly text: string;
  readonly fill: string;
  readonly opacity?: number;
  readonly stroke?: string;
  readonly dash?: string;
  readonly shape?: "square" | "dot" | "line";
}

const ROW = 22;
const SWATCH = 16;
/** advance of a character at 12 px, on the safe side: nothing can be measured without a screen */
const ADVANCE = 6.6;
/** the same in the widest of the fonts that a system may give: a line of it still fits */
const WIDEST = 7.3;

function swatch(document: Document, item: LegendItem): SVGElement {
  const paint = {
    fill: item.shape === "line" ? "none" : item.fill,
    "fill-opacity": item.opacity ?? 1,
    stroke: item.shape === "line" ? item.fill : (item.stroke ?? INK),
    "stroke-width": item.shape === "line" ? 2 : 0.75,
    ...(item.dash ? { "stroke-dasharray": item.dash } : {}),
  };
  if (item.shape === "dot") return element(document, "circle", { cx: 8, cy: 8, r: 5, ...paint });
  if (item.shape === "line") return element(document, "line", { x1: 0, x2: SWATCH, y1: 8, y2: 8, ...paint });
  return element(document, "rect", { x: 0.5, y: 1.5, width: SWATCH - 1, height: 13, ...paint });
}

/** A text in lines of at most so many letters, broken between words. */
function linesOf(text: string, letters: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const last = lines.at(-1);
    if (last === undefined || last.length + 1 + word.length > letters) lines.push(word);
    else lines[lines.length - 1] = `${last} ${word}`;
  }
  return lines;
}

/** Adds a legend below a drawing, on as many rows as the width asks for, and makes the drawing taller by it. */
export function addLegend(svg: Element, items: readonly LegendItem[], drawing: Pick<Drawing, "document" | "width">): void {
  const { document, width } = drawing;
  const top = Number(svg.getAttribute("height"));
  const group = element(document, "g", { "font-size": 12, "text-anchor": "start", class: "legend" });
  let x = 4;
  let row = 0;
  for (const item of items) {
    const advance = SWATCH + 6 + item.text.length * ADVANCE + 14;
    if (x > 4 && x + advance > width) {
      x = 4;
      row += 1;
    }
    const entry = element(document, "g", { transform: `translate(${Math.round(x)},${top + 8 + row * ROW})` });
    entry.append(swatch(document, item));
    const lines = linesOf(item.text, Math.floor((width - SWATCH - 10) / WIDEST));
    lines.forEach((line, i) => {
      const text = element(document, "text", { x: SWATCH + 6, y: 12 + i * (ROW - 5), fill: INK });
      text.textContent = line;
      entry.append(text);
    });
    group.append(entry);
    row += lines.length - 1;
    x = lines.length > 1 ? width : x + advance;
  }
  svg.append(group);
  const height = top + 8 + (row + 1) * ROW + 4;
  svg.setAttribute("height", String(height));
  svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
}
