import { type ChartFrame, Drawing, evenLines, px, SMALL, textWidth } from "./parts.tsx";

export interface Bar {
  readonly name: string;
  readonly value: number;
  readonly lower: number;
  readonly upper: number;
  readonly text: string;
}

/** Names wider than that share of the drawing stand above their bars, which have the whole width then. */
const NAMES = 0.42;

/** Height in px of a line of a name above its bar. */
const LINE = 17;

/** Kinds of homes and their means from 0 on, each with its margin as a thin line at the bar's end. */
export function Bars(props: ChartFrame & { readonly bars: readonly Bar[] }) {
  const { width, bars } = props;
  const widest = 10 + Math.max(...bars.map(({ name }) => textWidth(name)));
  const isAbove = widest > NAMES * width;
  const lines = bars.map(({ name }) => (isAbove ? evenLines(name, width, SMALL) : []));
  // Each bar has the room that its own name needs, so that all gaps are equal.
  const tops = [0];
  for (const { length } of lines) tops.push((tops.at(-1) ?? 0) + (isAbove ? 40 + LINE * length : 28));
  const names = isAbove ? 0 : widest;
  const texts = 12 + Math.max(...bars.map(({ text }) => textWidth(text, 13, true)));
  const room = Math.max(30, width - names - texts);
  const most = Math.max(...bars.map(({ upper, value }) => Math.max(upper, value)));
  const x = (value: number): number => names + Math.max(0, value / most) * room;
  return (
    <Drawing {...props} height={(tops.at(-1) ?? 0) + 4}>
      {bars.map(({ name, value, lower, upper, text }, i) => {
        const y = (tops[i + 1] ?? 0) - (isAbove ? 20 : 12);
        return (
          <g key={name}>
            {isAbove ? (
              lines[i]?.map((line, j, { length }) => (
                <text key={line} x="0" y={y - 16 - LINE * (length - 1 - j)}>
                  {line}
                </text>
              ))
            ) : (
              <text x={px(names - 8)} y={y + 4.5} text-anchor="end">
                {name}
              </text>
            )}
            <rect x={px(names)} y={y - 9} width={px(Math.max(1, x(value) - names))} height="18" rx="3" fill="var(--n2)" />
            <path d={`M${px(x(lower))} ${y}H${px(x(upper))}`} stroke="var(--ink)" stroke-width="2" />
            <text x={px(x(upper) + 7)} y={y + 4.5} font-weight="700">
              {text}
            </text>
          </g>
        );
      })}
    </Drawing>
  );
}
