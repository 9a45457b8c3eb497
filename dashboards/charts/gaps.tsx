import { type ChartFrame, Drawing, Hatch, px, textWidth, ticksTo } from "./parts.tsx";

/** One topic of an area: how far it is from the parent's figure, as a share of that. Null: not published. */
export interface GapRow {
  readonly name: string;
  readonly note: string;
  readonly gap: { readonly value: number; readonly lower: number; readonly upper: number } | null;
  readonly against: "less" | "more" | "same";
  /** the figure, its margin, and what is said of the gap */
  readonly texts: readonly [string, string, string];
}

export interface GapsProps extends ChartFrame {
  readonly rows: readonly GapRow[];
  /** above the line that gaps are counted from */
  readonly parent: string;
  readonly equal: string;
  /** a share with its sign: −25 % */
  readonly format: (share: number) => string;
}

const COLOURS = { less: "var(--lo-1)", more: "var(--hi-1)", same: "var(--edge)" } as const;
/** shares beyond this leave the axis: its margin is cut at the edge */
const FURTHEST = 2;
const WIDE = 560;

/**
 * Topics of an area, whatever their units, on one axis: the gap with the parent as a share, each with its own margin. What is not
 * published stays listed, hatched, and says what it needs.
 */
export function Gaps(props: GapsProps) {
  const { width, id, rows, parent, equal, format } = props;
  const wide = width >= WIDE;
  const known = rows.flatMap(({ gap }) => gap ?? []);
  const names = wide ? 16 + Math.max(...rows.flatMap(({ name, note }) => [textWidth(name, 13, true), textWidth(note)])) : 2;
  const texts = wide
    ? 20 +
      Math.max(
        ...rows.flatMap(({ gap, texts: [value, margin, said] }) =>
          gap ? [textWidth(value, 15, true) + textWidth(margin) + 10, textWidth(said, 13, true)] : [textWidth(margin)],
        ),
      )
    : 2;
  const low = Math.max(-1, Math.min(-0.1, ...known.map(({ lower }) => lower)));
  const high = Math.min(FURTHEST, Math.max(0.1, ...known.map(({ upper }) => upper)));
  const wing = 0.08 * (high - low);
  const [left, right] = [names, width - texts - 6];
  const x = (share: number): number =>
    left + ((Math.max(low - wing, Math.min(high + wing, share)) - low + wing) / (high - low + 2 * wing)) * (right - left);
  const head = 26;
  // On a phone what is said of the gap goes below the figure where both do not fit in a line.
  const below =
    !wide &&
    rows.some(
      ({ gap, texts: [value, margin, said] }) =>
        gap && textWidth(value, 15, true) + textWidth(margin) + textWidth(said, 13, true) + 24 > width,
    );
  const more = below ? 20 : 0;
  const tall = wide ? 46 : 78 + more;
  const flat = wide ? 30 : 46;
  const tops = [head];
  for (const { gap } of rows) tops.push((tops.at(-1) as number) + (gap ? tall : flat));
  const drawn = rows.filter(({ gap }) => gap !== null).length;
  const floor = tops[drawn] as number;
  const down = drawn > 0 ? 28 : 0;
  const ticks = ticksTo(low, high, right - left < 320 ? 3 : 4);
  const half = textWidth(parent, 13, true) / 2;
  return (
    <Drawing {...props} height={(tops.at(-1) as number) + down + 4}>
      <Hatch id={`${id}-hatch`} />
      {drawn > 0 ? (
        <g>
          {ticks.map((tick) => (
            <g key={tick}>
              <path d={`M${px(x(tick))} ${wide ? head : floor - 24}V${floor}`} stroke="var(--line)" />
              <text x={px(x(tick))} y={floor + 17} text-anchor="middle" fill="var(--ink-2)">
                {Math.abs(tick) < 1e-9 ? equal : format(tick)}
              </text>
            </g>
          ))}
          <path d={`M${px(x(0))} ${head - 6}V${wide ? floor : head}`} stroke="var(--ink)" stroke-width="1.500" />
          <text x={px(Math.max(half, Math.min(width - half, x(0))))} y={head - 11} text-anchor="middle" font-weight="700">
            {parent}
          </text>
        </g>
      ) : null}
      {rows.map(({ name, note, gap, against, texts: [value, margin, said] }, i) => {
        const top = (tops[i] as number) + (gap ? 0 : down);
        const colour = COLOURS[against];
        if (gap === null) {
          return (
            <g key={name}>
              <text x="0" y={top + 20} font-weight="700">
                {name}
              </text>
              <rect
                x={px(wide ? left : 0)}
                y={top + (wide ? 8 : 27)}
                width={px(wide ? right - left : 40)}
                height="14"
                rx="5"
                fill={`url(#${id}-hatch)`}
                stroke="var(--hatch)"
              />
              <text x={px(wide ? right + 20 : 50)} y={top + (wide ? 20 : 39)} fill="var(--ink-2)">
                {margin}
              </text>
            </g>
          );
        }
        const y = top + (wide ? 23 : 58 + more);
        return (
          <g key={name}>
            <text x="0" y={top + (wide ? 19 : 18)} font-weight="700">
              {name}
            </text>
            <text x={px(wide ? 0 : textWidth(name, 13, true) + 8)} y={top + (wide ? 36 : 18)} fill="var(--ink-2)">
              {note}
            </text>
            {wide ? null : <path d={`M${px(x(0))} ${y - 10}v20`} stroke="var(--ink)" stroke-width="1.500" />}
            <path d={`M${px(x(gap.lower))} ${y}H${px(x(gap.upper))}`} stroke={colour} stroke-width="2.500" />
            <circle
              cx={px(x(gap.value))}
              cy={y}
              r="6"
              fill={against === "same" ? "var(--card)" : colour}
              stroke={colour}
              stroke-width="2"
            />
            <text x={px(wide ? right + 20 : 0)} y={top + (wide ? 19 : 38)}>
              <tspan font-size="15" font-weight="700">
                {value}
              </tspan>
              <tspan fill="var(--ink-2)">{`  ${margin}`}</tspan>
            </text>
            <text
              x={px(wide ? right + 20 : below ? 0 : width)}
              y={top + (wide ? 37 : 38 + more)}
              text-anchor={wide || below ? "start" : "end"}
              font-weight="700"
            >
              {said}
            </text>
          </g>
        );
      })}
    </Drawing>
  );
}
