import { Axis, type ChartFrame, Drawing, Hatch, px, textWidth, ticksTo, You } from "./parts.tsx";

export interface BesideReferenceProps extends ChartFrame {
  readonly you: { readonly value: number; readonly text: string } | null;
  readonly reference: { readonly value: number; readonly text: string };
  readonly unit: string;
  readonly format: (value: number) => string;
  /** text of the hatched bar: what is not published yet */
  readonly absent: string;
}

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
  const half = textWidth(absent) / 2 + 8;
  return (
    <Drawing {...props} height={126}>
      <Hatch id={`${id}-hatch`} />
      <path d={`M${px(at)} 46V76`} stroke="var(--ink-2)" stroke-dasharray="3 3" />
      <rect x={px(at - 5)} y="36" width="10" height="10" fill="var(--card)" stroke="var(--ink-2)" stroke-width="1.500" />
      <Axis x={x} ticks={ticksTo(0, end, 3)} from={4} to={width - 4} y={76} format={format} unit={unit} />
      <rect x="1" y="106" width={width - 2} height="18" rx="6" fill={`url(#${id}-hatch)`} stroke="var(--hatch)" />
      <rect x={px(width / 2 - half)} y="107" width={px(2 * half)} height="16" fill="var(--card)" />
      <text x={px(width / 2)} y="119.500" text-anchor="middle">
        {absent}
      </text>
      {you ? <You x={x(you.value)} top={2} bottom={80} text={you.text} width={width} /> : null}
      {/* Drawn after the visitor's stem, which may pass behind these words. */}
      <text
        x={px(after ? at + 11 : at - 11)}
        y="45.500"
        text-anchor={after ? "start" : "end"}
        fill="var(--ink-2)"
        stroke="var(--card)"
        stroke-width="5"
        paint-order="stroke"
      >
        {reference.text}
      </text>
    </Drawing>
  );
}
