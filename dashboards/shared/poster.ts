/** What goes with a drawing that leaves the page. */
export interface PosterTexts {
  readonly title: string;
  readonly subtitle: string;
  readonly source: string;
  readonly address: string;
}

/** One line of a legend: how its sign is painted, and what it says. */
interface LegendItem {
  readonly colours: readonly string[];
  readonly hatched: boolean;
  /** dots of its second colour on its first */
  readonly dotted: boolean;
  readonly round: boolean;
  /** of a mark beside the sign, such as ▲; null: none */
  readonly mark: { readonly path: Path2D; readonly width: number } | null;
  readonly text: string;
}

const PAD = 24;
/** pixels of the file for each of the page's */
const SCALE = 2;
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

/** The drawing without its texts, its colours written out: outside the page there is no style sheet. */
function written(svg: SVGSVGElement): string {
  const copy = svg.cloneNode(true) as SVGSVGElement;
  const from = [...svg.querySelectorAll("*")];
  const to = [...copy.querySelectorAll("*")];
  from.forEach((element, i) => {
    const computed = getComputedStyle(element);
    for (const name of PAINTS) {
      const value = computed.getPropertyValue(name);
      // An address within the drawing stays as it is written: computed, it has the page's before it.
      if (value !== "" && !value.includes("url(")) to[i]?.setAttribute(name, value);
    }
  });
  copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  for (const text of copy.querySelectorAll("text")) text.remove();
  return new XMLSerializer().serializeToString(copy);
}

/** A text in lines; an address, which has no spaces, breaks between its parts. */
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

/** A text of the picture, in one style; it breaks where the drawing ends. */
interface PosterText {
  readonly text: string;
  readonly font: string;
  /** px from a line to the next */
  readonly line: number;
  readonly colour: string;
}

/** What must be said wherever the drawing is seen, such as what was pointed at in it: only what asks for it, for notes may have a visitor's answer. */
function notesOf(svg: SVGSVGElement): string[] {
  const notes = svg.closest("figure")?.querySelectorAll<HTMLElement>(".on-picture") ?? [];
  return [...notes].map(({ textContent }) => (textContent ?? "").trim());
}

/** What stands above the drawing, and below it. */
function aroundOf({ title, subtitle, source, address }: PosterTexts, notes: readonly string[], style: CSSStyleDeclaration) {
  const { fontFamily: family } = style;
  const [ink, lighter] = [colourOf(style, "--ink"), colourOf(style, "--ink-2")];
  const above: PosterText[] = [
    { text: title, font: `700 22px ${family}`, line: 28, colour: ink },
    { text: subtitle, font: `400 15px ${family}`, line: 21, colour: lighter },
  ];
  const below: PosterText[] = [
    ...notes.map((text) => ({ text, font: `400 15px ${family}`, line: 21, colour: ink })),
    ...[source, address].map((text) => ({ text, font: `400 13px ${family}`, line: 18, colour: lighter })),
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

/** Sets texts one below the other from `top` on. */
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

/** The pieces of a text that are set apart: itself, or each of its parts. */
function piecesOf(text: SVGTextElement): readonly SVGTextContentElement[] {
  const parts = [...text.querySelectorAll("tspan")];
  return (parts.length === 0 ? [text] : parts).filter((piece) => (piece.textContent ?? "").trim() !== "");
}

/** A text of the drawing as it stands in it. */
interface InsideText {
  readonly said: string;
  readonly x: number;
  readonly y: number;
  /** weight and size */
  readonly font: string;
  readonly fill: string;
  readonly stroke: string;
  /** px of the ground's colour around it */
  readonly halo: number;
}

/** The texts of a drawing, each where its first letter begins, whatever it is anchored by. */
function textsInside(svg: SVGSVGElement): InsideText[] {
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

/** Sets the texts of the drawing where they stand in it. */
function writeInside(context: CanvasRenderingContext2D, texts: readonly InsideText[], family: string, top: number): void {
  context.textAlign = "left";
  for (const { said, x, y, font, fill, stroke, halo } of texts) {
    const [left, down] = [PAD + x, top + y];
    context.font = `${font} ${family}`;
    // The ground's colour around a text that lies on hatching.
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

/** px of a line of the legend, of a sign, and between what stands beside each other */
const LEGEND = { line: 24, width: 26, height: 14, gap: 8, between: 22 };
const LEGEND_FONT = "400 15px";

/** The legends that stand under a drawing, as they are painted now. */
function legendOf(svg: SVGSVGElement): LegendItem[] {
  const items = svg.closest("figure")?.querySelectorAll<HTMLElement>("ul.legend > li") ?? [];
  return [...items].map((item) => {
    const sign = item.querySelector("span[aria-hidden]");
    const computed = sign && getComputedStyle(sign);
    const image = computed?.backgroundImage ?? "none";
    const path = item.querySelector("svg path")?.getAttribute("d");
    const dotted = image.startsWith("radial");
    const ground = computed?.backgroundColor ?? "";
    const found = image.match(/(rgba?|color)\([^)]*\)/g) ?? [];
    const painted = image === "none" ? [ground] : dotted ? [ground, ...found.slice(0, 1)] : found;
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

/** The items in lines that end where the drawing ends. */
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

/** The dots of a sign, as the page's own stand. */
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

/** A sign of the legend: one colour, from one to another, dotted or hatched. */
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

/** The legend from `top` on. */
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

/** All that is read from the page before anything is drawn: for that moment it has paper's colours, also on a dark screen. */
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

/** What of the page goes into the picture. */
function partsOfPoster(svg: SVGSVGElement, texts: PosterTexts) {
  const style = getComputedStyle(document.documentElement);
  return {
    family: style.fontFamily,
    card: colourOf(style, "--card"),
    colours: { ink: colourOf(style, "--ink-2"), edge: colourOf(style, "--edge") },
    around: aroundOf(texts, notesOf(svg), style),
    shapes: written(svg),
    inside: textsInside(svg),
    legend: legendOf(svg),
  };
}

/**
 * The drawing as a picture with its title, of whom it is, its legend, its source and its address. Shapes are drawn by the browser from the
 * SVG; texts are set on the canvas, where the page's own type is at hand. It is made in the page and asks for nothing.
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
  canvas.width = Math.round(SCALE * (width + 2 * PAD));
  canvas.height = Math.round(SCALE * (head + height + signs + foot + 4 * PAD));
  context.scale(SCALE, SCALE);
  context.fillStyle = card;
  context.fillRect(0, 0, canvas.width, canvas.height);
  write(context, above, width, PAD);
  const top = PAD + head + PAD / 2;
  const image = new Image();
  // An address that holds the drawing itself: no request is made.
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
