import { Levels } from "./levels.tsx";
import {
  type ChartFrame,
  Drawing,
  Hatch,
  linesWithin,
  middleWithin,
  px,
  SMALL,
  shortened,
  textWidth,
  ticksTo,
  tickTexts,
} from "./parts.tsx";
import { PeriodNames } from "./period-names.tsx";
import { bandPath, linePath, loneMargin, type PeriodPoint, type PeriodScale, stretchesOf, type TrendPoint } from "./stretches.ts";

export interface TrendSeries {
  /** empty: the line needs none, for a title says what it is */
  readonly name: string;
  readonly text: string;
  /** one point per period; null: withheld, or not published */
  readonly points: readonly (TrendPoint | null)[];
}

export interface AreaTrendProps extends ChartFrame {
  /** names of the periods under the axis */
  readonly periods: readonly string[];
  readonly area: TrendSeries;
  /** drawn dashed; null where the area is the whole territory */
  readonly whole: TrendSeries | null;
  /** names of future periods, drawn as empty places on the axis */
  readonly toCome: readonly string[];
  readonly coming: string;
  readonly absent: string;
  readonly unit: string;
  readonly format: (value: number) => string;
  /** px; absent: 220 */
  readonly height?: number;
  /** number of the period that is marked; absent: none is */
  readonly chosen?: number;
}

/** Height in px where none is asked for and each name takes one line. */
const HEIGHT = 220;
/** Width in px kept on the right for the names of the lines. */
const ASIDE = 124;
/** Drawings wider than this (px) have names beside their lines; narrower ones have them above. */
const WIDE = 380;
/** Drawings narrower than this (px) have no room for names after the figures of their axis. */
const SLIM = 200;
/** Height of a line of words, and width of the sample of a line before its name, in px. */
const [LINE, SAMPLE] = [18, 27];

interface TrendLayout extends PeriodScale {
  readonly left: number;
  readonly right: number;
  readonly head: number;
  readonly floor: number;
  /** width of a period, in px */
  readonly pace: number;
  readonly ticks: readonly number[];
  readonly texts: readonly string[];
  /** names above the lines, each in lines of words; empty where they stand beside them */
  readonly names: readonly (readonly string[])[];
  /** left edge of those names, in px */
  readonly namesX: number;
}

/** Tells whether the lines have names. */
const areNamed = ({ area }: Pick<AreaTrendProps, "area">): boolean => area.name !== "";

/** The lines of the drawing, the area's own first. */
function linesOf({ area, whole }: Pick<AreaTrendProps, "area" | "whole">): readonly TrendSeries[] {
  return whole ? [area, whole] : [area];
}

/** The bounds of the axis. It starts at 0 where that wastes little room, because lines are read as heights. */
function domainOf(lines: readonly TrendSeries[]): readonly [number, number] {
  const all = lines.flatMap(({ points }) => points.flatMap((point) => point ?? []));
  const most = Math.max(...all.map(({ upper }) => upper));
  const least = Math.min(...all.map(({ lower }) => lower));
  const from = least < 0.45 * most ? Math.min(0, least) : least - 0.35 * (most - least) - 0.02 * most;
  return [from, most + 0.06 * (most - from)];
}

function layoutOf(props: AreaTrendProps): TrendLayout {
  const { width, periods, toCome, unit, format } = props;
  const [from, to] = domainOf(linesOf(props));
  const ticks = ticksTo(from, to, 3);
  const texts = tickTexts(ticks, format, unit);
  const left = 10 + Math.max(...texts.map((text) => textWidth(text)));
  const right = width - (width > WIDE && areNamed(props) ? ASIDE : 12);
  // A drawing as narrow as with doubled letters has names from its edge on.
  const namesX = width < SLIM ? 0 : left;
  const names =
    width > WIDE || !areNamed(props)
      ? []
      : linesOf(props).map(({ name, text }, i) => linesWithin(`${name}, ${text}`, width - namesX - SAMPLE, SMALL, i === 0));
  const further = names.reduce((sum, { length }) => sum + length - 1, 0);
  // A height that is asked for holds the names too.
  const height = props.height ?? HEIGHT + LINE * further;
  const [head, floor] = [(width > WIDE || !areNamed(props) ? 12 : 46) + LINE * further, height - 28];
  const pace = (right - left) / (periods.length + toCome.length);
  return {
    x: (i) => left + pace * (i + 0.5),
    y: (value) => floor - ((value - from) / (to - from)) * (floor - head),
    left,
    right,
    head,
    floor,
    pace,
    ticks,
    texts,
    names,
    namesX,
  };
}

/** An area's figure over periods with its margin as a pale band, and the whole territory dashed. */
export function AreaTrend(props: AreaTrendProps) {
  const { width, id, periods, area, whole, toCome, coming, absent, chosen = -1 } = props;
  const layout = layoutOf(props);
  const { left, right, y } = layout;
  const points = area.points.map((interval): PeriodPoint => ({ interval }));
  return (
    <Drawing {...props} height={layout.floor + 28}>
      <Hatch id={`${id}-hatch`} />
      <Levels ticks={layout.ticks} texts={layout.texts} y={y} left={left} right={right} gap={7} />
      {chosen < 0 ? null : (
        <path d={`M${px(layout.x(chosen))} ${layout.head}V${layout.floor}`} stroke="var(--ink)" stroke-dasharray="1 3" />
      )}
      <AbsentPeriods points={points} layout={layout} hatch={`${id}-hatch`} text={absent} />
      {whole ? <WholeLine points={whole.points.map((interval) => ({ interval }))} scale={layout} /> : null}
      <AreaLine points={points} scale={layout} />
      <ToCome names={toCome} from={periods.length} text={coming} width={width} layout={layout} />
      <PeriodNames
        names={[...periods, ...toCome]}
        x={layout.x}
        y={layout.floor + 20}
        pace={layout.pace}
        gap={8}
        chosen={chosen}
      />
      {!areNamed(props) ? null : width > WIDE ? (
        <NamesBeside lines={linesOf(props)} layout={layout} />
      ) : (
        <NamesAbove names={layout.names} left={layout.namesX} />
      )}
    </Drawing>
  );
}

interface AbsentPeriodsProps {
  readonly points: readonly PeriodPoint[];
  readonly layout: TrendLayout;
  /** id of the hatch pattern */
  readonly hatch: string;
  readonly text: string;
}

/** Periods without a figure, as hatched boxes at the foot. */
function AbsentPeriods({ points, layout: { x, floor, pace }, hatch, text }: AbsentPeriodsProps) {
  const half = Math.min(pace * 0.4, 14);
  return (
    <>
      {points.map(({ interval }, i) =>
        interval === null ? (
          <rect
            key={i}
            x={px(x(i) - half)}
            y={floor - 12}
            width={px(2 * half)}
            height="12"
            rx="3"
            fill={`url(#${hatch})`}
            stroke="var(--hatch)"
          >
            <title>{text}</title>
          </rect>
        ) : null,
      )}
    </>
  );
}

interface LineProps {
  readonly points: readonly PeriodPoint[];
  readonly scale: PeriodScale;
}

function WholeLine({ points, scale }: LineProps) {
  const { x, y } = scale;
  return (
    <>
      {stretchesOf(points).map((stretch) => (
        <g key={stretch[0]}>
          <path
            d={linePath(stretch, points, scale)}
            fill="none"
            stroke="var(--ink-2)"
            stroke-width="1.800"
            stroke-dasharray="5 4"
          />
          {stretch.map((i) => (
            <circle key={i} cx={px(x(i))} cy={px(y(points[i]?.interval?.value ?? 0))} r="2.800" fill="var(--ink-2)" />
          ))}
        </g>
      ))}
    </>
  );
}

function AreaLine({ points, scale }: LineProps) {
  const { x, y } = scale;
  return (
    <>
      {stretchesOf(points).map((stretch) => (
        <g key={stretch[0]}>
          {stretch.length > 1 ? (
            <path d={bandPath(stretch, points, scale)} fill="var(--ink)" fill-opacity="0.130" />
          ) : (
            <path d={loneMargin(stretch[0] ?? 0, points, scale)} stroke="var(--ink)" stroke-width="2" />
          )}
          <path
            d={linePath(stretch, points, scale)}
            fill="none"
            stroke="var(--ink)"
            stroke-width="2.200"
            stroke-dasharray={stretch.some((i) => points[i]?.interval?.unsure) ? "2 4" : undefined}
          />
          {stretch.map((i) => {
            const { value, unsure } = points[i]?.interval ?? { value: 0, unsure: false };
            return (
              <circle
                key={i}
                cx={px(x(i))}
                cy={px(y(value))}
                r="3.500"
                fill={unsure ? "var(--card)" : "var(--ink)"}
                stroke="var(--ink)"
              />
            );
          })}
        </g>
      ))}
    </>
  );
}

interface ToComeProps {
  readonly names: readonly string[];
  /** place on the axis of the first future period */
  readonly from: number;
  readonly text: string;
  readonly width: number;
  readonly layout: TrendLayout;
}

/** Future periods as hollow dots half-way up, with their words below. */
function ToCome({ names, from, text, width, layout: { x, head, floor } }: ToComeProps) {
  if (names.length === 0) return null;
  const middle = (head + floor) / 2;
  return (
    <>
      {names.map((name, i) => (
        <circle
          key={name}
          cx={px(x(from + i))}
          cy={px(middle)}
          r="5"
          fill="none"
          stroke="var(--edge)"
          stroke-dasharray="2.500 2.500"
        />
      ))}
      <text
        x={px(middleWithin(x(from + (names.length - 1) / 2), textWidth(text) / 2, width))}
        y={px(middle + 22)}
        text-anchor="middle"
        fill="var(--ink-2)"
      >
        {text}
      </text>
    </>
  );
}

/** Most lines of a name beside its line. */
const MOST_LINES = 2;

/** A name beside its line, in one line or two. */
function besideLines(name: string): readonly string[] {
  const lines = linesWithin(name, ASIDE - 8, SMALL, true);
  return [...lines.slice(0, MOST_LINES - 1), lines.slice(MOST_LINES - 1).join(" ")]
    .filter((line) => line !== "")
    .map((line) => shortened(line, ASIDE - 8, true));
}

/** Height (px) at which each line's name stands: its last point, or further apart where two names would touch, of which some have `further` lines. */
function heightsOf(lines: readonly TrendSeries[], { y, floor }: TrendLayout, further: number): readonly number[] {
  const heights = lines.map(({ points }) => {
    const last = points.findLast((point) => point !== null);
    return last ? y(last.value) : floor;
  });
  const [first, second] = heights;
  if (first === undefined || second === undefined || Math.abs(first - second) >= 36 + 8 * further) return heights;
  const middle = (first + second) / 2;
  const down = (first >= second ? 1 : -1) * (18 + 4 * further);
  return [middle + down, middle - down];
}

function NamesBeside({ lines, layout }: { lines: readonly TrendSeries[]; layout: TrendLayout }) {
  const names = lines.map(({ name }) => besideLines(name));
  const heights = heightsOf(
    lines,
    layout,
    names.reduce((sum, { length }) => sum + length - 1, 0),
  );
  const x = px(layout.right + 6);
  return (
    <>
      {lines.map(({ name, text }, i) => (
        <text
          key={name}
          x={x}
          y={px((heights[i] ?? 0) - 2 - 8 * ((names[i]?.length ?? 1) - 1))}
          fill={i === 0 ? "var(--ink)" : "var(--ink-2)"}
        >
          {names[i]?.map((line, j) => (
            <tspan key={line} x={x} dy={j === 0 ? 0 : 16} font-weight="700">
              {line}
            </tspan>
          ))}
          <tspan x={x} dy="16">
            {text}
          </tspan>
        </text>
      ))}
    </>
  );
}

/** The names of the lines above them, each with a sample of its line. */
function NamesAbove({ names, left }: { readonly names: TrendLayout["names"]; readonly left: number }) {
  const rowAt = (i: number): number => names.slice(0, i).reduce((sum, { length }) => sum + length, 0);
  return (
    <>
      {names.map((lines, i) => (
        <g key={i} transform={`translate(${px(left)} ${px(12 + LINE * rowAt(i))})`}>
          <path
            d="M0-4h20"
            stroke={i === 0 ? "var(--ink)" : "var(--ink-2)"}
            stroke-width="2"
            stroke-dasharray={i === 0 ? undefined : "5 4"}
          />
          {lines.map((line, j) => (
            <text key={line} x={SAMPLE} y={j === 0 ? undefined : LINE * j} font-weight={i === 0 ? 700 : 400}>
              {line}
            </text>
          ))}
        </g>
      ))}
    </>
  );
}
