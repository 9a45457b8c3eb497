import { type Stretch, stemPath } from "./estimate-frame.tsx";
import { type ChartFrame, Drawing, Hatch, linesWithin, middleWithin, px, SMALL, textWidth } from "./parts.tsx";

/** One topic. All its values are shares of its middle home, or of its mean. */
export interface CommonRow {
  readonly name: string;
  /** text at the end of the name's line: the visitor's figure, or what is missing */
  readonly text: string;
  /** null where no figures of others are published */
  readonly place: {
    readonly you: number;
    /** bounds of the middle half of homes; null: not published precisely enough */
    readonly half: { readonly low: number; readonly high: number } | null;
    /** margin of the middle home */
    readonly margin: { readonly low: number; readonly high: number };
  } | null;
}

interface CommonAxisProps extends ChartFrame {
  readonly rows: readonly CommonRow[];
  /** name of the vertical line at 1 */
  readonly middle: string;
  /** name of the lines at half, twice and three times that */
  readonly multiples: readonly [string, string, string];
}

/** Height of a row, of a further line of its words, and of the room above the first row, in px. */
const [PITCH, LINE, HEAD] = [52, 18, 24];
/** Lines beside the middle. */
const MULTIPLES = [0.5, 2, 3] as const;
/**
 * The axis ends at this multiple of the middle, unless a middle half reaches further. A visitor beyond it stands at the end, with
 * an arrow.
 */
const AXIS_END = 3;

/**
 * Topics of different units on one axis, scaled so that the middle home of each is 1. Bars are the middle half, diamonds the
 * visitor.
 */
export function CommonAxis(props: CommonAxisProps) {
  const { width, rows, middle, multiples, id } = props;
  const places = rows.flatMap(({ place }) => place ?? []);
  const end =
    1.08 * Math.max(2, ...places.flatMap(({ half, you, margin }) => [half?.high ?? 0, margin.high, Math.min(you, AXIS_END)]));
  const x = (share: number): number => 8 + (Math.min(Math.max(share, 0), end) / end) * (width - 16);
  // The figure stands on the line of its topic's name, or on the next one where both do not fit, or the name would push it off its diamond.
  const isBelow = rows.some(({ name, text, place }) => {
    const begins = textWidth(name, SMALL, true) + 16;
    return begins + textWidth(text, SMALL, true) > width || (place !== null && begins > x(place.you));
  });
  const linesOf = (text: string): readonly string[] => (isBelow ? linesWithin(text, width - 8, SMALL, true) : [text]);
  const down = isBelow ? LINE * Math.max(...rows.map(({ text }) => linesOf(text).length)) : 0;
  const pitch = PITCH + down;
  const foot = HEAD + pitch * rows.length;
  const middleOf = (i: number): number => HEAD + pitch * (i + 1) - 14;
  const half = textWidth(middle, SMALL, true) / 2;
  // Lines stand beside the bars alone: through names and figures they would strike them out.
  const bands = rows.map((_, i): Stretch => [middleOf(i) - 11, i === rows.length - 1 ? foot + 4 : middleOf(i) + 11]);
  return (
    <Drawing {...props} height={foot + 26}>
      {rows.some(({ place }) => place === null) ? <Hatch id={`${id}-hatch`} /> : null}
      {MULTIPLES.map((at, i) =>
        at > end ? null : (
          <g key={at}>
            <path d={stemPath(x(at), bands)} stroke="var(--line)" />
            <text
              x={px(middleWithin(x(at), textWidth(multiples[i] ?? "") / 2, width))}
              y={foot + 19}
              text-anchor="middle"
              fill="var(--ink-2)"
            >
              {multiples[i]}
            </text>
          </g>
        ),
      )}
      <path d={stemPath(x(1), bands)} stroke="var(--n3)" stroke-width="1.500" stroke-dasharray="2 3" />
      {rows.map((row, i) => (
        <Row
          key={row.name}
          row={row}
          y={middleOf(i)}
          lines={linesOf(row.text)}
          down={down}
          x={x}
          end={end}
          width={width}
          hatch={`${id}-hatch`}
        />
      ))}
      <text x={px(middleWithin(x(1), half, width))} y={HEAD - 10} text-anchor="middle" font-weight="700" fill="var(--n2)">
        {middle}
      </text>
    </Drawing>
  );
}

interface RowProps {
  readonly row: CommonRow;
  /** middle of the bar, in px */
  readonly y: number;
  /** the row's figure in lines, and by how much (px) its name stands above their last */
  readonly lines: readonly string[];
  readonly down: number;
  readonly x: (share: number) => number;
  readonly end: number;
  readonly width: number;
  readonly hatch: string;
}

/** Middle of the visitor's figure, in px: over its diamond, as far as the name on the same line and the drawing's edges allow. */
function overDiamond({ row: { name, text, place }, down, x, width }: RowProps): number | null {
  if (place === null) return null;
  const half = textWidth(text, SMALL, true) / 2;
  const least = down > 0 ? 4 + half : textWidth(name, SMALL, true) + 16 + half;
  return Math.max(least, Math.min(x(place.you), width - 4 - half));
}

function Row(props: RowProps) {
  const {
    row: { name, place },
    y,
    lines,
    down,
    x,
    end,
    width,
    hatch,
  } = props;
  const over = lines.length === 1 ? overDiamond(props) : null;
  return (
    <g>
      <text x="4" y={y - 16 - down} font-weight="700">
        {name}
      </text>
      {lines.map((line, i) => (
        <text
          key={line}
          x={px(over ?? width - 4)}
          y={y - 16 - LINE * (lines.length - 1 - i)}
          text-anchor={over === null ? "end" : "middle"}
          fill={place ? "var(--you)" : "var(--ink-2)"}
          font-weight={place ? 700 : undefined}
        >
          {line}
        </text>
      ))}
      {place === null ? (
        <rect x="8" y={y - 7} width={width - 16} height="14" rx="4" fill={`url(#${hatch})`} stroke="var(--hatch)" />
      ) : (
        <Place place={place} y={y} x={x} end={end} />
      )}
    </g>
  );
}

/**
 * The middle half as a bar where it is known, the middle home as a tick with its margin as a thin line, and the visitor as a
 * diamond.
 */
function Place({
  place: { half, margin, you },
  y,
  x,
  end,
}: Pick<RowProps, "y" | "x" | "end"> & { place: NonNullable<CommonRow["place"]> }) {
  const at = x(you);
  return (
    <>
      {half ? (
        <rect
          x={px(x(half.low))}
          y={y - 7}
          width={px(x(half.high) - x(half.low))}
          height="14"
          rx="4"
          fill="var(--n1)"
          stroke="var(--n2)"
        />
      ) : null}
      <path d={`M${px(x(margin.low))} ${y}H${px(x(margin.high))}`} stroke="var(--ink)" stroke-width="1.500" />
      <path d={`M${px(x(1))} ${y - 7}v14`} stroke="var(--n3)" stroke-width="4" />
      <path d={`M${px(at)} ${y - 8}l8 8-8 8-8-8z`} fill="var(--you)" stroke="var(--card)" />
      {you > end ? <path d={`M${px(at - 16)} ${y - 5}l6 5-6 5z`} fill="var(--you)" /> : null}
    </>
  );
}
