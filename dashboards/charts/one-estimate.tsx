import { type Estimate, EstimateFrame, EstimateMark, type EstimateRowsProps, estimateLayout } from "./estimate-frame.tsx";
import { evenLines } from "./even-lines.ts";
import { SMALL, You, youLine } from "./parts.tsx";

/** Heights in px of a line of words and of the row below them, and the room at each edge of the drawing. */
const [LINE, ROW, EDGE] = [17, 28, 6];

interface OneEstimateProps extends Omit<EstimateRowsProps, "rows" | "reference"> {
  readonly row: Estimate;
  readonly you: { readonly value: number; readonly text: string };
}

/** One mean under its name and figure, which stand above the visitor's mark: its stem is whole, and no figure is over another's place. */
export function OneEstimate({ row, you, ...props }: OneEstimateProps) {
  const { width, id } = props;
  const rows = [row];
  const words = [...evenLines(row.name, width - 2 * EDGE, SMALL), row.text];
  const above = LINE * words.length + 6;
  const ends = [EDGE, width - EDGE] as const;
  const layout = estimateLayout(
    { width, rows },
    { ends, air: 0.06, pitch: ROW, you: you.value, above: above + youLine(you, width) },
  );
  return (
    <EstimateFrame chart={{ ...props, rows }} layout={layout} ticks={3}>
      {words.map((line, i) => (
        <text key={line} x={EDGE} y={14 + LINE * i} font-weight={line === row.text ? 700 : undefined}>
          {line}
        </text>
      ))}
      <You x={layout.x(you.value)} top={2 + above} bottom={layout.floor} text={you.text} width={width} />
      <EstimateMark id={id} row={row} layout={layout} y={layout.head + ROW / 2} r="4.500" />
    </EstimateFrame>
  );
}
