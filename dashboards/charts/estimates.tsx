import { type Estimate, EstimateFrame, EstimateMark, type EstimateRowsProps, estimateLayout } from "./estimate-frame.tsx";
import { px, shortened, textWidth, You } from "./parts.tsx";

export interface EstimatesProps extends EstimateRowsProps {
  readonly you: { readonly value: number; readonly text: string } | null;
  /** px from row to row; below 18, names and figures are left out */
  readonly pitch?: number;
  /** widens the axis so that narrow margins do not fill it */
  readonly calm?: boolean;
}

/** Row height in px from which a long name may take two lines. */
const TWO_LINES = 26;

interface RowNameProps {
  /** right end of the name and middle of the row, in px */
  readonly x: number;
  readonly y: number;
  readonly name: string;
  readonly isMarked: boolean;
  readonly twoLines: boolean;
}

/** The name before a row. It takes two lines rather than being cut, because names of kinds of homes begin alike. */
function RowName({ x, y, name, isMarked, twoLines }: RowNameProps) {
  const words = name.split(" ");
  const fits = (count: number): boolean => shortened(words.slice(0, count).join(" "), x) === words.slice(0, count).join(" ");
  const first = words.findLastIndex((_, i) => fits(i + 1)) + 1;
  const lines =
    twoLines && !fits(words.length) && first > 0 ? [words.slice(0, first).join(" "), words.slice(first).join(" ")] : [name];
  return lines.map((line, i) => (
    <text
      key={i}
      x={px(x)}
      y={px(y + 4.5 + (lines.length > 1 ? 12 * i - 6 : 0))}
      text-anchor="end"
      font-size={lines.length > 1 ? 12 : undefined}
      font-weight={isMarked ? 700 : undefined}
    >
      {shortened(line, x)}
    </text>
  ));
}

/**
 * A row's figure, or what stands in its place, which a stem passes behind. */
function RowText({ x, y, row: { code, interval, text } }: { readonly x: number; readonly y: number; readonly row: Estimate }) {
  return (
    <text
      x={x}
      y={px(y + 4.5)}
      text-anchor="end"
      fill={code === undefined ? "var(--ink-2)" : "var(--ink)"}
      font-weight={code === undefined ? undefined : 700}
      {...(interval ? {} : { stroke: "var(--card)", "stroke-width": 5, "paint-order": "stroke" })}
    >
      {text}
    </text>
  );
}

/** Means one below the other, each with its name before it and its figure after it: a point, with the margin as a thin line
 * through it.
 */
export function Estimates(props: EstimatesProps) {
  const { width, id, rows, you, pitch = 30, marked = [], calm = false } = props;
  const named = pitch >= 18;
  const names = named
    ? Math.min(width * (pitch < TWO_LINES ? 0.5 : 0.42), 12 + Math.max(...rows.map(({ name }) => textWidth(name))))
    : 8;
  const textOf = ({ text, code }: Estimate): number => textWidth(text, 13, code !== undefined);
  // What a row without a figure says may take the room of its hatching: beside figures it would leave no axis.
  const figures = rows.some(({ interval }) => interval) ? rows.filter(({ interval }) => interval) : rows;
  const texts = named ? 12 + Math.max(...figures.map(textOf)) : 8;
  const ends = [names + 8, width - texts - 4] as const;
  const layout = estimateLayout(props, { ends, air: 0.12, pitch, you: you?.value ?? null, share: calm ? 0.15 : 0.02 });
  const y = (i: number): number => layout.head + pitch * (i + 0.5);
  const withRoom = (row: Estimate) =>
    row.interval ? layout : { ...layout, right: Math.max(layout.left, Math.min(layout.right, width - textOf(row) - 10)) };
  const isMarked = ({ code }: Estimate): boolean => code !== undefined && marked.includes(code);
  return (
    <EstimateFrame
      chart={props}
      layout={layout}
      ticks={ends[1] - ends[0] < 220 ? 2 : 3}
      behind={rows.map((row, i) =>
        isMarked(row) ? (
          <rect key={row.code} y={px(y(i) - pitch / 2)} width={width} height={pitch} rx="8" fill="var(--sel)" />
        ) : null,
      )}
    >
      {rows.map((row, i) => (
        <g key={row.code ?? row.name}>
          {named ? <RowName x={names} y={y(i)} name={row.name} isMarked={isMarked(row)} twoLines={pitch >= TWO_LINES} /> : null}
          <EstimateMark id={id} row={row} layout={named ? withRoom(row) : layout} y={y(i)} r={named ? 4.5 : 3} />
          {named && row.interval ? <RowText x={width - 2} y={y(i)} row={row} /> : null}
        </g>
      ))}
      {you ? <You x={layout.x(you.value)} top={2} bottom={layout.floor} text={you.text} width={width} /> : null}
      {/* What stands where the axis is covers the visitor's stem. */}
      {rows.map((row, i) =>
        named && !row.interval ? <RowText key={row.code ?? row.name} x={width - 2} y={y(i)} row={row} /> : null,
      )}
    </EstimateFrame>
  );
}
