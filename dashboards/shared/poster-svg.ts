import {
  BRAND,
  BRAND_FONT,
  type DrawnText,
  itemWidth,
  LEGEND,
  LEGEND_FONT,
  type LegendItem,
  PAD,
  type Poster,
  type PosterText,
  type PosterTexts,
  placedLines,
  plainColour,
  posterOf,
} from "./poster-parts.ts";

const escaped = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");

/** An element; attributes that are undefined are left out. */
function element(name: string, attributes: Readonly<Record<string, string | number | undefined>>, content = ""): string {
  const written = Object.entries(attributes).flatMap(([key, value]) =>
    value === undefined ? [] : [` ${key}="${escaped(typeof value === "number" ? String(Number(value.toFixed(2))) : value)}"`],
  );
  return `<${name}${written.join("")}${content === "" ? "/>" : `>${content}</${name}>`}`;
}

/** The width of a text in the page's type, into which another type is squeezed where this one is missing. */
function kept(context: CanvasRenderingContext2D, font: string, text: string) {
  context.font = font;
  return { textLength: context.measureText(text).width, lengthAdjust: "spacingAndGlyphs" };
}

/** Lines of texts one below the other, starting at `top`. */
function writtenLines(context: CanvasRenderingContext2D, texts: readonly PosterText[], width: number, top: number): string {
  return placedLines(context, texts, width, top)
    .map(({ said, y, font, colour }) => {
      const [, weight, size] = /^(\d+) (\d+)px/.exec(font) ?? [];
      const at = { x: PAD, y, "font-weight": weight, "font-size": size, fill: colour };
      return element("text", { ...at, ...kept(context, font, said.trim()) }, escaped(said.trim()));
    })
    .join("");
}

/** A text of the drawing at its place. */
function writtenInside(context: CanvasRenderingContext2D, family: string, top: number, text: DrawnText): string {
  const { said, x, y, anchor, font, fill, stroke, halo } = text;
  const [weight, size = ""] = font.split(" ");
  const edge =
    halo > 0 ? { stroke: plainColour(stroke), "stroke-width": halo, "stroke-linejoin": "round", "paint-order": "stroke" } : {};
  const at = {
    x: PAD + x,
    y: top + y,
    "text-anchor": anchor,
    "font-weight": weight,
    "font-size": Number.parseFloat(size),
    fill: plainColour(fill),
  };
  return element("text", { ...at, ...edge, ...kept(context, `${font} ${family}`, said) }, escaped(said));
}

/** The paint of a legend's sign, and the gradient or pattern that it refers to. */
function paintOf({ colours, hatched, dotted }: LegendItem, id: string): { readonly paint: string; readonly definition: string } {
  const [first = "none", last = first] = [colours[0], colours.at(-1)].map((colour) => colour && plainColour(colour));
  if (!hatched && !dotted && first === last) return { paint: first, definition: "" };
  const tile = { id, width: 6, height: 6, patternUnits: "userSpaceOnUse" };
  const definition = hatched
    ? element("pattern", tile, element("path", { d: "M0 6 6 0", stroke: first, "stroke-width": 2 }))
    : dotted
      ? element(
          "pattern",
          tile,
          element("rect", { width: 6, height: 6, fill: first }) + element("circle", { cx: 3, cy: 3, r: 1.3, fill: last }),
        )
      : element(
          "linearGradient",
          { id },
          element("stop", { "stop-color": first }) + element("stop", { offset: 1, "stop-color": last }),
        );
  return { paint: `url(#${id})`, definition };
}

/** The legend: signs, marks and texts. */
function writtenLegend(context: CanvasRenderingContext2D, { legend, legendTop, colours, family }: Poster): string {
  const font = `${LEGEND_FONT} ${family}`;
  context.font = font;
  return legend
    .flatMap((line, i) => {
      let x = PAD;
      const y = legendTop + i * LEGEND.line + (LEGEND.line - LEGEND.height) / 2;
      return line.map((item, j) => {
        const { paint, definition } = paintOf(item, `sign-${i}-${j}`);
        const [from, wide] = [x, item.round ? LEGEND.height : LEGEND.width];
        x += item.inset ?? 0;
        const box = { x, y, width: wide, height: LEGEND.height, rx: item.round ? LEGEND.height / 2 : 3 };
        const dashes = item.dashed ? { "stroke-dasharray": "2 2" } : {};
        const sign =
          item.colours.length === 0 ? "" : definition + element("rect", { ...box, fill: paint, stroke: colours.edge, ...dashes });
        if (sign !== "") x += wide + LEGEND.gap;
        const { mark } = item;
        const drawn = mark ? element("path", { d: mark.path, transform: `translate(${x} ${y + 3})`, fill: colours.ink }) : "";
        if (mark) x += mark.width + LEGEND.gap;
        const { drawing } = item;
        const shapes = drawing
          ? element("g", { transform: `translate(${x} ${y + (LEGEND.height - drawing.height) / 2})` }, drawing.svg)
          : "";
        if (drawing) x += drawing.width + LEGEND.gap;
        const at = { x, y: y + LEGEND.height - 2, "font-size": 15, fill: colours.ink };
        x = from + itemWidth(context, item) + LEGEND.between;
        return sign + drawn + shapes + element("text", { ...at, ...kept(context, font, item.text) }, escaped(item.text));
      });
    })
    .join("");
}

/** The mark of the commons and its name, above the title. */
function writtenBrand(context: CanvasRenderingContext2D, { brand, colours, family, width: room }: Poster): string {
  if (brand === null) return "";
  const { svg, width, height } = brand.drawing;
  const top = PAD - BRAND.gap;
  const left = width + BRAND.gap;
  const at = { x: PAD + left, y: top + height / 2 + 5, "font-weight": 700, "font-size": 15, fill: colours.name };
  const squeezed = kept(context, `${BRAND_FONT} ${family}`, brand.name);
  const fitted = { ...squeezed, textLength: Math.min(squeezed.textLength, room - left) };
  const name = element("text", { ...at, ...fitted }, escaped(brand.name));
  return element("g", { transform: `translate(${PAD} ${top})` }, svg) + name;
}

/** Families that a program which reads no type in a file may have instead; each is as plain as the page's own. */
const FALLBACKS = "'Segoe UI', Roboto, 'Helvetica Neue', Arial, 'Liberation Sans', sans-serif";

/** A file as an address that holds all of it. */
async function dataUrl(url: URL): Promise<string> {
  const blob = await (await fetch(url)).blob();
  return new Promise((done, failed) => {
    const reader = new FileReader();
    reader.onload = () => done(String(reader.result));
    reader.onerror = () => failed(reader.error);
    reader.readAsDataURL(blob);
  });
}

/** A face of the page's type, with its file in it: a picture elsewhere has no way to the site. */
interface Face {
  readonly family: string;
  readonly weight: string;
  readonly address: string;
}

async function readFace(rule: CSSFontFaceRule, sheet: string): Promise<Face[]> {
  const [family = "", weight = "", src = ""] = ["font-family", "font-weight", "src"].map((name) =>
    rule.style.getPropertyValue(name),
  );
  const file = /url\("?([^")]+)/.exec(src)?.[1];
  if (file === undefined) return [];
  return [{ family: family.replaceAll('"', ""), weight, address: await dataUrl(new URL(file, sheet)) }];
}

let faces: Promise<readonly Face[]> | null = null;

/**
 * Reads all faces of the page's sheets, once. Which of them a picture needs follows from what it shows, and must not be seen in what
 * is requested; so pages that draw somebody's own figures call it at the first touch. Without a connection there are none.
 */
export function readFaces(): Promise<readonly Face[]> {
  faces ??= Promise.all(
    [...document.styleSheets].flatMap(({ cssRules, href }) =>
      [...cssRules].flatMap((rule) => (rule instanceof CSSFontFaceRule ? [readFace(rule, href ?? document.baseURI)] : [])),
    ),
  ).then(
    (read) => read.flat(),
    () => [],
  );
  return faces;
}

/** The faces of a family in some weights, as a sheet. */
async function facesOf(family: string, weights: ReadonlySet<string>): Promise<string> {
  return (await readFaces())
    .filter((face) => face.family === family && weights.has(face.weight))
    .map(({ weight, address }) => `@font-face{font-family:${family};font-weight:${weight};src:url(${address})}`)
    .join("");
}

/**
 * The picture as an SVG file that needs nothing else: every style is written out, texts stay texts, and title, description, notes,
 * source and address are in it. So is the type, for browsers; where a program does not read it, another takes its place and its width.
 */
export async function posterSvg(svg: SVGSVGElement, texts: PosterTexts): Promise<Blob> {
  const context = document.createElement("canvas").getContext("2d");
  if (!context) throw new Error("this browser gives no 2d canvas");
  const poster = posterOf(context, svg, texts);
  const { wide, high, width, top, around } = poster;
  const content = [
    element("title", {}, escaped(texts.title)),
    element("desc", {}, escaped([texts.subtitle, ...(texts.notes ?? []), texts.source, texts.address].filter(Boolean).join(" "))),
    element("rect", { width: wide, height: high, fill: poster.card }),
    writtenBrand(context, poster),
    writtenLines(context, around.above, width, poster.titleTop),
    element("g", { transform: `translate(${PAD} ${top})` }, poster.shapes),
    ...poster.inside.map((text) => writtenInside(context, poster.family, top, text)),
    writtenLegend(context, poster),
    writtenLines(context, around.below, width, poster.foot),
  ];
  const family = poster.family.split(",")[0]?.replaceAll('"', "").trim() ?? "";
  const weights = new Set(["400", ...[...content.join("").matchAll(/font-weight="(\d+)"/g)].map(([, weight = ""]) => weight)]);
  const sheet = await facesOf(family, weights);
  const root = {
    xmlns: "http://www.w3.org/2000/svg",
    width: wide,
    height: high,
    viewBox: `0 0 ${wide} ${high}`,
    "font-family": `${family}, ${FALLBACKS}`,
  };
  const styled = sheet === "" ? content : [element("style", {}, sheet), ...content];
  return new Blob([`<?xml version="1.0" encoding="UTF-8"?>\n${element("svg", root, styled.join(""))}\n`], {
    type: "image/svg+xml",
  });
}
