import { textWidth } from "../charts/parts.tsx";

/** The texts around a drawing in an embedding frame. */
interface FramedTexts {
  readonly title: string;
  readonly subtitle: string;
  readonly source: string;
  readonly legend: readonly string[];
  /** paragraphs below the drawing */
  readonly notes?: readonly string[];
}

/** Heights in px of the space around a frame's content, and between its parts (embed.css). */
const PAD = 32;
const GAPS = 44;
/** Height in px of the link to the whole page. */
const LINK = 30;
/** Height in px of a line of the legend and of the space around it, and width of an item without its text. */
const LEGEND = { line: 28, around: 16, item: 62 };
/** Height in px of a line of a note, and of the gap before a note. */
const NOTE = { line: 23, gap: 10 };

/** Number of lines that a text takes at a width. */
function lines(text: string, size: number, bold: boolean, width: number): number {
  return Math.max(1, Math.ceil(textWidth(text, size, bold) / width));
}

/** Height in px that a figure needs in a frame of a width. `drawn` gives the height of the drawing at a width. */
export function heightIn(width: number, texts: FramedTexts, drawn: (width: number) => number): number {
  const inner = width - PAD;
  const items = texts.legend.reduce((sum, text) => sum + LEGEND.item + textWidth(text, 15), 0);
  return Math.ceil(
    PAD +
      GAPS +
      25 * lines(texts.title, 20, true, inner) +
      22 * lines(texts.subtitle, 15, false, inner) +
      drawn(inner) +
      (items === 0 ? 0 : LEGEND.around + LEGEND.line * Math.ceil(items / inner)) +
      (texts.notes ?? []).reduce((sum, text) => sum + NOTE.gap + NOTE.line * lines(text, 15, false, inner), 0) +
      19 * lines(texts.source, 13, false, inner) +
      LINK,
  );
}

/** Widths in px of a text column on a small and on a large phone and in an article, and of the screens that have them. */
const WIDTHS = [
  { column: 288, screen: 320 },
  { column: 380, screen: 412 },
  { column: 640, screen: 720 },
] as const;

/** What a figure needs on a screen, in px. */
interface Point {
  readonly screen: number;
  readonly height: number;
}

const slopeOf = (from: Point, to: Point): number => (to.height - from.height) / (to.screen - from.screen);

/** The height on the line through two screens, as CSS. */
function lineThrough(from: Point, to: Point): string {
  const slope = slopeOf(from, to);
  const start = Math.round(from.height - slope * from.screen);
  return slope === 0 ? `${start}px` : `${start}px ${slope < 0 ? "-" : "+"} ${Math.abs(Math.round(1000 * slope) / 10)}vw`;
}

const attribute = (text: string): string => text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");

/**
 * The code that other sites paste to show a figure. It has no script and makes no request but for the figure. The frame's height
 * is what the figure needs in the columns of phones and in an article's, and is interpolated between them, since texts take fewer
 * lines where there is more room; the figure adapts to the height it gets. Where a site removes styles, `height` applies, the greater of the two. `needs` gives the figure's height by the
 * width of the frame.
 */
export function frameCode(address: string, title: string, needs: (width: number) => number): string {
  const [narrow, middle, wide] = WIDTHS.map(({ column, screen }) => ({ screen, height: needs(column) })) as [Point, Point, Point];
  const heights = [narrow, middle, wide].map(({ height }) => height);
  const [low, high] = [Math.min(...heights), Math.max(...heights)];
  // Of two lines that meet, the greater bends upwards and the smaller downwards.
  const isHollow = slopeOf(narrow, middle) <= slopeOf(middle, wide);
  const between = `${isHollow ? "max" : "min"}(${lineThrough(narrow, middle)}, ${lineThrough(middle, wide)})`;
  const height = low === high ? `${low}px` : `clamp(${low}px, ${between}, ${high}px)`;
  return `<iframe src="${attribute(address)}" title="${attribute(title)}" width="100%" height="${high}" loading="lazy" style="border:0;width:100%;height:${height}"></iframe>`;
}
