import type { WithMargin } from "../shared/reliable-interval.ts";
import { type Against, AgainstDot } from "./margin-mark.tsx";
import { Axis, type ChartFrame, Drawing, px, textWidth, ticksTo } from "./parts.tsx";

interface AmongArea {
  readonly code: string;
  readonly value: number;
  /** how the area compares with its parent */
  readonly against: Against;
}

export interface AmongProps extends ChartFrame {
  readonly areas: readonly AmongArea[];
  /** the highlighted area, with its margin */
  readonly area: WithMargin & { readonly code: string; readonly name: string };
  readonly parent: { readonly value: number; readonly text: string };
  readonly unit: string;
  readonly format: (value: number) => string;
}

/** Spacing of dots in px: a dot and the gap to the next. */
const DOT = 11;

/**
 * Sorts the other areas by value and puts each in the lowest row where it touches no dot. The highlighted area has row 0 to
 * itself.
 */
function stackDots({ areas, area }: AmongProps, x: (value: number) => number) {
  const own = { from: x(area.lower) - 7, to: x(area.upper) + 7 };
  const placed: { readonly one: AmongArea; readonly at: number; readonly row: number }[] = [];
  for (const one of areas.filter(({ code }) => code !== area.code).sort((a, b) => a.value - b.value)) {
    const at = x(one.value);
    let row = at > own.from && at < own.to ? 1 : 0;
    while (placed.some((neighbour) => neighbour.row === row && Math.abs(neighbour.at - at) < DOT)) row++;
    placed.push({ one, at, row });
  }
  return placed;
}

/** Areas as dots on one line, stacked where they would touch. One of them is highlighted, with its margin. */
export function Among(props: AmongProps) {
  const { width, areas, area, parent, unit, format } = props;
  const all = [...areas.map(({ value }) => value), area.lower, area.upper, parent.value];
  const [least, most] = [Math.min(...all), Math.max(...all)];
  const room = 0.06 * (most - least) || 1;
  const x = (value: number): number => 10 + ((value - least + room) / (most - least + 2 * room)) * (width - 20);
  const placed = stackDots(props, x);
  const tallest = Math.max(1, ...placed.map(({ row }) => row));
  const half = textWidth(parent.text, 13, true) / 2;
  const nameHalf = textWidth(area.name, 13, true) / 2;
  const parentX = Math.max(half, Math.min(width - half, x(parent.value)));
  const nameX = Math.max(nameHalf, Math.min(width - nameHalf, x(area.value)));
  // Both names stand above all dots, on one line, or on two where they would touch.
  const touches = Math.abs(parentX - nameX) < half + nameHalf + 8;
  const head = touches ? 46 : 26;
  const floor = head + (tallest + 1) * DOT + 10;
  const y = (row: number): number => floor - 8 - row * DOT;
  return (
    <Drawing {...props} height={floor + 26}>
      <path d={`M${px(x(parent.value))} 18V${floor}`} stroke="var(--ink)" stroke-width="1.500" />
      <text x={px(parentX)} y={13} text-anchor="middle" font-weight="700">
        {parent.text}
      </text>
      {placed.map(({ one: { code, against }, at, row }) => (
        <AgainstDot key={code} x={at} y={y(row)} r="4.500" edge="1.200" against={against} />
      ))}
      {touches ? <path d={`M${px(x(area.value))} 40V${y(0)}`} stroke="var(--ink)" stroke-width="0.800" /> : null}
      <path d={`M${px(x(area.lower))} ${y(0)}H${px(x(area.upper))}`} stroke="var(--ink)" stroke-width="2.500" />
      <circle cx={px(x(area.value))} cy={y(0)} r="7" fill="var(--ink)" stroke="var(--card)" stroke-width="1.500" />
      <text
        x={px(nameX)}
        y={touches ? 36 : head + 3}
        text-anchor="middle"
        font-weight="700"
        stroke="var(--card)"
        stroke-width="4"
        paint-order="stroke"
      >
        {area.name}
      </text>
      <Axis x={x} ticks={ticksTo(least - room, most + room, 4)} from={0} to={width} y={floor} format={format} unit={unit} />
    </Drawing>
  );
}
