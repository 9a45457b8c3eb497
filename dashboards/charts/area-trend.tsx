import { type ChartFrame, Drawing, Hatch, px, textWidth, ticksTo } from "./parts.tsx";

/** A period of a series; null: withheld, or not published. */
export interface TrendPoint {
  readonly value: number;
  readonly lower: number;
  readonly upper: number;
}

export interface TrendSeries {
  readonly name: string;
  readonly text: string;
  /** a point a period */
  readonly points: readonly (TrendPoint | null)[];
}

export interface AreaTrendProps extends ChartFrame {
  /** names of the periods under the axis */
  readonly periods: readonly string[];
  readonly area: TrendSeries;
  /** dashed; null: the area is the whole */
  readonly whole: TrendSeries | null;
  /** periods to come, said so in their place */
  readonly toCome: readonly string[];
  readonly coming: string;
  readonly absent: string;
  readonly unit: string;
  readonly format: (value: number) => string;
  /** whose margin is drawn round a lone point, such as the first month of a commons */
  readonly height?: number;
}

const ASIDE = 124;

/** Indices of unbroken stretches: a line across a gap would state what was not measured. */
function stretchesOf(points: readonly (TrendPoint | null)[]): number[][] {
  const found: number[][] = [];
  points.forEach((point, i) => {
    if (point === null) return;
    const last = found.at(-1);
    if (last && last.at(-1) === i - 1) last.push(i);
    else found.push([i]);
  });
  return found;
}

/** An area over periods with its margin as a pale band, and the whole dashed. From 0 up where that costs little, since lines are read as heights. */
export function AreaTrend(props: AreaTrendProps) {
  const { width, id, periods, area, whole, toCome, coming, absent, unit, format, height = 220 } = props;
  const columns = [...periods, ...toCome];
  const all = [area, ...(whole ? [whole] : [])].flatMap(({ points }) => points.flatMap((point) => point ?? []));
  const most = Math.max(...all.map(({ upper }) => upper));
  const least = Math.min(...all.map(({ lower }) => lower));
  const from = least < 0.45 * most ? Math.min(0, least) : least - 0.35 * (most - least) - 0.02 * most;
  const to = most + 0.06 * (most - from);
  const ticks = ticksTo(from, to, 3);
  const tickText = (tick: number): string => (tick === ticks.at(-1) ? `${format(tick)}\u00a0${unit}` : format(tick));
  const left = 10 + Math.max(...ticks.map((tick) => textWidth(tickText(tick))));
  const right = width - (width > 380 ? ASIDE : 12);
  const [head, floor] = [width > 380 ? 12 : 46, height - 28];
  const pace = (right - left) / columns.length;
  const x = (i: number): number => left + pace * (i + 0.5);
  const y = (value: number): number => floor - ((value - from) / (to - from)) * (floor - head);
  const every = Math.max(1, Math.ceil((8 + Math.max(...columns.map((name) => textWidth(name)))) / pace));
  const lineOf = (points: readonly (TrendPoint | null)[], stretch: readonly number[]): string =>
    stretch.map((i, n) => `${n === 0 ? "M" : "L"}${px(x(i))} ${px(y(points[i]?.value ?? 0))}`).join("");
  const bandOf = (points: readonly (TrendPoint | null)[], stretch: readonly number[]): string => {
    const edge = (of: "lower" | "upper") => stretch.map((i) => `${px(x(i))} ${px(y(points[i]?.[of] ?? 0))}`);
    return `M${edge("upper").join("L")}L${edge("lower").reverse().join("L")}Z`;
  };
  const lastOf = (series: TrendSeries) => series.points.findLastIndex((point) => point !== null);
  const ends = [area, ...(whole ? [whole] : [])].map((series) => {
    const last = lastOf(series);
    return { series, y: last < 0 ? floor : y(series.points[last]?.value ?? 0) };
  });
  // Two names that would touch are moved apart.
  const [first, second] = ends;
  if (first && second && Math.abs(first.y - second.y) < 36) {
    const middle = (first.y + second.y) / 2;
    const down = first.y >= second.y ? 1 : -1;
    first.y = middle + 18 * down;
    second.y = middle - 18 * down;
  }
  return (
    <Drawing {...props} height={height}>
      <Hatch id={`${id}-hatch`} />
      {ticks.map((tick) => (
        <g key={tick}>
          <path d={`M${px(left)} ${px(y(tick))}H${px(right)}`} stroke="var(--line)" />
          <text x={px(left - 7)} y={px(y(tick) + 4.5)} text-anchor="end" fill="var(--ink-2)">
            {tickText(tick)}
          </text>
        </g>
      ))}
      {area.points.map((point, i) =>
        point === null ? (
          <rect
            key={i}
            x={px(x(i) - Math.min(pace * 0.4, 14))}
            y={floor - 12}
            width={px(2 * Math.min(pace * 0.4, 14))}
            height="12"
            rx="3"
            fill={`url(#${id}-hatch)`}
            stroke="var(--hatch)"
          >
            <title>{absent}</title>
          </rect>
        ) : null,
      )}
      {whole
        ? stretchesOf(whole.points).map((stretch) => (
            <g key={stretch[0]}>
              <path
                d={lineOf(whole.points, stretch)}
                fill="none"
                stroke="var(--ink-2)"
                stroke-width="1.800"
                stroke-dasharray="5 4"
              />
              {stretch.map((i) => (
                <circle key={i} cx={px(x(i))} cy={px(y(whole.points[i]?.value ?? 0))} r="2.800" fill="var(--ink-2)" />
              ))}
            </g>
          ))
        : null}
      {stretchesOf(area.points).map((stretch) => (
        <g key={stretch[0]}>
          {stretch.length > 1 ? (
            <path d={bandOf(area.points, stretch)} fill="var(--ink)" fill-opacity="0.130" />
          ) : (
            <path
              d={`M${px(x(stretch[0] ?? 0))} ${px(y(area.points[stretch[0] ?? 0]?.lower ?? 0))}V${px(y(area.points[stretch[0] ?? 0]?.upper ?? 0))}`}
              stroke="var(--ink)"
              stroke-width="2"
            />
          )}
          <path d={lineOf(area.points, stretch)} fill="none" stroke="var(--ink)" stroke-width="2.200" />
          {stretch.map((i) => (
            <circle
              key={i}
              cx={px(x(i))}
              cy={px(y(area.points[i]?.value ?? 0))}
              r="4"
              fill="var(--ink)"
              stroke="var(--card)"
              stroke-width="1.500"
            />
          ))}
        </g>
      ))}
      {toCome.map((name, i) => (
        <circle
          key={name}
          cx={px(x(periods.length + i))}
          cy={px((head + floor) / 2)}
          r="5"
          fill="none"
          stroke="var(--edge)"
          stroke-dasharray="2.500 2.500"
        />
      ))}
      {toCome.length > 0 ? (
        <text
          x={px(x(periods.length + (toCome.length - 1) / 2))}
          y={px((head + floor) / 2 + 22)}
          text-anchor="middle"
          fill="var(--ink-2)"
        >
          {coming}
        </text>
      ) : null}
      {columns.map((name, i) =>
        i % every === (columns.length - 1) % every ? (
          <text key={name} x={px(x(i))} y={floor + 20} text-anchor="middle" fill="var(--ink-2)">
            {name}
          </text>
        ) : null,
      )}
      {width > 380
        ? ends.map(({ series, y: at }, i) => (
            <text key={series.name} x={px(right + 6)} y={px(at - 2)} fill={i === 0 ? "var(--ink)" : "var(--ink-2)"}>
              <tspan font-weight="700">{shortened(series.name, ASIDE - 8)}</tspan>
              <tspan x={px(right + 6)} dy="16">
                {series.text}
              </tspan>
            </text>
          ))
        : ends.map(({ series }, i) => (
            <g key={series.name} transform={`translate(${px(left)} ${px(12 + 18 * i)})`}>
              <path
                d="M0-4h20"
                stroke={i === 0 ? "var(--ink)" : "var(--ink-2)"}
                stroke-width="2"
                stroke-dasharray={i === 0 ? undefined : "5 4"}
              />
              <text x="27" font-weight={i === 0 ? 700 : 400}>{`${series.name}, ${series.text}`}</text>
            </g>
          ))}
    </Drawing>
  );
}

/** A name that would leave the drawing is cut short. */
function shortened(name: string, room: number): string {
  const letters = Math.floor(room / textWidth("n", 13, true));
  return name.length > letters ? `${name.slice(0, Math.max(1, letters - 1))}…` : name;
}
