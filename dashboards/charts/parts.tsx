import type { ComponentChildren } from "preact";

/** Props shared by all drawings. A drawing is pure: the same rows and width give the same SVG. */
export interface ChartFrame {
  /** CSS pixels; the size of texts does not depend on it */
  readonly width: number;
  /** accessible name: one sentence that tells what the drawing shows */
  readonly label: string;
  /** unique in the page; ids of patterns are derived from it */
  readonly id: string;
}

/** Font sizes in px: of names where room is scarce, of graduations, and of emphasised texts. */
export const TIGHT = 13;
export const SMALL = 14;
export const LOUD = 15;

/** Estimated width of a text in Figtree, in px, rounded up. Text cannot be measured at build time. */
export function textWidth(text: string, size = SMALL, bold = false): number {
  return text.length * size * (bold ? 0.58 : 0.53);
}

/** A name, cut short where it is wider than `room` (px). It keeps its end, because names that begin alike differ there. */
export function shortened(name: string, room: number, bold = false): string {
  const letters = Math.floor(room / textWidth("n", SMALL, bold));
  if (name.length <= letters) return name;
  const kept = Math.max(1, letters - 1);
  const end = Math.floor(kept / 3);
  return `${name.slice(0, kept - end)}…${name.slice(name.length - end)}`;
}

/** A text in lines no wider than `room` (px), unless a part of a word is. A word that is too wide is broken after its hyphens. */
export function linesWithin(text: string, room: number, size: number, bold = false): readonly string[] {
  const fits = (line: string): boolean => textWidth(line, size, bold) <= room;
  const lines: string[] = [];
  const add = (part: string, before: string): void => {
    const longer = `${lines.at(-1)}${before}${part}`;
    if (lines.length > 0 && fits(longer)) lines[lines.length - 1] = longer;
    else lines.push(part);
  };
  for (const word of text.split(" "))
    (fits(word) ? [word] : word.split(/(?<=-)/)).forEach((part, i) => {
      add(part, i === 0 ? " " : "");
    });
  return lines;
}

/** Where the middle of a text stands so that both its ends are within the drawing; `half` is half its width in px. */
export function middleWithin(x: number, half: number, width: number): number {
  return Math.max(half, Math.min(width - half, x));
}

/** Rounds to a tenth of a pixel, which is precise enough and keeps the SVG short. */
export function px(value: number): number {
  return Math.round(value * 10) / 10;
}

/**
 * An SVG that is one image for assistive technology, with one name. Its content is not read out: the table or text beside it is.
 */
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

/** Px kept above the visitor's diamond for its words: they have a line of their own where neither side of it need have room. */
export function youLine(you: { readonly text: string } | null, width: number): number {
  return you !== null && width < 2 * (14 + textWidth(you.text, LOUD, true)) ? 20 : 0;
}

/** The visitor's mark: a diamond on a stem, with its words on the side that has room, or above it. */
export function You({ x, top, bottom, text, width }: { x: number; top: number; bottom: number; text: string; width: number }) {
  const down = youLine({ text }, width);
  const half = textWidth(text, LOUD, true) / 2;
  const before = x + 14 + 2 * half > width;
  const beside = before ? x - 13 : x + 13;
  return (
    <g class="you" fill="var(--you)">
      <path d={`M${px(x)} ${top + down + 14}V${px(bottom)}`} stroke="var(--you)" stroke-width="2.500" />
      <path d={`M${px(x)} ${top + down}l7.500 7.500-7.500 7.500-7.500-7.500z`} />
      <text
        x={px(down > 0 ? middleWithin(x, half, width) : beside)}
        y={top + 12.5}
        text-anchor={down > 0 ? "middle" : before ? "end" : "start"}
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

/** The dotted fill of a figure whose margin is too wide. */
export function Dotted({ id }: { id: string }) {
  return (
    <pattern id={id} width="8" height="8" patternUnits="userSpaceOnUse">
      <rect width="8" height="8" fill="var(--mid)" />
      <circle cx="2" cy="2" r="1.300" fill="var(--edge)" />
      <circle cx="6" cy="6" r="1.300" fill="var(--edge)" />
    </pattern>
  );
}

/**
 * Ticks between `from` and `to`: multiples of the largest round step (1, 2 or 5 times a power of ten) that gives at least `least`
 * ticks.
 */
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

/** Ticks from 0 up to or beyond the largest value that is drawn. */
export function ticksOver(most: number, least: number): readonly number[] {
  const ticks = ticksTo(0, most, least);
  const [step = most, last = 0] = [ticks[1], ticks.at(-1)];
  return last >= most ? ticks : [...ticks, last + step];
}

/** One or two decimals at the end of a formatted figure. */
const DECIMALS = /[.,]\d{1,2}$/;

/**
 * Figures of graduations, all with the same decimals. The last one has the unit; `unit` is empty where `format` writes it
 * already.
 */
export function tickTexts(ticks: readonly number[], format: (value: number) => string, unit: string): readonly string[] {
  const whole = ticks.map(Number.isInteger);
  const decimals = DECIMALS.exec(format(ticks.find((_, i) => !whole[i]) ?? 0))?.[0].replace(/\d/g, "0") ?? "";
  const texts = ticks.map((tick, i) => (whole[i] && tick !== 0 ? `${format(tick)}${decimals}` : format(tick)));
  return texts.map((text, i) => (i === ticks.length - 1 && unit !== "" ? `${text}\u00a0${unit}` : text));
}

/** Estimated width of figures: digits are wider than letters are on average. */
export const figuresWidth = (text: string, size = SMALL): number => textWidth(text, size) * 1.2;

interface AxisRoom {
  readonly x: (value: number) => number;
  readonly ticks: readonly number[];
  /** px of the axis's end */
  readonly to: number;
}

/** Where the last figure of an axis stands, and which of the others have room beside it. */
function figuresOf(texts: readonly string[], { x, ticks, to }: AxisRoom) {
  const lastText = texts.at(-1) ?? "";
  const [last, end] = [x(ticks.at(-1) ?? 0), to + 2 - textWidth(lastText) / 2];
  const touchesAt = (tick: number, i: number, at: number): boolean =>
    x(tick) + textWidth(texts[i] ?? "") / 2 + 9 > at - textWidth(lastText) / 2;
  // A figure alone is no scale: where the last would leave no other, it begins at its tick instead.
  const isAlone = ticks.length > 1 && ticks.slice(0, -1).every((tick, i) => touchesAt(tick, i, Math.min(last, end)));
  const lastX = Math.min(isAlone ? last + textWidth(lastText) / 2 : last, end);
  // The last figure has the unit. Where it would touch the one before, figures are left out evenly, as from a coarser scale.
  const isClear = (i: number): boolean =>
    x(ticks[i] ?? 0) + figuresWidth(texts[i] ?? "") / 2 + 6 <= lastX - figuresWidth(lastText) / 2;
  const stride = ticks.findIndex((_, i) => i > 0 && (i === ticks.length - 1 || isClear(ticks.length - 1 - i)));
  const isLeftOut = (i: number): boolean => i < ticks.length - 1 && ((ticks.length - 1 - i) % stride !== 0 || !isClear(i));
  return { texts, lastX, isLeftOut };
}

/** An axis at the foot: a line, ticks, their figures, and the unit after the last, where it has room beside another figure. */
export function Axis(props: AxisRoom & { from: number; y: number; format: (value: number) => string; unit: string }) {
  const { x, ticks, from, to, y, format, unit } = props;
  const withUnit = figuresOf(tickTexts(ticks, format, unit), props);
  const hasRoom = ticks.length < 2 || ticks.slice(0, -1).some((_, i) => !withUnit.isLeftOut(i));
  const { texts, lastX, isLeftOut } = hasRoom ? withUnit : figuresOf(tickTexts(ticks, format, ""), props);
  return (
    <g class="axis" fill="var(--ink-2)">
      <path d={`M${px(from)} ${y}H${px(to)}`} stroke="var(--edge)" />
      {ticks.map((tick, i) => {
        const text = texts[i] ?? "";
        const isLast = i === ticks.length - 1;
        const past = x(tick) + textWidth(text) / 2 > to + 2;
        return (
          <g key={tick}>
            <path d={`M${px(x(tick))} ${y}v5`} stroke="var(--edge)" />
            {isLeftOut(i) ? null : (
              <text x={px(past ? to : isLast ? lastX : x(tick))} y={y + 19} text-anchor={past ? "end" : "middle"}>
                {text}
              </text>
            )}
          </g>
        );
      })}
    </g>
  );
}
