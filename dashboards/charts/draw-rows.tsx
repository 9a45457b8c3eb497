import { Axis, type ChartFrame, Drawing, linesWithin, px, SMALL, textWidth, ticksTo } from "./parts.tsx";

/** A simulated publication, with the ends of its margin. */
export interface Draw {
  readonly value: number;
  readonly lower: number;
  readonly upper: number;
}

/** Tells whether a draw's margin does not contain the exact mean. */
export const isMissed = ({ lower, upper }: Draw, mean: number): boolean => mean < lower || mean > upper;

/** Simulated draws of a figure's noise around an exact mean, which a real publication would never show. */
export interface DrawRow {
  readonly name: string;
  readonly draws: readonly Draw[];
  /** true: the first draw is the one that is read out beside the drawing */
  readonly hasRead: boolean;
  readonly mean: number;
  readonly meanText: string;
}

export interface DrawRowsProps extends ChartFrame {
  readonly rows: readonly DrawRow[];
  /** ends of the axis, which do not depend on the draws */
  readonly from: number;
  readonly to: number;
  readonly unit: string;
  readonly format: (value: number) => string;
}

/** Height of a further line of words, in px. */
const LINE = 16;
/** Dots drawn in a column at most, so that a row keeps its height whatever is drawn. */
const TALLEST = 9;

interface DrawRowsLayout {
  readonly narrow: boolean;
  readonly x: (value: number) => number;
  readonly left: number;
  readonly right: number;
  readonly radius: number;
  /** width of a dot and the gap to the next, in px */
  readonly pitch: number;
  readonly rowHeight: number;
  /** height in px above a row for its name, which stands there on narrow screens */
  readonly above: number;
}

function layoutOf({ width, rows, from, to }: DrawRowsProps): DrawRowsLayout {
  const narrow = width < 480;
  const left = narrow ? 4 : 12 + Math.max(...rows.map(({ name }) => textWidth(name, SMALL, true)));
  const right = width - 8;
  const radius = Math.max(2, Math.min(3.6, width / 170));
  const pitch = 2 * radius + 0.9;
  const above = narrow ? 20 : 0;
  // With large letters the words about the mean take more lines, and no dot may lie under them.
  const lines = Math.max(...rows.map(({ meanText }) => linesWithin(meanText, width, SMALL).length));
  return {
    narrow,
    x: (value) => left + ((Math.min(to, Math.max(from, value)) - from) / (to - from)) * (right - left),
    left,
    right,
    radius,
    pitch,
    rowHeight: above + 26 + LINE * (lines - 1) + TALLEST * pitch + 12,
    above,
  };
}

/**
 * Rows of stacked dots on one axis, one dot per draw, with the mean as a line. Draws beyond the axis stand at its ends. A draw whose
 * margin misses the mean is hollow, and the one that is read out has a ring.
 */
export function DrawRows(props: DrawRowsProps) {
  const { width, rows, from, to, unit, format } = props;
  const layout = layoutOf(props);
  const { x, left, right, rowHeight } = layout;
  const floor = (row: number): number => (row + 1) * rowHeight - 8;
  return (
    <Drawing {...props} height={rows.length * rowHeight + 22}>
      {rows.map((row, i) => (
        <Draws key={row.name} row={row} y={floor(i)} width={width} layout={layout} />
      ))}
      <Axis
        x={x}
        ticks={ticksTo(from, to, layout.narrow ? 3 : 4)}
        from={left}
        to={right}
        y={px(floor(rows.length - 1))}
        format={format}
        unit={unit}
      />
    </Drawing>
  );
}

interface DrawsProps {
  readonly row: DrawRow;
  /** height of the row's base line, in px */
  readonly y: number;
  readonly width: number;
  readonly layout: DrawRowsLayout;
}

/** One row: its name, its mean, and its draws in columns. */
function Draws({ row: { name, draws, hasRead, mean, meanText }, y, width, layout }: DrawsProps) {
  const { narrow, x, left, right, radius, pitch, rowHeight, above } = layout;
  const columns = Math.max(1, Math.floor((right - left) / pitch));
  const stacks = new Map<number, number>();
  const middle = x(mean);
  // The words say that the true mean is never published: with large letters they take more lines, and none is cut.
  const lines = linesWithin(meanText, width, SMALL);
  const words = Math.max(0, Math.min(middle + 6, width - Math.max(...lines.map((line) => textWidth(line)))));
  // Where the words do not fit beside the line, the line ends below them.
  const top = y - rowHeight + above + (words < middle + 6 ? 36 : 22) + LINE * (lines.length - 1);
  return (
    <g>
      <text x="0" y={px(narrow ? y - rowHeight + 26 : y - 4)} font-weight="700">
        {name}
      </text>
      <path d={`M${px(left)} ${px(y)}H${px(right)}`} stroke="var(--line)" />
      <path d={`M${px(middle)} ${px(y)}V${px(top)}`} stroke="var(--ink)" stroke-width="1.500" />
      {lines.map((line, i) => (
        <text
          key={line}
          x={px(words)}
          y={px(y - rowHeight + above + 30 + LINE * i)}
          fill="var(--ink-2)"
          paint-order="stroke"
          stroke="var(--card)"
          stroke-width="4"
        >
          {line}
        </text>
      ))}
      {draws.map((draw, i) => {
        const column = Math.min(columns - 1, Math.floor(((x(draw.value) - left) / (right - left)) * columns));
        const below = stacks.get(column) ?? 0;
        stacks.set(column, below + 1);
        const isRead = hasRead && i === 0;
        const stroke = isRead ? 1.6 : 1;
        return below >= TALLEST ? null : (
          <circle
            key={i}
            cx={px(left + (column + 0.5) * pitch)}
            cy={px(y - radius - 2 - below * pitch)}
            r={px(radius + 0.4 - stroke / 2)}
            fill={isMissed(draw, mean) ? "var(--card)" : "var(--n2)"}
            stroke={isRead ? "var(--ink)" : "var(--n2)"}
            stroke-width={px(stroke)}
          />
        );
      })}
    </g>
  );
}
