import type { ComponentChildren } from "preact";

/** What every drawing of these is given besides its rows. They are pure: the same rows and width make the same drawing. */
export interface ChartFrame {
  /** CSS pixels; texts keep their size whatever it is */
  readonly width: number;
  /** what the drawing shows, in a sentence: its accessible name */
  readonly label: string;
  /** unique in the page; patterns take their ids from it */
  readonly id: string;
}

/** px of texts in drawings: graduation, and what is said louder */
export const SMALL = 13;
export const LOUD = 15;

/** Estimated width in Figtree, rounded up. Text cannot be measured at build time. */
export function textWidth(text: string, size = SMALL, bold = false): number {
  return text.length * size * (bold ? 0.58 : 0.53);
}

/** A name cut short where it is wider than its room, in px. */
export function shortened(name: string, room: number, bold = false): string {
  const letters = Math.floor(room / textWidth("n", SMALL, bold));
  return name.length > letters ? `${name.slice(0, Math.max(1, letters - 1))}…` : name;
}

/** A text in lines that are no wider than their room, in px, unless a word is. */
export function linesWithin(text: string, room: number, size: number, bold = false): readonly string[] {
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const last = lines.at(-1);
    if (last !== undefined && textWidth(`${last} ${word}`, size, bold) <= room) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

/** A tenth of a pixel is enough for anybody, and keeps drawings short. */
export function px(value: number): number {
  return Math.round(value * 10) / 10;
}

/** One image to assistive technology, with one name: what is within an image is not read, and a table or the text beside says it. */
export function Drawing(props: ChartFrame & { height: number; clipped?: boolean; children: ComponentChildren }) {
  const { width, height, label, id, clipped, children } = props;
  return (
    <svg
      id={id}
      class={clipped ? "chart clipped" : "chart"}
      role="img"
      aria-label={label}
      width={width}
      height={px(height)}
      font-size={SMALL}
      fill="var(--ink)"
      xmlns="http://www.w3.org/2000/svg"
    >
      {children}
    </svg>
  );
}

/** "You": a diamond on a stem, with its words beside it on the side that has room. */
export function You({ x, top, bottom, text, width }: { x: number; top: number; bottom: number; text: string; width: number }) {
  const before = x + 14 + textWidth(text, LOUD, true) > width;
  return (
    <g class="you" fill="var(--you)">
      <path d={`M${px(x)} ${top + 14}V${px(bottom)}`} stroke="var(--you)" stroke-width="2.500" />
      <path d={`M${px(x)} ${top}l7.500 7.500-7.500 7.500-7.500-7.500z`} />
      <text
        x={px(before ? x - 13 : x + 13)}
        y={top + 12.5}
        text-anchor={before ? "end" : "start"}
        font-size={LOUD}
        font-weight="700"
      >
        {text}
      </text>
    </g>
  );
}

/** The hatching that means "not enough homes"; paint with `url(#id)`. */
export function Hatch({ id }: { id: string }) {
  return (
    <pattern id={id} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
      <rect width="6" height="6" fill="var(--card)" />
      <path d="M0 0V6" stroke="var(--hatch)" stroke-width="2.500" />
    </pattern>
  );
}

/** The dotted tone of a figure whose margin is too wide. */
export function Dotted({ id }: { id: string }) {
  return (
    <pattern id={id} width="8" height="8" patternUnits="userSpaceOnUse">
      <rect width="8" height="8" fill="var(--mid)" />
      <circle cx="2" cy="2" r="1.300" fill="var(--edge)" />
      <circle cx="6" cy="6" r="1.300" fill="var(--edge)" />
    </pattern>
  );
}

/** Ticks between `from` and `to`: multiples of the largest round step (1, 2 or 5 times a power of ten) that gives at least `least` of them. */
export function ticksTo(from: number, to: number, least: number): readonly number[] {
  const wide = to - from;
  if (!(wide > 0)) return [from];
  for (let power = 10 ** Math.ceil(Math.log10(wide)); ; power /= 10) {
    for (const step of [power, power / 2, power / 5]) {
      const first = Math.ceil(from / step - 1e-9);
      const count = Math.floor(to / step + 1e-9) - first + 1;
      if (count >= least) return Array.from({ length: count }, (_, i) => Number(((first + i) * step).toPrecision(12)));
    }
  }
}

/** Decimals at the end of a figure. */
const DECIMALS = /[.,]\d{1,2}$/;

/** The figures of graduations, all with the decimals of one, the last with the unit; it is empty where the figures have it. */
export function tickTexts(ticks: readonly number[], format: (value: number) => string, unit: string): readonly string[] {
  const whole = ticks.map(Number.isInteger);
  const decimals = DECIMALS.exec(format(ticks.find((_, i) => !whole[i]) ?? 0))?.[0].replace(/\d/g, "0") ?? "";
  const texts = ticks.map((tick, i) => (whole[i] && tick !== 0 ? `${format(tick)}${decimals}` : format(tick)));
  return texts.map((text, i) => (i === ticks.length - 1 && unit !== "" ? `${text}\u00a0${unit}` : text));
}

/** Estimated width of a graduation's figures: digits are wider than letters are on average. */
const figuresWidth = (text: string): number => textWidth(text) * 1.2;

/** An axis at the foot: a line, ticks, their figures, and the unit after the last. */
export function Axis(props: {
  x: (value: number) => number;
  ticks: readonly number[];
  from: number;
  to: number;
  y: number;
  format: (value: number) => string;
  unit: string;
}) {
  const { x, ticks, from, to, y, format, unit } = props;
  const texts = tickTexts(ticks, format, unit);
  const lastText = texts.at(-1) ?? "";
  const lastX = Math.min(x(ticks.at(-1) ?? 0), to + 2 - textWidth(lastText) / 2);
  return (
    <g class="axis" fill="var(--ink-2)">
      <path d={`M${px(from)} ${y}H${px(to)}`} stroke="var(--edge)" />
      {ticks.map((tick, i) => {
        const text = texts[i] ?? "";
        const past = x(tick) + textWidth(text) / 2 > to + 2;
        // The last one has the unit: another that would touch it has its tick alone.
        const touches = i < ticks.length - 1 && x(tick) + figuresWidth(text) / 2 + 6 > lastX - figuresWidth(lastText) / 2;
        return (
          <g key={tick}>
            <path d={`M${px(x(tick))} ${y}v5`} stroke="var(--edge)" />
            {touches ? null : (
              <text x={px(past ? to : x(tick))} y={y + 19} text-anchor={past ? "end" : "middle"}>
                {text}
              </text>
            )}
          </g>
        );
      })}
    </g>
  );
}
