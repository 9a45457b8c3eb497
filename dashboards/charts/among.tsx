import { Axis, type ChartFrame, Drawing, px, textWidth, ticksTo } from "./parts.tsx";

export interface AmongProps extends ChartFrame {
  /** areas: the value, and what can be told of it beside the parent */
  readonly areas: readonly { readonly code: string; readonly value: number; readonly against: "less" | "more" | "same" }[];
  /** the one that is looked at, with its margin */
  readonly area: {
    readonly code: string;
    readonly name: string;
    readonly value: number;
    readonly lower: number;
    readonly upper: number;
  };
  readonly parent: { readonly value: number; readonly text: string };
  readonly unit: string;
  readonly format: (value: number) => string;
}

const COLOURS = { less: "var(--lo-1)", more: "var(--hi-1)", same: "var(--edge)" } as const;

/** Areas as dots on one line, stacked where they would touch, and one among them with its margin. */
export function Among(props: AmongProps) {
  const { width, areas, area, parent, unit, format } = props;
  const all = [...areas.map(({ value }) => value), area.lower, area.upper, parent.value];
  const [least, most] = [Math.min(...all), Math.max(...all)];
  const room = 0.06 * (most - least) || 1;
  const x = (value: number): number => 10 + ((value - least + room) / (most - least + 2 * room)) * (width - 20);
  const size = 11;
  const rows: { x: number; row: number }[] = [];
  const others = areas.filter(({ code }) => code !== area.code).sort((a, b) => a.value - b.value);
  const own = { x: x(area.value), from: x(area.lower) - 7, to: x(area.upper) + 7 };
  const placed = others.map((one) => {
    const at = x(one.value);
    // The one that is looked at keeps the lowest row to itself.
    let row = at > own.from && at < own.to ? 1 : 0;
    while (rows.some((other) => other.row === row && Math.abs(other.x - at) < size)) row++;
    rows.push({ x: at, row });
    return { ...one, at, row };
  });
  const tallest = Math.max(1, ...placed.map(({ row }) => row));
  const head = 26;
  const floor = head + (tallest + 1) * size + 10;
  const y = (row: number): number => floor - 8 - row * size;
  const half = textWidth(parent.text, 13, true) / 2;
  const nameHalf = textWidth(area.name, 13, true) / 2;
  const parentX = Math.max(half, Math.min(width - half, x(parent.value)));
  const nameX = Math.max(nameHalf, Math.min(width - nameHalf, own.x));
  const touches = Math.abs(parentX - nameX) < half + nameHalf + 8;
  return (
    <Drawing {...props} height={floor + 26}>
      <path d={`M${px(x(parent.value))} ${head - 8}V${floor}`} stroke="var(--ink)" stroke-width="1.500" />
      <text x={px(parentX)} y={head - 13} text-anchor="middle" font-weight="700">
        {parent.text}
      </text>
      {placed.map(({ code, against, at, row }) => (
        <circle
          key={code}
          cx={px(at)}
          cy={y(row)}
          r="4.500"
          fill={against === "same" ? "var(--card)" : COLOURS[against]}
          stroke={COLOURS[against]}
          stroke-width="1.200"
        />
      ))}
      <path d={`M${px(x(area.lower))} ${y(0)}H${px(x(area.upper))}`} stroke="var(--ink)" stroke-width="2.500" />
      <circle cx={px(own.x)} cy={y(0)} r="7" fill="var(--ink)" stroke="var(--card)" stroke-width="1.500" />
      <text
        x={px(nameX)}
        y={touches ? y(0) - 12 : head + 3}
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
