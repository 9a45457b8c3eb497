import {
  BRAND,
  BRAND_FONT,
  itemWidth,
  LEGEND,
  LEGEND_FONT,
  type LegendItem,
  PAD,
  type Poster,
  type PosterText,
  type PosterTexts,
  placedLines,
  posterOf,
} from "./poster-parts.ts";

export { withPictureDrawing } from "./picture-drawing.ts";
export type { PosterTexts } from "./poster-parts.ts";
export { posterSvg, readFaces } from "./poster-svg.ts";

/** Pixels of the file per CSS pixel, and of the width of a slide. */
const [SCALE, SLIDE_PIXELS] = [2, 2560];
/** Most pixels of a side: an enlarged map would else be a larger picture than some browsers make. */
const MOST_PIXELS = 4096;

/** Writes texts one below the other, starting at `top`. */
function write(context: CanvasRenderingContext2D, texts: readonly PosterText[], width: number, top: number): void {
  context.textAlign = "left";
  for (const { said, x, y, font, colour } of placedLines(context, texts, width, top)) {
    context.font = font;
    context.fillStyle = colour;
    context.fillText(said, PAD + x, y);
  }
}

/** Writes the texts of the drawing at their positions. */
function writeInside(context: CanvasRenderingContext2D, { inside, family, left: from, top, scale }: Poster): void {
  context.save();
  context.translate(from, top);
  context.scale(scale, scale);
  for (const { said, x, y, anchor, font, fill, stroke, halo } of inside) {
    context.font = `${font} ${family}`;
    context.textAlign = anchor === "middle" ? "center" : anchor;
    // An outline in the background's colour keeps text on hatching readable.
    if (halo > 0) {
      context.strokeStyle = stroke;
      context.lineWidth = halo;
      context.lineJoin = "round";
      context.strokeText(said, x, y);
    }
    context.fillStyle = fill;
    context.fillText(said, x, y);
  }
  context.restore();
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
  { colours, hatched, dotted, dashed, round }: LegendItem,
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
  context.setLineDash(dashed ? [2, 2] : []);
  context.stroke();
  context.restore();
}

/** SVG as an image that can be painted. A data URL, so that no request is made. */
async function imageOf(svg: string): Promise<HTMLImageElement> {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  return image;
}

/** Images of the signs that are small drawings, by their SVG. */
async function signsOf(lines: readonly (readonly LegendItem[])[]): Promise<ReadonlyMap<string, HTMLImageElement>> {
  const drawings = lines.flat().flatMap(({ drawing }) => (drawing ? [drawing.svg] : []));
  return new Map(await Promise.all(drawings.map(async (svg) => [svg, await imageOf(svg)] as const)));
}

/** Paints the legend. `signs` are the images of its small drawings. */
function paintLegend(
  context: CanvasRenderingContext2D,
  { legend: lines, colours: { ink, edge }, family, legendTop: top }: Poster,
  signs: ReadonlyMap<string, HTMLImageElement>,
): void {
  lines.forEach((line, i) => {
    let x = PAD;
    const y = top + i * LEGEND.line + (LEGEND.line - LEGEND.height) / 2;
    for (const item of line) {
      const from = x;
      x += item.inset ?? 0;
      if (item.colours.length > 0) {
        paintSign(context, item, x, y, edge);
        x += (item.round ? LEGEND.height : LEGEND.width) + LEGEND.gap;
      }
      context.fillStyle = ink;
      if (item.mark) {
        context.save();
        context.translate(x, y + 3);
        context.fill(new Path2D(item.mark.path));
        context.restore();
        x += item.mark.width + LEGEND.gap;
      }
      const { drawing } = item;
      const image = drawing && signs.get(drawing.svg);
      if (drawing && image) {
        context.drawImage(image, x, y + (LEGEND.height - drawing.height) / 2, drawing.width, drawing.height);
        x += drawing.width + LEGEND.gap;
      }
      context.font = `${LEGEND_FONT} ${family}`;
      context.fillText(item.text, x, y + LEGEND.height - 2);
      x = from + itemWidth(context, item) + LEGEND.between;
    }
  });
}

/** Paints the mark of the commons and its name above the title. */
async function paintBrand(context: CanvasRenderingContext2D, { brand, colours, family, room }: Poster): Promise<void> {
  if (brand === null) return;
  const { svg, width, height } = brand.drawing;
  context.drawImage(await imageOf(svg), PAD, PAD - BRAND.gap, width, height);
  context.font = `${BRAND_FONT} ${family}`;
  context.fillStyle = colours.name;
  const left = width + BRAND.gap;
  // A name without room is squeezed into it.
  context.fillText(brand.name, PAD + left, PAD - BRAND.gap + height / 2 + 5, room - left);
}

/**
 * The drawing as a picture, upright or as wide as a slide, with its title, description, legend, source and address. The browser draws the shapes from the SVG;
 * texts are written on the canvas, where the page's font is available. It is made in the page, without any request.
 */
export async function posterPng(svg: SVGSVGElement, texts: PosterTexts, isSlide = false): Promise<Blob> {
  const canvas = document.createElement("canvas");
  const context = canvas.getContext("2d");
  if (!context) throw new Error("this browser gives no 2d canvas");
  const poster = posterOf(context, svg, texts, isSlide);
  const { room, width, height, wide, high, left, top, around } = poster;
  const scale = isSlide ? SLIDE_PIXELS / wide : Math.min(SCALE, MOST_PIXELS / Math.max(wide, high));
  canvas.width = Math.round(scale * wide);
  canvas.height = Math.round(scale * high);
  context.scale(scale, scale);
  context.fillStyle = poster.card;
  context.fillRect(0, 0, wide, high);
  await paintBrand(context, poster);
  write(context, around.above, room, poster.titleTop);
  context.drawImage(await imageOf(poster.shapes), left, top, poster.scale * width, poster.scale * height);
  writeInside(context, poster);
  paintLegend(context, poster, await signsOf(poster.legend));
  write(context, around.below, room, poster.foot);
  write(context, around.across, wide - 2 * PAD, poster.acrossTop);
  return new Promise((done, fail) =>
    canvas.toBlob((blob) => (blob ? done(blob) : fail(new Error("no picture was made"))), "image/png"),
  );
}
