import { Axis, type ChartFrame, Drawing, px, textWidth, ticksTo } from "./parts.tsx";

export interface DotColumnsProps extends ChartFrame {
  /** from the lowest to the highest, a dot each; Infinity: beyond what is published */
  readonly homes: readonly number[];
  /** null: not published precisely enough */
  readonly quarters: { readonly low: number; readonly high: number } | null;
  /** where the axis ends, the same for all multiples */
  readonly end: number;
  /** most dots of a column in any of the multiples */
  readonly tallest: number;
  readonly columns: number;
  /** a line that all multiples have, and its words; null: no words here */
  readonly line: { readonly value: number; readonly text: string | null } | null;
  readonly unit: string;
  readonly format: (value: number) => string;
  readonly beyond: (count: number) => string;
}

/** How many homes of a list are in each of so many columns up to an end. */
export function columnsOf(homes: readonly number[], end: number, columns: number): number[][] {
  const stacks = Array.from({ length: columns }, (): number[] => []);
  for (const home of homes) if (home <= end) stacks[Math.min(columns - 1, Math.floor((home / end) * columns))]?.push(home);
  return stacks;
}

/** One of several small drawings side by side: homes as dots in columns, on an axis that all share. */
export function DotColumns(props: DotColumnsProps) {
  const { width, homes, quarters, end, tallest, columns, line, unit, format, beyond } = props;
  const [left, right] = [6, width - 6];
  const pitch = Math.min(9, (right - left) / columns);
  const radius = pitch * 0.4;
  const head = 22;
  const floor = head + tallest * pitch + 4;
  const x = (value: number): number => left + (value / end) * (right - left);
  const part = (home: number): "low" | "middle" | "high" =>
    quarters === null ? "middle" : home < quarters.low ? "low" : home > quarters.high ? "high" : "middle";
  const fill = { low: "var(--n1)", middle: "var(--n2)", high: "var(--n3)" } as const;
  const past = homes.filter((home) => home > end).length;
  return (
    <Drawing {...props} height={floor + 26}>
      {line ? (
        <g>
          <path d={`M${px(x(line.value))} ${head - 6}V${px(floor)}`} stroke="var(--ink)" stroke-dasharray="2 3" stroke-width="1.500" />
          {line.text ? (
            <text x={px(Math.max(0, Math.min(right - textWidth(line.text), x(line.value) + 4)))} y={head - 9} fill="var(--ink-2)">
              {line.text}
            </text>
          ) : null}
        </g>
      ) : null}
      {columnsOf(homes, end, columns).map((stack, column) =>
        stack.map((home, row) => (
          <circle
            key={`${column}-${row}`}
            cx={px(left + ((column + 0.5) / columns) * (right - left))}
            cy={px(floor - radius - 2 - row * pitch)}
            r={px(radius)}
            fill={fill[part(home)]}
            stroke={part(home) === "high" ? "var(--n3)" : "var(--n2)"}
            stroke-width="1"
          />
        )),
      )}
      <Axis x={x} ticks={ticksTo(0, end, 2)} from={0} to={width} y={px(floor)} format={format} unit={unit} />
      {past > 0 ? (
        <text x={width - 2} y={px(head + 8)} text-anchor="end" fill="var(--ink-2)">
          {beyond(past)}
        </text>
      ) : null}
    </Drawing>
  );
}
