import { Levels } from "./levels.tsx";
import { type ChartFrame, Drawing, linesWithin, px, SMALL, textWidth, ticksTo, tickTexts } from "./parts.tsx";
import { PeriodNames } from "./period-names.tsx";
import { bandPath, cappedMargin, linePath, type PeriodPoint, type PeriodScale, stretchesOf } from "./stretches.ts";

/** A series with a point for each period of the axis. */
export interface TimeSeries {
  readonly name: string;
  /** true for the whole, of places or of homes, whose line is dashed and whose band is paler; the others differ by their points */
  readonly whole: boolean;
  readonly points: readonly PeriodPoint[];
}

export interface OverTimeProps extends ChartFrame {
  /** names of the periods in order, including those without a figure */
  readonly periods: readonly string[];
  readonly series: readonly TimeSeries[];
  readonly unit: string;
  readonly format: (value: number) => string;
  /** text beside the line of a break */
  readonly broken: string;
  /** makes each point tappable: it carries its period's place and its series' name */
  readonly tapped?: true;
  /** the point that is read out, as a tap gives it: `3 name` */
  readonly chosen?: string | null;
}

/** The bounds that hold every margin of a figure to rely on, and the others' figures, with a little air. A margin too wide to rely on may go on beyond them. They do not begin at 0, where lines would lie flat: points are drawn, not lengths. */
export function timeDomain(series: readonly TimeSeries[]): readonly [number, number] {
  const all = series.flatMap(({ points }) =>
    points.flatMap(({ interval, wide }) => (interval ? [interval.lower, interval.upper] : wide ? [wide.value] : [])),
  );
  if (all.length === 0) return [0, 1];
  const [least, most] = [Math.min(...all), Math.max(...all)];
  const air = (most - least || Math.abs(most) || 1) * 0.12;
  const from = least - air;
  return [least >= 0 ? Math.max(0, from) : from, most + air];
}

/**
 * Series over periods: a line through points, with its margin as a pale band. The whole is dashed; of the others each has points
 * of its own form. No line crosses a gap or a break.
 */
export function OverTime(props: OverTimeProps) {
  const { width, series } = props;
  const names = series.filter(({ points }) => points.some(({ interval, wide }) => interval ?? wide));
  const keys = width < WIDE ? keysOf(names, width) : [];
  const head = keys.reduce((sum, { lines }) => sum + LINE * lines.length, 0);
  const height = Math.round(Math.max(240, Math.min(380, width * 0.55))) + head;
  return (
    <Drawing {...props} height={height}>
      {keys.map((key) => (
        <Key key={key.series.name} {...key} form={formOf(key.series, series)} />
      ))}
      <TimeMarks {...props} height={height} domain={timeDomain(series)} names={width < WIDE ? [] : names} head={head} />
    </Drawing>
  );
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
}

interface TimeLayout extends PeriodScale {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly floor: number;
  /** width of a period, in px */
  readonly pace: number;
  readonly ticks: readonly number[];
  readonly texts: readonly string[];
}

/** Width in px from which names stand after their lines, not above all of them. */
const WIDE = 560;
/** Most of the width that names take after their lines, as a share. */
const MOST_ASIDE = 0.28;

function layoutOf({ width, periods, unit, format, names, head, height, domain }: TimeMarksProps): TimeLayout {
  const [y0, y1] = domain;
  const ticks = ticksTo(y0, y1, height < 200 ? 2 : 3);
  const texts = tickTexts(ticks, format, unit);
  const left = 10 + Math.max(...texts.map((text) => textWidth(text)));
  const aside = 20 + Math.max(...names.map(({ name }) => textWidth(name, SMALL, true)));
  const right = width - (names.length > 0 ? Math.min(width * MOST_ASIDE, aside) : 14);
  const [top, floor] = [head + 10, height - 26];
  const pace = (right - left) / Math.max(1, periods.length);
  return {
    x: (i) => left + pace * (i + 0.5),
    y: (value) => floor - ((value - y0) / (y1 - y0)) * (floor - top),
    left,
    right,
    top,
    floor,
    pace,
    ticks,
    texts,
  };
}

/** Everything within the drawing. */
export function TimeMarks(props: TimeMarksProps) {
  const { width, id, periods, series, broken, names, tapped, chosen } = props;
  const layout = layoutOf(props);
  const { x, y, left, right, floor, pace } = layout;
  const breaks = new Set(series.flatMap(({ points }) => points.flatMap(({ broken: cut }, i) => (cut && i > 0 ? [i] : []))));
  return (
    <>
      <Levels ticks={layout.ticks} texts={layout.texts} y={y} left={left} right={right} gap={8} />
      <path d={`M${px(left)} ${floor}H${px(right)}`} stroke="var(--edge)" />
      <PeriodNames names={periods} x={x} y={floor + 19} pace={pace} gap={10} />
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

interface TimeLineProps {
  readonly series: TimeSeries;
  readonly form: Form;
  readonly scale: TimeLayout;
}

/** The line and points of a series; the line of the whole is dashed. */
function TimeLine({ series: { whole, points }, form, scale }: TimeLineProps) {
  const { x, y, top, floor } = scale;
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
            <path d={cappedMargin(i, wide, scale, 10 * size, [top, floor])} />
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
