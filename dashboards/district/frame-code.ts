import { textWidth } from "../charts/parts.tsx";

/** The texts that stand around a drawing in a frame. */
interface FramedTexts {
  readonly title: string;
  readonly subtitle: string;
  readonly source: string;
  readonly legend: readonly string[];
}

/** px of the frame around everything, and between its parts (embed.css) */
const PAD = 32;
const GAPS = 44;
/** px of the link to the whole page */
const LINK = 30;
/** px of a legend's line, and of an item without its text */
const LEGEND = { line: 28, item: 62 };

/** Lines that a text takes at a width. */
function lines(text: string, size: number, bold: boolean, width: number): number {
  return Math.max(1, Math.ceil(textWidth(text, size, bold) / width));
}

/**
 * The height in px that a figure needs in a frame of a width.
 *
 * @param drawn the height of the drawing, by the width that it gets
 */
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
      20 * lines(texts.source, 13, false, inner) +
      LINK,
  );
}

/** px of a phone's column and of an article's, and of the screens that have them */
const NARROW = { column: 288, screen: 320 };
const WIDE = { column: 640, screen: 720 };

const attribute = (text: string): string => text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");

/**
 * What a page of others pastes to show the figure: no script, and no request but for the figure itself. The frame is as high as the
 * figure needs in a phone's column and in an article's, and in between on the line from one to the other; in it the figure fits itself
 * to what it gets. Where a page strips styles, `height` is the higher of the two.
 *
 * @param needs the height that the figure needs, by the width of the frame
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
