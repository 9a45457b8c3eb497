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

/** A copy whose colours are written out: outside the page there is no style sheet. Texts are left out where `texts` is false. */
function written(svg: SVGSVGElement, texts: boolean): string {
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
  if (!texts) for (const text of copy.querySelectorAll("text")) text.remove();
  return new XMLSerializer().serializeToString(copy);
}

function wrapped(context: CanvasRenderingContext2D, text: string, room: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const last = lines.at(-1);
    if (last !== undefined && context.measureText(`${last} ${word}`).width <= room) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

/**
 * The drawing as a picture with its title, of whom it is, its source and its address. Shapes are drawn by the browser from the SVG; texts
 * are set on the canvas, where the page's own type is at hand. It is made in the page and asks for nothing.
 */
export async function posterPng(svg: SVGSVGElement, texts: PosterTexts): Promise<Blob> {
  const { width, height } = svg.getBoundingClientRect();
  const style = getComputedStyle(document.documentElement);
  const colour = (name: string): string => style.getPropertyValue(name).trim();
  const family = style.fontFamily;
  const canvas = document.createElement("canvas");
  const context = canvas.getContext("2d");
  if (!context) throw new Error("this browser gives no 2d canvas");
  const parts = [
    { text: texts.title, font: `700 22px ${family}`, line: 28, colour: colour("--ink") },
    { text: texts.subtitle, font: `400 15px ${family}`, line: 21, colour: colour("--ink-2") },
  ];
  const foot = [texts.source, texts.address].map((text) => ({
    text,
    font: `400 13px ${family}`,
    line: 18,
    colour: colour("--ink-2"),
  }));
  const linesOf = ({ text, font }: { text: string; font: string }): string[] => {
    context.font = font;
    return wrapped(context, text, width);
  };
  const heightOf = (all: typeof parts): number => all.reduce((sum, part) => sum + part.line * linesOf(part).length, 0);
  const [head, tail] = [heightOf(parts), heightOf(foot)];
  canvas.width = Math.round(SCALE * (width + 2 * PAD));
  canvas.height = Math.round(SCALE * (head + height + tail + 4 * PAD));
  context.scale(SCALE, SCALE);
  context.fillStyle = colour("--card");
  context.fillRect(0, 0, canvas.width, canvas.height);
  let y = PAD;
  const write = (all: typeof parts): void => {
    context.textAlign = "left";
    for (const part of all) {
      for (const line of linesOf(part)) {
        context.font = part.font;
        context.fillStyle = part.colour;
        context.fillText(line, PAD, y + part.line * 0.75);
        y += part.line;
      }
    }
  };
  write(parts);
  y += PAD / 2;
  const image = new Image();
  // An address that holds the drawing itself: no request is made.
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(written(svg, false))}`;
  await image.decode();
  context.drawImage(image, PAD, y, width, height);
  const origin = svg.getBoundingClientRect();
  for (const text of svg.querySelectorAll("text")) {
    const computed = getComputedStyle(text);
    const matrix = text.getScreenCTM();
    if (!matrix) continue;
    const at = new DOMPoint(Number(text.getAttribute("x") ?? 0), Number(text.getAttribute("y") ?? 0)).matrixTransform(matrix);
    context.font = `${computed.fontWeight} ${computed.fontSize} ${family}`;
    context.fillStyle = computed.fill;
    context.textAlign = ({ middle: "center", end: "right" } as const)[computed.textAnchor as "middle" | "end"] ?? "left";
    context.fillText(text.textContent ?? "", PAD + at.x - origin.left, y + at.y - origin.top);
  }
  y += height + PAD;
  write(foot);
  return new Promise((done, fail) =>
    canvas.toBlob((blob) => (blob ? done(blob) : fail(new Error("no picture was made"))), "image/png"),
  );
}
