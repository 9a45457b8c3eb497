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
/** Height in px of a line of the legend, and width of an item without its text. */
const LEGEND = { line: 28, item: 62 };
/** Height in px of a line of a note, and of the gap before a note. */
const NOTE = { line: 23, gap: 16 };

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
      (items === 0 ? 0 : LEGEND.line * Math.ceil(items / inner)) +
      (texts.notes ?? []).reduce((sum, text) => sum + NOTE.gap + NOTE.line * lines(text, 15, false, inner), 0) +
      20 * lines(texts.source, 13, false, inner) +
      LINK,
  );
}

/** Widths in px of a text column on a phone and in an article, and of the screens that have them. */
const NARROW = { column: 288, screen: 320 };
const WIDE = { column: 640, screen: 720 };

const attribute = (text: string): string => text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");

/**
 * The code that other sites paste to show a figure. It has no script and makes no request but for the figure. The frame's height
 * is what the figure needs in a phone's column and in an article's, and is interpolated between them; the figure adapts to the
 * height it gets. Where a site removes styles, `height` applies, the greater of the two. `needs` gives the figure's height by the
 * width of the frame.
 */
export function frameCode(address: string, title: string, needs: (width: number) => number): string {
  const [narrow, wide] = [needs(NARROW.column), needs(WIDE.column)];
  const [low, high] = [Math.min(narrow, wide), Math.max(narrow, wide)];
  const slope = (wide - narrow) / (WIDE.screen - NARROW.screen);
  const height =
    low === high
      ? `${low}px`
      : `clamp(${low}px, ${Math.round(narrow - slope * NARROW.screen)}px ${slope < 0 ? "-" : "+"} ${Math.abs(Math.round(1000 * slope) / 10)}vw, ${high}px)`;
  return `<iframe src="${attribute(address)}" title="${attribute(title)}" width="100%" height="${high}" loading="lazy" style="border:0;width:100%;height:${height}"></iframe>`;
}
