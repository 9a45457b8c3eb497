import { Axis, type ChartFrame, Drawing, px, textWidth, ticksTo, You } from "./parts.tsx";

/** The middle half of some homes and the middle one; the ends that are not precise enough are dashed. */
export interface Spread {
  readonly name: string;
  readonly low: number;
  readonly middle: number;
  readonly high: number;
  readonly sure: boolean;
}

export interface SpreadsProps extends ChartFrame {
  readonly rows: readonly Spread[];
  readonly you: { readonly value: number; readonly text: string } | null;
  readonly unit: string;
  readonly format: (value: number) => string;
}

/** Kinds of homes one below the other: the middle half as a bar, the middle home as a thick tick. */
export function Spreads(props: SpreadsProps) {
  const { width, rows, you, unit, format } = props;
  const pitch = 34;
  const head = you ? 30 : 6;
  const names = 12 + Math.max(...rows.map(({ name }) => textWidth(name)));
  const end = 1.06 * Math.max(...rows.map(({ high }) => high), you?.value ?? 0);
  const right = width - 8;
  const x = (value: number): number => names + (value / end) * (right - names);
  const floor = head + pitch * rows.length;
  const ticks = ticksTo(0, end, width < 420 ? 2 : 3);
  return (
    <Drawing {...props} height={floor + 26}>
      {ticks.map((tick) => (
        <path key={tick} d={`M${px(x(tick))} ${head}V${floor}`} stroke="var(--line)" />
      ))}
      <Axis x={x} ticks={ticks} from={names} to={right} y={floor} format={format} unit={unit} />
      {you ? <You x={x(you.value)} top={2} bottom={floor} text={you.text} width={width} /> : null}
      {rows.map(({ name, low, middle, high, sure }, i) => {
        const y = head + pitch * (i + 0.5);
        return (
          <g key={name}>
            <text x={px(names - 8)} y={y + 4.5} text-anchor="end">
              {name}
            </text>
            <rect
              x={px(x(low))}
              y={y - 9}
              width={px(Math.max(2, x(high) - x(low)))}
              height="18"
              rx="4"
              fill="var(--n1)"
              stroke="var(--n2)"
              stroke-dasharray={sure ? undefined : "3 3"}
            />
            <path d={`M${px(x(middle))} ${y - 9}v18`} stroke="var(--n3)" stroke-width="5" />
          </g>
        );
      })}
    </Drawing>
  );
}
