import type { ComponentChildren } from "preact";
import type { WithMargin } from "../shared/reliable-interval.ts";
import { type Against, MarginMark } from "./margin-mark.tsx";
import {
  Axis,
  type ChartFrame,
  Drawing,
  Hatch,
  linesWithin,
  middleWithin,
  px,
  SMALL,
  shortened,
  textWidth,
  ticksTo,
} from "./parts.tsx";

/** One published mean with its margin; null: not enough homes. */
export interface Estimate {
  readonly name: string;
  /** distinguishes rows of the same name */
  readonly code?: string;
  readonly interval: WithMargin | null;
  /** the figure in words */
  readonly text: string;
  /** its margin in words, in a column of its own; absent: it is only drawn */
  readonly margin?: string;
  /** its margin in words, below the figure, where a column of its own would leave no axis; absent: it stands in that column or is only drawn */
  readonly below?: string;
  /** how it compares with the reference; absent where there is none */
  readonly against?: Against;
  /** true: the middle home, which is a thick tick and no dot */
  readonly isMiddle?: boolean;
  /** true: rows are left out here; its name says which, and it has no mark */
  readonly isBreak?: boolean;
}

/** A row as its mark shows it: below the line that sets rows apart, none is compared. */
export const asMarked = (row: Estimate, i: number, apart: number | undefined): Estimate =>
  apart !== undefined && i >= apart ? { ...row, against: "wide" } : row;

/** Props shared by the drawings of means, wherever they put the names. */
export interface EstimateRowsProps extends ChartFrame {
  readonly rows: readonly Estimate[];
  /** a line through all rows, with its words above, and its margin as a pale band where it has one */
  readonly reference?: { readonly value: number; readonly text: string; readonly lower?: number; readonly upper?: number };
  readonly unit: string;
  readonly format: (value: number) => string;
  /** number of the first row that is too uncertain to be ranked, with those after it; a thin line stands above it */
  readonly apart?: number | undefined;
  /** true: the axis spans the margins of the ranked rows and the figures of the others, whose margins may go on beyond it */
  readonly rankedAxis?: boolean;
  /** figures of the drawings beside, with which the axis is common */
  readonly among?: readonly number[];
  /** rows of all drawings that stand beside each other, whose texts leave each the same width */
  readonly alongside?: readonly Pick<Estimate, "text" | "margin" | "below">[];
  /** codes of the highlighted rows */
  readonly marked?: readonly string[];
}

/** Height in px above the first row, with and without words above it, and of each further line of the reference's words. */
const HEAD = { named: 30, plain: 6, line: 17 } as const;

/** Height in px above the first row, which the words of the reference need where there is one. */
export function estimatesHead(reference: { readonly text: string } | null | undefined, width: number): number {
  return reference ? HEAD.named + HEAD.line * (linesWithin(reference.text, width, SMALL).length - 1) : HEAD.plain;
}

export interface EstimateLayout {
  readonly x: (value: number) => number;
  /** values at the two ends of the axis; `left` and `right` are their places in px */
  readonly from: number;
  readonly to: number;
  readonly left: number;
  readonly right: number;
  /** top of the first row and height of the axis, in px */
  readonly head: number;
  readonly floor: number;
}

/** What of a drawing says where its values stand. */
export type LaidOut = Pick<EstimateRowsProps, "width" | "rows" | "reference" | "apart" | "rankedAxis" | "among">;

/** The values that an axis must show. */
function valuesOf({ rows, apart, rankedAxis = false, among = [] }: LaidOut): readonly number[] {
  const own = rows.flatMap(({ interval, against }, i) => {
    if (interval === null) return [];
    const isOpen = rankedAxis && (apart !== undefined ? i >= apart : among.length > 0 && against === "wide");
    return isOpen ? [interval.value] : [interval.lower, interval.upper];
  });
  return [...own, ...among];
}

/** Share of the largest value that a visitor and others are spread over from which their axis begins at 0. */
const FAR = 1 / 3;

/**
 * Places values and rows. The axis need not begin at 0, because points are drawn, not lengths; but a visitor far
 * from the others would stand at its very beginning, as if the figure were next to nothing, and beside a single one at its end, as if
 * it were extreme. `ends` are the axis' ends in px;
 * `air` is the room beyond the values as a share of their spread, at least `share` of the largest value; `pitch` is the height of
 * a row in px; `above` is the room in px for a line above the visitor's diamond.
 */
export function estimateLayout(
  laid: LaidOut,
  {
    ends,
    air,
    pitch,
    you = null,
    share = 0.02,
    above = 0,
  }: { ends: readonly [number, number]; air: number; pitch: number; you?: number | null; share?: number; above?: number },
): EstimateLayout {
  const { width, rows, reference } = laid;
  const all = [...valuesOf(laid), ...(you === null ? [] : [you]), ...(reference ? [reference.value] : [])];
  const most = Math.max(...all);
  const lowest = Math.min(...all);
  const isWhole = you !== null && (rows.length === 1 || most - lowest > most * FAR);
  const least = isWhole ? Math.min(0, lowest) : lowest;
  const room = Math.max((most - least) * air, most * share);
  const [from, to] = [Math.max(Math.min(0, least), least - room), most + room];
  const [left, right] = ends;
  const head = above + Math.max(estimatesHead(reference, width), you === null ? 0 : HEAD.named);
  return {
    x: (value) => left + ((value - from) / (to - from)) * (right - left),
    from,
    to,
    left,
    right,
    head,
    floor: head + pitch * rows.length + 2,
  };
}

/** Room beyond the values of an axis that spans the ranked rows, as a share of their spread. */
export const RANKED_AIR = 0.12;

/** Top and foot, in px. */
export type Stretch = readonly [top: number, foot: number];

/** A line down through some stretches. */
export function stemPath(x: number, stretches: readonly Stretch[]): string {
  return stretches.map(([top, foot]) => `M${px(x)} ${px(top)}V${px(foot)}`).join("");
}

interface EstimateFrameProps {
  readonly chart: EstimateRowsProps;
  readonly layout: EstimateLayout;
  /** least number of graduations */
  readonly ticks: number;
  /** stretches of height (px) that the grid and the reference cross: between them are names; absent: from the head to the floor */
  readonly crossed?: readonly Stretch[];
  /** drawn below the grid */
  readonly behind?: ComponentChildren;
  readonly children: ComponentChildren;
}

/** The drawing around the rows: grid, axis and reference. */
export function EstimateFrame({ chart, layout, ticks: least, crossed, behind, children }: EstimateFrameProps) {
  const { id, unit, format, reference } = chart;
  const { x, from, to, left, right, head, floor } = layout;
  const stretches = crossed ?? [[head, floor]];
  // Without any value there is nothing to measure along an axis.
  const ticks = Number.isFinite(from) ? ticksTo(from, to, least) : null;
  return (
    <Drawing {...chart} height={floor + 26}>
      <Hatch id={`${id}-hatch`} />
      {behind}
      {ticks?.map((tick) => (
        <path key={tick} d={stemPath(x(tick), stretches)} stroke="var(--line)" />
      ))}
      {ticks ? <Axis x={x} ticks={ticks} from={left} to={right} y={floor} format={format} unit={unit} /> : null}
      {reference ? <Reference width={chart.width} reference={reference} layout={layout} stretches={stretches} /> : null}
      {children}
    </Drawing>
  );
}

/** The stretches with what leads from the reference's name to the first of them. */
function underName(stretches: readonly Stretch[], head: number): readonly Stretch[] {
  const [[top, foot] = [head, head], ...others] = stretches;
  return top <= head ? [[head - 6, foot], ...others] : [[head - 6, head], ...stretches];
}

interface ReferenceProps {
  readonly width: number;
  readonly reference: NonNullable<EstimateRowsProps["reference"]>;
  readonly layout: EstimateLayout;
  readonly stretches: readonly Stretch[];
}

/** The line that rows are compared with, on the pale band of its margin. */
function Reference({ width, reference, layout: { x, from, to, head }, stretches }: ReferenceProps) {
  const { value, text, lower, upper } = reference;
  const lines = linesWithin(text, width, SMALL).map((line) => shortened(line, width));
  const half = Math.max(...lines.map((line) => textWidth(line))) / 2;
  const margin = lower === undefined || upper === undefined ? null : [px(x(Math.max(from, lower))), px(x(Math.min(to, upper)))];
  return (
    <g>
      {margin ? (
        <path
          d={stretches.map(([top, foot]) => `M${margin[0]} ${px(top)}H${margin[1]}V${px(foot)}H${margin[0]}Z`).join("")}
          fill="var(--ink)"
          fill-opacity="0.080"
        />
      ) : null}
      <path d={stemPath(x(value), underName(stretches, head))} stroke="var(--ink)" stroke-width="1.500" />
      {lines.map((line, i) => (
        <text
          key={line}
          x={px(middleWithin(x(value), half, width))}
          y={head - 12 - HEAD.line * (lines.length - 1 - i)}
          text-anchor="middle"
        >
          {line}
        </text>
      ))}
    </g>
  );
}

/** The thin line above the rows that are not ranked. */
export function ApartLine({ y, width }: { readonly y: number; readonly width: number }) {
  return <path d={`M0 ${px(y)}H${width}`} stroke="var(--edge)" stroke-dasharray="2 3" class="apart" />;
}

interface EstimateMarkProps {
  /** the drawing's id, from which the hatch pattern takes its own */
  readonly id: string;
  readonly row: Estimate;
  readonly layout: EstimateLayout;
  readonly y: number;
  readonly r: number | string;
}

/** Width in px of the hatching of a row without a figure: the same for all, so that nobody takes it for a margin. */
const HATCHED = 20;

/** A row's point and margin, or a small hatching at the left end of one without a figure. */
export function EstimateMark({ id, row, layout: { x, left, right }, y, r }: EstimateMarkProps) {
  const { interval, against, isMiddle, isBreak = false } = row;
  if (isBreak) return null;
  if (interval === null)
    return (
      <rect
        x={px(left)}
        y={px(y - 5)}
        width={px(Math.max(0, Math.min(HATCHED, right - left)))}
        height="10"
        rx="3"
        fill={`url(#${id}-hatch)`}
        stroke="var(--hatch)"
      />
    );
  return (
    <g>
      <MarginMark
        interval={interval}
        x={x}
        y={y}
        r={r}
        line="2"
        edge="1.500"
        against={against}
        ends={[left, right]}
        isMiddle={isMiddle}
      />
    </g>
  );
}
