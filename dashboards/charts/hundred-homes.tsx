import { evenLines } from "./even-lines.ts";
import {
  Axis,
  type ChartFrame,
  Drawing,
  linesWithin,
  middleWithin,
  px,
  SMALL,
  textWidth,
  ticksTo,
  You,
  youLine,
} from "./parts.tsx";
import { QUARTER_PAINT, type QuarterBounds, quarterOf } from "./quarters.ts";

export interface HundredHomesProps extends ChartFrame {
  /** in ascending order; Infinity: above the last published bound */
  readonly homes: readonly number[];
  /** null: not published precisely enough */
  readonly quarters: QuarterBounds | null;
  /** null where no visitor is marked, as on a card to share */
  readonly you: { readonly value: number; readonly text: string } | null;
  /** the visitor's figure of an earlier visit; null: none is marked */
  readonly before?: number | null;
  readonly unit: string;
  readonly format: (value: number) => string;
  readonly words: {
    readonly middle: string;
    readonly below: string;
    readonly above: string;
    beyond(count: number): string;
  };
}

/** Homes, of those with a known amount, that may lie beyond the end of the axis. Homes of the open bin (Infinity) come on top. */
const BEYOND = 2;
const PAD = 16;
/** Height of a line of words, in px. */
const LINE = 18;

interface HomesLayout {
  readonly x: (value: number) => number;
  /** value at the end of the axis; homes beyond it are not drawn */
  readonly end: number;
  /** end of the axis, in px */
  readonly right: number;
  /** true where the visitor is so far beyond the others that the axis is broken */
  readonly far: boolean;
  readonly radius: number;
  /** width of a dot and the gap to the next, in px */
  readonly pitch: number;
  readonly columns: number;
  /** homes by column, from the foot up; empty columns are missing */
  readonly stacks: ReadonlyMap<number, readonly number[]>;
  readonly floor: number;
}

function layoutOf({ width, homes, you }: HundredHomesProps): HomesLayout {
  const finite = homes.filter(Number.isFinite);
  const last = finite[Math.max(0, finite.length - 1 - BEYOND)] ?? 1;
  const far = you !== null && you.value > 1.6 * last;
  const end = 1.04 * Math.max(last, you === null || far ? 0 : you.value);
  const right = width - PAD - (far ? 56 : 0);
  const x = (value: number): number => PAD + (value / end) * (right - PAD);
  const radius = Math.max(2.4, Math.min(7.2, width / 88));
  const pitch = 2 * radius + Math.max(0.8, radius / 4);
  const columns = Math.max(1, Math.floor((right - PAD) / pitch));
  const stacks = new Map<number, number[]>();
  for (const home of homes) {
    if (home > end) continue;
    const column = Math.min(columns - 1, Math.floor(((x(home) - PAD) / (right - PAD)) * columns));
    stacks.set(column, [...(stacks.get(column) ?? []), home]);
  }
  const tallest = Math.max(1, ...[...stacks.values()].map((stack) => stack.length));
  const floor = Math.round(youLine(you, width) + (you === null ? 8 : 30) + 8 + tallest * pitch);
  return { x, end, right, far, radius, pitch, columns, stacks, floor };
}

/**
 * One hundred homes as dots, stacked in columns: the lowest quarter outlined, the middle half full, the highest quarter dark. The
 * middle half is a bar below, with words, and the other quarters have theirs under it. A visitor far beyond the others stands at the edge, past a break in the
 * axis.
 */
export function HundredHomes(props: HundredHomesProps) {
  const { width, homes, quarters, you, before = null, unit, format, words } = props;
  const layout = layoutOf(props);
  const { x, end, far, floor } = layout;
  const beyond = homes.filter((home) => home > end).length;
  // The words about homes beyond the axis stand at its end: over the dots, or on a line below the axis where a stem would cross them.
  const stems = [you?.value ?? 0, before ?? 0].map(x);
  const isCrossed = beyond > 0 && !far && stems.some((stem) => stem > width - 10 - textWidth(words.beyond(beyond)));
  const foot = isCrossed ? floor + LINE : floor;
  const ticks = ticksTo(0, end, width < 420 ? 3 : 4);
  const half = quarters === null ? null : halfOf(props, quarters, layout);
  return (
    <Drawing {...props} height={foot + (half === null ? 28 : 50 + LINE * linesIn(half))}>
      <HomeDots layout={layout} quarters={quarters} />
      <Axis x={x} ticks={ticks} from={4} to={far ? width - 48 : width - 4} y={floor} format={format} unit={unit} />
      {far ? <path d={`M${width - 46} ${floor + 5}l5-10m3 10l5-10`} stroke="var(--ink)" fill="none" class="break" /> : null}
      {beyond > 0 && !far ? (
        <text
          x={px(width - 4)}
          y={isCrossed ? foot + 19 : aboveDots(layout, words.beyond(99), width - 4)}
          text-anchor="end"
          fill="var(--ink-2)"
        >
          {words.beyond(beyond)}
        </text>
      ) : null}
      {half === null ? null : <MiddleHalf width={width} half={half} foot={foot} />}
      {before === null || before > end ? null : <Before x={x(before)} floor={floor} />}
      {you === null ? null : (
        <You x={far ? width - PAD : x(you.value)} top={2} bottom={floor + 5} text={you.text} width={width} />
      )}
    </Drawing>
  );
}

/** An earlier figure: a hollow diamond on a dotted stem, that stands on the axis and so below the words of the present one. */
function Before({ x, floor }: { readonly x: number; readonly floor: number }) {
  return (
    <g class="before" stroke="var(--you)">
      <path d={`M${px(x)} ${floor - 34}V${floor + 5}`} stroke="var(--card)" stroke-width="5" />
      <path d={`M${px(x)} ${floor - 34}V${floor + 5}`} stroke-width="2" stroke-dasharray="2 3" />
      <path d={`M${px(x)} ${floor - 48}l7 7-7 7-7-7z`} fill="var(--card)" stroke-width="1.500" />
    </g>
  );
}

function HomeDots({ layout, quarters }: { layout: HomesLayout; quarters: QuarterBounds | null }) {
  const { stacks, columns, right, floor, radius, pitch } = layout;
  return (
    <g class="homes" stroke-width="1.200">
      {[...stacks].map(([column, stack]) =>
        stack.map((home, row) => (
          <circle
            key={`${column}-${row}`}
            cx={px(PAD + ((column + 0.5) / columns) * (right - PAD))}
            cy={px(floor - radius - 2 - row * pitch)}
            r={px(radius)}
            {...QUARTER_PAINT[quarterOf(home, quarters)]}
          />
        )),
      )}
    </g>
  );
}

/** Height in px of the words about homes beyond the axis, which end at `edge`: above the dots that they would touch. */
function aboveDots({ stacks, columns, pitch, floor, right }: HomesLayout, longest: string, edge: number): number {
  const to = Math.min(columns, Math.ceil(((edge - PAD) / (right - PAD)) * columns));
  const from = to - Math.ceil((textWidth(longest) + 8) / pitch);
  const under = Math.max(0, ...[...stacks].filter(([column]) => column >= from && column <= to).map(([, stack]) => stack.length));
  return px(floor - 10 - under * pitch);
}

/** The middle half as a bar, with its words and below them those of the other quarters. */
interface HalfLayout {
  /** ends of the bar, in px */
  readonly low: number;
  readonly high: number;
  /** words broken into lines that fit */
  readonly lines: readonly string[];
  readonly quarters: readonly [low: readonly string[], high: readonly string[]];
}

function halfOf({ width, words }: HundredHomesProps, quarters: QuarterBounds, { x, end }: HomesLayout): HalfLayout {
  const broken = (text: string) => evenLines(text, width / 2 - KEY - 8, SMALL);
  return {
    low: x(Math.max(0, quarters.low)),
    high: x(Math.min(end, quarters.high)),
    lines: linesWithin(words.middle, width - 4, SMALL, true),
    quarters: [broken(words.below), broken(words.above)],
  };
}

const linesIn = ({ lines, quarters }: HalfLayout): number => lines.length + Math.max(...quarters.map(({ length }) => length));

/** Room in px for the dot before the words of a quarter. */
const KEY = 14;

interface MiddleHalfProps {
  readonly width: number;
  readonly half: HalfLayout;
  /** bottom of the axis and of what stands on lines of its own below it, in px */
  readonly foot: number;
}

/** The middle half as a bar under the axis, then the words of the lowest and of the highest quarter, each with a dot as theirs are. */
function MiddleHalf({ width, half: { low, high, lines, quarters }, foot }: MiddleHalfProps) {
  const bar = foot + 36;
  const wide = Math.max(...lines.map((line) => textWidth(line, SMALL, true))) / 2;
  const middleX = middleWithin((low + high) / 2, 2 + wide, width);
  const under = bar + 26 + LINE * lines.length;
  return (
    <g>
      <path d={`M${px(low)} ${bar}H${px(high)}`} stroke="var(--n2)" stroke-width="5" stroke-linecap="round" />
      {lines.map((line, i) => (
        <text key={line} x={px(middleX)} y={bar + 22 + LINE * i} text-anchor="middle" font-weight="700" fill="var(--n2)">
          {line}
        </text>
      ))}
      {quarters.map((texts, i) => (
        <g key={i} fill="var(--ink-2)" text-anchor={i === 0 ? "start" : "end"}>
          <circle cx={px(i === 0 ? 6 : width - 6)} cy={px(under - 4.5)} r="4.500" {...QUARTER_PAINT[i === 0 ? "low" : "high"]} />
          {texts.map((line, j) => (
            <text key={line} x={px(i === 0 ? KEY + 2 : width - KEY - 2)} y={under + LINE * j}>
              {line}
            </text>
          ))}
        </g>
      ))}
    </g>
  );
}
