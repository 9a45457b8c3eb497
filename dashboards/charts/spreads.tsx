import { type Stretch, stemPath } from "./estimate-frame.tsx";
import { evenLines } from "./even-lines.ts";
import { Axis, type ChartFrame, Drawing, px, SMALL, textWidth, ticksOver, You, youLine } from "./parts.tsx";

/** Between which figures another may be. */
interface Margin {
  readonly lower: number;
  readonly upper: number;
}

/**
 * The middle half of some homes and the middle home. `sure` is false where an end is not precise enough; the bar is then dashed.
 */
export interface Spread {
  readonly name: string;
  readonly low: number;
  readonly middle: number;
  readonly high: number;
  readonly sure: boolean;
  /** the margins of both ends, dashed over the bar and beyond it; absent: not drawn */
  readonly ends?: { readonly low: Margin; readonly high: Margin };
  /** the margin of the middle; absent: not drawn */
  readonly margin?: Margin;
  /** the middle in words, which stands at the name; absent: not written */
  readonly value?: string;
  /** true: the visitor's own kind of home, whose name is bold */
  readonly own?: boolean;
}

export interface SpreadsProps extends ChartFrame {
  readonly rows: readonly Spread[];
  readonly you: { readonly value: number; readonly text: string } | null;
  readonly unit: string;
  readonly format: (value: number) => string;
}

/** Names wider than this share of the drawing stand above their bars, which then have the whole width. */
const NAMES = 0.42;

/** Room between a name and its value, in px. */
const BEFORE_VALUE = 8;

/** Halo of a name above a bar, since graduations pass behind it. */
const HALO = { stroke: "var(--card)", "stroke-width": 5, "paint-order": "stroke" };

/** The highest value that is drawn of a row. */
const farEnd = ({ high, ends, margin }: Spread): number => Math.max(ends?.high.upper ?? high, margin?.upper ?? 0);

/** Width in px of a value and the room before it. */
const valueWidth = ({ value }: Spread): number => (value === undefined ? 0 : BEFORE_VALUE + textWidth(value, SMALL, true));

/** Kinds of homes one below the other: the middle half as a bar, the middle home as a thick tick. */
export function Spreads(props: SpreadsProps) {
  const { width, rows, you, unit, format } = props;
  const head = youLine(you, width) + (you ? 30 : 6);
  const widest = 12 + Math.max(...rows.map((row) => textWidth(row.name, SMALL, row.own) + valueWidth(row)));
  const isAbove = widest > NAMES * width;
  const named = rows.map(({ name, own }) => (isAbove ? evenLines(name, width - 16, SMALL, own) : [name]));
  // Where one value has no room beside the end of its name, all have a line of their own.
  const isApart =
    isAbove && rows.some((row, i) => textWidth(named[i]?.at(-1) ?? "", SMALL, row.own) + valueWidth(row) > width - 16);
  const lines = named.map((all) => (isApart ? [...all, ""] : all));
  // Each row has the room that its own name needs, so that all gaps are equal.
  const tops = [head];
  for (const { length } of lines) tops.push((tops.at(-1) ?? 0) + (isAbove ? 42 + 16 * length : 34));
  const names = isAbove ? 8 : widest;
  const most = Math.max(...rows.map(farEnd), you?.value ?? 0);
  const ticks = ticksOver(most, width < 420 ? 2 : 3);
  const end = ticks.at(-1) ?? most;
  const right = width - 8;
  const x = (value: number): number => names + (value / end) * (right - names);
  const floor = tops.at(-1) ?? head;
  const middleOf = (i: number): number => (tops[i + 1] ?? head) - 17;
  const beside = rows.map((_, i): Stretch => [middleOf(i) - 12, i === rows.length - 1 ? floor : middleOf(i) + 12]);
  return (
    <Drawing {...props} height={floor + 26}>
      {ticks.map((tick) => (
        <path key={tick} d={`M${px(x(tick))} ${head}V${floor}`} stroke="var(--line)" />
      ))}
      <Axis x={x} ticks={ticks} from={names} to={right} y={floor} format={format} unit={unit} />
      {rows.map((row, i) => (
        <Bar key={row.name} row={row} x={x} y={middleOf(i)} />
      ))}
      {/* The visitor's stem stands beside the bars alone: through a name it would strike it out. */}
      {you ? (
        <>
          <You x={x(you.value)} top={2} bottom={isAbove ? head : floor} text={you.text} width={width} />
          {isAbove ? <path d={stemPath(x(you.value), beside)} stroke="var(--you)" stroke-width="2.500" /> : null}
        </>
      ) : null}
      {rows.map(({ name, own, value }, i) =>
        lines[i]?.map((line, j, { length }) => (
          <text
            key={`${name} ${line}`}
            x={px(isAbove ? names : names - 8)}
            y={isAbove ? middleOf(i) - 17 - 16 * (length - 1 - j) : middleOf(i) + 4.5}
            text-anchor={isAbove ? "start" : "end"}
            font-weight={own ? 700 : undefined}
            {...(isAbove ? HALO : {})}
          >
            {line}
            {value === undefined || j < length - 1 ? null : (
              <tspan dx={line === "" ? 0 : BEFORE_VALUE} font-weight={700}>
                {value}
              </tspan>
            )}
          </text>
        )),
      )}
    </Drawing>
  );
}

/** The middle half of a kind of homes, and its middle home. */
function Bar({ row, x, y }: { readonly row: Spread; readonly x: (value: number) => number; readonly y: number }) {
  const { low, middle, high, sure, ends, margin } = row;
  return (
    <g>
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
      {ends
        ? [ends.low, ends.high].map(({ lower, upper }) => (
            <rect
              key={lower}
              x={px(x(lower))}
              y={y - 6}
              width={px(x(upper) - x(lower))}
              height="12"
              fill="none"
              stroke="var(--n3)"
              stroke-dasharray="3 3"
            />
          ))
        : null}
      {margin ? <path d={`M${px(x(margin.lower))} ${y}H${px(x(margin.upper))}`} stroke="var(--ink)" stroke-width="1.5" /> : null}
      <path d={`M${px(x(middle))} ${y - 9}v18`} stroke="var(--n3)" stroke-width="5" />
    </g>
  );
}
