/** What goes with a drawing that leaves the page. */
export interface PosterTexts {
  readonly title: string;
  readonly subtitle: string;
  readonly source: string;
  readonly address: string;
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

/** What stands above the drawing, and below it. */
function aroundOf({ title, subtitle, source, address }: PosterTexts, style: CSSStyleDeclaration) {
  const { fontFamily: family } = style;
  const [ink, lighter] = [colourOf(style, "--ink"), colourOf(style, "--ink-2")];
  const above: PosterText[] = [
    { text: title, font: `700 22px ${family}`, line: 28, colour: ink },
    { text: subtitle, font: `400 15px ${family}`, line: 21, colour: lighter },
  ];
  const below: PosterText[] = [source, address].map((text) => ({ text, font: `400 13px ${family}`, line: 18, colour: lighter }));
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

/** Sets the texts of the drawing where they stand in it. */
function writeInside(context: CanvasRenderingContext2D, svg: SVGSVGElement, family: string, top: number): void {
  const origin = svg.getBoundingClientRect();
  context.textAlign = "left";
  for (const text of svg.querySelectorAll("text")) {
    const matrix = text.getScreenCTM();
    if (!matrix) continue;
    for (const piece of piecesOf(text)) {
      const computed = getComputedStyle(piece);
      // Where its first letter begins, whatever it is anchored by.
      const said = piece.textContent ?? "";
      const at = piece.getStartPositionOfChar(0).matrixTransform(matrix);
      const [left, down] = [PAD + at.x - origin.left, top + at.y - origin.top];
      context.font = `${computed.fontWeight} ${computed.fontSize} ${family}`;
      // The ground's colour around a text that lies on hatching.
      if (computed.stroke !== "none" && computed.paintOrder.startsWith("stroke")) {
        context.strokeStyle = computed.stroke;
        context.lineWidth = Number.parseFloat(computed.strokeWidth);
        context.lineJoin = "round";
        context.strokeText(said, left, down);
      }
      context.fillStyle = computed.fill;
      context.fillText(said, left, down);
    }
  }
}

/**
 * The drawing as a picture with its title, of whom it is, its source and its address. Shapes are drawn by the browser from the SVG; texts
 * are set on the canvas, where the page's own type is at hand. It is made in the page and asks for nothing.
 */
export async function posterPng(svg: SVGSVGElement, texts: PosterTexts): Promise<Blob> {
  const { width, height } = svg.getBoundingClientRect();
  const style = getComputedStyle(document.documentElement);
  const canvas = document.createElement("canvas");
  const context = canvas.getContext("2d");
  if (!context) throw new Error("this browser gives no 2d canvas");
  const { above, below } = aroundOf(texts, style);
  const [head, foot] = [heightOf(context, above, width), heightOf(context, below, width)];
  canvas.width = Math.round(SCALE * (width + 2 * PAD));
  canvas.height = Math.round(SCALE * (head + height + foot + 4 * PAD));
  context.scale(SCALE, SCALE);
  context.fillStyle = colourOf(style, "--card");
  context.fillRect(0, 0, canvas.width, canvas.height);
  write(context, above, width, PAD);
  const top = PAD + head + PAD / 2;
  const image = new Image();
  // An address that holds the drawing itself: no request is made.
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(written(svg))}`;
  await image.decode();
  context.drawImage(image, PAD, top, width, height);
  writeInside(context, svg, style.fontFamily, top);
  write(context, below, width, top + height + PAD);
  return new Promise((done, fail) =>
    canvas.toBlob((blob) => (blob ? done(blob) : fail(new Error("no picture was made"))), "image/png"),
  );
}
