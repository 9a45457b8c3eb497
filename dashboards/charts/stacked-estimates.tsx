import { EstimateFrame, EstimateMark, type EstimateRowsProps, estimateLayout } from "./estimate-frame.tsx";
import { Estimates } from "./estimates.tsx";
import { shortened, textWidth } from "./parts.tsx";

/** px of a row: its name and figure above, its point and margin below */
export const STACKED_ROW = 42;

/** Means one below the other where there is no room for names beside them: each stands above its point, and margins have the whole width. */
export function StackedEstimates(props: EstimateRowsProps) {
  const { width, id, rows, marked = [] } = props;
  const [left, right] = [6, width - 6];
  const layout = estimateLayout(props, { ends: [left, right], air: 0.06, pitch: STACKED_ROW });
  return (
    <EstimateFrame chart={props} layout={layout} ticks={3}>
      {rows.map((row, i) => {
        const { name, code, interval, text } = row;
        const top = layout.head + STACKED_ROW * i;
        const bold = code !== undefined && marked.includes(code);
        return (
          <g key={code ?? name}>
            {bold ? <rect y={top + 2} width={width} height={STACKED_ROW - 2} rx="8" fill="var(--sel)" /> : null}
            <g stroke={bold ? undefined : "var(--card)"} stroke-width="4" paint-order="stroke">
              <text x={left} y={top + 18} font-weight={bold ? 700 : 400}>
                {shortened(name, width - textWidth(text, 13, true) - 14)}
              </text>
              <text x={right} y={top + 18} text-anchor="end" font-weight={interval ? 700 : 400}>
                {text}
              </text>
            </g>
            <EstimateMark id={id} row={row} layout={layout} y={top + 31} r="4.500" />
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
