/** The texts of a drawing that is saved as a picture. */
export interface PosterTexts {
  readonly title: string;
  readonly subtitle: string;
  /** sentences that must accompany the drawing */
  readonly notes?: readonly string[];
  readonly source: string;
  /** empty: the figure has none */
  readonly address: string;
}

/** An item of the legend: how its sign is painted, and its text. */
export interface LegendItem {
  readonly colours: readonly string[];
  readonly hatched: boolean;
  /** dots of the second colour on the first */
  readonly dotted: boolean;
  /** true: the line around the sign is broken */
  readonly dashed: boolean;
  readonly round: boolean;
  /** a mark beside the sign, such as ▲; null: none */
  readonly mark: { readonly path: string; readonly width: number } | null;
  /** a sign that is a small drawing, as SVG with all styles written out; null: the sign is painted as above */
  readonly drawing: { readonly svg: string; readonly width: number; readonly height: number } | null;
  readonly text: string;
  /** px before the text of a further line of an item that is too long for one; absent: none */
  readonly inset?: number;
}

/** Room around everything, in px. */
export const PAD = 24;
const PAINTS = [
  "fill",
  "stroke",
  "stroke-width",
  "stroke-dasharray",
  "stroke-opacity",
  "stroke-linecap",
  "stroke-linejoin",
  "paint-order",
] as const;

/** A colour as every program reads it: browsers write mixed ones as `color(srgb 0.5 0.25 1)`. */
export function plainColour(value: string): string {
  const [, ...numbers] = /^color\(srgb ([\d.e-]+) ([\d.e-]+) ([\d.e-]+)\)$/.exec(value) ?? [];
  return numbers.length === 0 ? value : `rgb(${numbers.map((part) => Math.round(255 * Number(part))).join(", ")})`;
}

/** The drawing as SVG without its texts, with all styles written out, because there is no style sheet outside the page. */
function svgWithStyles(svg: SVGSVGElement): string {
  const copy = svg.cloneNode(true) as SVGSVGElement;
  const from = [svg, ...svg.querySelectorAll("*")];
  const to = [copy, ...copy.querySelectorAll("*")];
  from.forEach((element, i) => {
    const computed = getComputedStyle(element);
    for (const name of PAINTS) {
      const value = computed.getPropertyValue(name);
      // References within the drawing keep their text: computed, they would contain the page's address.
      if (value !== "" && !value.includes("url(")) to[i]?.setAttribute(name, plainColour(value));
    }
  });
  copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  for (const text of copy.querySelectorAll("text")) text.remove();
  return new XMLSerializer().serializeToString(copy);
}

/** A text broken into lines. An address has no spaces, and breaks between its parameters. */
function wrapped(context: Pick<CanvasRenderingContext2D, "measureText">, text: string, room: number): string[] {
  const lines: string[] = [];
  for (const part of text.split(/(?<=[ ?&])/)) {
    const last = lines.at(-1);
    if (last !== undefined && context.measureText(`${last}${part}`.trimEnd()).width <= room)
      lines[lines.length - 1] = `${last}${part}`;
    else lines.push(part);
  }
  return lines;
}

/** A text of the picture in one style; it breaks at the width of the drawing. */
export interface PosterText {
  readonly text: string;
  readonly font: string;
  /** height of a line, in px */
  readonly line: number;
  /** room above the first line, in px */
  readonly gap?: number;
  readonly colour: string;
  /** short texts that stand in as many columns as have room, in the place of the text; absent: none */
  readonly items?: readonly string[];
}

/**
 * Texts of the page that go with the drawing, such as what was pointed at. Only those marked for it, because others may contain a
 * visitor's answer, and of those of a drawing only its own.
 */
function readOn(svg: SVGSVGElement): string[] {
  const notes = svg.closest("figure")?.querySelectorAll<HTMLElement>(".on-picture") ?? [];
  const own = [...notes].filter((note) => !note.matches(".of-drawing") || note.parentElement === svg.parentElement);
  return own.map(({ textContent }) => (textContent ?? "").trim());
}

/** Fewest items of a list that is set in columns. */
const FEWEST_ITEMS = 4;

/** The label of a list such as `Rang : 1 Nord, 2 Sud`, and its items; empty: it is none. */
function itemsOf(text: string): readonly [label: string, ...items: string[]] | readonly [] {
  const [, label, list = ""] = /^(\D*?:)\s(\d.*)$/.exec(text) ?? [];
  const items = list.split(/, (?=\d+\u00a0)/);
  return label === undefined || items.length < FEWEST_ITEMS ? [] : [label, ...items];
}

/** The texts above and below the drawing; on a slide a list of numbered places is set in columns, in which a number is found at a glance. */
function aroundOf(
  { title, subtitle, notes = [], source, address }: PosterTexts,
  read: readonly string[],
  style: CSSStyleDeclaration,
  isSlide: boolean,
) {
  const { fontFamily: family } = style;
  const [ink, lighter] = [colourOf(style, "--ink"), colourOf(style, "--ink-2")];
  const above: PosterText[] = [
    { text: title, font: `700 22px ${family}`, line: 28, colour: ink },
    { text: subtitle, font: `400 15px ${family}`, line: 21, gap: 8, colour: lighter },
  ];
  const below: PosterText[] = [
    ...read.flatMap((text): PosterText[] => {
      const [label, ...items] = isSlide ? itemsOf(text) : [];
      if (label === undefined) return [{ text, font: `400 15px ${family}`, line: 21, colour: ink }];
      const listed = { font: `400 13px ${family}`, line: 18, colour: ink };
      return [
        { ...listed, text: label },
        { ...listed, text: "", items },
      ];
    }),
    // On a slide sentences follow one another: the fewer lines they have, the larger all letters are.
    ...(isSlide ? [[...notes, source].join(" "), address] : [...notes, source, address])
      .filter(Boolean)
      .map((text, i) => ({ text, font: `400 13px ${family}`, line: 18, gap: isSlide && i === 0 ? 8 : 0, colour: lighter })),
  ];
  return { above, below };
}

const colourOf = (style: CSSStyleDeclaration, name: string): string => style.getPropertyValue(name).trim();

/** The lines of texts one below the other, each with the height of its letters' foot, starting at `top`. */
export function placedLines(context: CanvasRenderingContext2D, texts: readonly PosterText[], width: number, top: number) {
  let y = top;
  return texts.flatMap((one) => {
    y += one.gap ?? 0;
    if (one.items) {
      const { rows, wide } = columnsOf(context, one, width);
      const placed = one.items.map((said, i) => ({
        ...one,
        said,
        x: wide * Math.floor(i / rows),
        y: y + one.line * ((i % rows) + 0.75),
      }));
      y += rows * one.line;
      return placed;
    }
    return linesOf(context, one, width).map((line) => {
      const placed = { ...one, said: line, x: 0, y: y + one.line * 0.75 };
      y += one.line;
      return placed;
    });
  });
}

/** px between the columns of a list. */
const BETWEEN = 10;

/** The rows of a list in columns, and the width of a column: the fewest in which the widest item has room. */
function columnsOf(context: CanvasRenderingContext2D, { items = [], font }: PosterText, width: number) {
  context.font = font;
  const widest = Math.max(...items.map((item) => context.measureText(item).width)) + BETWEEN;
  const columns = Math.max(1, Math.floor((width + BETWEEN) / widest));
  return { rows: Math.ceil(items.length / columns), wide: (width + BETWEEN) / columns };
}

function linesOf(context: CanvasRenderingContext2D, { text, font }: PosterText, width: number): string[] {
  context.font = font;
  return wrapped(context, text, width);
}

function heightOf(context: CanvasRenderingContext2D, texts: readonly PosterText[], width: number): number {
  const linesIn = (one: PosterText): number =>
    one.items ? columnsOf(context, one, width).rows : linesOf(context, one, width).length;
  return texts.reduce((sum, one) => sum + (one.gap ?? 0) + one.line * linesIn(one), 0);
}

/** The parts of a text with styles of their own: the text itself, or its spans. */
function piecesOf(text: SVGTextElement): readonly SVGTextContentElement[] {
  const parts = [...text.querySelectorAll("tspan")];
  return (parts.length === 0 ? [text] : parts).filter((piece) => (piece.textContent ?? "").trim() !== "");
}

/** A text inside the drawing, with its position. */
export interface DrawnText {
  readonly said: string;
  readonly x: number;
  readonly y: number;
  /** which of its ends, or its middle, is there */
  readonly anchor: "start" | "middle" | "end";
  /** font weight and size */
  readonly font: string;
  readonly fill: string;
  readonly stroke: string;
  /** width in px of the outline in the background's colour */
  readonly halo: number;
}

/** Where along a text it is held, by its anchor. */
const HELD = { start: 0, middle: 0.5, end: 1 } as const;

/** The texts of a drawing, each where it is held: its letters may be less wide in a picture than on the page. */
function textsInside(svg: SVGSVGElement): DrawnText[] {
  const origin = svg.getBoundingClientRect();
  return [...svg.querySelectorAll("text")].flatMap((text) => {
    const matrix = text.getScreenCTM();
    if (!matrix) return [];
    return piecesOf(text).map((piece) => {
      const computed = getComputedStyle(piece);
      const start = piece.getStartPositionOfChar(0);
      const end = piece.getEndPositionOfChar(piece.getNumberOfChars() - 1);
      const anchor = computed.textAnchor as keyof typeof HELD;
      const share = HELD[anchor];
      const held = new DOMPoint(start.x + share * (end.x - start.x), start.y + share * (end.y - start.y));
      const at = held.matrixTransform(matrix);
      const haloed = computed.stroke !== "none" && computed.paintOrder.startsWith("stroke");
      return {
        said: piece.textContent ?? "",
        anchor,
        x: at.x - origin.left,
        y: at.y - origin.top,
        font: `${computed.fontWeight} ${computed.fontSize}`,
        fill: computed.fill,
        stroke: computed.stroke,
        halo: haloed ? Number.parseFloat(computed.strokeWidth) : 0,
      };
    });
  });
}

/** Sizes in px of the legend: a line, a sign, the gap after a sign, and between items. */
export const LEGEND = { line: 24, width: 26, height: 14, gap: 8, between: 22 };
export const LEGEND_FONT = "400 15px";

/** A small drawing of the legend, with its size in px. */
function drawingOf(svg: SVGSVGElement): NonNullable<LegendItem["drawing"]> {
  const { width, height } = svg.getBoundingClientRect();
  return { svg: svgWithStyles(svg), width, height };
}

/** Height in px of the line with the mark of the commons and its name, and the room before the name. */
export const BRAND = { line: 36, gap: 10 };
export const BRAND_FONT = "700 15px";

/** The mark of the commons and its name, as the page's header has them; null on a page without one, such as a framed figure. */
function brandOf(): { readonly drawing: NonNullable<LegendItem["drawing"]>; readonly name: string } | null {
  const brand = document.querySelector("header .brand");
  const mark = brand?.querySelector("svg");
  return mark ? { drawing: drawingOf(mark), name: brand?.querySelector("b")?.textContent ?? "" } : null;
}

/** The items of the legends below a drawing, as they are currently painted. */
function legendOf(svg: SVGSVGElement): LegendItem[] {
  const items = svg.closest("figure")?.querySelectorAll<HTMLElement>("ul.legend > li") ?? [];
  return [...items].map((item) => {
    const sign = item.querySelector("span[aria-hidden]");
    const computed = sign && getComputedStyle(sign);
    const image = computed?.backgroundImage ?? "none";
    const own = item.querySelector("svg");
    // A sign of several shapes, or of lines, is taken as it is; a single filled path is a mark beside a painted sign.
    const isMark = own !== null && own.childElementCount === 1 && own.querySelector("path:not([stroke])") !== null;
    const path = isMark ? own.querySelector("path")?.getAttribute("d") : null;
    const dotted = image.startsWith("radial");
    const ground = computed?.backgroundColor ?? "";
    const gradientColours = image.match(/(rgba?|color)\([^)]*\)/g) ?? [];
    const painted = image === "none" ? [ground] : dotted ? [ground, ...gradientColours.slice(0, 1)] : gradientColours;
    return {
      colours: sign ? painted : [],
      hatched: image.startsWith("repeating"),
      dotted,
      dashed: computed?.borderTopStyle === "dotted",
      round: computed?.borderRadius === "50%",
      mark: path ? { path, width: 10 } : null,
      drawing: own && !isMark ? drawingOf(own) : null,
      text: (item.textContent ?? "").trim(),
    };
  });
}

const signWidth = ({ colours, mark, drawing, round, inset = 0 }: LegendItem): number =>
  inset +
  (colours.length > 0 ? (round ? LEGEND.height : LEGEND.width) + LEGEND.gap : 0) +
  (mark ? mark.width + LEGEND.gap : 0) +
  (drawing ? drawing.width + LEGEND.gap : 0);

export const itemWidth = (context: CanvasRenderingContext2D, item: LegendItem): number =>
  signWidth(item) + context.measureText(item.text).width;

/** An item in as many lines as it needs: beside a slide's drawing the reasons why a figure is missing have no room in one. */
export function brokenItem(
  context: Pick<CanvasRenderingContext2D, "measureText">,
  item: LegendItem,
  room: number,
): readonly LegendItem[] {
  const inset = signWidth(item);
  const [first = "", ...rest] = wrapped(context, item.text, room - inset);
  const signless = { ...item, colours: [], mark: null, drawing: null, inset };
  return [{ ...item, text: first.trimEnd() }, ...rest.map((text) => ({ ...signless, text: text.trimEnd() }))];
}

/** The items broken into lines at the width of the drawing. */
function legendLines(
  context: CanvasRenderingContext2D,
  items: readonly LegendItem[],
  family: string,
  room: number,
): LegendItem[][] {
  context.font = `${LEGEND_FONT} ${family}`;
  const lines: LegendItem[][] = [];
  let used = Number.POSITIVE_INFINITY;
  for (const item of items.flatMap((one) => brokenItem(context, one, room))) {
    const wide = itemWidth(context, item) + LEGEND.between;
    if (used + wide - LEGEND.between > room || item.inset !== undefined) {
      lines.push([]);
      used = 0;
    }
    lines.at(-1)?.push(item);
    used += wide;
  }
  return lines;
}

/**
 * Reads everything from the page before anything is drawn. For that moment the page has the light colours, even on a dark screen.
 */
function readOnPaper<T>(read: () => T): T {
  const { dataset } = document.documentElement;
  const before = dataset.ground;
  dataset.ground = "paper";
  try {
    return read();
  } finally {
    if (before === undefined) delete dataset.ground;
    else dataset.ground = before;
  }
}

/**
 * A slide: width by height, the least width in px, at which a note has 24 px of 1600 and a title 40, the share of it that a drawing has at
 * most and, where its height allows that, at least, and by how much the slide grows until everything has room.
 */
const SLIDE = { ratio: 16 / 9, least: 880, most: 0.6, fewest: 0.52, growth: 1.02 };

/** The width in px for which the drawing of a slide is laid out. */
export const SLIDE_DRAWING = SLIDE.most * SLIDE.least;

/** Heights in px of a slide's texts: of those in the column beside the drawing, of which the last ones are left out, and of these across its foot. */
interface SlideTexts {
  readonly beside: (column: number, left: number) => number;
  readonly across: (room: number, left: number) => number;
  /** number of texts that may stand across the foot */
  readonly most: number;
}

/**
 * The smallest slide that has room for a drawing and its texts, for the smaller it is, the larger are its letters on a screen: the last
 * texts stand across its foot where the column beside the drawing has no room for them.
 */
export function slideOf(
  { width, height }: { readonly width: number; readonly height: number },
  { beside, across, most }: SlideTexts,
) {
  for (let wide = SLIDE.least; ; wide *= SLIDE.growth) {
    const high = wide / SLIDE.ratio;
    for (let left = 0; left <= most; left++) {
      const foot = left === 0 ? 0 : across(wide - 2 * PAD, left) + PAD / 2;
      const room = high - 2 * PAD - foot;
      const drawn = Math.min(SLIDE.most * wide, (room * width) / height);
      const column = wide - drawn - 3 * PAD;
      const fewest = Math.min(SLIDE.fewest * wide, (0.8 * (high - 2 * PAD) * width) / height);
      if (drawn >= fewest && beside(column, left) <= room) return { wide, high, column, room, left, scale: drawn / width };
    }
  }
}

/**
 * A picture to be made: what was read from the page, and where each part of it is, in px.
 *
 * @param isSlide true: as wide as a slide, its texts beside the drawing; else they stand above and below
 */
export function posterOf(context: CanvasRenderingContext2D, svg: SVGSVGElement, texts: PosterTexts, isSlide = false) {
  const { width, height } = svg.getBoundingClientRect();
  const parts = readOnPaper(() => partsOfPoster(svg, texts, isSlide));
  const { above, below } = parts.around;
  const brand = parts.brand === null ? 0 : BRAND.line;
  const within = (room: number, left = 0) => {
    const [head, foot] = [brand + heightOf(context, above, room), heightOf(context, below.slice(0, below.length - left), room)];
    const legend = legendLines(context, parts.legend, parts.family, room);
    return { head, foot, legend, signs: legend.length === 0 ? 0 : legend.length * LEGEND.line + PAD / 2 };
  };
  const across = (room: number, left: number): number => heightOf(context, below.slice(below.length - left), room);
  const beside = (column: number, left: number): number => {
    const { head, signs, foot } = within(column, left);
    return head + signs + foot + PAD / 2;
  };
  const slide = isSlide ? slideOf({ width, height }, { beside, across, most: below.length }) : null;
  const room = slide?.column ?? width;
  const { head, foot, legend, signs } = within(room, slide?.left);
  const scale = slide?.scale ?? 1;
  const top = slide ? PAD + (slide.room - scale * height) / 2 : PAD + head + PAD / 2;
  const kept = below.length - (slide?.left ?? 0);
  return {
    ...parts,
    around: { above, below: below.slice(0, kept), across: below.slice(kept) },
    width,
    height,
    /** of the drawing on the picture */
    scale,
    legend,
    /** width of the texts, and where the drawing begins beside them or below */
    room,
    left: slide ? room + 2 * PAD : PAD,
    /** tops of the title, of the drawing, of its legend, and of the texts below */
    titleTop: PAD + brand,
    top,
    legendTop: slide ? PAD + head + PAD / 2 : top + height + PAD / 2,
    foot: slide ? PAD + slide.room - foot : top + height + signs + PAD,
    acrossTop: slide ? PAD + slide.room + PAD / 2 : 0,
    wide: slide?.wide ?? width + 2 * PAD,
    high: slide?.high ?? head + height + signs + foot + 4 * PAD,
  };
}

export type Poster = ReturnType<typeof posterOf>;

/** Everything from the page that goes into the picture. */
function partsOfPoster(svg: SVGSVGElement, texts: PosterTexts, isSlide: boolean) {
  const style = getComputedStyle(document.documentElement);
  return {
    family: style.fontFamily,
    card: colourOf(style, "--card"),
    colours: { ink: colourOf(style, "--ink-2"), edge: colourOf(style, "--edge"), name: colourOf(style, "--ink") },
    brand: brandOf(),
    around: aroundOf(texts, readOn(svg), style, isSlide),
    shapes: svgWithStyles(svg),
    inside: textsInside(svg),
    legend: legendOf(svg),
  };
}
