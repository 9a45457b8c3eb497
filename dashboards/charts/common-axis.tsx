import { type ChartFrame, Drawing, px, textWidth } from "./parts.tsx";

/** One topic: everything as a share of its middle home. */
export interface CommonRow {
  readonly name: string;
  readonly low: number;
  readonly high: number;
  readonly you: number;
  readonly text: string;
}

/** Topics of different units on one axis, whose line is the middle home of each: bars are the middle half, diamonds are the visitor. */
export function CommonAxis(props: ChartFrame & { readonly rows: readonly CommonRow[]; readonly middle: string }) {
  const { width, rows, middle } = props;
  const pitch = 46;
  const end = 1.08 * Math.max(2, ...rows.flatMap(({ high, you }) => [high, Math.min(you, 3)]));
  const x = (share: number): number => 8 + (Math.min(share, end) / end) * (width - 16);
  const foot = 6 + pitch * rows.length;
  const half = textWidth(middle, 13, true) / 2;
  return (
    <Drawing {...props} height={foot + 24}>
      <path d={`M${px(x(1))} 4V${foot}`} stroke="var(--n3)" stroke-width="1.500" stroke-dasharray="2 3" />
      {rows.map(({ name, low, high, you, text }, i) => {
        const y = 6 + pitch * i + 32;
        return (
          <g key={name}>
            <text x="4" y={y - 16} font-weight="700">
              {name}
            </text>
            <text x={width - 4} y={y - 16} text-anchor="end" fill="var(--you)" font-weight="700">
              {text}
            </text>
            <rect x={px(x(low))} y={y - 7} width={px(x(high) - x(low))} height="14" rx="4" fill="var(--n1)" stroke="var(--n2)" />
            <path d={`M${px(x(1))} ${y - 7}v14`} stroke="var(--n3)" stroke-width="4" />
            <path d={`M${px(x(you))} ${y - 8}l8 8-8 8-8-8z`} fill="var(--you)" stroke="var(--card)" />
          </g>
        );
      })}
      <text
        x={px(Math.max(half, Math.min(width - half, x(1))))}
        y={foot + 17}
        text-anchor="middle"
        font-weight="700"
        fill="var(--n2)"
      >
        {middle}
      </text>
    </Drawing>
  );
}
