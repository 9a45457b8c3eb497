import type { WithMargin } from "../shared/reliable-interval.ts";
import { Levels } from "./levels.tsx";
import { AGAINST_COLOURS, type Against } from "./margin-mark.tsx";
import { type ChartFrame, Drawing, linesWithin, px, SMALL, TIGHT, textWidth, ticksTo } from "./parts.tsx";
import { type Box, leadLabels, placeLabels, touch } from "./place-labels.ts";

/** An area with two figures, each with its margin. */
export interface ScatterPoint {
  readonly code: string;
  readonly name: string;
  readonly x: WithMargin;
  readonly y: WithMargin;
  /** how the vertical figure compares with the whole territory; absent where there is no whole */
  readonly against?: Against;
  /** true: it does not count in the link, and is smaller than those that do */
  readonly isApart?: boolean;
}

export interface ScatterAxis {
  /** measure, period and unit */
  readonly title: string;
  /** the whole territory: a dotted line with its words, and its margin as a pale band */
  readonly whole: (WithMargin & { readonly text: string }) | null;
  readonly format: (value: number) => string;
}

export interface ScatterProps extends ChartFrame {
  readonly points: readonly ScatterPoint[];
  readonly across: ScatterAxis;
  readonly up: ScatterAxis;
  readonly chosen: string | null;
}

/** px of the drawing, on a phone too: names need room between the margins */
const LEAST_HEIGHT = 400;
/** Height of a line of an axis' title, in px. */
const LINE = 18;
/** Number of points up to which every name that finds no room beside its point may stand at the end of a line. */
const FEW = 12;

/** Tells whether the point's figure is surely less or more than the whole's. */
const differs = ({ against }: ScatterPoint): boolean => against === "less" || against === "more";

/** The bounds of an axis: all margins and a little air. They need not include 0. */
function domainOf(intervals: readonly WithMargin[], whole: WithMargin | null): readonly [number, number] {
  const all = [...intervals, ...(whole ? [whole] : [])].flatMap(({ lower, upper }) => [lower, upper]);
  const [least, most] = [Math.min(...all), Math.max(...all)];
  const air = (most - least || Math.abs(most) || 1) * 0.06;
  return [least - air, most + air];
}

interface ScatterLayout {
  readonly x: (value: number) => number;
  readonly y: (value: number) => number;
  /** edges of the plot, in px */
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly floor: number;
  readonly height: number;
  readonly acrossTicks: readonly number[];
  readonly upTicks: readonly number[];
}

function layoutOf({ width, points, across, up }: ScatterProps): ScatterLayout {
  const further = (title: string): number => LINE * (linesWithin(title, width - 8, SMALL, true).length - 1);
  const height = Math.round(Math.max(LEAST_HEIGHT, Math.min(520, width * 0.72)) + further(up.title) + further(across.title));
  const [x0, x1] = domainOf(
    points.map(({ x }) => x),
    across.whole,
  );
  const [y0, y1] = domainOf(
    points.map(({ y }) => y),
    up.whole,
  );
  const upTicks = ticksTo(y0, y1, 3);
  const left = 12 + Math.max(...upTicks.map((tick) => textWidth(up.format(tick))));
  const [top, right, floor] = [(across.whole ? 44 : 34) + further(up.title), width - 8, height - 46 - further(across.title)];
  return {
    x: (value) => left + ((value - x0) / (x1 - x0)) * (right - left),
    y: (value) => floor - ((value - y0) / (y1 - y0)) * (floor - top),
    left,
    right,
    top,
    floor,
    height,
    acrossTicks: ticksTo(x0, x1, width < 420 ? 2 : 4),
    upTicks,
  };
}

/** The chosen area, those that differ from the whole, then the furthest from it: earlier ones choose the places of their names first. */
function inOrder({ points, up, chosen }: ScatterProps): readonly ScatterPoint[] {
  const [y0, y1] = domainOf(
    points.map(({ y }) => y),
    up.whole,
  );
  const middle = up.whole?.value ?? (y0 + y1) / 2;
  const sorted = [...points].sort(
    (a, b) => Number(differs(b)) - Number(differs(a)) || Math.abs(b.y.value - middle) - Math.abs(a.y.value - middle),
  );
  return [...sorted.filter(({ code }) => code === chosen), ...sorted.filter(({ code }) => code !== chosen)];
}

/**
 * Areas by two measures: each a point, with both margins as thin lines. The colour compares the vertical figure with the whole
 * territory; a hollow point means that the difference cannot be told.
 */
export function Scatter(props: ScatterProps) {
  const { width, across, up, chosen } = props;
  const layout = layoutOf(props);
  const below = linesWithin(across.title, layout.right, SMALL, true);
  const { x, y, right, floor } = layout;
  const points = inOrder(props);
  const lines = marginLines(props, layout);
  const wholes = wholeLines(props, layout);
  const words = wholeWords(props, layout, [...lines, ...wholes]);
  return (
    <Drawing {...props} height={layout.height}>
      {linesWithin(up.title, width, SMALL, true).map((line, i) => (
        <text key={line} x="0" y={14 + LINE * i} font-weight="700">
          {line}
        </text>
      ))}
      <Grid across={across} up={up} layout={layout} />
      {below.map((line, i) => (
        <text key={line} x={px(right)} y={floor + 38 + LINE * i} text-anchor="end" font-weight="700">
          {line}
        </text>
      ))}
      <WholeLines across={across.whole} up={up.whole} layout={layout} />
      {points.map(({ code, x: across_, y: up_, against }) => (
        <g key={code} stroke={against ? AGAINST_COLOURS[against] : "var(--ink-2)"} stroke-width="1.300" stroke-opacity="0.750">
          <path d={`M${px(x(across_.lower))} ${px(y(up_.value))}H${px(x(across_.upper))}`} />
          <path d={`M${px(x(across_.value))} ${px(y(up_.lower))}V${px(y(up_.upper))}`} />
        </g>
      ))}
      <WholeWords words={words} />
      <AreaPoints points={points} chosen={chosen} layout={layout} />
      <AreaNames points={points} chosen={chosen} layout={layout} taken={[...wholes, ...words.map(boxOf)]} lines={lines} />
    </Drawing>
  );
}

const flat = (from: number, to: number, at: number): Box => ({ left: from, right: to, top: at - 0.7, bottom: at + 0.7 });
const upright = (at: number, from: number, to: number): Box => ({ left: at - 0.7, right: at + 0.7, top: from, bottom: to });

/** Where the margins of all points are: words stand clear of them where they can. */
function marginLines({ points }: ScatterProps, { x, y }: ScatterLayout): readonly Box[] {
  return points.flatMap((point) => [
    flat(x(point.x.lower), x(point.x.upper), y(point.y.value)),
    upright(x(point.x.value), y(point.y.upper), y(point.y.lower)),
  ]);
}

/** Where the lines of the whole are. */
function wholeLines({ across, up }: ScatterProps, { x, y, left, right, top, floor }: ScatterLayout): readonly Box[] {
  return [
    ...(up.whole ? [flat(left, right, y(up.whole.value))] : []),
    ...(across.whole ? [upright(x(across.whole.value), top, floor)] : []),
  ];
}

interface WholeProps {
  readonly across: ScatterAxis["whole"];
  readonly up: ScatterAxis["whole"];
  readonly layout: ScatterLayout;
}

interface WholeWord {
  readonly text: string;
  readonly at: number;
  /** base line of the letters */
  readonly base: number;
  /** true: the words end at `at`; false: they begin there */
  readonly end: boolean;
}

interface PointsProps {
  readonly points: readonly ScatterPoint[];
  readonly chosen: string | null;
  readonly layout: ScatterLayout;
}

function Grid({ across, up, layout }: Pick<ScatterProps, "across" | "up"> & { readonly layout: ScatterLayout }) {
  const { x, y, left, right, top, floor, acrossTicks, upTicks } = layout;
  return (
    <>
      <Levels ticks={upTicks} texts={upTicks.map(up.format)} y={y} left={left} right={right} gap={8} />
      {acrossTicks.map((tick) => (
        <g key={tick}>
          <path d={`M${px(x(tick))} ${top}V${floor}`} stroke="var(--line)" />
          <text x={px(x(tick))} y={floor + 18} text-anchor="middle" fill="var(--ink-2)">
            {across.format(tick)}
          </text>
        </g>
      ))}
    </>
  );
}

/** The whole territory by each measure: a dotted line on the pale band of its margin. */
function WholeLines({ across, up, layout: { x, y, left, right, top, floor } }: WholeProps) {
  return (
    <>
      <g fill="var(--ink)" fill-opacity="0.070">
        {across ? (
          <rect x={px(x(across.lower))} y={top} width={px(x(across.upper) - x(across.lower))} height={floor - top} />
        ) : null}
        {up ? <rect x={px(left)} y={px(y(up.upper))} width={px(right - left)} height={px(y(up.lower) - y(up.upper))} /> : null}
      </g>
      <g stroke="var(--ink)" stroke-width="1.500" stroke-dasharray="1.500 4" stroke-linecap="round">
        {across ? <path d={`M${px(x(across.value))} ${top}V${floor}`} /> : null}
        {up ? <path d={`M${px(left)} ${px(y(up.value))}H${px(right)}`} /> : null}
      </g>
    </>
  );
}

function boxOf({ at, base, end, text }: WholeWord): Box {
  const wide = textWidth(text);
  return { left: end ? at - wide : at, right: end ? at : at + wide, top: base - SMALL, bottom: base + 4 };
}

/** The figure at the end of words such as `Lyon 8e : 72 €`, for where there is no room for the name. */
const figureOf = (text: string): string => text.replace(/^.*:\s*/, "");

/**
 * The words of the whole: those across stand above the plot, and those up have some places along their line, of which they take the
 * first that hides fewest points, then crosses fewest lines. Where the name would hide a point or leave the drawing, the figure stands
 * alone.
 */
function wholeWords(
  { points, across, up }: ScatterProps,
  { x, y, left, right, top }: ScatterLayout,
  lines: readonly Box[],
): readonly WholeWord[] {
  const dots = points.map((point) => {
    const [cx, cy] = [x(point.x.value), y(point.y.value)];
    return { left: cx - 9, right: cx + 9, top: cy - 9, bottom: cy + 9 };
  });
  const hidden = (word: WholeWord, other: WholeWord | null): number =>
    (other && touch(boxOf(word), boxOf(other)) ? 1000 : 0) +
    100 * dots.filter((dot) => touch(boxOf(word), dot)).length +
    lines.filter((line) => touch(boxOf(word), line)).length;
  const best = (places: readonly WholeWord[], other: WholeWord | null): WholeWord =>
    places.reduce((one, place) => (hidden(place, other) < hidden(one, other) ? place : one));
  // Above the plot no margin passes. There the words stand over their line, as far from the edges as they must.
  const over = (text: string, at: number): WholeWord => ({
    text,
    at: Math.max(Math.min(left, right - textWidth(text)), Math.min(right - textWidth(text), at - textWidth(text) / 2)),
    base: top - 6,
    end: false,
  });
  const along = (text: string, at: number): WholeWord[] =>
    [at - 6, at + 16].flatMap((base) =>
      [right, (left + right + textWidth(text)) / 2, left + 4 + textWidth(text)].map((end) => ({
        text,
        at: end,
        base,
        end: true,
      })),
    );
  const fitting = (text: string, room: number): string => (textWidth(text) <= room ? text : figureOf(text));
  const first = across.whole && over(fitting(across.whole.text, right), x(across.whole.value));
  const named = up.whole && best(along(fitting(up.whole.text, right - left), y(up.whole.value)), first);
  const second =
    up.whole && named && hidden(named, first) >= 100
      ? best([named, ...along(figureOf(up.whole.text), y(up.whole.value))], first)
      : named;
  return [first, second].flatMap((word) => word ?? []);
}

/** The words of the whole, drawn over the margins and under the points. */
function WholeWords({ words }: { readonly words: readonly WholeWord[] }) {
  return (
    <g fill="var(--ink-2)" stroke="var(--card)" stroke-width="5" paint-order="stroke">
      {words.map(({ at, base, end, text }) => (
        <text key={`${at} ${base}`} x={px(at)} y={px(base)} text-anchor={end ? "end" : "start"}>
          {text}
        </text>
      ))}
    </g>
  );
}

/** Points that can be tapped within a circle as wide as a finger. The chosen one, which is larger, hides no other, and a hollow one none that differs. */
function AreaPoints({ points, chosen, layout: { x, y } }: PointsProps) {
  const layer = (point: ScatterPoint): number => (point.code === chosen ? 0 : differs(point) ? 2 : 1);
  return (
    <g class="areas">
      {[...points]
        .sort((a, b) => layer(a) - layer(b))
        .map(({ code, x: { value: across }, y: { value: up }, against, isApart }) => {
          const colour = against ? AGAINST_COLOURS[against] : "var(--ink)";
          const hollow = against === "same";
          return (
            <g key={code} data-area={code}>
              <circle cx={px(x(across))} cy={px(y(up))} r="14" fill="transparent" data-area={code} />
              <circle
                cx={px(x(across))}
                cy={px(y(up))}
                r={code === chosen ? 7 : isApart ? 3 : 5}
                fill={hollow ? "var(--card)" : colour}
                stroke={hollow ? colour : "var(--card)"}
                stroke-width={hollow ? 2 : 1.5}
                data-area={code}
              />
            </g>
          );
        })}
    </g>
  );
}

function AreaNames({
  points,
  chosen,
  layout: { x, y, left, right, top, floor },
  taken,
  lines,
}: PointsProps & { readonly taken: readonly Box[]; readonly lines: readonly Box[] }) {
  const within = { left: left + 2, right, top: top - 4, bottom: floor - 4 };
  const named = points.map((point) => ({ x: x(point.x.value), y: y(point.y.value), name: point.name }));
  const beside = placeLabels(named, TIGHT, within, [...taken, ...lines]);
  // Among many points only those that differ from the whole, which are what is looked for, have their names at any distance.
  const isLed = (i: number): boolean => points.length <= FEW || differs(points[i] as ScatterPoint);
  const led = leadLabels(named, beside, TIGHT, within, taken, lines, isLed);
  const labels = beside.map((label, i) => label ?? led[i] ?? null);
  return (
    <g font-size={TIGHT} stroke="var(--card)" stroke-width="3" paint-order="stroke">
      {led.map((label) =>
        label === null ? null : (
          <path
            key={label.name}
            d={`M${px(label.from.x)} ${px(label.from.y)}L${px(label.to.x)} ${px(label.to.y)}`}
            stroke="var(--ink)"
            stroke-width="0.800"
          />
        ),
      )}
      {labels.map((label, i) => {
        if (label === null) return null;
        const code = points[i]?.code;
        return (
          <text
            key={code}
            x={px(label.x)}
            y={px(label.y)}
            text-anchor={label.anchor}
            font-weight={code === chosen ? 700 : 400}
            data-area={code}
          >
            {label.name}
          </text>
        );
      })}
    </g>
  );
}
