import { evenLines } from "./even-lines.ts";
import { type ChartFrame, Drawing, px, SMALL, textWidth } from "./parts.tsx";

export interface Bar {
  readonly name: string;
  readonly value: number;
  readonly lower: number;
  readonly upper: number;
  readonly text: string;
}

/** Heights in px of a line of a name, and of a bar with the room around it. */
const [LINE, BAR] = [17, 40];

/** Kinds of homes and their means from 0 on, each under its name, with its margin as a thin line at the bar's end. */
export function Bars(props: ChartFrame & { readonly bars: readonly Bar[] }) {
  const { width, bars } = props;
  const texts = 12 + Math.max(...bars.map(({ text }) => textWidth(text, SMALL, true)));
  const most = Math.max(...bars.map(({ upper, value }) => Math.max(upper, value)));
  const x = (value: number): number => Math.max(0, value / most) * Math.max(30, width - texts);
  let foot = 0;
  const placed = bars.map((bar) => {
    const lines = evenLines(bar.name, width, SMALL);
    foot += BAR + LINE * lines.length;
    return { ...bar, lines, y: foot - 20 };
  });
  return (
    <Drawing {...props} height={foot}>
      {placed.map(({ name, value, lower, upper, text, lines, y }) => (
        <g key={name}>
          {lines.map((line, j) => (
            <text key={line} x="0" y={y - 16 - LINE * (lines.length - 1 - j)}>
              {line}
            </text>
          ))}
          <rect x="0" y={y - 9} width={px(Math.max(1, x(value)))} height="18" rx="3" fill="var(--n2)" />
          <path d={`M${px(x(lower))} ${y}H${px(x(upper))}`} stroke="var(--ink)" stroke-width="2" />
          <text x={px(x(upper) + 7)} y={y + 4.5} font-weight="700">
            {text}
          </text>
        </g>
      ))}
    </Drawing>
  );
}
