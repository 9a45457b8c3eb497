import { type Estimate, EstimateFrame, EstimateMark, type EstimateRowsProps, estimateLayout } from "./estimate-frame.tsx";
import { Estimates } from "./estimates.tsx";
import { linesWithin, SMALL, shortened, textWidth } from "./parts.tsx";

/** px of a row: its name and figure above, its point and margin close below, further from the next name */
const ROW = 46;
/** px from a point to the end of its row */
const BELOW = 17;
/** px of a further line of its name, and lines that a name may have */
const LINE = 17;
const MOST_LINES = 2;
/** Of more rows than this none is made higher for one long name. */
const FEW = 12;

/** A name in the lines that it needs beside its figure; one that is longer still is cut short. */
function nameLines({ name, text }: Estimate, width: number, most: number): readonly string[] {
  const room = width - textWidth(text, SMALL, true) - 20;
  const lines = linesWithin(name, room, SMALL);
  const rest = lines.slice(most - 1).join(" ");
  return [...lines.slice(0, most - 1), ...(rest === "" ? [] : [shortened(rest, room)])];
}

const linesOf = (rows: readonly Estimate[]): number => (rows.length > FEW ? 1 : MOST_LINES);

/** px of each row: all are as high as the one whose name needs most lines. */
export function stackedPitch(rows: readonly Estimate[], width: number): number {
  return ROW + LINE * (Math.max(1, ...rows.map((row) => nameLines(row, width, linesOf(rows)).length)) - 1);
}

/** Means one below the other where there is no room for names beside them: each stands above its point, and margins have the whole width. */
export function StackedEstimates(props: EstimateRowsProps) {
  const { width, id, rows, marked = [] } = props;
  const [left, right] = [6, width - 6];
  const pitch = stackedPitch(rows, width);
  const layout = estimateLayout(props, { ends: [left, right], air: 0.06, pitch });
  return (
    <EstimateFrame chart={props} layout={layout} ticks={3}>
      {rows.map((row, i) => {
        const { name, code, interval, text } = row;
        const top = layout.head + pitch * i;
        const bold = code !== undefined && marked.includes(code);
        return (
          <g key={code ?? name}>
            {bold ? <rect y={top + 2} width={width} height={pitch - 2} rx="8" fill="var(--sel)" /> : null}
            <g stroke={bold ? undefined : "var(--card)"} stroke-width="4" paint-order="stroke">
              {nameLines(row, width, linesOf(rows)).map((line, j) => (
                <text key={line} x={left} y={top + 18 + LINE * j} font-weight={bold ? 700 : 400}>
                  {line}
                </text>
              ))}
              <text x={right} y={top + 18} text-anchor="end" font-weight={interval ? 700 : 400}>
                {text}
              </text>
            </g>
            <EstimateMark id={id} row={row} layout={layout} y={top + pitch - BELOW} r="4.500" />
          </g>
        );
      })}
    </EstimateFrame>
  );
}

/** px of width below which names stand above their rows */
export const NARROW_ESTIMATES = 480;

/** Means one below the other, whatever the width. */
export function FittingEstimates(props: EstimateRowsProps) {
  return props.width < NARROW_ESTIMATES ? <StackedEstimates {...props} /> : <Estimates {...props} you={null} />;
}
