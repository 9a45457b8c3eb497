import type { WithMargin } from "../shared/reliable-interval.ts";
import { type Against, MarginMark } from "./margin-mark.tsx";
import { type ChartFrame, Drawing, Hatch, LOUD, linesWithin, middleWithin, px, SMALL, textWidth, ticksTo } from "./parts.tsx";

/** One topic of an area: its distance from the parent's figure, as a share of that figure. Null: not published. */
export interface GapRow {
  readonly name: string;
  readonly note: string;
  readonly gap: WithMargin | null;
  readonly against: Against;
  /** true: the figure is published and nothing can be told of a gap; its words stand in the second text, without hatching */
  readonly published?: boolean;
  /** the figure, its margin, and the gap in words */
  readonly texts: readonly [string, string, string];
}

export interface GapsProps extends ChartFrame {
  readonly rows: readonly GapRow[];
  /** name of the line from which gaps are counted */
  readonly parent: string;
  readonly equal: string;
  /** a share with its sign: −25 % */
  readonly format: (share: number) => string;
}

/** Shares beyond this are off the axis: a margin that reaches further is cut at the edge. */
const FURTHEST = 2;
/** Width in px from which names stand before their rows. */
const WIDE = 560;
/** Height in px above the first row below a name of one line, of a line of words, and the left edge of what an unpublished topic needs on a narrow screen. */
const [HEAD, LINE, NEEDED] = [26, 20, 50];

interface GapsLayout {
  /** true: names stand before their rows and words after them; false: both stand above */
  readonly wide: boolean;
  readonly x: (share: number) => number;
  /** ends of the axis, in px */
  readonly left: number;
  readonly right: number;
  readonly ticks: readonly number[];
  /** on narrow screens, where a row's words do not fit beside each other: the lines of each row; null: they fit */
  readonly stacked: readonly (readonly Words[])[] | null;
  /** lines in which a topic without a gap says what it needs, or why there is none */
  readonly needed: (row: GapRow) => readonly string[];
  /** the parent's name in lines that fit, and the height in px above the first row */
  readonly parent: readonly string[];
  readonly head: number;
  /** top of each row in px, and the foot of the last */
  readonly tops: readonly number[];
  /** height of the axis in px, below the rows that have a gap */
  readonly floor: number;
  /** height in px of the axis between those rows and the others */
  readonly down: number;
}

/** Words on one line, in bold or quiet ones. */
type Words = readonly { readonly text: string; readonly loud: boolean; readonly size?: number }[];

/** A row's words in lines that fit: name and note, figure and margin, and the gap in words. */
function stackedWords({ name, note, texts: [value, margin, said] }: GapRow, width: number): readonly Words[] {
  const quiet = (text: string) => ({ text, loud: false });
  const loud = (text: string, size = SMALL) => ({ text, loud: true, size });
  const widthOf = ({ text, size, loud: isLoud }: Words[number]): number => textWidth(text, size, isLoud);
  const pairs: readonly Words[] = [[loud(name), quiet(note)], [loud(value, LOUD), quiet(margin)], [loud(said)]];
  return pairs.flatMap((pair): readonly Words[] =>
    pair.reduce((sum, words) => sum + widthOf(words) + 6, -6) <= width
      ? [pair]
      : pair.flatMap((words) =>
          linesWithin(words.text, width, words.size ?? SMALL, words.loud).map((text) => [{ ...words, text }]),
        ),
  );
}

/** Widths in px of the texts before the axis and after it. */
function asidesOf(rows: readonly GapRow[]): readonly [number, number] {
  const before = rows.flatMap(({ name, note }) => [textWidth(name, SMALL, true), textWidth(note)]);
  const after = rows.flatMap(({ gap, published, texts: [value, margin, said] }) =>
    gap
      ? [textWidth(value, 15, true) + textWidth(margin) + 10, textWidth(said, SMALL, true)]
      : published
        ? []
        : [textWidth(margin)],
  );
  return [16 + Math.max(...before), 20 + Math.max(0, ...after)];
}

/** Graduations of which the first and the last are at the ends of all margins or beyond them. */
function ticksAround(gaps: readonly WithMargin[], least: number): readonly number[] {
  const low = Math.max(-1, Math.min(-0.1, ...gaps.map(({ lower }) => lower)));
  const high = Math.min(FURTHEST, Math.max(0.1, ...gaps.map(({ upper }) => upper)));
  const [first = 0, second = 1] = ticksTo(low, high, least);
  const step = second - first;
  const [from, to] = [Math.floor(low / step + 1e-9), Math.ceil(high / step - 1e-9)];
  return Array.from({ length: to - from + 1 }, (_, i) => Number(((from + i) * step).toPrecision(12)));
}

function layoutOf({ width, rows, parent: name }: GapsProps): GapsLayout {
  const wide = width >= WIDE;
  const gaps = rows.flatMap(({ gap }) => gap ?? []);
  const [names, texts] = wide ? asidesOf(rows) : [2, 2];
  const [left, right] = [names, width - texts - 6];
  const ticks = ticksAround(gaps, right - left < 320 ? 3 : 4);
  const [low, high] = [ticks[0] as number, ticks.at(-1) as number];
  const wing = 0.08 * (high - low);
  const below =
    !wide &&
    rows.some(
      ({ gap, texts: [value, margin, said] }) =>
        gap && textWidth(value, 15, true) + textWidth(margin) + textWidth(said, SMALL, true) + 24 > width,
    );
  const stacked = below ? rows.map((row) => stackedWords(row, width)) : null;
  const needed = ({ published = false, texts: [, text] }: GapRow): readonly string[] =>
    wide && !published ? [text] : linesWithin(text, width - (published ? (wide ? names : 0) : NEEDED), SMALL);
  const parent = linesWithin(name, width, SMALL, true);
  const head = HEAD + LINE * (parent.length - 1);
  const tops = [head];
  rows.forEach((row, i) => {
    const { gap } = row;
    const tall = stacked ? 38 + LINE * (stacked[i]?.length ?? 0) : 78;
    const further = gap ? 0 : LINE * (needed(row).length - 1);
    tops.push((tops.at(-1) as number) + (wide ? (gap ? 46 : 30 + further) : gap ? tall : 46 + further));
  });
  return {
    wide,
    x: (share) =>
      left + ((Math.max(low - wing, Math.min(high + wing, share)) - low + wing) / (high - low + 2 * wing)) * (right - left),
    left,
    right,
    ticks,
    stacked,
    needed,
    parent,
    head,
    tops,
    floor: tops[gaps.length] as number,
    down: gaps.length > 0 ? 28 : 0,
  };
}

/**
 * The topics of an area on one axis, whatever their units: each gap with the parent is a share, with its own margin. Unpublished
 * topics stay listed, hatched, with the number of homes that they need.
 */
export function Gaps(props: GapsProps) {
  const { id, width, rows } = props;
  const layout = layoutOf(props);
  const { tops, down } = layout;
  return (
    <Drawing {...props} height={(tops.at(-1) as number) + down + 4}>
      <Hatch id={`${id}-hatch`} />
      {down > 0 ? <GapAxis chart={props} layout={layout} /> : null}
      {rows.map((row, i) => {
        const top = tops[i] as number;
        return row.gap ? (
          <GapMark
            key={row.name}
            row={row}
            gap={row.gap}
            stacked={layout.stacked?.[i] ?? null}
            top={top}
            width={width}
            layout={layout}
          />
        ) : (
          <AbsentGap key={row.name} row={row} top={top + down} hatch={`${id}-hatch`} layout={layout} />
        );
      })}
    </Drawing>
  );
}

/** Graduations, and the line at 0 with the parent's name above. */
function GapAxis({ chart, layout }: { chart: GapsProps; layout: GapsLayout }) {
  const { width, equal, format } = chart;
  const { wide, x, ticks, floor, parent, head } = layout;
  const half = Math.max(...parent.map((line) => textWidth(line, SMALL, true))) / 2;
  const named = (tick: number): string => (Math.abs(tick) < 1e-9 ? equal : format(tick));
  // Figures are left out evenly from the middle where they would touch.
  const zero = ticks.findIndex((tick) => Math.abs(tick) < 1e-9);
  const pace = x(ticks[1] ?? 1) - x(ticks[0] ?? 0);
  const stride = Math.max(1, Math.ceil((8 + Math.max(...ticks.map((tick) => textWidth(named(tick))))) / pace));
  return (
    <g>
      {ticks.map((tick, i) => (
        <g key={tick}>
          <path d={`M${px(x(tick))} ${wide ? head : floor - 24}V${floor}`} stroke="var(--line)" />
          {(i - zero) % stride === 0 ? (
            <text
              x={px(middleWithin(x(tick), textWidth(named(tick)) / 2, width))}
              y={floor + 17}
              text-anchor="middle"
              fill="var(--ink-2)"
            >
              {named(tick)}
            </text>
          ) : null}
        </g>
      ))}
      <path d={`M${px(x(0))} ${head - 6}V${wide ? floor : head}`} stroke="var(--ink)" stroke-width="1.500" />
      {parent.map((line, i) => (
        <text
          key={line}
          x={px(middleWithin(x(0), half, width))}
          y={head - 11 - LINE * (parent.length - 1 - i)}
          text-anchor="middle"
          font-weight="700"
        >
          {line}
        </text>
      ))}
    </g>
  );
}

interface AbsentGapProps {
  readonly row: GapRow;
  readonly top: number;
  /** id of the hatch pattern */
  readonly hatch: string;
  readonly layout: GapsLayout;
}

function AbsentGap({ row, top, hatch, layout: { wide, left, right, needed } }: AbsentGapProps) {
  const { name, published = false } = row;
  const x = published ? (wide ? left : 0) : wide ? right + 20 : NEEDED;
  return (
    <g>
      <text x="0" y={top + 20} font-weight="700">
        {name}
      </text>
      {published ? null : (
        <rect
          x={px(wide ? left : 0)}
          y={top + (wide ? 8 : 27)}
          width={px(wide ? right - left : 40)}
          height="14"
          rx="5"
          fill={`url(#${hatch})`}
          stroke="var(--hatch)"
        />
      )}
      {needed(row).map((line, i) => (
        <text key={line} x={px(x)} y={top + (wide ? 20 : 39) + LINE * i} fill="var(--ink-2)">
          {line}
        </text>
      ))}
    </g>
  );
}

interface GapMarkProps {
  readonly row: GapRow;
  readonly gap: WithMargin;
  /** the row's words in lines, where they do not fit beside each other; else null */
  readonly stacked: readonly Words[] | null;
  readonly top: number;
  readonly width: number;
  readonly layout: GapsLayout;
}

function GapMark({ row, gap, stacked, top, width, layout }: GapMarkProps) {
  const { wide, x } = layout;
  const y = top + (wide ? 23 : stacked ? 18 + LINE * stacked.length : 58);
  return (
    <g>
      {wide ? null : <path d={`M${px(x(0))} ${y - 10}v20`} stroke="var(--ink)" stroke-width="1.500" />}
      <MarginMark interval={gap} x={x} y={y} r="6" line="2.500" edge="2" against={row.against} />
      {stacked ? <StackedWords lines={stacked} top={top} /> : <GapWords row={row} top={top} width={width} layout={layout} />}
    </g>
  );
}

function StackedWords({ lines, top }: { readonly lines: readonly Words[]; readonly top: number }) {
  return lines.map((line, i) => (
    <text key={i} x="0" y={top + 18 + LINE * i}>
      {line.map(({ text, loud, size }, j) => (
        <tspan
          key={j}
          dx={j === 0 ? undefined : 6}
          font-size={size === SMALL ? undefined : size}
          {...(loud ? { "font-weight": 700 } : { fill: "var(--ink-2)" })}
        >
          {text}
        </tspan>
      ))}
    </text>
  ));
}

/** A row's words before and after its mark, or above it on a narrow screen. */
function GapWords({ row: { name, note, texts }, top, width, layout }: Pick<GapMarkProps, "row" | "top" | "width" | "layout">) {
  const [value, margin, said] = texts;
  const { wide, right } = layout;
  return (
    <>
      <text x="0" y={top + (wide ? 19 : 18)}>
        <tspan font-weight="700">{name}</tspan>
        <tspan fill="var(--ink-2)" {...(wide ? { x: 0, dy: 17 } : { dx: 6 })}>
          {note}
        </tspan>
      </text>
      <text x={px(wide ? right + 20 : 0)} y={top + (wide ? 19 : 38)}>
        <tspan font-size="15" font-weight="700">
          {value}
        </tspan>
        <tspan fill="var(--ink-2)">{`  ${margin}`}</tspan>
      </text>
      <text x={px(wide ? right + 20 : width)} y={top + (wide ? 37 : 38)} text-anchor={wide ? "start" : "end"} font-weight="700">
        {said}
      </text>
    </>
  );
}
