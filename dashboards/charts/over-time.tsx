import type { WithMargin } from "../shared/reliable-interval.ts";
import { cappedMargin } from "./capped-margin.ts";
import { Levels } from "./levels.tsx";
import { type ChartFrame, Drawing, linesWithin, px, SMALL, textWidth, ticksTo, tickTexts } from "./parts.tsx";
import { type AxisPeriod, PeriodAxis, periodAxisHeight } from "./period-axis.tsx";
import { type Box, touch } from "./place-labels.ts";
import { bandPath, linePath, type PeriodPoint, type PeriodScale, stretchesOf } from "./stretches.ts";

/** A series with a point for each period of the axis. */
export interface TimeSeries {
  readonly name: string;
  /** true for the whole, of places or of homes, whose line is dashed and whose band is paler; the others differ by their points */
  readonly whole: boolean;
  readonly points: readonly PeriodPoint[];
}

export interface OverTimeProps extends ChartFrame {
  /** the periods in order, including those without a figure */
  readonly periods: readonly AxisPeriod[];
  readonly series: readonly TimeSeries[];
  readonly unit: string;
  readonly format: (value: number) => string;
  /** text beside the line of a break */
  readonly broken: string;
  /** writes the figures at the ends of each line but the whole's; absent: the axis alone says them */
  readonly figure?: ((series: TimeSeries, interval: WithMargin) => string) | undefined;
  /** makes each point tappable: it carries its period's place and its series' name */
  readonly tapped?: true;
  /** the point that is read out, as a tap gives it: `3 name` */
  readonly chosen?: string | null;
}

/**
 * The bounds that hold every margin of a figure to rely on, and the others' figures, with a little air. Margins too wide to rely on may
 * go on beyond them. They do not begin at 0, where lines would lie flat: points are drawn, not lengths.
 */
export function timeDomain(series: readonly TimeSeries[]): readonly [number, number] {
  const points = series.flatMap((one) => one.points);
  const all = points.flatMap(({ interval, wide }) => (interval ? [interval.lower, interval.upper] : wide ? [wide.value] : []));
  if (all.length === 0) return [0, 1];
  const [least, most] = [Math.min(...all), Math.max(...all)];
  const span = most - least || Math.abs(most) || 1;
  const air = span * 0.12;
  return [least >= 0 ? Math.max(0, least - air) : least - air, most + air];
}

/** Tells whether a margin too wide to rely on goes on beyond an axis. One that begins at 0 ends there for every figure. */
export const goesBeyond = (series: readonly TimeSeries[], [from, to]: readonly [number, number]): boolean =>
  series.some(({ points }) =>
    points.some(({ interval, wide }) => wide && !interval && (wide.upper > to || (from > 0 && wide.lower < from))),
  );

/**
 * Series over periods: a line through points, with its margin as a pale band. The whole is dashed; of the others each has points
 * of its own form. No line crosses a gap or a break. Names stand after their lines or, where that takes too much of the width, beside
 * them; above all of them, each with a sample of its line, where lines leave no room.
 */
export function OverTime(props: OverTimeProps) {
  const { width, series } = props;
  const names = series.filter(({ points }) => points.some(({ interval, wide }) => interval ?? wide));
  const inner = Math.round(Math.max(240, Math.min(380, width * 0.55)));
  const marks = { ...props, domain: timeDomain(series), names: width < WIDE ? [] : names, head: 0, height: inner };
  const beside = width < WIDE ? besideLines(names, series, layoutOf(marks)) : [];
  const keys = beside === null ? keysOf(names, width) : [];
  const head = keys.reduce((sum, { lines }) => sum + LINE * lines.length, 0);
  return (
    <Drawing {...props} height={inner + head}>
      {keys.map((key) => (
        <Key key={key.series.name} {...key} form={formOf(key.series, series)} />
      ))}
      {/* Names beside their lines leave figures no room. */}
      <TimeMarks {...marks} height={inner + head} head={head} figure={beside?.length ? undefined : props.figure} />
      {beside?.map(({ name, whole, left, bottom }) => (
        <Lines key={name} lines={[name]} x={left} y={bottom - 5} whole={whole} />
      ))}
    </Drawing>
  );
}

interface NameBeside extends Box {
  readonly name: string;
  readonly whole: boolean;
}

/** Room in px between a point and its figure over or under it, and where there is none so near. */
const BESIDE = 6;
const FURTHER = [10, 14, 18, 24, 30, 36];

/**
 * The first and the last figure of each line but the whole's, over, under or beside its point, where it touches no line, no point and no
 * other figure. Where neither has room there, the last stands further over or under it.
 */
function endFigures(
  series: readonly TimeSeries[],
  figure: NonNullable<OverTimeProps["figure"]>,
  layout: TimeLayout,
): readonly (Box & { readonly text: string })[] {
  const { x, y, left, right, top, floor } = layout;
  // A lone point has its margin as a line over and under it.
  const margins = series.flatMap(({ points }) =>
    stretchesOf(points).flatMap(([i = 0, ...others]): Box[] => {
      const lone = others.length === 0 ? points[i]?.interval : null;
      return lone ? [{ left: x(i) - 2, right: x(i) + 2, top: y(lone.upper), bottom: y(lone.lower) }] : [];
    }),
  );
  const taken: Box[] = [...series.flatMap(({ points }) => trailOf(points, layout)), ...margins];
  const placed: (Box & { readonly text: string })[] = [];
  for (const one of series.filter(({ whole }) => !whole)) {
    const known = one.points.flatMap(({ interval }, i) => (interval ? [{ i, interval }] : []));
    const place = (end: (typeof known)[number] | undefined, steps: readonly number[]): boolean => {
      if (!end) return false;
      const text = figure(one, end.interval);
      const wide = textWidth(text);
      const at = y(end.interval.value);
      const over = Math.max(left, Math.min(right - wide, x(end.i) - wide / 2));
      const places = [
        ...steps.flatMap((step) => [[over, at - LINE - step] as const, [over, at + step] as const]),
        [x(end.i) + 9, at - LINE / 2],
        [x(end.i) - 9 - wide, at - LINE / 2],
      ] as const;
      const free = places
        .map(([from, upper]) => ({ text, left: from, right: from + wide, top: upper, bottom: upper + LINE }))
        .find(
          (box) =>
            box.left >= left &&
            box.right <= right &&
            box.top >= top - 10 &&
            box.bottom <= floor &&
            ![...taken, ...placed].some((other) => touch(box, other)),
        );
      if (free) placed.push(free);
      return free !== undefined;
    };
    const [first, last] = [known[0], known.at(-1)];
    const isWritten = [...new Set([first, last])].map((end) => place(end, [BESIDE])).some(Boolean);
    if (!isWritten) place(last, FURTHER);
  }
  return placed;
}

/** Each name over or under a point of its own line, where it touches no line, no point and no other name; null: not all have such a place. */
function besideLines(
  names: readonly TimeSeries[],
  series: readonly TimeSeries[],
  { x, y, left, right, top, floor }: TimeLayout,
): readonly NameBeside[] | null {
  const taken: Box[] = series.flatMap(({ points }) => trailOf(points, { x, y }));
  const placed: NameBeside[] = [];
  for (const { name, whole, points } of names) {
    const wide = textWidth(name, SMALL, true);
    const own = points.flatMap(({ interval }, i): NameBeside[] => {
      if (interval === null) return [];
      const from = Math.max(left, Math.min(right - wide, x(i) - wide / 2));
      const at = y(interval.value);
      const box = (upper: number): NameBeside => ({
        name,
        whole,
        left: from,
        right: from + wide,
        top: upper,
        bottom: upper + LINE,
      });
      return [box(at - LINE - 7), box(at + 7)];
    });
    const free = own.find(
      (box) => box.top >= top - 10 && box.bottom <= floor && ![...taken, ...placed].some((other) => touch(box, other)),
    );
    if (!free) return null;
    placed.push(free);
  }
  return placed;
}

/** Small boxes along a series' line and around its points. */
function trailOf(points: readonly PeriodPoint[], { x, y }: PeriodScale): Box[] {
  const around = (cx: number, cy: number, half: number): Box => ({
    left: cx - half,
    right: cx + half,
    top: cy - half,
    bottom: cy + half,
  });
  const known = points.flatMap(({ interval, wide }, i) => {
    const figure = interval ?? wide;
    return figure ? [{ cx: x(i), cy: y(figure.value) }] : [];
  });
  return known.flatMap(({ cx, cy }, i) => {
    const next = known[i + 1] ?? { cx, cy };
    const along = Array.from({ length: 11 }, (_, j) => (j + 1) / 12);
    return [around(cx, cy, 6), ...along.map((t) => around(cx + t * (next.cx - cx), cy + t * (next.cy - cy), 2))];
  });
}

/** What the points of a series look like. */
type Form = "whole" | (typeof FORMS)[number];

/** Forms of the points of series other than the whole, in turn. */
const FORMS = ["disc", "ring", "square", "frame"] as const;

function formOf(one: TimeSeries, series: readonly TimeSeries[]): Form {
  if (one.whole) return "whole";
  return FORMS[series.filter(({ whole }) => !whole).indexOf(one) % FORMS.length] ?? "disc";
}

/** Height in px of a line of a name, and width of the sample of a series before its name. */
const LINE = 18;
const SAMPLE = 36;

interface SeriesKey {
  readonly series: TimeSeries;
  readonly lines: readonly string[];
  /** px from the top */
  readonly at: number;
}

/** The names of series in lines below each other, for narrow screens where none fits beside its line. */
function keysOf(names: readonly TimeSeries[], width: number): readonly SeriesKey[] {
  let below = 0;
  return names.map((series) => {
    const lines = linesWithin(series.name, width - SAMPLE, SMALL, true);
    const at = below;
    below += LINE * lines.length;
    return { series, lines, at };
  });
}

/** A name with a sample of its line. */
function Key({ series: { whole }, lines, at, form }: SeriesKey & { readonly form: Form }) {
  const ink = whole ? "var(--ink-2)" : "var(--ink)";
  return (
    <g>
      <g stroke={ink}>
        <path d={`M0 ${at + 9}h28`} stroke-width="2" stroke-dasharray={whole ? "6 4" : undefined} />
        <Point cx={14} cy={at + 9} form={form} />
      </g>
      <Lines lines={lines} x={SAMPLE} y={at + 13.5} whole={whole} />
    </g>
  );
}

/** The point of a series, in the ink of its line. */
function Point({ form, cx, cy, scale = 1 }: { readonly cx: number; readonly cy: number; readonly form: Form; scale?: number }) {
  const ink = form === "whole" ? "var(--ink-2)" : "var(--ink)";
  const isHollow = form === "ring" || form === "frame";
  const paint = {
    fill: isHollow ? "var(--card)" : ink,
    stroke: isHollow ? ink : "var(--card)",
    "stroke-width": isHollow ? 2 : 1.5,
  };
  if (form === "square" || form === "frame")
    return <rect {...paint} x={px(cx - HALF_SQUARE)} y={px(cy - HALF_SQUARE)} width={2 * HALF_SQUARE} height={2 * HALF_SQUARE} />;
  return <circle {...paint} cx={cx} cy={cy} r={px((form === "whole" ? 3 : 4.5) * scale)} />;
}

/** Half the side of a square point, in px. */
const HALF_SQUARE = 4.25;

/** A name in one or several lines. */
function Lines({ lines, x, y, whole }: { lines: readonly string[]; x: number; y: number; whole: boolean }) {
  return (
    <text font-weight="700" fill={whole ? "var(--ink-2)" : undefined}>
      {lines.map((line, i) => (
        <tspan key={line} x={px(x)} y={px(y + LINE * i)}>
          {line}
        </tspan>
      ))}
    </text>
  );
}

interface TimeMarksProps extends Omit<OverTimeProps, "label"> {
  /** px */
  readonly height: number;
  /** bounds of the vertical axis, which panels share */
  readonly domain: readonly [number, number];
  /** series whose names stand after their lines; empty where they stand above */
  readonly names: readonly TimeSeries[];
  /** room above the drawing, in px */
  readonly head: number;
  /** false for a panel that has another before it, with the values of their axis */
  readonly isFirst?: boolean;
}

interface TimeLayout extends PeriodScale {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly floor: number;
  /** width of a period, in px */
  readonly pace: number;
  /** the lowest amount of the axis */
  readonly least: number;
  readonly ticks: readonly number[];
  readonly texts: readonly string[];
}

/** Width in px from which names stand after their lines, not above all of them. */
const WIDE = 560;
/** Most of the width that names take after their lines, as a share. */
const MOST_ASIDE = 0.28;

/** The round values of an axis for a drawing of some height, and their texts. */
function valuesOf([y0, y1]: TimeMarksProps["domain"], { unit, format }: Pick<OverTimeProps, "unit" | "format">, height: number) {
  const ticks = ticksTo(y0, y1, height < 200 ? 2 : 3);
  return { ticks, texts: tickTexts(ticks, format, unit) };
}

/** Width in px that the values of an axis take before a drawing of some height. */
export const valuesWidth = (...axis: Parameters<typeof valuesOf>): number =>
  10 + Math.max(...valuesOf(...axis).texts.map((text) => textWidth(text)));

function layoutOf({ width, periods, unit, format, names, head, height, domain }: TimeMarksProps): TimeLayout {
  const [y0, y1] = domain;
  const { ticks, texts } = valuesOf(domain, { unit, format }, height);
  const left = valuesWidth(domain, { unit, format }, height);
  const aside = 20 + Math.max(...names.map(({ name }) => textWidth(name, SMALL, true)));
  const right = width - (names.length > 0 ? Math.min(width * MOST_ASIDE, aside) : 14);
  const [top, floor] = [head + 10, height - periodAxisHeight(periods)];
  const pace = (right - left) / Math.max(1, periods.length);
  return {
    x: (i) => left + pace * (i + 0.5),
    y: (value) => floor - ((value - y0) / (y1 - y0)) * (floor - top),
    left,
    right,
    top,
    floor,
    pace,
    least: y0,
    ticks,
    texts,
  };
}

/** Everything within the drawing. */
export function TimeMarks(props: TimeMarksProps) {
  const { width, id, periods, series, broken, names, tapped, chosen, figure, isFirst = true } = props;
  const layout = layoutOf(props);
  const { x, y, left, right, floor, pace } = layout;
  const breaks = new Set(series.flatMap(({ points }) => points.flatMap(({ broken: cut }, i) => (cut && i > 0 ? [i] : []))));
  return (
    <>
      <Levels ticks={layout.ticks} texts={isFirst ? layout.texts : []} y={y} left={left} right={right} gap={8} />
      <path d={`M${px(left)} ${floor}H${px(right)}`} stroke="var(--edge)" />
      <PeriodAxis periods={periods} x={x} floor={floor} pace={pace} />
      {[...breaks].map((i) => (
        <Break key={i} x={x(i - 0.5)} layout={layout} text={broken} />
      ))}
      {series.map(({ name, whole, points }) =>
        stretchesOf(points).map((stretch) => (
          <Band
            key={`${name}-${stretch[0]}`}
            stretch={stretch}
            points={points}
            scale={layout}
            pale={whole}
            wide={Math.min(10, pace / 3)}
          />
        )),
      )}
      {series.map((one) => (
        <TimeLine key={`${id}-${one.name}`} series={one} form={formOf(one, series)} scale={layout} />
      ))}
      {(figure ? endFigures(series, figure, layout) : []).map(({ text, left: from, bottom }) => (
        <text
          key={`${from} ${bottom}`}
          x={px(from)}
          y={px(bottom - 5)}
          stroke="var(--card)"
          stroke-width="4"
          paint-order="stroke"
        >
          {text}
        </text>
      ))}
      {tapped
        ? series
            .filter(({ name }) => name !== "")
            .map((one) => <Hits key={one.name} series={one} scale={layout} pace={pace} chosen={chosen} />)
        : null}
      {atEnd(names, width - right - 8, layout).map(({ name, lines, at, whole }) => (
        <Lines key={name} lines={lines} x={right + 8} y={at + 4.5} whole={whole} />
      ))}
    </>
  );
}

/** A vertical line that no series crosses, with the reason. */
function Break({ x, layout: { top, floor }, text }: { x: number; layout: TimeLayout; text: string }) {
  return (
    <g>
      <path d={`M${px(x)} ${top}V${floor}`} stroke="var(--edge)" stroke-width="1.500" stroke-dasharray="4 4" />
      <text
        x={px(x - 6)}
        y={floor - 8}
        text-anchor="end"
        fill="var(--ink-2)"
        stroke="var(--card)"
        stroke-width="4"
        paint-order="stroke"
      >
        {text}
      </text>
    </g>
  );
}

/** A margin that ends at 0 on an axis that begins there. */
const fromZero = ({ value, lower, upper }: WithMargin, least: number): WithMargin => ({
  value,
  lower: least === 0 ? Math.max(0, lower) : lower,
  upper,
});

interface TimeLineProps {
  readonly series: TimeSeries;
  readonly form: Form;
  readonly scale: TimeLayout;
}

/** The line and points of a series; the line of the whole is dashed. */
function TimeLine({ series: { whole, points }, form, scale }: TimeLineProps) {
  const { x, y, top, floor, least } = scale;
  const ink = whole ? "var(--ink-2)" : "var(--ink)";
  // Points of a narrow panel leave the line between them in sight.
  const size = Math.max(0.45, Math.min(1, Math.abs(x(1) - x(0)) / 16));
  return (
    <g stroke={ink}>
      {stretchesOf(points).map((stretch) => (
        <path
          key={stretch[0]}
          d={linePath(stretch, points, scale)}
          fill="none"
          stroke-width="2"
          stroke-dasharray={whole ? "6 4" : undefined}
        />
      ))}
      {points.map(({ interval, wide }, i) =>
        interval ? (
          <Point key={i} cx={px(x(i))} cy={px(y(interval.value))} form={form} scale={size} />
        ) : wide ? (
          <g key={i} fill="var(--card)" stroke="var(--ink-2)" stroke-width="1.500" stroke-dasharray="2 2">
            <path d={cappedMargin(i, fromZero(wide, least), scale, 10 * size, [top, floor])} fill="none" />
            <circle cx={px(x(i))} cy={px(y(wide.value))} r={px(4.5 * size)} />
          </g>
        ) : null,
      )}
    </g>
  );
}

interface HitsProps {
  readonly series: TimeSeries;
  readonly scale: PeriodScale;
  readonly pace: number;
  readonly chosen: string | null | undefined;
}

/** Tap targets around points: as large as a finger needs, or half the way to the next point. */
function Hits({ series: { name, points }, scale: { x, y }, pace, chosen }: HitsProps) {
  return (
    <g class="areas">
      {points.map(({ interval, wide }, i) => {
        const figure = interval ?? wide;
        if (!figure) return null;
        const tap = `${i} ${name}`;
        const at = { cx: px(x(i)), cy: px(y(figure.value)) };
        return (
          <g key={tap}>
            {tap === chosen ? <circle {...at} r="8" fill="none" stroke="var(--ink)" stroke-width="2" /> : null}
            <circle {...at} r={px(Math.max(8, Math.min(18, pace / 2)))} fill="transparent" data-area={tap} />
          </g>
        );
      })}
    </g>
  );
}

interface BandProps {
  readonly stretch: readonly number[];
  readonly points: readonly PeriodPoint[];
  readonly scale: PeriodScale;
  readonly pale: boolean;
  /** width in px of the ends of a lone point's margin */
  readonly wide: number;
}

/** The margin along a stretch; for a lone point, a thin line through it. */
function Band({ stretch, points, scale, pale, wide }: BandProps) {
  const [first = 0] = stretch;
  const alone = stretch.length === 1 ? points[first]?.interval : null;
  if (alone) return <path d={cappedMargin(first, alone, scale, wide)} stroke="var(--ink-2)" stroke-width="1.500" fill="none" />;
  return <path d={bandPath(stretch, points, scale)} fill="var(--ink)" fill-opacity={pale ? 0.07 : 0.13} />;
}

/** Places each name, in lines no wider than `room` (px), beyond the last point of its series, apart from the other names. */
function atEnd(series: readonly TimeSeries[], room: number, { y, top, floor }: TimeLayout) {
  const wanted = series
    .map(({ name, whole, points }) => {
      const end = points.findLast(({ interval, wide }) => interval ?? wide);
      const last = end?.interval ?? end?.wide;
      const lines = linesWithin(name, room, SMALL, true);
      return { name, whole, lines, at: y(last?.value ?? 0) - (LINE * (lines.length - 1)) / 2 };
    })
    .sort((a, b) => a.at - b.at);
  let free = top;
  const down = wanted.map((one) => {
    const at = Math.max(one.at, free);
    free = at + LINE * one.lines.length;
    return { ...one, at };
  });
  const over = Math.max(0, free - LINE - floor);
  return down.map((one) => ({ ...one, at: one.at - over }));
}
