import { Axis, type ChartFrame, Drawing, LOUD, px, textWidth, ticksTo } from "./parts.tsx";

/** One of several small drawings: homes of one kind. */
export interface DotPanel {
  readonly name: string;
  readonly note: string;
  /** from the lowest to the highest, a dot each; Infinity: beyond what is published */
  readonly homes: readonly number[];
  /** null: not published precisely enough */
  readonly quarters: { readonly low: number; readonly high: number } | null;
  /** below the axis */
  readonly value: string;
}

export interface DotMultiplesProps extends ChartFrame {
  readonly panels: readonly DotPanel[];
  /** a line that all panels have, and its words in the first; null: not known */
  readonly line: { readonly value: number; readonly text: string } | null;
  readonly unit: string;
  readonly format: (value: number) => string;
  readonly beyond: (count: number) => string;
}

/** columns of dots in a panel */
const COLUMNS = 22;
/** no panel is narrower, in pixels */
const NARROWEST = 180;
const GAP = 20;
/** of all homes, at most so many are beyond the axis */
const BEYOND = 0.015;
const HEAD = 62;
const FOOT = 56;

/** Homes in columns up to an end. */
function columnsOf(homes: readonly number[], end: number): number[][] {
  const stacks = Array.from({ length: COLUMNS }, (): number[] => []);
  for (const home of homes) if (home <= end) stacks[Math.min(COLUMNS - 1, Math.floor((home / end) * COLUMNS))]?.push(home);
  return stacks;
}

/** Kinds of homes side by side as dots in columns, on one axis that all share: the lowest quarter outlined, the highest dark. */
export function DotMultiples(props: DotMultiplesProps) {
  const { width, panels, line, unit, format, beyond } = props;
  const across = Math.max(1, Math.min(panels.length, Math.floor((width + GAP) / (NARROWEST + GAP))));
  const each = (width - GAP * (across - 1)) / across;
  const all = panels.flatMap(({ homes }) => homes.filter(Number.isFinite)).sort((a, b) => a - b);
  const end = 1.02 * (all[Math.floor((1 - BEYOND) * (all.length - 1))] ?? 1);
  const stacks = panels.map(({ homes }) => columnsOf(homes, end));
  const tallest = Math.max(1, ...stacks.flat().map((stack) => stack.length));
  const pitch = Math.min(9, (each - 12) / COLUMNS);
  const radius = pitch * 0.4;
  const floor = HEAD + tallest * pitch + 4;
  const height = floor + FOOT;
  const x = (value: number): number => 6 + (value / end) * (each - 12);
  const fill = { low: "var(--n1)", middle: "var(--n2)", high: "var(--n3)" } as const;
  return (
    <Drawing {...props} height={Math.ceil(panels.length / across) * height}>
      {panels.map(({ name, note, homes, quarters, value }, i) => {
        const part = (home: number): keyof typeof fill =>
          quarters === null ? "middle" : home < quarters.low ? "low" : home > quarters.high ? "high" : "middle";
        const past = homes.filter((home) => home > end).length;
        return (
          <g key={name} transform={`translate(${px((i % across) * (each + GAP))} ${px(Math.floor(i / across) * height)})`}>
            <text y="14" font-size={LOUD} font-weight="700">
              {name}
            </text>
            <text y="32" fill="var(--ink-2)">
              {note}
            </text>
            {line ? (
              <path
                d={`M${px(x(line.value))} ${HEAD - 8}V${px(floor)}`}
                stroke="var(--ink)"
                stroke-dasharray="2 3"
                stroke-width="1.500"
              />
            ) : null}
            {line && i === 0 ? (
              <text
                x={px(Math.max(0, Math.min(each - textWidth(line.text), x(line.value) + 4)))}
                y={HEAD - 11}
                fill="var(--ink-2)"
              >
                {line.text}
              </text>
            ) : null}
            {(stacks[i] ?? []).map((stack, column) =>
              stack.map((home, row) => (
                <circle
                  key={`${column}-${row}`}
                  cx={px(6 + ((column + 0.5) / COLUMNS) * (each - 12))}
                  cy={px(floor - radius - 2 - row * pitch)}
                  r={px(radius)}
                  fill={fill[part(home)]}
                  stroke={part(home) === "high" ? "var(--n3)" : "var(--n2)"}
                  stroke-width="1"
                />
              )),
            )}
            <Axis x={x} ticks={ticksTo(0, end, 2)} from={0} to={px(each)} y={px(floor)} format={format} unit={unit} />
            {past > 0 ? (
              <text x={px(each - 2)} y={HEAD + 6} text-anchor="end" fill="var(--ink-2)">
                {beyond(past)}
              </text>
            ) : null}
            <text y={px(floor + 39)} font-weight="700" fill="var(--n2)">
              {value}
            </text>
          </g>
        );
      })}
    </Drawing>
  );
}
