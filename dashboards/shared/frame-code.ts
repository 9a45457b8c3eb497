import { textWidth } from "../charts/parts.tsx";

/** The texts around a drawing in an embedding frame. */
interface FramedTexts {
  readonly title: string;
  readonly subtitle: string;
  readonly source: string;
  /** widths in px of the items of the legend */
  readonly legend: readonly number[];
  /** paragraphs below the drawing */
  readonly notes?: readonly string[];
}

/** Heights in px of the space around a frame's content, and between its parts (embed.css). */
const PAD = 32;
const GAPS = 40;
/** Height in px of the link to the whole page. */
const LINK = 27;
/** Height in px of a line of the legend and of the space around it, and the gap between items. */
const LEGEND = { line: 26.5, around: 12, gap: 23.8 };
/** Height in px of a line of a note, and of the gap before a note. */
const NOTE = { line: 22.5, gap: 6.4 };
/** Height in px of a line of the title and of the source. */
const [TITLE, SOURCE] = [25, 18.2];

/** The width of a text in px, as the page's type has it or as it is estimated. */
export type TextWidth = (text: string, size: number, bold: boolean) => number;

/** Number of rows that things of some widths take, one after the other. */
function rowsOf(widths: readonly number[], gap: number, room: number): number {
  let [rows, used] = [widths.length === 0 ? 0 : 1, 0];
  for (const width of widths) {
    if (used > 0 && used + width > room) [rows, used] = [rows + 1, 0];
    used += width + gap;
  }
  return rows;
}

/**
 * Height in px that a figure needs in a frame of a width.
 *
 * @param drawn gives the height of the drawing at a width
 * @param widthOf absent: texts are estimated, and take rather more room than they need
 */
export function heightIn(
  width: number,
  texts: FramedTexts,
  drawn: (width: number) => number,
  widthOf: TextWidth = textWidth,
): number {
  const inner = width - PAD;
  const lines = (text: string, size: number, bold = false): number =>
    rowsOf(
      text.split(/[^\S\u00a0\u202f]+/).map((word) => widthOf(word, size, bold)),
      widthOf(" ", size, bold),
      inner,
    );
  const legend = rowsOf(texts.legend, LEGEND.gap, inner);
  return Math.ceil(
    PAD +
      GAPS +
      TITLE * lines(texts.title, 20, true) +
      NOTE.line * lines(texts.subtitle, 15) +
      drawn(inner) +
      (legend === 0 ? 0 : LEGEND.around + LEGEND.line * legend) +
      (texts.notes ?? []).reduce((sum, text) => sum + NOTE.gap + NOTE.line * lines(text, 15), 0) +
      SOURCE * lines(texts.source, 13) +
      LINK,
  );
}

/** Widths in px of the columns whose heights are worked out: of a small and of a large phone, of a half and of a whole article, and of a page. */
const COLUMNS = [288, 380, 480, 640, 900] as const;

/** px from one column to the next of those in which a figure is tried between two of these. */
const STEP = 16;
/** px by which a figure becomes lower from one column to the next where its maps or panels take a row less: such a step is a step of the frame too. */
const ROW = 40;

/** What a figure needs in a column, in px. */
interface Point {
  readonly column: number;
  readonly height: number;
}

/** The columns tried from one to another. */
const triedFrom = (from: number, to: number): number[] => [
  ...Array.from({ length: Math.ceil((to - from) / STEP) }, (_, i) => from + STEP * i),
  to,
];

/** The two columns, a px apart, between which a figure takes a row less, wherever it does between two others. */
function rowsLess(needs: (width: number) => number, from: number, to: number): number[] {
  const tried = triedFrom(from, to);
  return tried.slice(1).flatMap((end, i) => {
    let [wide, narrow] = [end, tried[i] ?? end];
    const before = needs(narrow);
    if (before - needs(wide) < ROW) return [];
    while (wide - narrow > 1) {
      const middle = Math.round((narrow + wide) / 2);
      if (before - needs(middle) < ROW) narrow = middle;
      else wide = middle;
    }
    return [narrow, wide];
  });
}

/** px by which a figure is higher somewhere between two columns than on the line through its heights in them. */
function aboveLine(needs: (width: number) => number, from: number, to: number): number {
  const [start, slope] = [needs(from), (needs(to) - needs(from)) / (to - from)];
  const above = triedFrom(from, to).map((column) => needs(column) - start - slope * (column - from));
  return Math.ceil(Math.max(0, ...above));
}

/** What is added to a frame's height between two columns, as CSS; empty where both are as high. */
function addedBetween(from: Point, to: Point): string {
  const slope = Math.round((1000 * (to.height - from.height)) / (to.column - from.column)) / 1000;
  const within = `clamp(0px, 100cqw - ${from.column}px, ${to.column - from.column}px)`;
  return slope === 0 ? "" : ` ${slope < 0 ? "-" : "+"} ${Math.abs(slope)} * ${within}`;
}

const attribute = (text: string): string => text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");

/**
 * The code that other sites paste to show a figure. It has no script and makes no request but for the figure. The frame's height
 * follows the column that it stands in, whatever the window: it is what the figure needs in some columns, and on the line from one
 * to the next between them; the figure adapts to the height it gets. Where a site removes styles, `height` applies, the greatest
 * of all. `needs` gives the figure's height by the width of the frame.
 */
export function frameCode(address: string, title: string, needs: (width: number) => number): string {
  const [least, , , , most] = COLUMNS;
  const columns = [...new Set([...COLUMNS, ...rowsLess(needs, least, most)])].sort((a, b) => a - b);
  const above = columns.slice(1).map((to, i) => aboveLine(needs, columns[i] ?? to, to));
  const points = columns.map(
    (column, i): Point => ({ column, height: needs(column) + Math.max(above[i - 1] ?? 0, above[i] ?? 0) }),
  );
  const [first = { column: 0, height: 0 }] = points;
  const added = points.slice(1).map((to, i) => addedBetween(points[i] ?? to, to));
  const height = added.every((part) => part === "") ? `${first.height}px` : `calc(${first.height}px${added.join("")})`;
  const highest = Math.max(...points.map((point) => point.height));
  const frame = `<iframe src="${attribute(address)}" title="${attribute(title)}" width="100%" height="${highest}" loading="lazy" style="border:0;width:100%;height:${height}"></iframe>`;
  return `<div style="container-type:inline-size;width:100%">${frame}</div>`;
}
