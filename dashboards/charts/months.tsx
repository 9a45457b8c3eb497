import type { WithMargin } from "../shared/reliable-interval.ts";
import {
  type ChartFrame,
  Drawing,
  figuresWidth,
  LOUD,
  middleWithin,
  px,
  SMALL,
  textWidth,
  ticksTo,
  tickTexts,
} from "./parts.tsx";

/** A month of the calendar: the published figures, the visitor's amount, and the visitor's amount a year before. */
export interface MonthOfYear {
  /** one or two letters under the axis */
  readonly name: string;
  /** year of the visitor's amount */
  readonly year: string;
  /** id of the published period, a month or a quarter; months of one quarter are drawn together. Null: nothing is published */
  readonly period: string | null;
  /** whether `middle` is a median or a mean; null: nothing is published */
  readonly statistic: "P50" | "MEAN" | null;
  readonly middle: WithMargin | null;
  readonly half: { readonly low: number; readonly high: number } | null;
  readonly mine: number | null;
  /** true: `mine` is an equal share of a bill of several months, or all that is left of one, which nobody measured by the month */
  readonly shared?: boolean;
  readonly before: number | null;
}

export interface MonthsProps extends ChartFrame {
  readonly months: readonly MonthOfYear[];
  /** a yearly figure, drawn behind all months where no month is published */
  readonly level?: { readonly interval: WithMargin; readonly text: string } | null;
  /** a public figure of a year from elsewhere, where nothing of other homes is published */
  readonly reference?: { readonly value: number; readonly text: string } | null | undefined;
  /** height of the axis, in px, where the usual one is too high */
  readonly floor?: number | undefined;
  readonly unit: string;
  readonly format: (value: number) => string;
  readonly you: string;
}

interface MonthsLayout {
  readonly x: (i: number) => number;
  readonly y: (value: number) => number;
  readonly floor: number;
  /** value at the end of the axis; one beyond it stands there, with its amount */
  readonly top: number;
  readonly left: number;
  /** width of a month, in px */
  readonly pace: number;
  readonly ticks: readonly number[];
  readonly texts: readonly string[];
  /** of how many months one has its name under the axis */
  readonly stride: number;
  /** baseline of the name of what is behind all months, in px */
  readonly nameAt: number;
}

/** Width in px below which figures of the axis stand above their lines: there is little room before these. */
const SLIM = 220;
/** Width in px that the name of a month needs. */
const NAME = 14;
/** Heights of the largest value and of the axis, in px; `ROOMY` where a figure of the axis or a name stands below the word "you". */
const [HEAD, ROOMY, FLOOR] = [26, 44, 226];

/** Times others' largest figure and the visitor's usual month up to which the axis reaches: a month beyond would press all others flat. */
const FAR = 3;

/** The largest value on the axis. */
function topOf(months: readonly MonthOfYear[], level: number): number {
  const own = months.flatMap(({ mine, before }) => [mine, before]).filter((one) => one !== null);
  const usual = own.toSorted((a, b) => a - b)[Math.floor((own.length - 1) / 2)] ?? 0;
  const others = Math.max(level, 1e-9, ...months.flatMap(({ middle, half }) => [middle?.upper ?? 0, half?.high ?? 0]));
  return Math.min(Math.max(others, ...own), FAR * Math.max(others, usual));
}

/** The name of what is behind all months. */
const nameOf = ({ level, reference }: MonthsProps): string => level?.text ?? reference?.text ?? "";

function layoutOf(props: MonthsProps): MonthsLayout {
  const { width, months, level, reference, unit, format, you, floor = FLOOR } = props;
  const top = 1.08 * topOf(months, Math.max(level?.interval.upper ?? 0, reference?.value ?? 0));
  const ticks = ticksTo(0, top, 3);
  const texts = tickTexts(ticks, format, unit);
  // The highest figure, with its unit, stands above the bars; the others would stand on the first one.
  const left =
    width < SLIM
      ? 4 + Math.max(0, ...texts.slice(0, -1).map((text) => textWidth(text)))
      : 10 + Math.max(...texts.map((text) => figuresWidth(text)));
  const pace = (width - left - 6) / months.length;
  const isBeside = left + 17 + textWidth(you, LOUD, true) + 8 + textWidth(nameOf(props)) <= width;
  const head = width < SLIM || !isBeside ? ROOMY : HEAD;
  return {
    x: (i) => left + pace * (i + 0.5),
    y: (value) => floor - (Math.min(value, top) / top) * (floor - head),
    top,
    floor,
    left,
    pace,
    ticks,
    texts,
    stride: Math.ceil(NAME / pace),
    nameAt: isBeside ? 14 : 31,
  };
}

/**
 * The visitor's months beside others'. A bar is their middle half, a thick tick the middle home with its margin, and a
 * hollow tick a mean; full diamonds are the visitor's months, hollow ones those of a year before; a broad line is one bill of several months. Years
 * of others stand in the legend, since they may differ from the visitor's, whose own stand below months of two.
 */
export function Months(props: MonthsProps) {
  const { width, months, you } = props;
  const layout = layoutOf(props);
  const { y, floor, left, ticks, texts } = layout;
  const isSlim = width < SLIM;
  return (
    <Drawing {...props} height={floor + (isOverNewYear(months) ? 44 : 26)}>
      {ticks.map((tick, i) => (
        <g key={tick}>
          <path d={`M${isSlim ? 2 : left} ${px(y(tick))}H${width}`} stroke={i === 0 ? "var(--edge)" : "var(--line)"} />
        </g>
      ))}
      {props.level ? <Level level={props.level} width={width} layout={layout} /> : null}
      {props.reference ? <PublicReference reference={props.reference} width={width} layout={layout} /> : null}
      {months.map((month, i) => (
        <Others key={i} month={month} i={i} run={runAt(months, i)} layout={layout} />
      ))}
      {/* On a slim drawing above their lines, the highest one over the bars, which would hide it. */}
      {ticks.map((tick, i) => (
        <text
          key={tick}
          x={isSlim ? 2 : left - 8}
          y={px(y(tick) + (isSlim ? -4 : 4.5))}
          text-anchor={isSlim ? "start" : "end"}
          fill="var(--ink-2)"
          stroke="var(--card)"
          stroke-width="4"
          paint-order="stroke"
        >
          {texts[i]}
        </text>
      ))}
      {isOverNewYear(months) ? <Years months={months} width={width} layout={layout} /> : null}
      <Mine months={months} layout={layout} />
      <Beyond months={months} layout={layout} width={width} format={props.format} />
      {props.level || props.reference ? <NameBehind {...props} y={layout.nameAt} /> : null}
      {months.some(({ mine }) => mine !== null) ? <YouAbove text={you} left={left} /> : null}
    </Drawing>
  );
}

/** The name of what is behind all months, at the end of the band above the drawing. */
const NameBehind = ({ y, ...props }: MonthsProps & { readonly y: number }) => (
  <text x={px(props.width)} y={y} text-anchor="end" fill={props.level ? "var(--n2)" : "var(--ink-2)"}>
    {nameOf(props)}
  </text>
);

/** Tells whether the months are of two years. */
const isOverNewYear = (months: readonly MonthOfYear[]): boolean => months.some(({ year }) => year !== months[0]?.year);

/** The year of the months from each new year on, below their names. */
function Years({
  months,
  width,
  layout: { x, pace, floor },
}: Pick<MonthsProps, "months" | "width"> & { readonly layout: MonthsLayout }) {
  return months.map(({ year }, i) => {
    if (months[i - 1]?.year === year) return null;
    const last = i + months.filter((month) => month.year === year).length - 1;
    return (
      <g key={year}>
        {i === 0 ? null : <path d={`M${px(x(i) - pace / 2)} ${floor + 4}v20`} stroke="var(--edge)" />}
        <text
          x={px(middleWithin((x(i) + x(last)) / 2, textWidth(year) / 2, width))}
          y={floor + 37}
          text-anchor="middle"
          fill="var(--ink-2)"
        >
          {year}
        </text>
      </g>
    );
  });
}

/** A yearly figure through all months, its margin as a band. */
function Level({
  level: { interval },
  width,
  layout: { y, left },
}: {
  level: NonNullable<MonthsProps["level"]>;
  width: number;
  layout: MonthsLayout;
}) {
  return (
    <g>
      <rect
        x={px(left)}
        y={px(y(interval.upper))}
        width={px(width - left)}
        height={px(Math.max(1, y(interval.lower) - y(interval.upper)))}
        fill="var(--ink)"
        fill-opacity="0.130"
      />
      <path d={`M${px(left)} ${px(y(interval.value))}H${px(width)}`} stroke="var(--n3)" stroke-width="1.500" />
    </g>
  );
}

/** A public reference: a hollow square at the end of a dashed line. It is no group of homes, so it has no band. */
function PublicReference({
  reference: { value },
  width,
  layout: { y, left },
}: {
  reference: NonNullable<MonthsProps["reference"]>;
  width: number;
  layout: MonthsLayout;
}) {
  const at = y(value);
  return (
    <g>
      <path d={`M${px(left)} ${px(at)}H${px(width - 11)}`} stroke="var(--ink-2)" stroke-dasharray="3 3" />
      <rect
        x={px(width - 11)}
        y={px(at - 5)}
        width="10"
        height="10"
        fill="var(--card)"
        stroke="var(--ink-2)"
        stroke-width="1.500"
      />
    </g>
  );
}

/** Number of months from this one on that share one published period; 0 where an earlier month draws it. */
function runAt(months: readonly MonthOfYear[], i: number): number {
  const period = months[i]?.period ?? null;
  if (period === null) return 1;
  if (months[i - 1]?.period === period) return 0;
  const end = months.findIndex((month, j) => j > i && month.period !== period);
  return (end < 0 ? months.length : end) - i;
}

interface OthersProps {
  readonly month: MonthOfYear;
  readonly i: number;
  /** months that share its published figure, from it on; 0: an earlier month draws it */
  readonly run: number;
  readonly layout: MonthsLayout;
}

/** The published figures of a month, or of the quarter that begins with it. */
function Others({ month: { name, statistic, middle, half }, i, run, layout }: OthersProps) {
  const { y, pace } = layout;
  const bar = run > 1 ? pace * run - 8 : Math.min(18, pace * 0.6);
  const x = layout.x(i + (run - 1) / 2);
  return (
    <g>
      {half && run > 0 ? (
        <rect
          x={px(x - bar / 2)}
          y={px(y(half.high))}
          width={px(bar)}
          height={px(y(half.low) - y(half.high))}
          rx="4"
          fill="var(--n1)"
          stroke="var(--n2)"
        />
      ) : null}
      {middle && run > 0 ? (
        <g>
          <path d={`M${px(x)} ${px(y(middle.lower))}V${px(y(middle.upper))}`} stroke="var(--ink)" stroke-width="1.500" />
          <path d={`M${px(x - bar / 2)} ${px(y(middle.value))}h${px(bar)}`} stroke="var(--n3)" stroke-width="4.500" />
          {statistic === "MEAN" ? (
            <path
              d={`M${px(x - bar / 2 + 1.5)} ${px(y(middle.value))}h${px(bar - 3)}`}
              stroke="var(--card)"
              stroke-width="1.500"
            />
          ) : null}
        </g>
      ) : null}
      {i % layout.stride === 0 ? (
        <text x={px(layout.x(i))} y={layout.floor + 19} text-anchor="middle" fill="var(--ink-2)">
          {name}
        </text>
      ) : null}
    </g>
  );
}

/** A line through consecutive months, interrupted by months without an amount. */
function lineThrough(amounts: readonly (number | null)[], { x, y }: MonthsLayout): string {
  return amounts.reduce<string>((path, value, i) => {
    if (value === null) return path;
    return `${path}${(amounts[i - 1] ?? null) === null ? "M" : "L"}${px(x(i))} ${px(y(value))}`;
  }, "");
}

interface BillStretch {
  /** where its line begins and ends, in months from the first; a month that it shares with another bill holds a part of each */
  readonly from: number;
  readonly to: number;
  readonly value: number;
}

/** The stretches of months that are equal shares of one bill. A month of days of two bills has no mean of its own: their lines meet in it. */
function billsIn(months: readonly MonthOfYear[]): BillStretch[] {
  const bills: { from: number; to: number; value: number }[] = [];
  months.forEach(({ mine, shared }, i) => {
    if (mine === null || !shared) return;
    const [last, next] = [bills.at(-1), months[i + 1]];
    if (last?.to === i && last.value === mine) last.to = i + 1;
    else if (last?.to === i && next?.shared && next.mine !== null && (mine - last.value) * (mine - next.mine) < 0) {
      last.to = i + (mine - next.mine) / (last.value - next.mine);
      bills.push({ from: last.to, to: i + 1, value: next.mine });
    } else bills.push({ from: i, to: i + 1, value: mine });
  });
  return bills;
}

/**
 * A bill: one broad line through its months and one diamond, since it says nothing of any single month. A line of one month, all that is
 * left of a bill, has no diamond, which would look like a month that was measured.
 */
function Bill({ from, to, value, layout: { x, y } }: BillStretch & { readonly layout: MonthsLayout }) {
  const [start, end, at] = [x(from - 0.5) + 2, x(to - 0.5) - 2, y(value)];
  return (
    <g>
      <path d={`M${px(start)} ${px(at)}H${px(end)}`} stroke="var(--you)" stroke-width="5" />
      {to - from > 1 ? (
        <path d={`M${px((start + end) / 2)} ${px(at - 7)}l7 7-7 7-7-7z`} fill="var(--you)" stroke="var(--card)" />
      ) : null}
    </g>
  );
}

/** The visitor's months and those of a year before, as lines and diamonds. */
function Mine({ months, layout }: { months: readonly MonthOfYear[]; layout: MonthsLayout }) {
  const diamond = (i: number, value: number, r: number): string =>
    `M${px(layout.x(i))} ${px(layout.y(value) - r)}l${r} ${r}-${r} ${r}-${r}-${r}z`;
  const before = months.map((month) => month.before);
  const mine = months.map((month) => (month.shared ? null : month.mine));
  return (
    <>
      {billsIn(months).map((bill) => (
        <Bill key={bill.from} {...bill} layout={layout} />
      ))}
      <path d={lineThrough(mine, layout)} fill="none" stroke="var(--you)" stroke-width="2.500" />
      <path d={lineThrough(before, layout)} fill="none" stroke="var(--you)" stroke-width="1.500" stroke-dasharray="4 3" />
      {months.map((month, i) => (
        <g key={i}>
          {month.before === null ? null : (
            <path d={diamond(i, month.before, 5)} fill="var(--card)" stroke="var(--you)" stroke-width="1.500" />
          )}
          {month.mine === null || month.shared ? null : (
            <path d={diamond(i, month.mine, 6)} fill="var(--you)" stroke="var(--card)" />
          )}
        </g>
      ))}
    </>
  );
}

/** The amounts beyond the axis, the largest first: of a month beside its diamond, of a bill below its line. One that would touch a diamond or another has its sign alone. */
function Beyond({
  months,
  layout: { x, y, top },
  width,
  format,
}: Pick<MonthsProps, "months" | "width" | "format"> & { readonly layout: MonthsLayout }) {
  const taken = months.flatMap(({ mine, shared, before }, i) =>
    [shared ? null : mine, before].flatMap((one) => (one === null ? [] : [{ from: x(i) - 6, to: x(i) + 6, at: y(one) }])),
  );
  taken.push(...billsIn(months).map(({ from, to, value }) => ({ from: x(from - 0.5), to: x(to - 0.5), at: y(value) })));
  const bills = billsIn(months).map(({ from, value }) => ({ i: Math.ceil(from), mine: value, shared: true }));
  return [...months.map(({ mine, shared }, i) => ({ i, mine: shared ? null : mine, shared: false })), ...bills]
    .flatMap(({ mine, ...one }) => (mine === null || mine <= top ? [] : [{ ...one, mine }]))
    .sort((a, b) => b.mine - a.mine)
    .map(({ i, mine, shared }) => {
      const text = `▲\u00a0${format(Math.round(10 * mine) / 10)}`;
      const [wide, at] = [textWidth(text, SMALL, true), y(top) + (shared ? 17 : 0)];
      const fits = (left: number): boolean =>
        left >= 0 &&
        left + wide <= width &&
        taken.every((one) => left > one.to || left + wide < one.from || Math.abs(one.at - at) > SMALL);
      const left = [x(i) + 10, x(i) - 10 - wide].find(fits);
      if (left !== undefined) taken.push({ from: left, to: left + wide, at });
      return (
        <text
          key={`${i} ${shared}`}
          x={px(left ?? x(i))}
          y={px(left === undefined ? y(top) + 22 : at + 5)}
          text-anchor={left === undefined ? "middle" : "start"}
          font-weight="700"
          fill="var(--you)"
          stroke="var(--card)"
          stroke-width="4"
          paint-order="stroke"
        >
          {left === undefined ? "▲" : text}
        </text>
      );
    });
}

/** The diamond of the visitor's months and its name, in the band above the drawing. */
function YouAbove({ text, left }: { readonly text: string; readonly left: number }) {
  return (
    <g>
      <path d={`M${px(left + 6)} 3l6 6-6 6-6-6z`} fill="var(--you)" />
      <text x={px(left + 17)} y="14" font-size={LOUD} font-weight="700" fill="var(--you)">
        {text}
      </text>
    </g>
  );
}
