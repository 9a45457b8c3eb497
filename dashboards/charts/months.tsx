import { type ChartFrame, Drawing, px, textWidth, ticksTo } from "./parts.tsx";

/** A month of the calendar: what is published of it, mine, and mine a year before. */
export interface MonthOfYear {
  /** a letter or two under the axis */
  readonly name: string;
  readonly middle: { readonly value: number; readonly lower: number; readonly upper: number } | null;
  readonly half: { readonly low: number; readonly high: number } | null;
  readonly mine: number | null;
  readonly before: number | null;
}

export interface MonthsProps extends ChartFrame {
  readonly months: readonly MonthOfYear[];
  readonly unit: string;
  readonly format: (value: number) => string;
  readonly words: { readonly you: string; readonly before: string };
}

/** My months beside others': a bar is their middle half, a thick tick the middle home with its margin, diamonds are mine, hollow ones a year before. */
export function Months(props: MonthsProps) {
  const { width, months, unit, format, words } = props;
  const values = months.flatMap(({ middle, half, mine, before }) => [middle?.upper, half?.high, mine, before]);
  const top = 1.08 * Math.max(...values.filter((one): one is number => typeof one === "number"), 1e-9);
  const ticks = ticksTo(0, top, 3);
  const left =
    10 + Math.max(...ticks.map((tick, i) => textWidth(i === ticks.length - 1 ? `${format(tick)} ${unit}` : format(tick))));
  const [head, floor] = [26, 226];
  const pace = (width - left - 6) / months.length;
  const x = (i: number): number => left + pace * (i + 0.5);
  const y = (value: number): number => floor - (value / top) * (floor - head);
  const bar = Math.min(18, pace * 0.6);
  const line = (of: (month: MonthOfYear) => number | null): string =>
    months.reduce((path, month, i) => {
      const value = of(month);
      if (value === null) return path;
      const before = i > 0 ? of(months[i - 1] as MonthOfYear) : null;
      return `${path}${before === null ? "M" : "L"}${px(x(i))} ${px(y(value))}`;
    }, "");
  const diamond = (i: number, value: number, r: number): string =>
    `M${px(x(i))} ${px(y(value) - r)}l${r} ${r}-${r} ${r}-${r}-${r}z`;
  // "You" stands at the highest of mine, where there is room above it.
  const first = months.reduce((best, { mine }, i) => ((mine ?? -1) > (months[best]?.mine ?? -1) ? i : best), 0);
  return (
    <Drawing {...props} height={floor + 26}>
      {ticks.map((tick, i) => (
        <g key={tick}>
          <path d={`M${left} ${px(y(tick))}H${width}`} stroke={i === 0 ? "var(--edge)" : "var(--line)"} />
          <text x={left - 8} y={px(y(tick) + 4.5)} text-anchor="end" fill="var(--ink-2)">
            {i === ticks.length - 1 ? `${format(tick)}\u00a0${unit}` : format(tick)}
          </text>
        </g>
      ))}
      {months.map(({ name, middle, half }, i) => (
        <g key={i}>
          {half ? (
            <rect
              x={px(x(i) - bar / 2)}
              y={px(y(half.high))}
              width={px(bar)}
              height={px(y(half.low) - y(half.high))}
              rx="4"
              fill="var(--n1)"
              stroke="var(--n2)"
            />
          ) : null}
          {middle ? (
            <g>
              <path d={`M${px(x(i))} ${px(y(middle.lower))}V${px(y(middle.upper))}`} stroke="var(--ink)" stroke-width="1.500" />
              <path d={`M${px(x(i) - bar / 2)} ${px(y(middle.value))}h${px(bar)}`} stroke="var(--n3)" stroke-width="4.500" />
            </g>
          ) : null}
          <text x={px(x(i))} y={floor + 19} text-anchor="middle" fill="var(--ink-2)">
            {name}
          </text>
        </g>
      ))}
      <path d={line(({ before }) => before)} fill="none" stroke="var(--you)" stroke-width="1.500" stroke-dasharray="2 3" />
      <path d={line(({ mine }) => mine)} fill="none" stroke="var(--you)" stroke-width="2.500" />
      {months.map(({ mine, before }, i) => (
        <g key={i}>
          {before === null ? null : (
            <path d={diamond(i, before, 5)} fill="var(--card)" stroke="var(--you)" stroke-width="1.500" />
          )}
          {mine === null ? null : <path d={diamond(i, mine, 6)} fill="var(--you)" stroke="var(--card)" />}
        </g>
      ))}
      {(months[first]?.mine ?? null) === null ? null : (
        <text
          x={px(Math.min(x(first), width - 20))}
          y={px(Math.max(13, y(months[first]?.mine ?? 0) - 13))}
          text-anchor="middle"
          font-size="15"
          font-weight="700"
          fill="var(--you)"
        >
          {words.you}
        </text>
      )}
    </Drawing>
  );
}
