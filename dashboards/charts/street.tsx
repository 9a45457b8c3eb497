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

/** Height that a street aims at, so that what a tap changes stays in sight, and the plots that fingers and eyes need, in px. */
const STREET = 270;
const PLOT = { least: 24, most: 40 } as const;
/** Room of a row of houses and of the gap below it, as shares of the width of a plot. */
const TALL = 1.15;
const ROW_GAP = 0.3;

/** The rows of a street: its houses are as large as the room allows, and each row but the last is full. */
function streetRows(houses: number, width: number): { columns: number; rows: number; pitch: number } {
  const wanted = Math.sqrt((width * STREET) / (houses * (TALL + ROW_GAP)));
  const room = Math.max(PLOT.least, Math.min(PLOT.most, wanted));
  const rows = Math.ceil(houses / Math.max(1, Math.floor(width / room)));
  const columns = Math.ceil(houses / rows);
  return { columns, rows, pitch: Math.min(PLOT.most, width / columns) };
}

/** Rows of houses: the larger the amount, the taller and darker. The house taken out is an outline in the colour of "you". */
export function Street(props: StreetProps) {
  const { width, amounts, removed, removedText } = props;
  const { columns, rows, pitch } = streetRows(amounts.length, width);
  const quarters = quartersOf(amounts);
  const most = Math.max(...amounts, 1e-9);
  const tall = pitch * TALL;
  // The words of the house taken out stand above all rows, over its column, where no house is in their way.
  const [head, rowHeight] = [20, tall + ROW_GAP * pitch];
  const base = (row: number): number => head + (row + 1) * rowHeight - 4;
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
  const wall = pitch * TALL * (0.42 + 0.3 * share);
  const roof = size * 0.36;
  const shape = `M${px(x)} ${px(floor)}V${px(floor - wall)}l${px(size / 2)} ${px(-roof)} ${px(size / 2)} ${px(roof)}V${px(floor)}z`;
  return { size, shape, centre: x + size / 2 };
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
  const { shape, centre } = houseOn(house);
  const half = textWidth(text, LOUD, true) / 2;
  return (
    <>
      <path d={shape} fill="none" stroke="var(--you)" stroke-width="2" stroke-dasharray="3 3" />
      <text
        x={px(Math.max(half, Math.min(width - half, centre)))}
        y={LOUD}
        text-anchor="middle"
        font-size={LOUD}
        font-weight="700"
        fill="var(--you)"
      >
        {text}
      </text>
    </>
  );
}
