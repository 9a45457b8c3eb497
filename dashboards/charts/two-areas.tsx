import type { WithMargin } from "../shared/reliable-interval.ts";
import { LetterDisc } from "./letter-disc.tsx";
import { type Against, MarginMark } from "./margin-mark.tsx";
import {
  type ChartFrame,
  Drawing,
  figuresWidth,
  linesWithin,
  middleWithin,
  px,
  SMALL,
  textWidth,
  ticksTo,
  tickTexts,
} from "./parts.tsx";

/** One of two compared areas: its mean with the margin, and the figure in words. */
export interface OneOfTwo {
  readonly letter: string;
  readonly name: string;
  readonly interval: WithMargin;
  readonly text: string;
}

export interface TwoAreasProps extends ChartFrame {
  readonly a: OneOfTwo;
  readonly b: OneOfTwo;
  /** a − b, with its own margin */
  readonly difference: WithMargin & { readonly text: string; readonly against: Against };
  readonly unit: string;
  readonly format: (value: number) => string;
  /** formats a difference with its sign and unit */
  readonly signed: (value: number) => string;
  readonly words: {
    readonly gap: string;
    readonly gapNote: string;
    readonly equal: string;
    readonly less: string;
    readonly more: string;
  };
}

/** Width in px from which names stand before their rows. */
const WIDE = 460;
/** Height of a line of words in px. */
const LINE = 18;
/** Radius of a letter's disc in px, with its line. */
const DISC = 11;

/** Ticks of an axis with 0 in its middle. */
function ticksAround(reach: number): readonly number[] {
  const up = ticksTo(0, reach, 2).filter((tick) => tick > 0);
  return [...up.map((tick) => -tick).reverse(), 0, ...up];
}

/** Ticks of the areas' axis. Where all would be above the lowest end they are closer, so that a reader sees on which side of one it is. */
function ticksAmong(from: number, to: number, lowest: number): readonly number[] {
  const few = ticksTo(from, to, 3);
  return (few[0] ?? 0) > lowest ? ticksTo(from, to, 6) : few;
}

interface TwoAreasLayout {
  readonly wide: boolean;
  /** width in px kept for names before the rows */
  readonly names: number;
  readonly right: number;
  /** horizontal place of a value of either area */
  readonly x: (value: number) => number;
  readonly ticks: readonly number[];
  /** horizontal place of a difference, on an axis with 0 in its middle */
  readonly z: (value: number) => number;
  readonly around: readonly number[];
  /** middle of a row, in px */
  readonly y: (i: number) => number;
  /** heights in px of the areas' axis, of the difference, and of the difference's axis */
  readonly floor: number;
  readonly line: number;
  readonly foot: number;
  /** the two names in lines of words, and px of the lines after the first */
  readonly named: readonly (readonly string[])[];
  readonly further: number;
  /** the words about the difference, in lines */
  readonly gap: readonly string[];
}

function layoutOf({ width, a, b, difference, words }: TwoAreasProps): TwoAreasLayout {
  const wide = width >= WIDE;
  const names = wide
    ? Math.min(width * 0.34, 14 + Math.max(...[a.name, b.name, words.gapNote].map((name) => textWidth(name))))
    : 4;
  const right = width - 12;
  const all = [a, b].flatMap(({ interval }) => [interval.lower, interval.upper]);
  const spread = Math.max(...all) - Math.min(...all);
  const texts = 12 + DISC + Math.max(...[a, b].map(({ text }) => textWidth(text, SMALL, true)));
  // The axis leaves room for the words after a margin's end.
  const room = (right - names) / Math.max(1, right - names - texts);
  const [from, to] = [Math.min(...all) - 0.12 * spread, Math.min(...all) + 1.06 * spread * room];
  const reach = 1.15 * Math.max(Math.abs(difference.lower), Math.abs(difference.upper));
  const named = [a, b].map(({ name }) => (wide ? [name] : linesWithin(name, width, SMALL)));
  const further = LINE * (Math.max(...named.map(({ length }) => length)) - 1);
  const gap = wide ? [words.gap] : linesWithin(`${words.gap}, ${words.gapNote}`, width, SMALL, true);
  const pitch = (wide ? 36 : 62) + further;
  const floor = 6 + 2 * pitch + 12;
  const line = floor + (wide ? 90 : 114) + LINE * (gap.length - 1);
  return {
    wide,
    names,
    right,
    x: (value) => names + ((value - from) / (to - from)) * (right - names),
    ticks: ticksAmong(from, to, Math.min(...all)),
    z: (value) => names + 14 + ((value + reach) / (2 * reach)) * (right - names - 28),
    around: ticksAround(reach),
    y: (i) => 6 + pitch * i + (wide ? 15 : 32 + further),
    named,
    further,
    gap,
    floor,
    line,
    foot: line + 20,
  };
}

/**
 * Two areas on one axis, A filled and B hollow, each with its letter. Below, their difference has an axis and a margin of its own. Where that margin
 * contains 0 the difference cannot be told, and its dot is hollow.
 */
export function TwoAreas(props: TwoAreasProps) {
  const { width, a, b, format, unit } = props;
  const layout = layoutOf(props);
  const { x, ticks, floor, foot } = layout;
  const texts = tickTexts(ticks, format, unit);
  // Figures are left out evenly where they would touch.
  const last = ticks.length - 1;
  const pace = last > 0 ? x(ticks[1] ?? 0) - x(ticks[0] ?? 0) : width;
  const stride = Math.max(1, Math.ceil((8 + Math.max(...texts.map((text) => textWidth(text)))) / pace));
  return (
    <Drawing {...props} height={foot + 44 + (isNarrow(props) ? LINE : 0)}>
      {ticks.map((tick, i) => (
        <g key={tick}>
          <path d={`M${px(x(tick))} 4V${floor}`} stroke="var(--line)" />
          {i % stride === last % stride ? (
            <text
              x={px(middleWithin(x(tick), textWidth(texts[i] ?? "") / 2, width))}
              y={floor + 18}
              text-anchor="middle"
              fill="var(--ink-2)"
            >
              {texts[i]}
            </text>
          ) : null}
        </g>
      ))}
      {[a, b].map((area, i) => (
        <AreaRow
          key={area.letter}
          area={area}
          name={layout.named[i] ?? []}
          y={layout.y(i)}
          below={[a, b].some((one) => isHidden(one, x))}
          layout={layout}
        />
      ))}
      <Difference chart={props} layout={layout} />
    </Drawing>
  );
}

interface AreaRowProps {
  readonly area: OneOfTwo;
  /** its name, broken into lines that fit */
  readonly name: readonly string[];
  readonly y: number;
  /** true: a disc would hide its margin, or that of the other, and both stand below */
  readonly below: boolean;
  readonly layout: TwoAreasLayout;
}

/** Radius in px of a dot on a margin: as large as fits, and never so large that it hides a margin that can be seen. */
function dotOn({ lower, upper }: WithMargin, at: (value: number) => number, largest: number): number {
  return Math.max(2.5, Math.min(largest, 0.3 * (at(upper) - at(lower))));
}

/** px below the middle of a disc at which a margin stands that the disc would hide. */
const BELOW = 15;

/** Tells whether the disc would hide the margin. */
const isHidden = ({ interval: { lower, value, upper } }: OneOfTwo, x: (value: number) => number): boolean =>
  Math.min(x(value) - x(lower), x(upper) - x(value)) < DISC + 4;

function AreaRow({ area: { letter, interval, text }, name, y, below, layout: { wide, x, further } }: AreaRowProps) {
  const middle = y - (wide ? 0 : 20 + further);
  const [lower, at, upper] = [x(interval.lower), x(interval.value), x(interval.upper)];
  return (
    <g>
      {name.map((line, i) => (
        <text key={line} x={0} y={middle + 4.5 + LINE * i} stroke="var(--card)" stroke-width="5" paint-order="stroke">
          {line}
        </text>
      ))}
      <path d={`M${px(lower)} ${y + (below ? BELOW : 0)}H${px(upper)}`} stroke="var(--ink)" stroke-width="2" />
      <LetterDisc letter={letter} x={at} y={y} />
      <text x={px(Math.max(upper, at + DISC) + 8)} y={y + 4.5} font-weight="700">
        {text}
      </text>
    </g>
  );
}

/** Tells whether the words about more and less have no room beside each other. */
const isNarrow = ({ width, words }: Pick<TwoAreasProps, "width" | "words">): boolean =>
  textWidth(`◀ ${words.less}${words.more} ▶`) + 24 > width;

interface DifferenceProps {
  readonly chart: TwoAreasProps;
  readonly layout: TwoAreasLayout;
}

/** The difference of the two areas, with its own margin. */
function Difference({ chart, layout }: DifferenceProps) {
  const { words, difference } = chart;
  const { wide, names, right, z, floor, line, foot, gap } = layout;
  const [less, more] = [`◀ ${words.less}`, `${words.more} ▶`];
  const half = textWidth(difference.text, SMALL, true) / 2;
  const [ends, starts] = [Math.max(textWidth(less) + 6, z(0) - 34), Math.min(chart.width - textWidth(more) - 6, z(0) + 34)];
  return (
    <>
      <path d={`M0 ${floor + 30}H${chart.width}`} stroke="var(--line)" />
      {gap.map((text, i) => (
        <text key={text} x="0" y={(wide ? line - 4 : floor + 52) + LINE * i} font-weight="700">
          {text}
        </text>
      ))}
      {wide ? (
        <text x="0" y={line + 13} fill="var(--ink-2)">
          {words.gapNote}
        </text>
      ) : null}
      <DifferenceTicks chart={chart} layout={layout} />
      <MarginMark
        interval={difference}
        x={z}
        y={line}
        r={px(dotOn(difference, z, 6))}
        line="3"
        edge="2.500"
        against={difference.against}
      />
      <text
        x={px(Math.max(names + half, Math.min(right - half, z(difference.value))))}
        y={line - 13}
        text-anchor="middle"
        font-weight="700"
        stroke="var(--card)"
        stroke-width="4"
        paint-order="stroke"
      >
        {difference.text}
      </text>
      <text x={px(ends)} y={foot + 36} text-anchor="end" fill="var(--ink-2)">
        {less}
      </text>
      <text x={px(starts)} y={foot + 36 + (isNarrow(chart) ? LINE : 0)} fill="var(--ink-2)">
        {more}
      </text>
    </>
  );
}

/** Graduations on both sides of 0, which is emphasised. */
function DifferenceTicks({ chart, layout }: { chart: TwoAreasProps; layout: TwoAreasLayout }) {
  const { signed, words, width } = chart;
  const { z, around, line, foot } = layout;
  const zero = around.indexOf(0);
  const halfOf = (tick: number): number =>
    tick === 0 ? textWidth(words.equal, SMALL, true) / 2 : figuresWidth(signed(tick)) / 2;
  const texts = around.map((tick) => ({ tick, half: halfOf(tick), at: middleWithin(z(tick), halfOf(tick), width) }));
  // Figures are left out evenly from the middle where they would touch, and the word at 0 where only those of both ends are left:
  // the words below its line say as much.
  const touches = (i: number, j: number): boolean => {
    const [one, other] = [texts[i], texts[j]];
    return one !== undefined && other !== undefined && other.at - one.at < one.half + other.half + 4;
  };
  const stride = Array.from({ length: zero }, (_, i) => i + 1).find((step) => !touches(zero + step, zero + 2 * step)) ?? 1;
  const isTight = touches(zero, zero + stride);
  // Where even both ends would touch, that of the other side is left out.
  const isOneSided = isTight && touches(zero - stride, zero + stride);
  const side = Math.sign(chart.difference.value);
  const isLeftOut = (tick: number, i: number): boolean =>
    (i - zero) % stride !== 0 || (tick === 0 ? isTight : isOneSided && Math.sign(tick) !== side);
  return (
    <>
      {texts.map(({ tick, at }, i) => (
        <g key={tick} fill="var(--ink-2)">
          <path
            // Words that span both sides stand above the lines.
            d={`M${px(z(tick))} ${line - (chart.difference.against === "same" ? 10 : tick === 0 ? 24 : 16)}V${foot}`}
            stroke={tick === 0 ? "var(--ink)" : "var(--line)"}
            stroke-width={tick === 0 ? 1.5 : 1}
          />
          {isLeftOut(tick, i) ? null : (
            <text
              x={px(at)}
              y={foot + 17}
              text-anchor="middle"
              {...(tick === 0 ? { "font-weight": 700, fill: "var(--ink)" } : {})}
            >
              {tick === 0 ? words.equal : signed(tick)}
            </text>
          )}
        </g>
      ))}
    </>
  );
}
