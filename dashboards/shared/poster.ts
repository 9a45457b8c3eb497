/** The texts of a drawing that is saved as a picture. */
export interface PosterTexts {
  readonly title: string;
  readonly subtitle: string;
  /** sentences that must accompany the drawing */
  readonly notes?: readonly string[];
  readonly source: string;
  readonly address: string;
}

/** An item of the legend: how its sign is painted, and its text. */
interface LegendItem {
  readonly colours: readonly string[];
  readonly hatched: boolean;
  /** dots of the second colour on the first */
  readonly dotted: boolean;
  readonly round: boolean;
  /** a mark beside the sign, such as ▲; null: none */
  readonly mark: { readonly path: Path2D; readonly width: number } | null;
  readonly text: string;
}

const PAD = 24;
/** Pixels of the file per CSS pixel. */
const SCALE = 2;
/** Most pixels of a side: an enlarged map would else be a larger picture than some browsers make. */
const MOST_PIXELS = 4096;
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

/** The drawing as SVG without its texts, with all styles written out, because there is no style sheet outside the page. */
function svgWithStyles(svg: SVGSVGElement): string {
  const copy = svg.cloneNode(true) as SVGSVGElement;
  const from = [...svg.querySelectorAll("*")];
  const to = [...copy.querySelectorAll("*")];
  from.forEach((element, i) => {
    const computed = getComputedStyle(element);
    for (const name of PAINTS) {
      const value = computed.getPropertyValue(name);
      // References within the drawing keep their text: computed, they would contain the page's address.
      if (value !== "" && !value.includes("url(")) to[i]?.setAttribute(name, value);
    }
  });
  copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  for (const text of copy.querySelectorAll("text")) text.remove();
  return new XMLSerializer().serializeToString(copy);
}

/** A text broken into lines. An address has no spaces, and breaks between its parameters. */
function wrapped(context: CanvasRenderingContext2D, text: string, room: number): string[] {
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
interface PosterText {
  readonly text: string;
  readonly font: string;
  /** height of a line, in px */
  readonly line: number;
  readonly colour: string;
}

/**
 * Texts of the page that go with the drawing, such as what was pointed at. Only those marked for it, because others may contain a
 * visitor's answer.
 */
function readOn(svg: SVGSVGElement): string[] {
  const notes = svg.closest("figure")?.querySelectorAll<HTMLElement>(".on-picture") ?? [];
  return [...notes].map(({ textContent }) => (textContent ?? "").trim());
}

/** The texts above and below the drawing. */
function aroundOf(
  { title, subtitle, notes = [], source, address }: PosterTexts,
  read: readonly string[],
  style: CSSStyleDeclaration,
) {
  const { fontFamily: family } = style;
  const [ink, lighter] = [colourOf(style, "--ink"), colourOf(style, "--ink-2")];
  const above: PosterText[] = [
    { text: title, font: `700 22px ${family}`, line: 28, colour: ink },
    { text: subtitle, font: `400 15px ${family}`, line: 21, colour: lighter },
  ];
  const below: PosterText[] = [
    ...read.map((text) => ({ text, font: `400 15px ${family}`, line: 21, colour: ink })),
    ...[...notes, source, address].map((text) => ({ text, font: `400 13px ${family}`, line: 18, colour: lighter })),
  ];
  return { above, below };
}

const colourOf = (style: CSSStyleDeclaration, name: string): string => style.getPropertyValue(name).trim();

function linesOf(context: CanvasRenderingContext2D, { text, font }: PosterText, width: number): string[] {
  context.font = font;
  return wrapped(context, text, width);
}

function heightOf(context: CanvasRenderingContext2D, texts: readonly PosterText[], width: number): number {
  return texts.reduce((sum, one) => sum + one.line * linesOf(context, one, width).length, 0);
}

/** Writes texts one below the other, starting at `top`. */
function write(context: CanvasRenderingContext2D, texts: readonly PosterText[], width: number, top: number): void {
  let y = top;
  context.textAlign = "left";
  for (const one of texts) {
    for (const line of linesOf(context, one, width)) {
      context.font = one.font;
      context.fillStyle = one.colour;
      context.fillText(line, PAD, y + one.line * 0.75);
      y += one.line;
    }
  }
}

/** The parts of a text with styles of their own: the text itself, or its spans. */
function piecesOf(text: SVGTextElement): readonly SVGTextContentElement[] {
  const parts = [...text.querySelectorAll("tspan")];
  return (parts.length === 0 ? [text] : parts).filter((piece) => (piece.textContent ?? "").trim() !== "");
}

/** A text inside the drawing, with its position. */
interface DrawnText {
  readonly said: string;
  readonly x: number;
  readonly y: number;
  /** font weight and size */
  readonly font: string;
  readonly fill: string;
  readonly stroke: string;
  /** width in px of the outline in the background's colour */
  readonly halo: number;
}

/** The texts of a drawing, each at the start of its first letter, whatever its anchor. */
function textsInside(svg: SVGSVGElement): DrawnText[] {
  const origin = svg.getBoundingClientRect();
  return [...svg.querySelectorAll("text")].flatMap((text) => {
    const matrix = text.getScreenCTM();
    if (!matrix) return [];
    return piecesOf(text).map((piece) => {
      const computed = getComputedStyle(piece);
      const at = piece.getStartPositionOfChar(0).matrixTransform(matrix);
      const haloed = computed.stroke !== "none" && computed.paintOrder.startsWith("stroke");
      return {
        said: piece.textContent ?? "",
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

/** Writes the texts of the drawing at their positions. */
function writeInside(context: CanvasRenderingContext2D, texts: readonly DrawnText[], family: string, top: number): void {
  context.textAlign = "left";
  for (const { said, x, y, font, fill, stroke, halo } of texts) {
    const [left, down] = [PAD + x, top + y];
    context.font = `${font} ${family}`;
    // An outline in the background's colour keeps text on hatching readable.
    if (halo > 0) {
      context.strokeStyle = stroke;
      context.lineWidth = halo;
      context.lineJoin = "round";
      context.strokeText(said, left, down);
    }
    context.fillStyle = fill;
    context.fillText(said, left, down);
  }
}

/** Sizes in px of the legend: a line, a sign, the gap after a sign, and between items. */
const LEGEND = { line: 24, width: 26, height: 14, gap: 8, between: 22 };
const LEGEND_FONT = "400 15px";

/** The items of the legends below a drawing, as they are currently painted. */
function legendOf(svg: SVGSVGElement): LegendItem[] {
  const items = svg.closest("figure")?.querySelectorAll<HTMLElement>("ul.legend > li") ?? [];
  return [...items].map((item) => {
    const sign = item.querySelector("span[aria-hidden]");
    const computed = sign && getComputedStyle(sign);
    const image = computed?.backgroundImage ?? "none";
    const path = item.querySelector("svg path")?.getAttribute("d");
    const dotted = image.startsWith("radial");
    const ground = computed?.backgroundColor ?? "";
    const gradientColours = image.match(/(rgba?|color)\([^)]*\)/g) ?? [];
    const painted = image === "none" ? [ground] : dotted ? [ground, ...gradientColours.slice(0, 1)] : gradientColours;
    return {
      colours: sign ? painted : [],
      hatched: image.startsWith("repeating"),
      dotted,
      round: computed?.borderRadius === "50%",
      mark: path ? { path: new Path2D(path), width: 10 } : null,
      text: (item.textContent ?? "").trim(),
    };
  });
}

const itemWidth = (context: CanvasRenderingContext2D, { colours, mark, round, text }: LegendItem): number =>
  (colours.length > 0 ? (round ? LEGEND.height : LEGEND.width) + LEGEND.gap : 0) +
  (mark ? mark.width + LEGEND.gap : 0) +
  context.measureText(text).width;

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
  for (const item of items) {
    const wide = itemWidth(context, item) + LEGEND.between;
    if (used + wide - LEGEND.between > room) {
      lines.push([]);
      used = 0;
    }
    lines.at(-1)?.push(item);
    used += wide;
  }
  return lines;
}

/** The dots of a sign, placed as on the page. */
function paintDots(context: CanvasRenderingContext2D, colour: string, x: number, y: number): void {
  context.fillStyle = colour;
  for (let left = 3; left < LEGEND.width; left += 6) {
    for (let down = 3; down < LEGEND.height; down += 6) {
      context.beginPath();
      context.arc(x + left, y + down, 1.3, 0, 2 * Math.PI);
      context.fill();
    }
  }
}

/** A sign of the legend: a colour, a gradient, dots or hatching. */
function paintSign(
  context: CanvasRenderingContext2D,
  { colours, hatched, dotted, round }: LegendItem,
  x: number,
  y: number,
  edge: string,
): void {
  const { width, height } = LEGEND;
  const wide = round ? height : width;
  const [first = "", last = first] = [colours[0], colours.at(-1)];
  context.save();
  context.beginPath();
  context.roundRect(x, y, wide, height, round ? height / 2 : 3);
  if (hatched) {
    context.clip();
    context.strokeStyle = first;
    context.lineWidth = 2;
    for (let from = -height; from < wide; from += 6) {
      context.moveTo(x + from, y + height);
      context.lineTo(x + from + height, y);
    }
    context.stroke();
    context.beginPath();
    context.roundRect(x, y, wide, height, 3);
  } else if (dotted) {
    context.fillStyle = first;
    context.fill();
    context.clip();
    paintDots(context, last, x, y);
    context.beginPath();
    context.roundRect(x, y, wide, height, 3);
  } else {
    const fill = context.createLinearGradient(x, 0, x + wide, 0);
    fill.addColorStop(0, first);
    fill.addColorStop(1, last);
    context.fillStyle = fill;
    context.fill();
  }
  context.strokeStyle = edge;
  context.lineWidth = 1;
  context.stroke();
  context.restore();
}

/** Paints the legend, starting at `top`. */
function paintLegend(
  context: CanvasRenderingContext2D,
  lines: readonly (readonly LegendItem[])[],
  { ink, edge }: PaperColours,
  family: string,
  top: number,
): void {
  lines.forEach((line, i) => {
    let x = PAD;
    const y = top + i * LEGEND.line + (LEGEND.line - LEGEND.height) / 2;
    for (const item of line) {
      const from = x;
      if (item.colours.length > 0) {
        paintSign(context, item, x, y, edge);
        x += (item.round ? LEGEND.height : LEGEND.width) + LEGEND.gap;
      }
      context.fillStyle = ink;
      if (item.mark) {
        context.save();
        context.translate(x, y + 3);
        context.fill(item.mark.path);
        context.restore();
        x += item.mark.width + LEGEND.gap;
      }
      context.font = `${LEGEND_FONT} ${family}`;
      context.fillText(item.text, x, y + LEGEND.height - 2);
      x = from + itemWidth(context, item) + LEGEND.between;
    }
  });
}

interface PaperColours {
  readonly ink: string;
  readonly edge: string;
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

/** Everything from the page that goes into the picture. */
function partsOfPoster(svg: SVGSVGElement, texts: PosterTexts) {
  const style = getComputedStyle(document.documentElement);
  return {
    family: style.fontFamily,
    card: colourOf(style, "--card"),
    colours: { ink: colourOf(style, "--ink-2"), edge: colourOf(style, "--edge") },
    around: aroundOf(texts, readOn(svg), style),
    shapes: svgWithStyles(svg),
    inside: textsInside(svg),
    legend: legendOf(svg),
  };
}

/**
 * The drawing as a picture with its title, description, legend, source and address. The browser draws the shapes from the SVG;
 * texts are written on the canvas, where the page's font is available. It is made in the page, without any request.
 */
export async function posterPng(svg: SVGSVGElement, texts: PosterTexts): Promise<Blob> {
  const { width, height } = svg.getBoundingClientRect();
  const { family, card, colours, around, shapes, inside, legend } = readOnPaper(() => partsOfPoster(svg, texts));
  const { above, below } = around;
  const canvas = document.createElement("canvas");
  const context = canvas.getContext("2d");
  if (!context) throw new Error("this browser gives no 2d canvas");
  const [head, foot] = [heightOf(context, above, width), heightOf(context, below, width)];
  const lines = legendLines(context, legend, family, width);
  const signs = lines.length === 0 ? 0 : lines.length * LEGEND.line + PAD / 2;
  const [wide, high] = [width + 2 * PAD, head + height + signs + foot + 4 * PAD];
  const scale = Math.min(SCALE, MOST_PIXELS / Math.max(wide, high));
  canvas.width = Math.round(scale * wide);
  canvas.height = Math.round(scale * high);
  context.scale(scale, scale);
  context.fillStyle = card;
  context.fillRect(0, 0, wide, high);
  write(context, above, width, PAD);
  const top = PAD + head + PAD / 2;
  const image = new Image();
  // A data URL, so that no request is made.
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(shapes)}`;
  await image.decode();
  context.drawImage(image, PAD, top, width, height);
  writeInside(context, inside, family, top);
  paintLegend(context, lines, colours, family, top + height + PAD / 2);
  write(context, below, width, top + height + signs + PAD);
  return new Promise((done, fail) =>
    canvas.toBlob((blob) => (blob ? done(blob) : fail(new Error("no picture was made"))), "image/png"),
  );
}
