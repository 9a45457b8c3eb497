import { Axis, type ChartFrame, Drawing, Hatch, linesWithin, px, SMALL, textWidth, ticksTo, You, youLine } from "./parts.tsx";

export interface BesideReferenceProps extends ChartFrame {
  readonly you: { readonly value: number; readonly text: string } | null;
  readonly reference: { readonly value: number; readonly text: string };
  readonly unit: string;
  readonly format: (value: number) => string;
  /** text of the hatched bar: what is not published yet */
  readonly absent: string;
}

/** Height of a line of words, in px. */
const LINE = 18;

/**
 * Chooses where the axis ends and whether the reference's words follow its square: on the first side where they fit and do not touch the
 * visitor's stem. Where there is none, they follow, and the stem passes behind them.
 */
function layoutOf(
  { width, you, reference }: BesideReferenceProps,
  labelWidth: number,
): { readonly end: number; readonly after: boolean } {
  const end = 1.5 * Math.max(reference.value, you?.value ?? 0);
  const at = (value: number): number => 8 + (value / end) * (width - 16);
  const [square, stem] = [at(reference.value), you ? at(you.value) : Number.NEGATIVE_INFINITY];
  const isFree = (from: number, to: number): boolean => from > 0 && to < width && (stem < from - 4 || stem > to + 4);
  if (isFree(square + 8, square + labelWidth)) return { end, after: true };
  if (isFree(square - labelWidth, square - 8)) return { end, after: false };
  if (square + labelWidth < width) return { end, after: true };
  // A longer axis leaves room for the words after the square.
  return { end: (reference.value * (width - 16)) / Math.max(width / 4, width - 10 - labelWidth), after: true };
}

/** A public figure as a hollow square on a dashed stem. It is no group of neighbours, so the drawing gives no verdict. */
export function BesideReference(props: BesideReferenceProps) {
  const { width, id, you, reference, unit, format, absent } = props;
  const long = 14 + textWidth(reference.text);
  const { end, after } = layoutOf(props, long);
  const x = (value: number): number => 8 + (value / end) * (width - 16);
  const at = x(reference.value);
  const lines = linesWithin(absent, width - 20, SMALL);
  const half = Math.max(...lines.map((line) => textWidth(line))) / 2 + 8;
  // Where the words of the square fit on neither side, they stand above it.
  const isOver = after ? at + long > width : at < long;
  const over = isOver ? linesWithin(reference.text, width, SMALL) : [];
  const square = 36 + youLine(you, width) + LINE * over.length;
  const floor = square + 40;
  return (
    <Drawing {...props} height={floor + 34 + LINE * lines.length - 2}>
      <Hatch id={`${id}-hatch`} />
      <path d={`M${px(at)} ${square + 10}V${floor}`} stroke="var(--ink-2)" stroke-dasharray="3 3" />
      <rect x={px(at - 5)} y={square} width="10" height="10" fill="var(--card)" stroke="var(--ink-2)" stroke-width="1.500" />
      <Axis x={x} ticks={ticksTo(0, end, 3)} from={4} to={width - 4} y={floor} format={format} unit={unit} />
      <rect
        x="1"
        y={floor + 30}
        width={width - 2}
        height={LINE * lines.length}
        rx="6"
        fill={`url(#${id}-hatch)`}
        stroke="var(--hatch)"
      />
      <rect x={px(width / 2 - half)} y={floor + 31} width={px(2 * half)} height={LINE * lines.length - 2} fill="var(--card)" />
      {lines.map((line, i) => (
        <text key={line} x={px(width / 2)} y={floor + 43.5 + LINE * i} text-anchor="middle">
          {line}
        </text>
      ))}
      {you ? <You x={x(you.value)} top={2} bottom={floor + 4} text={you.text} width={width} /> : null}
      {/* Drawn after the visitor's stem, which may pass behind these words. */}
      {(isOver ? over : [reference.text]).map((line, i) => (
        <text
          key={line}
          x={px(isOver ? 0 : after ? at + 11 : at - 11)}
          y={square + (isOver ? LINE * (i + 1 - over.length) - 6 : 9.5)}
          text-anchor={after || isOver ? "start" : "end"}
          fill="var(--ink-2)"
          stroke="var(--card)"
          stroke-width="5"
          paint-order="stroke"
        >
          {line}
        </text>
      ))}
    </Drawing>
  );
}
