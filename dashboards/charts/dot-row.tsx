import { type ChartFrame, Drawing, linesWithin, middleWithin, px, SMALL, TIGHT, textWidth, You, youLine } from "./parts.tsx";
import { QUARTER_PAINT, type QuarterBounds, quarterOf } from "./quarters.ts";

export interface DotRowProps extends ChartFrame {
  /** in ascending order; Infinity: above the last published bound; empty where none can be drawn: the middle half then has its room; null: not known yet, which keeps their room */
  readonly homes: readonly number[] | null;
  readonly quarters: QuarterBounds | null;
  readonly middle: { readonly value: number; readonly text: string };
  /** null where no visitor is marked. `full`: the words with the amount, which the row's end does not tell */
  readonly you: { readonly value: number; readonly text: string; readonly full: string } | null;
  /** what a dot is, in words from the longest on */
  readonly dot: readonly string[];
  /** an amount with its unit, for the end of the row */
  readonly format: (value: number) => string;
}

/** Height of a line of words, in px. */
const LINE = 18;
/** Air in px on both sides of the words between the ends, and how wide they are, as measured, beside the estimate. */
const [AIR, KEY_WIDTH] = [8, 0.95];
/** Homes that each dot stands for: a row has no room for a hundred dots. */
const HOMES_PER_DOT = 5;

/** How many times the highest quarter's start the row is long where no homes are known yet. */
const PAST_QUARTER = 1.8;

/** A number a little above `value` that is written with two digits. */
function roundEnd(value: number): number {
  const step = 10 ** (Math.floor(Math.log10(value)) - 1);
  return Math.ceil(value / step) * step;
}

/** The mark of a visitor beyond the row, at its end: with the amount where that fits beside it. */
function atEnd({ text, full }: NonNullable<DotRowProps["you"]>, end: number, width: number) {
  const long = `${full}\u00a0▸`;
  return { value: end, text: youLine({ text: long }, width) === 0 ? long : `${text}\u00a0▸` };
}

/** Twenty dots in a row, each for one home in twenty, and the visitor among them. Long, for all its parts stand on one layout. */
export function DotRow(props: DotRowProps) {
  const { width, homes, quarters, middle, format, dot } = props;
  const shown = (homes ?? []).filter((home, i) => i % HOMES_PER_DOT === Math.floor(HOMES_PER_DOT / 2) && Number.isFinite(home));
  const last = shown.at(-1) ?? PAST_QUARTER * (quarters?.high ?? middle.value);
  const end = roundEnd(1.05 * Math.max(last, Math.min(props.you?.value ?? 0, 2 * last)));
  const you = props.you && props.you.value > end ? atEnd(props.you, end, width) : props.you;
  const x = (value: number): number => 10 + (Math.min(value, end) / end) * (width - 20);
  const lines = linesWithin(middle.text, width, SMALL, true);
  const middleHalf = Math.max(...lines.map((text) => textWidth(text, SMALL, true))) / 2;
  const middleX = middleWithin(x(middle.value), middleHalf, width);
  const line = 48 + youLine(you, width);
  const below = line + LINE;
  // Between the ends, with air at each.
  const [from, to] = [6 + textWidth("0") + AIR, width - textWidth(format(end)) - AIR];
  const key = shown.length === 0 ? undefined : dot.find((text) => KEY_WIDTH * textWidth(text, TIGHT) <= to - from);
  return (
    <Drawing {...props} height={below + 8 + LINE * lines.length}>
      <path d={`M0 ${line}H${width}`} stroke="var(--edge)" />
      {homes === null ? null : quarters && homes.length === 0 ? (
        <g>
          <rect
            x={px(x(quarters.low))}
            y={line - 34}
            width={px(x(quarters.high) - x(quarters.low))}
            height="28"
            rx="4"
            fill="var(--n1)"
            stroke="var(--n2)"
          />
          <path d={`M${px(x(middle.value))} ${line - 34}v28`} stroke="var(--n3)" stroke-width="5" />
        </g>
      ) : quarters ? (
        <path
          d={`M${px(x(quarters.low))} ${line}H${px(x(quarters.high))}`}
          stroke="var(--n2)"
          stroke-width="5"
          stroke-linecap="round"
        />
      ) : null}
      {/* Behind the dots: a stem over one of them would hide it from whoever counts. */}
      {you === null ? null : <You x={x(you.value)} top={2} bottom={line + 6} text={you.text} width={width} />}
      {shown.map((home, i) => {
        const { fill, stroke } = QUARTER_PAINT[quarterOf(home, quarters)];
        return <circle key={i} cx={px(x(home))} cy={line - 8} r="4.800" fill={fill} stroke={stroke} stroke-width="1.200" />;
      })}
      {lines.map((text, i) => (
        <text key={text} x={px(middleX)} y={below + 18 + LINE * i} text-anchor="middle" font-weight="700" fill="var(--n2)">
          {text}
        </text>
      ))}
      <text x="6" y={line + 18} fill="var(--ink-2)">
        0
      </text>
      <text x={width} y={line + 18} text-anchor="end" fill="var(--ink-2)">
        {homes === null ? null : format(end)}
      </text>
      {key === undefined ? null : (
        <text x={px((from + to) / 2)} y={line + 18} text-anchor="middle" font-size={TIGHT} fill="var(--ink-2)">
          {key}
        </text>
      )}
    </Drawing>
  );
}
