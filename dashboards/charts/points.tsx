import { type ChartFrame, Drawing, px, textWidth, ticksTo } from "./parts.tsx";

/** A number by another, and its margin where it is known. */
export interface PlainPoint {
  readonly x: number;
  readonly y: number;
  readonly lower: number | null;
  readonly upper: number | null;
}

export interface PointsProps extends ChartFrame {
  readonly points: readonly PlainPoint[];
  readonly across: string;
  readonly up: string;
  readonly format: (value: number) => string;
}

function domainOf(values: readonly number[]): readonly [number, number] {
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const air = (most - least || Math.abs(most) || 1) * 0.06;
  return [least - air, most + air];
}

/** Numbers by numbers: a point each, on a thin line for its margin. */
export function Points(props: PointsProps) {
  const { width, points, across, up, format } = props;
  const height = Math.round(Math.max(260, Math.min(420, width * 0.55)));
  const [x0, x1] = domainOf(points.map(({ x }) => x));
  const [y0, y1] = domainOf(points.flatMap(({ y, lower, upper }) => [y, lower ?? y, upper ?? y]));
  const yTicks = ticksTo(y0, y1, 3);
  const xTicks = ticksTo(x0, x1, width < 420 ? 2 : 4);
  const left = 12 + Math.max(...yTicks.map((tick) => textWidth(format(tick))));
  const [top, right, floor] = [30, width - 8, height - 46];
  const x = (value: number): number => left + ((value - x0) / (x1 - x0)) * (right - left);
  const y = (value: number): number => floor - ((value - y0) / (y1 - y0)) * (floor - top);
  return (
    <Drawing {...props} height={height}>
      <text y="14" font-weight="700">
        {up}
      </text>
      {yTicks.map((tick) => (
        <g key={tick}>
          <path d={`M${px(left)} ${px(y(tick))}H${px(right)}`} stroke="var(--line)" />
          <text x={px(left - 8)} y={px(y(tick) + 4.5)} text-anchor="end" fill="var(--ink-2)">
            {format(tick)}
          </text>
        </g>
      ))}
      {xTicks.map((tick) => (
        <text key={tick} x={px(x(tick))} y={floor + 18} text-anchor="middle" fill="var(--ink-2)">
          {format(tick)}
        </text>
      ))}
      <path d={`M${px(left)} ${floor}H${px(right)}`} stroke="var(--edge)" />
      <text x={px(right)} y={floor + 38} text-anchor="end" font-weight="700">
        {across}
      </text>
      <g class="margins" stroke="var(--ink-2)" stroke-width="1.500">
        {points.map((point, i) =>
          point.lower === null || point.upper === null ? null : (
            <path key={i} d={`M${px(x(point.x))} ${px(y(point.lower))}V${px(y(point.upper))}`} />
          ),
        )}
      </g>
      {points.map((point, i) => (
        <circle key={i} cx={px(x(point.x))} cy={px(y(point.y))} r="4" fill="var(--ink)" stroke="var(--card)" />
      ))}
    </Drawing>
  );
}
