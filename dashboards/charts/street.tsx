import { type ChartFrame, Drawing, LOUD, px, textWidth } from "./parts.tsx";

export interface StreetProps extends ChartFrame {
  /** one house each; its height and its quarter follow from its amount */
  readonly amounts: readonly number[];
  /** which one is taken out; null: none */
  readonly removed: number | null;
  readonly removedText: string;
}

/** Where the lowest quarter ends, and the highest begins. */
function quartersOf(amounts: readonly number[]): readonly [number, number] {
  const sorted = [...amounts].sort((a, b) => a - b);
  const at = (share: number): number => sorted[Math.floor(share * sorted.length)] ?? 0;
  return [at(0.25), at(0.75)];
}

/** Rows of houses: the more a home has, the taller and darker. The one that is taken out is an outline in the colour of "you". */
export function Street(props: StreetProps) {
  const { width, amounts, removed, removedText } = props;
  const pitch = Math.max(26, Math.min(40, width / Math.ceil(amounts.length / 2)));
  const columns = Math.max(1, Math.floor(width / pitch));
  const rows = Math.ceil(amounts.length / columns);
  const [low, high] = quartersOf(amounts);
  const most = Math.max(...amounts, 1e-9);
  const [tall, head] = [pitch * 1.15, 22];
  // Room for the words of a house of the row below.
  const rowHeight = tall + (rows > 1 ? 24 : 16);
  const base = (row: number): number => head + (row + 1) * rowHeight - 8;
  const size = pitch * 0.74;
  const paint = (amount: number) =>
    amount < low
      ? { fill: "var(--n1)", stroke: "var(--n2)" }
      : amount > high
        ? { fill: "var(--n3)", stroke: "var(--n3)" }
        : { fill: "var(--n2)", stroke: "var(--n2)" };
  return (
    <Drawing {...props} height={head + rows * rowHeight + 2}>
      {Array.from({ length: rows }, (_, row) => (
        <path key={row} d={`M0 ${px(base(row))}H${width}`} stroke="var(--edge)" />
      ))}
      {amounts.map((amount, i) => {
        const x = (i % columns) * pitch + (pitch - size) / 2;
        const floor = base(Math.floor(i / columns));
        const wall = tall * (0.42 + 0.3 * (amount / most));
        const roof = size * 0.36;
        const shape = `M${px(x)} ${px(floor)}V${px(floor - wall)}l${px(size / 2)} ${px(-roof)} ${px(size / 2)} ${px(roof)}V${px(floor)}z`;
        const gone = i === removed;
        const centre = x + size / 2;
        const half = textWidth(removedText, LOUD, true) / 2;
        return (
          <g key={i} data-house={i}>
            {/* The whole plot answers a tap, not the walls alone. */}
            <rect
              x={px((i % columns) * pitch)}
              y={px(floor - tall - 4)}
              width={px(pitch)}
              height={px(tall + 8)}
              fill="transparent"
            />
            {gone ? (
              <path d={shape} fill="none" stroke="var(--you)" stroke-width="2" stroke-dasharray="3 3" />
            ) : (
              <path d={shape} {...paint(amount)} stroke-width="1.200" />
            )}
            {gone ? (
              <text
                x={px(Math.max(half, Math.min(width - half, centre)))}
                y={px(floor - wall - roof - 6)}
                text-anchor="middle"
                font-size={LOUD}
                font-weight="700"
                fill="var(--you)"
                paint-order="stroke"
                stroke="var(--card)"
                stroke-width="4"
              >
                {removedText}
              </text>
            ) : (
              <rect
                x={px(centre - size * 0.11)}
                y={px(floor - size * 0.3)}
                width={px(size * 0.22)}
                height={px(size * 0.3)}
                fill="var(--card)"
              />
            )}
          </g>
        );
      })}
    </Drawing>
  );
}
