import { type ChartFrame, Drawing, px, textWidth, ticksTo } from "./parts.tsx";

/** One period of a series; null: nothing is published. */
export interface TimePoint {
  readonly interval: { readonly value: number; readonly lower: number; readonly upper: number } | null;
  /** the first after a break: no line leads to it */
  readonly broken: boolean;
}

/** A series, a point for each period of the axis. */
export interface TimeSeries {
  readonly name: string;
  /** the whole is dashed, and has no band; others are full, or have hollow points from the second on */
  readonly whole: boolean;
  readonly points: readonly TimePoint[];
}

export interface OverTimeProps extends ChartFrame {
  /** in order, gaps included, as they stand under the axis */
  readonly periods: readonly string[];
  readonly series: readonly TimeSeries[];
  readonly unit: string;
  readonly format: (value: number) => string;
  /** beside the line of a break */
  readonly broken: string;
}

/** The bounds that hold every margin, with a little air. They need not begin at 0: what is drawn are points, not lengths. */
export function timeDomain(series: readonly TimeSeries[]): readonly [number, number] {
  const all = series.flatMap(({ points }) =>
    points.flatMap(({ interval }) => (interval ? [interval.lower, interval.upper] : [])),
  );
  if (all.length === 0) return [0, 1];
  const [least, most] = [Math.min(...all), Math.max(...all)];
  const air = (most - least || Math.abs(most) || 1) * 0.12;
  const from = least - air;
  return [least >= 0 && from < 0.35 * most ? Math.min(0, least) : from, most + air];
}

/** Stretches without a gap or break: a line across either would state what was not measured. */
export function stretchesOf(points: readonly TimePoint[]): readonly (readonly number[])[] {
  const found: number[][] = [];
  points.forEach(({ interval, broken }, i) => {
    if (interval === null) return;
    const last = found.at(-1);
    if (last && !broken && last.at(-1) === i - 1) last.push(i);
    else found.push([i]);
  });
  return found;
}

/**
 * Series over periods: a line through points, and its margin as a pale band. The whole is dashed; of two others one is full and one has
 * hollow points. Nothing crosses a gap or a break.
 */
export function OverTime(props: OverTimeProps) {
  const height = Math.round(Math.max(240, Math.min(380, props.width * 0.55)));
  return (
    <Drawing {...props} height={height}>
      <TimeMarks {...props} height={height} domain={timeDomain(props.series)} named />
    </Drawing>
  );
}

interface TimeMarksProps extends Omit<OverTimeProps, "label"> {
  /** px */
  readonly height: number;
  /** of the axis upwards: panels beside each other share one */
  readonly domain: readonly [number, number];
  /** names stand in the drawing; a panel has its name above it */
  readonly named: boolean;
}

/** What is within the drawing. Long, for it is axes, bands, lines, points and names. */
export function TimeMarks({ width, id, periods, series, unit, format, broken, named, height, domain }: TimeMarksProps) {
  const [y0, y1] = domain;
  const ticks = ticksTo(y0, y1, height < 200 ? 2 : 3);
  const tickText = (i: number): string =>
    i === ticks.length - 1 ? `${format(ticks[i] ?? 0)}\u00a0${unit}` : format(ticks[i] ?? 0);
  const left = 10 + Math.max(...ticks.map((_, i) => textWidth(tickText(i))));
  const names = named ? series.filter(({ points }) => points.some(({ interval }) => interval)) : [];
  const wide = width >= 560;
  const right =
    width -
    (wide && names.length > 0
      ? Math.min(width * 0.28, 20 + Math.max(...names.map(({ name }) => textWidth(name, 13, true))))
      : 14);
  const [top, floor] = [named && !wide ? 22 : 10, height - 26];
  const pace = (right - left) / Math.max(1, periods.length);
  const x = (i: number): number => left + pace * (i + 0.5);
  const y = (value: number): number => floor - ((value - y0) / (y1 - y0)) * (floor - top);
  const every = Math.ceil((Math.max(...periods.map((one) => textWidth(one))) + 10) / pace);
  const breaks = [...new Set(series.flatMap(({ points }) => points.flatMap(({ broken: cut }, i) => (cut && i > 0 ? [i] : []))))];
  let hollow = 0;
  const styles = series.map(({ whole }) => ({ whole, hollow: !whole && hollow++ % 2 === 1 }));
  const labels = wide ? atEnd(names, y, top, floor) : [];
  return (
    <>
      {ticks.map((tick, i) => (
        <g key={tick}>
          <path d={`M${px(left)} ${px(y(tick))}H${px(right)}`} stroke="var(--line)" />
          <text x={px(left - 8)} y={px(y(tick) + 4.5)} text-anchor="end" fill="var(--ink-2)">
            {tickText(i)}
          </text>
        </g>
      ))}
      <path d={`M${px(left)} ${floor}H${px(right)}`} stroke="var(--edge)" />
      {periods.map((period, i) =>
        (periods.length - 1 - i) % every === 0 ? (
          <text key={period} x={px(x(i))} y={floor + 19} text-anchor="middle" fill="var(--ink-2)">
            {period}
          </text>
        ) : null,
      )}
      {breaks.map((i) => (
        <g key={i}>
          <path d={`M${px(x(i - 0.5))} ${top}V${floor}`} stroke="var(--edge)" stroke-width="1.500" stroke-dasharray="4 4" />
          <text
            x={px(x(i - 0.5) - 6)}
            y={floor - 8}
            text-anchor="end"
            fill="var(--ink-2)"
            stroke="var(--card)"
            stroke-width="4"
            paint-order="stroke"
          >
            {broken}
          </text>
        </g>
      ))}
      {series.map(({ name, whole, points }) =>
        stretchesOf(points).map((stretch) => (
          <Band
            key={`${name}-${stretch[0]}`}
            stretch={stretch}
            points={points}
            x={x}
            y={y}
            pale={whole}
            wide={Math.min(10, pace / 3)}
          />
        )),
      )}
      {series.map(({ name, points }, s) => {
        const style = styles[s];
        const ink = style?.whole ? "var(--ink-2)" : "var(--ink)";
        return (
          <g key={`${id}-${name}`} stroke={ink}>
            {stretchesOf(points).map((stretch) => (
              <path
                key={stretch[0]}
                d={`M${stretch.map((i) => `${px(x(i))} ${px(y(points[i]?.interval?.value ?? 0))}`).join("L")}`}
                fill="none"
                stroke-width="2"
                stroke-dasharray={style?.whole ? "6 4" : undefined}
              />
            ))}
            {points.map(({ interval }, i) =>
              interval === null ? null : (
                <circle
                  key={i}
                  cx={px(x(i))}
                  cy={px(y(interval.value))}
                  r={style?.whole ? 3 : 4.5}
                  fill={style?.hollow ? "var(--card)" : ink}
                  stroke={style?.hollow ? ink : "var(--card)"}
                  stroke-width={style?.hollow ? 2 : 1.5}
                />
              ),
            )}
          </g>
        );
      })}
      {wide
        ? labels.map(({ name, at, whole }) => (
            <text key={name} x={px(right + 8)} y={px(at + 4.5)} font-weight="700" fill={whole ? "var(--ink-2)" : undefined}>
              {name}
            </text>
          ))
        : names.map((one) => <Above key={one.name} series={one} x={x} y={y} width={width} top={top} />)}
    </>
  );
}

interface BandProps {
  readonly stretch: readonly number[];
  readonly points: readonly TimePoint[];
  readonly x: (i: number) => number;
  readonly y: (value: number) => number;
  readonly pale: boolean;
  /** px of the band of a point that stands alone */
  readonly wide: number;
}

/** The margin along a stretch; where a point stands alone, a thin line through it. */
function Band({ stretch, points, x, y, pale, wide }: BandProps) {
  const at = (i: number) => points[i]?.interval ?? { value: 0, lower: 0, upper: 0 };
  const [first] = stretch;
  if (first !== undefined && stretch.length === 1)
    return (
      <path
        d={`M${px(x(first))} ${px(y(at(first).lower))}V${px(y(at(first).upper))}m${-wide / 2} 0h${wide}`}
        stroke="var(--ink-2)"
        stroke-width="1.500"
        fill="none"
      />
    );
  const upper = stretch.map((i) => `${px(x(i))} ${px(y(at(i).upper))}`).join("L");
  const lower = [...stretch]
    .reverse()
    .map((i) => `${px(x(i))} ${px(y(at(i).lower))}`)
    .join("L");
  return <path d={`M${upper}L${lower}Z`} fill="var(--ink)" fill-opacity={pale ? 0.07 : 0.13} />;
}

/** A series' name beyond its last point, moved apart from the others. */
function atEnd(
  series: readonly TimeSeries[],
  y: (value: number) => number,
  top: number,
  floor: number,
): { name: string; at: number; whole: boolean }[] {
  const wanted = series
    .map(({ name, whole, points }) => {
      const last = points.findLast(({ interval }) => interval !== null)?.interval;
      return { name, whole, at: y(last?.value ?? 0) };
    })
    .sort((a, b) => a.at - b.at);
  let above = top - 12;
  const down = wanted.map((one) => {
    above = Math.max(one.at, above + 18);
    return { ...one, at: above };
  });
  const over = Math.max(0, (down.at(-1)?.at ?? 0) - floor);
  return down.map((one) => ({ ...one, at: one.at - over }));
}

/** On a phone a name stands over the beginning of its line, above all that it would touch. */
function Above({
  series: { name, whole, points },
  x,
  y,
  width,
  top,
}: {
  series: TimeSeries;
  x: (i: number) => number;
  y: (value: number) => number;
  width: number;
  top: number;
}) {
  const first = points.findIndex(({ interval }) => interval !== null);
  if (first < 0) return null;
  const wide = textWidth(name, 13, true);
  const left = Math.max(0, Math.min(width - wide, x(first) - 8));
  const under = points.flatMap(({ interval }, i) =>
    interval && x(i) > left - 8 && x(i) < left + wide + 8 ? [y(interval.upper)] : [],
  );
  return (
    <text
      x={px(left)}
      y={px(Math.max(top - 8, Math.min(...under) - 8))}
      font-weight="700"
      fill={whole ? "var(--ink-2)" : undefined}
      stroke="var(--card)"
      stroke-width="4"
      paint-order="stroke"
    >
      {name}
    </text>
  );
}
