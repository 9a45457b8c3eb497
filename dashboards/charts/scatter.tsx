import { type ChartFrame, Drawing, px, textWidth, ticksTo } from "./parts.tsx";
import { placeLabels } from "./place-labels.ts";

interface Spread {
  readonly value: number;
  readonly lower: number;
  readonly upper: number;
}

/** An area by two measures, each with its margin. */
export interface ScatterPoint {
  readonly code: string;
  readonly name: string;
  readonly x: Spread;
  readonly y: Spread;
  /** beside the whole, by what stands upwards; absent: there is no whole */
  readonly against?: "less" | "more" | "same";
}

interface ScatterAxis {
  /** measure, period and unit */
  readonly title: string;
  /** the whole, as a dotted line with its words, and its own margin as a pale band */
  readonly whole: (Spread & { readonly text: string }) | null;
  readonly format: (value: number) => string;
}

export interface ScatterProps extends ChartFrame {
  readonly points: readonly ScatterPoint[];
  readonly across: ScatterAxis;
  readonly up: ScatterAxis;
  readonly chosen: string | null;
}

const COLOURS = { less: "var(--lo-1)", more: "var(--hi-1)", same: "var(--edge)" } as const;
/** px of names: places may be a little smaller than the rest */
const NAME = 12;

/** The bounds of an axis: all margins, and a little air; 0 only where it is near. */
function domainOf(spreads: readonly Spread[], whole: Spread | null): readonly [number, number] {
  const all = [...spreads, ...(whole ? [whole] : [])].flatMap(({ lower, upper }) => [lower, upper]);
  const [least, most] = [Math.min(...all), Math.max(...all)];
  const air = (most - least || Math.abs(most) || 1) * 0.06;
  return [least - air, most + air];
}

/**
 * Areas by two measures: a point each, and both its margins as thin lines. Colour says where an area stands beside the whole by what
 * stands upwards, hollow where that cannot be told. Long, for it is two axes, their whole, points and names.
 */
export function Scatter(props: ScatterProps) {
  const { width, points, across, up, chosen } = props;
  const height = Math.round(Math.max(300, Math.min(520, width * 0.72)));
  const [x0, x1] = domainOf(
    points.map(({ x }) => x),
    across.whole,
  );
  const [y0, y1] = domainOf(
    points.map(({ y }) => y),
    up.whole,
  );
  const yTicks = ticksTo(y0, y1, 3);
  const xTicks = ticksTo(x0, x1, width < 420 ? 2 : 4);
  const left = 12 + Math.max(...yTicks.map((tick) => textWidth(up.format(tick))));
  const [top, right, floor] = [34, width - 8, height - 46];
  const x = (value: number): number => left + ((value - x0) / (x1 - x0)) * (right - left);
  const y = (value: number): number => floor - ((value - y0) / (y1 - y0)) * (floor - top);
  // The furthest from the whole have the choice of places for their names.
  const middle = up.whole?.value ?? (y0 + y1) / 2;
  const drawn = [...points].sort((a, b) => Math.abs(b.y.value - middle) - Math.abs(a.y.value - middle));
  const first = drawn.find(({ code }) => code === chosen);
  const ordered = first ? [first, ...drawn.filter((one) => one !== first)] : drawn;
  const labels = placeLabels(
    ordered.map((point) => ({ x: x(point.x.value), y: y(point.y.value), name: point.name })),
    NAME,
    { left: left + 2, right, top: top - 4, bottom: floor - 4 },
  );
  const wholeX = across.whole && x(across.whole.value);
  const wholeY = up.whole && y(up.whole.value);
  const beside = wholeX !== null && wholeX + 8 + textWidth(across.whole?.text ?? "") > right;
  return (
    <Drawing {...props} height={height}>
      <text x="0" y="14" font-weight="700">
        {up.title}
      </text>
      {yTicks.map((tick) => (
        <g key={tick}>
          <path d={`M${px(left)} ${px(y(tick))}H${px(right)}`} stroke="var(--line)" />
          <text x={px(left - 8)} y={px(y(tick) + 4.5)} text-anchor="end" fill="var(--ink-2)">
            {up.format(tick)}
          </text>
        </g>
      ))}
      {xTicks.map((tick) => (
        <g key={tick}>
          <path d={`M${px(x(tick))} ${top}V${floor}`} stroke="var(--line)" />
          <text x={px(x(tick))} y={floor + 18} text-anchor="middle" fill="var(--ink-2)">
            {across.format(tick)}
          </text>
        </g>
      ))}
      <text x={px(right)} y={floor + 38} text-anchor="end" font-weight="700">
        {across.title}
      </text>
      <g fill="var(--ink)" fill-opacity="0.070">
        {across.whole ? (
          <rect
            x={px(x(across.whole.lower))}
            y={top}
            width={px(x(across.whole.upper) - x(across.whole.lower))}
            height={floor - top}
          />
        ) : null}
        {up.whole ? (
          <rect
            x={px(left)}
            y={px(y(up.whole.upper))}
            width={px(right - left)}
            height={px(y(up.whole.lower) - y(up.whole.upper))}
          />
        ) : null}
      </g>
      <g stroke="var(--ink)" stroke-width="1.500" stroke-dasharray="1.500 4" stroke-linecap="round">
        {wholeX === null ? null : <path d={`M${px(wholeX)} ${top}V${floor}`} />}
        {wholeY === null ? null : <path d={`M${px(left)} ${px(wholeY)}H${px(right)}`} />}
      </g>
      {ordered.map(({ code, x: across_, y: up_, against }) => (
        <g key={code} stroke={against ? COLOURS[against] : "var(--ink-2)"} stroke-width="1.300" stroke-opacity="0.750">
          <path d={`M${px(x(across_.lower))} ${px(y(up_.value))}H${px(x(across_.upper))}`} />
          <path d={`M${px(x(across_.value))} ${px(y(up_.lower))}V${px(y(up_.upper))}`} />
        </g>
      ))}
      {/* Over the lines, under the points: words of the whole. */}
      <g fill="var(--ink-2)" stroke="var(--card)" stroke-width="5" paint-order="stroke">
        {wholeX === null ? null : (
          <text x={px(beside ? wholeX - 7 : wholeX + 7)} y={floor - 8} text-anchor={beside ? "end" : "start"}>
            {across.whole?.text}
          </text>
        )}
        {wholeY === null ? null : (
          <text x={px(right)} y={px(wholeY - 6)} text-anchor="end">
            {up.whole?.text}
          </text>
        )}
      </g>
      <g class="areas">
        {ordered.map(({ code, x: across_, y: up_, against }) => {
          const colour = against ? COLOURS[against] : "var(--ink)";
          return (
            <g key={code} data-area={code}>
              {/* As wide as a finger. */}
              <circle cx={px(x(across_.value))} cy={px(y(up_.value))} r="14" fill="transparent" data-area={code} />
              <circle
                cx={px(x(across_.value))}
                cy={px(y(up_.value))}
                r={code === chosen ? 7 : 5}
                fill={against === "same" ? "var(--card)" : colour}
                stroke={against === "same" ? colour : "var(--card)"}
                stroke-width={against === "same" ? 2 : 1.5}
                data-area={code}
              />
            </g>
          );
        })}
      </g>
      <g font-size={NAME} stroke="var(--card)" stroke-width="3" paint-order="stroke" pointer-events="none">
        {labels.map((label, i) =>
          label === null ? null : (
            <text
              key={ordered[i]?.code}
              x={px(label.x)}
              y={px(label.y)}
              text-anchor={label.anchor}
              font-weight={ordered[i]?.code === chosen ? 700 : 400}
            >
              {label.name}
            </text>
          ),
        )}
      </g>
    </Drawing>
  );
}
