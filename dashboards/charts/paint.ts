import type { Cell } from "./cells.ts";
import { classBounds, classIndex } from "./classes.ts";
import type { Drawing } from "./drawing.ts";
import { hatching } from "./hatch.ts";
import type { LegendItem } from "./legend.ts";
import { FAINT, GRID, PAPER, spread, UNSAID } from "./palettes.ts";

/** How a map paints its cells, and the legend that says so. */
export interface Paint {
  fill(cell: Cell): string;
  /** of the fill: an unreliable cell recedes into the background */
  opacity(cell: Cell): number;
  readonly legend: readonly LegendItem[];
  /** the hatching, to put into the drawing */
  readonly defs: SVGElement;
}

/**
 * Five classes of the cells' values, unreliable cells faint, withheld ones hatched, missing ones blank.
 * The classes come from the reliable cells; from the unreliable too when there are fewer reliable ones than classes.
 *
 * @param value what the map shows of a cell; null paints it as unreliable
 */
export function paintCells<C extends Cell>(
  cells: readonly C[],
  value: (cell: Cell) => number | null,
  palette: readonly string[],
  drawing: Drawing,
): Paint {
  const { document, id, words } = drawing;
  const valuesOf = (kinds: readonly string[]): number[] =>
    cells.filter((cell) => kinds.includes(cell.kind)).flatMap((cell) => value(cell) ?? []);
  const reliable = valuesOf(["published"]);
  const bounds = classBounds(reliable.length < palette.length ? valuesOf(["published", "unreliable"]) : reliable);
  const colours = spread(palette, bounds.length + 1);
  const hatch = `${id}-hatch`;

  const fill = (cell: Cell): string => {
    if (cell.kind === "withheld") return `url(#${hatch})`;
    if (cell.kind === "none") return PAPER;
    const shown = value(cell);
    if (shown === null) return UNSAID;
    return colours[classIndex(shown, bounds)] as string;
  };
  const opacity = (cell: Cell): number => (cell.kind === "unreliable" && value(cell) !== null ? FAINT : 1);

  const has = (kind: string): boolean => cells.some((cell) => cell.kind === kind);
  const only = [...new Set(valuesOf(["published", "unreliable"]))];
  const classes: LegendItem[] =
    only.length === 0
      ? []
      : bounds.length === 0
        ? [{ text: drawing.format(only[0] as number), fill: colours[0] as string }]
        : colours.map((colour, i) => ({ text: classText(bounds, i, drawing), fill: colour }));
  const middle = colours[Math.floor(colours.length / 2)] as string;
  const legend = [
    ...classes,
    ...(has("unreliable") ? [{ text: words.unreliable, fill: middle, opacity: FAINT }] : []),
    ...(has("withheld") ? [{ text: words.withheld, fill: `url(#${hatch})` }] : []),
    ...(has("none") ? [{ text: words.none, fill: PAPER, stroke: GRID }] : []),
  ];
  return { fill, opacity, legend, defs: hatching(document, hatch) };
}

function classText(bounds: readonly number[], index: number, { words, format, tick }: Drawing): string {
  const lower = bounds[index - 1];
  const upper = bounds[index];
  if (lower === undefined) return words.below(format(upper as number));
  return upper === undefined ? words.above(format(lower)) : words.range(tick(lower), format(upper));
}
