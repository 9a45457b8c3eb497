import { type ComponentChild, Fragment, h, render } from "preact";
import { textWidth } from "../charts/parts.tsx";
import { frameCode, heightIn, type TextWidth } from "./frame-code.ts";
import { plainText } from "./rich.tsx";

/** px that a frame has to spare, for a text that another browser breaks a little earlier. */
const SPARE = 8;

/** The parts of a figure that its embedding code needs. */
interface EmbeddableFigure {
  /** title of the embedded figure */
  readonly title: string;
  readonly subtitle: string;
  /** sentences that the frame shows below the drawing; absent: those that the page shows there */
  readonly notes?: readonly string[];
  readonly source: string;
  readonly draw: (width: number) => ComponentChild;
  /** the height in px that the drawing fills in a frame of a width, where it is not that of the page; null while it is not known */
  readonly framedHeight?: ((width: number) => number | null) | undefined;
  /** the names of the numbers on a map that may be tapped in its frame; absent: it is none */
  readonly framedKey?: (() => string) | undefined;
}

/** px that two lines for the tapped area need below a map in a frame. */
const TAP_LINE = 47;

/** Height in px of a line of the key of a framed map's numbers, and the width up to which nearly every place needs it: the wider the map, the more names have room. */
const KEY = { line: 22.5, wide: 240 };
const belowMap = (key: string, width: number): number =>
  TAP_LINE + KEY.line * Math.ceil((textWidth(key, 15) * Math.min(1, (KEY.wide / width) ** 2)) / width);

/**
 * The code that other sites paste to show a figure. The height of its frame is computed from the drawing at each width, and from
 * the texts around it on this page.
 */
export function figureCode(
  address: string,
  { title, subtitle, notes, source, draw, framedHeight, framedKey }: EmbeddableFigure,
  drawing: Element | null,
): string {
  const figure = drawing?.closest("figure");
  const texts = (selector: string): string[] =>
    [...(figure?.querySelectorAll(selector) ?? [])].map((element) => element.textContent ?? "");
  const around = {
    title: plainText(title),
    subtitle: plainText(subtitle),
    source,
    legend: [...(figure?.querySelectorAll(".legend li") ?? [])].map((item) => item.getBoundingClientRect().width),
    notes: notes ?? texts(":scope > :is(.note, .warn, .measure-note)"),
  };
  const key = framedKey?.();
  const drawn = (width: number): number =>
    (framedHeight?.(width) ?? heightOf(draw)(width)) + (key === undefined ? 0 : belowMap(key, width));
  const widthOf = widthsOnPage();
  const heights = new Map<number, number>();
  return frameCode(address, around.title, (width) => {
    const height = heights.get(width) ?? heightIn(width, around, drawn, widthOf) + SPARE;
    heights.set(width, height);
    return height;
  });
}

/** Measures texts in the page's type; undefined where a browser cannot. */
function widthsOnPage(): TextWidth | undefined {
  const context = document.createElement("canvas").getContext("2d");
  const { fontFamily } = getComputedStyle(document.body);
  if (!context) return undefined;
  return (text, size, bold) => {
    context.font = `${bold ? 700 : 400} ${size}px ${fontFamily}`;
    return context.measureText(text).width;
  };
}

/** Returns the height of a drawing at a width, by drawing it in an element outside the page. */
function heightOf(draw: EmbeddableFigure["draw"]): (width: number) => number {
  return (width) => {
    const box = document.createElement("div");
    render(draw(width), box);
    const height = Number(box.querySelector("svg")?.getAttribute("height") ?? 0);
    render(null, box);
    return height;
  };
}

/** What is said once a code was copied, with a link to what it shows. */
export function copied(code: string, words: { readonly embedCopied: string; readonly embedPreview: string }): ComponentChild {
  const href = (/src="([^"]+)"/.exec(code)?.[1] ?? "").replaceAll("&amp;", "&");
  return h(Fragment, null, words.embedCopied, " ", h("a", { href, target: "_blank", rel: "noopener" }, words.embedPreview));
}
