import { type ChartFrame, Drawing, LOUD, px, textWidth } from "./parts.tsx";
import { QUARTER_PAINT, type QuarterBounds, quarterOf } from "./quarters.ts";

export interface StreetProps extends ChartFrame {
  /** one amount per house, which decides its height and its quarter */
  readonly amounts: readonly number[];
  /** index of the house that is taken out; null: none */
  readonly removed: number | null;
  readonly removedText: string;
}

function quartersOf(amounts: readonly number[]): QuarterBounds {
  const sorted = [...amounts].sort((a, b) => a - b);
  const at = (share: number): number => sorted[Math.floor(share * sorted.length)] ?? 0;
  return { low: at(0.25), high: at(0.75) };
}

/** Most houses of a row: the street stays low, and what a tap changes in sight. */
const MOST_IN_ROW = 20;

/** Rows of houses: the larger the amount, the taller and darker. The house taken out is an outline in the colour of "you". */
export function Street(props: StreetProps) {
  const { width, amounts, removed, removedText } = props;
  const pitch = Math.min(40, width / Math.min(MOST_IN_ROW, Math.ceil(amounts.length / 2)));
  const columns = Math.max(1, Math.floor(width / pitch + 1e-9));
  const rows = Math.ceil(amounts.length / columns);
  const quarters = quartersOf(amounts);
  const most = Math.max(...amounts, 1e-9);
  const tall = pitch * 1.15;
  // Each row of several has room for the words over a house; one row has it above.
  const [head, rowHeight] = rows > 1 ? [6, tall + 24] : [22, tall + 16];
  const base = (row: number): number => head + (row + 1) * rowHeight - 8;
  return (
    <Drawing {...props} height={head + rows * rowHeight + 2}>
      {Array.from({ length: rows }, (_, row) => (
        <path key={row} d={`M0 ${px(base(row))}H${width}`} stroke="var(--edge)" />
      ))}
      {amounts.map((amount, i) => {
        const house = { left: (i % columns) * pitch, floor: base(Math.floor(i / columns)), pitch, share: amount / most };
        return (
          <g key={i} data-house={i}>
            {/* The whole plot answers taps, not the walls alone. */}
            <rect x={px(house.left)} y={px(house.floor - tall - 4)} width={px(pitch)} height={px(tall + 8)} fill="transparent" />
            {i === removed ? (
              <HouseTakenOut house={house} text={removedText} width={width} />
            ) : (
              <House house={house} paint={QUARTER_PAINT[quarterOf(amount, quarters)]} />
            )}
          </g>
        );
      })}
    </Drawing>
  );
}

interface Plot {
  /** left edge, ground and width of the plot, in px */
  readonly left: number;
  readonly floor: number;
  readonly pitch: number;
  /** height as a share of the largest amount */
  readonly share: number;
}

/** Outline of a house, and its measures in px. */
function houseOn({ left, floor, pitch, share }: Plot) {
  const size = pitch * 0.74;
  const x = left + (pitch - size) / 2;
  const wall = pitch * 1.15 * (0.42 + 0.3 * share);
  const roof = size * 0.36;
  const shape = `M${px(x)} ${px(floor)}V${px(floor - wall)}l${px(size / 2)} ${px(-roof)} ${px(size / 2)} ${px(roof)}V${px(floor)}z`;
  return { size, shape, centre: x + size / 2, top: floor - wall - roof };
}

function House({ house, paint }: { house: Plot; paint: { readonly fill: string; readonly stroke: string } }) {
  const { size, shape, centre } = houseOn(house);
  return (
    <>
      <path d={shape} {...paint} stroke-width="1.200" />
      <rect
        x={px(centre - size * 0.11)}
        y={px(house.floor - size * 0.3)}
        width={px(size * 0.22)}
        height={px(size * 0.3)}
        fill="var(--card)"
      />
    </>
  );
}

function HouseTakenOut({ house, text, width }: { house: Plot; text: string; width: number }) {
  const { shape, centre, top } = houseOn(house);
  const half = textWidth(text, LOUD, true) / 2;
  return (
    <>
      <path d={shape} fill="none" stroke="var(--you)" stroke-width="2" stroke-dasharray="3 3" />
      <text
        x={px(Math.max(half, Math.min(width - half, centre)))}
        y={px(top - 6)}
        text-anchor="middle"
        font-size={LOUD}
        font-weight="700"
        fill="var(--you)"
        paint-order="stroke"
        stroke="var(--card)"
        stroke-width="4"
      >
        {text}
      </text>
    </>
  );
}
