import { type ChartFrame, Drawing, px, textWidth, ticksTo } from "./parts.tsx";

interface Interval {
  readonly value: number;
  readonly lower: number;
  readonly upper: number;
}

/** One of two areas: its mean with the margin, and the figure in words. */
export interface OneOfTwo {
  readonly letter: string;
  readonly name: string;
  readonly interval: Interval;
  readonly text: string;
}

export interface TwoAreasProps extends ChartFrame {
  readonly a: OneOfTwo;
  readonly b: OneOfTwo;
  /** of a − b */
  readonly difference: Interval & { readonly text: string; readonly against: "less" | "more" | "same" };
  readonly unit: string;
  readonly format: (value: number) => string;
  /** the same with its sign */
  readonly signed: (value: number) => string;
  readonly words: {
    readonly gap: string;
    readonly gapNote: string;
    readonly equal: string;
    readonly less: string;
    readonly more: string;
  };
}

const COLOURS = { less: "var(--lo-1)", more: "var(--hi-1)", same: "var(--edge)" } as const;
/** from this width on, names stand before their rows */
const WIDE = 460;

/** Ticks of an axis that has 0 in its middle. */
function ticksAround(reach: number): readonly number[] {
  const up = ticksTo(0, reach, 2).filter((tick) => tick > 0);
  return [...up.map((tick) => -tick).reverse(), 0, ...up];
}

/**
 * Two areas on one axis, A filled and B hollow, and below it their difference on an axis of its own, with its own margin. Where 0 is
 * within that, nothing can be told, and the dot is hollow.
 */
export function TwoAreas(props: TwoAreasProps) {
  const { width, a, b, difference, unit, format, signed, words } = props;
  const wide = width >= WIDE;
  const names = wide
    ? Math.min(width * 0.34, 40 + Math.max(...[a.name, b.name, words.gapNote].map((name) => textWidth(name))))
    : 4;
  const right = width - 12;
  const all = [a, b].flatMap(({ interval }) => [interval.lower, interval.upper]);
  const spread = Math.max(...all) - Math.min(...all);
  const texts = 12 + Math.max(...[a, b].map(({ text }) => textWidth(text, 13, true)));
  // What stands after a margin's end has room too.
  const room = (right - names) / Math.max(1, right - names - texts);
  const [from, to] = [Math.min(...all) - 0.12 * spread, Math.min(...all) + 1.06 * spread * room];
  const x = (value: number): number => names + ((value - from) / (to - from)) * (right - names);
  const pitch = wide ? 30 : 46;
  const y = (i: number): number => 6 + pitch * i + (wide ? 15 : 32);
  const floor = 6 + 2 * pitch + 4;
  const ticks = ticksTo(from, to, 3);
  const reach = 1.15 * Math.max(Math.abs(difference.lower), Math.abs(difference.upper));
  const z = (value: number): number => names + 14 + ((value + reach) / (2 * reach)) * (right - names - 28);
  const head = floor + (wide ? 46 : 70);
  const line = head + 44;
  const foot = line + 20;
  const colour = COLOURS[difference.against];
  const half = textWidth(difference.text, 13, true) / 2;
  const around = ticksAround(reach);
  return (
    <Drawing {...props} height={foot + 44}>
      {ticks.map((tick) => (
        <g key={tick}>
          <path d={`M${px(x(tick))} 4V${floor}`} stroke="var(--line)" />
          <text x={px(x(tick))} y={floor + 18} text-anchor="middle" fill="var(--ink-2)">
            {tick === ticks.at(-1) ? `${format(tick)}\u00a0${unit}` : format(tick)}
          </text>
        </g>
      ))}
      {[a, b].map(({ letter, name, interval, text }, i) => (
        <g key={letter}>
          <circle cx="13" cy={y(i) - (wide ? 0 : 20)} r="10" fill="var(--ink)" />
          <text x="13" y={y(i) + (wide ? 4.5 : -15.5)} text-anchor="middle" font-weight="700" fill="var(--card)">
            {letter}
          </text>
          <text x="30" y={y(i) + (wide ? 4.5 : -15.5)}>
            {name}
          </text>
          <path d={`M${px(x(interval.lower))} ${y(i)}H${px(x(interval.upper))}`} stroke="var(--ink)" stroke-width="2" />
          <circle
            cx={px(x(interval.value))}
            cy={y(i)}
            r="5.500"
            fill={i === 0 ? "var(--ink)" : "var(--card)"}
            stroke="var(--ink)"
            stroke-width="2"
          />
          <text x={px(Math.max(x(interval.upper), x(interval.value) + 6) + 8)} y={y(i) + 4.5} font-weight="700">
            {text}
          </text>
        </g>
      ))}
      <path d={`M0 ${floor + 30}H${width}`} stroke="var(--line)" />
      <text x="0" y={wide ? line - 4 : floor + 52} font-weight="700">
        {wide ? words.gap : `${words.gap}, ${words.gapNote}`}
      </text>
      {wide ? (
        <text x="0" y={line + 13} fill="var(--ink-2)">
          {words.gapNote}
        </text>
      ) : null}
      {around.map((tick) => (
        <g key={tick} fill="var(--ink-2)">
          <path
            d={`M${px(z(tick))} ${head + (tick === 0 ? 20 : 28)}V${foot}`}
            stroke={tick === 0 ? "var(--ink)" : "var(--line)"}
            stroke-width={tick === 0 ? 1.5 : 1}
          />
          <text
            x={px(z(tick))}
            y={foot + 17}
            text-anchor="middle"
            {...(tick === 0 ? { "font-weight": 700, fill: "var(--ink)" } : {})}
          >
            {tick === 0 ? words.equal : `${signed(tick)}\u00a0${unit}`}
          </text>
        </g>
      ))}
      <path d={`M${px(z(difference.lower))} ${line}H${px(z(difference.upper))}`} stroke={colour} stroke-width="3" />
      <circle
        cx={px(z(difference.value))}
        cy={line}
        r="6"
        fill={difference.against === "same" ? "var(--card)" : colour}
        stroke={colour}
        stroke-width="2.500"
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
      <text x={px(z(0) - 34)} y={foot + 36} text-anchor="end" fill="var(--ink-2)">
        {`◀ ${words.less}`}
      </text>
      <text x={px(z(0) + 34)} y={foot + 36} fill="var(--ink-2)">
        {`${words.more} ▶`}
      </text>
    </Drawing>
  );
}
