import { Axis, type ChartFrame, Drawing, px, SMALL, textWidth, ticksTo, You } from "./parts.tsx";

export interface HundredHomesProps extends ChartFrame {
  /** from the lowest to the highest; Infinity: beyond what is published */
  readonly homes: readonly number[];
  /** where the lowest quarter ends and the highest begins; null: not published precisely enough */
  readonly quarters: { readonly low: number; readonly high: number } | null;
  /** null: nobody is marked, as on a card to share */
  readonly you: { readonly value: number; readonly text: string } | null;
  readonly unit: string;
  readonly format: (value: number) => string;
  readonly words: {
    readonly middle: string;
    readonly below: string;
    readonly above: string;
    beyond(count: number): string;
  };
}

/** the axis ends where at most this many of the hundred are left */
const BEYOND = 2;
const PAD = 16;

/**
 * One hundred homes as dots, stacked in columns: the lowest quarter outlined, the middle half full, the highest quarter dark. Below,
 * the middle half as a bar with its two ends in words. A visitor far beyond the others stands at the edge, past a break in the axis.
 */
export function HundredHomes(props: HundredHomesProps) {
  const { width, homes, quarters, you, unit, format, words } = props;
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
  // What is said of those beyond stands above the dots that it would touch.
  const beyondFrom = columns - Math.ceil((textWidth(words.beyond(99)) + 8) / pitch);
  const under = Math.max(0, ...[...stacks].filter(([column]) => column >= beyondFrom).map(([, stack]) => stack.length));
  const beyond = homes.filter((home) => home > end).length;
  const head = you === null ? 8 : 30;
  const floor = Math.round(head + 8 + tallest * pitch);
  const bar = floor + 36;
  const youX = you === null ? 0 : far ? width - PAD : x(you.value);
  const ticks = ticksTo(0, end, width < 420 ? 3 : 4);
  const kind = (home: number): string =>
    quarters === null ? "people" : home < quarters.low ? "low" : home > quarters.high ? "high" : "middle";
  const paint = {
    low: { fill: "var(--n1)", stroke: "var(--n2)" },
    middle: { fill: "var(--n2)", stroke: "var(--n2)" },
    high: { fill: "var(--n3)", stroke: "var(--n3)" },
    people: { fill: "var(--n2)", stroke: "var(--n2)" },
  } as const;
  const middleText = textWidth(words.middle, SMALL, true);
  const [low, high] = quarters === null ? [0, 0] : [x(Math.max(0, quarters.low)), x(Math.min(end, quarters.high))];
  const middleX = Math.max(2 + middleText / 2, Math.min(width - 2 - middleText / 2, (low + high) / 2));
  return (
    <Drawing {...props} height={quarters === null ? floor + 28 : bar + 28}>
      <g class="homes" stroke-width="1.200">
        {[...stacks].map(([column, stack]) =>
          stack.map((home, row) => (
            <circle
              key={`${column}-${row}`}
              cx={px(PAD + ((column + 0.5) / columns) * (right - PAD))}
              cy={px(floor - radius - 2 - row * pitch)}
              r={px(radius)}
              {...paint[kind(home) as keyof typeof paint]}
            />
          )),
        )}
      </g>
      <Axis x={x} ticks={ticks} from={4} to={far ? width - 48 : width - 4} y={floor} format={format} unit={unit} />
      {far ? <path d={`M${width - 46} ${floor + 5}l5-10m3 10l5-10`} stroke="var(--ink)" fill="none" class="break" /> : null}
      {beyond > 0 && !far ? (
        <text x={width - 4} y={px(floor - 10 - under * pitch)} text-anchor="end" fill="var(--ink-2)">
          {words.beyond(beyond)}
        </text>
      ) : null}
      {quarters === null ? null : (
        <g>
          <path d={`M${px(low)} ${bar}H${px(high)}`} stroke="var(--n2)" stroke-width="5" stroke-linecap="round" />
          {low - 10 > textWidth(words.below) ? (
            <text x={px(low - 10)} y={bar + 4} text-anchor="end" fill="var(--ink-2)">
              {words.below}
            </text>
          ) : null}
          {high + 10 + textWidth(words.above) < width ? (
            <text x={px(high + 10)} y={bar + 4} fill="var(--ink-2)">
              {words.above}
            </text>
          ) : null}
          <text x={px(middleX)} y={bar + 22} text-anchor="middle" font-weight="700" fill="var(--n2)">
            {words.middle}
          </text>
        </g>
      )}
      {you === null ? null : <You x={youX} top={2} bottom={floor + 5} text={you.text} width={width} />}
    </Drawing>
  );
}
