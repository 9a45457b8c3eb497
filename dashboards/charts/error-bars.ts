import { ACCENT, INK, MUTED, SECOND_ACCENT } from "./colours.ts";
import { element } from "./drawing.ts";
import { SMALL } from "./parts.tsx";

/** The parts of one figure's error, each as a share of the figure, with its words. A part with a null share has no bar. */
export interface ErrorRow {
  readonly name: string;
  readonly parts: readonly { readonly name: string; readonly share: number | null; readonly said: string }[];
}

export interface ErrorBars {
  readonly document: Document;
  readonly rows: readonly ErrorRow[];
  /** in CSS pixels */
  readonly width: number;
}

const COLOURS = [SECOND_ACCENT, ACCENT, MUTED];
const [BAR, PITCH, HEAD, GAP] = [12, 19, 22, 10];
/** Widths in px kept for the names of the parts and for the words after a bar, at 14 px in the widest font. */
const [NAMES, SAID] = [67, 84];

/** Bars below the name of each row, one per part, all on one scale, each followed by its words. */
export function errorBars({ document, rows, width }: ErrorBars): SVGSVGElement {
  const longest = Math.max(...rows.flatMap(({ parts }) => parts.map(({ share }) => share ?? 0)), 1e-9);
  const room = Math.max(40, width - NAMES - SAID);
  const heightOf = ({ parts }: ErrorRow) => HEAD + PITCH * parts.length + GAP;
  const height = rows.reduce((sum, row) => sum + heightOf(row), 0);
  const size = { viewBox: `0 0 ${width} ${height}`, width, height };
  const svg = element(document, "svg", { ...size, "font-size": SMALL, class: "error-bars" }) as SVGSVGElement;
  const text = (x: number, y: number, said: string, more: Readonly<Record<string, string | number>> = {}) => {
    const node = element(document, "text", { x, y, fill: INK, ...more });
    node.textContent = said;
    svg.append(node);
  };
  let top = 0;
  for (const row of rows) {
    text(0, top + 14, row.name, { "font-weight": 600 });
    row.parts.forEach(({ name, share, said }, i) => {
      const y = top + HEAD + PITCH * i;
      text(0, y + BAR - 1, name);
      if (share === null) return;
      const barWidth = Math.max(share === 0 ? 0 : 1.5, (room * share) / longest);
      svg.append(element(document, "rect", { x: NAMES, y, width: barWidth, height: BAR, fill: COLOURS[i] ?? MUTED }));
      text(NAMES + barWidth + 6, y + BAR - 1, said);
    });
    top += heightOf(row);
  }
  return svg;
}
