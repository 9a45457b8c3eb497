import { type Estimate, EstimateFrame, EstimateMark, type EstimateRowsProps, estimateLayout } from "./estimate-frame.tsx";
import { Estimates, fitsBeside } from "./estimates.tsx";
import { linesWithin, SMALL, shortened, textWidth, You } from "./parts.tsx";

/** Height of a row in px: name and figure above, point and margin close below, and a larger gap to the next name. */
const ROW = 46;
/** Distance in px from a point to the foot of its row. */
const BELOW = 17;
/** Height in px of each further line of a name, and the most lines of a name. */
const LINE = 17;
const MOST_LINES = 2;
/** Above this number of rows every name has one line, so that one long name does not make all rows higher. */
const FEW = 12;

/** A name in the lines that fit beside its figure; the last line is cut short where that is not enough. */
function nameLines({ name, text }: Estimate, width: number, most: number): readonly string[] {
  const room = width - textWidth(text, SMALL, true) - 20;
  const lines = linesWithin(name, room, SMALL);
  const rest = lines.slice(most - 1).join(" ");
  return [...lines.slice(0, most - 1), ...(rest === "" ? [] : [shortened(rest, room)])];
}

const linesOf = (rows: readonly Estimate[]): number => (rows.length > FEW ? 1 : MOST_LINES);

/** Height of each row in px: all are as high as the one whose name needs most lines. */
export function stackedPitch(rows: readonly Estimate[], width: number): number {
  return ROW + LINE * (Math.max(1, ...rows.map((row) => nameLines(row, width, linesOf(rows)).length)) - 1);
}

export interface StackedEstimatesProps extends EstimateRowsProps {
  readonly you?: { readonly value: number; readonly text: string } | null;
  /** widens the axis so that narrow margins do not fill it */
  readonly calm?: boolean;
}

/** Means one below the other for narrow screens: names stand above their points, and margins have the whole width. */
export function StackedEstimates(props: StackedEstimatesProps) {
  const { width, id, rows, you = null, calm = false, marked = [] } = props;
  const [left, right] = [6, width - 6];
  const pitch = stackedPitch(rows, width);
  const share = calm ? 0.15 : 0.02;
  const layout = estimateLayout(props, { ends: [left, right], air: 0.06, pitch, you: you?.value ?? null, share });
  return (
    <EstimateFrame chart={props} layout={layout} ticks={3}>
      {/* Names and figures cover the visitor's stem. */}
      {you ? <You x={layout.x(you.value)} top={2} bottom={layout.floor} text={you.text} width={width} /> : null}
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

/** Width in px below which long names stand above their rows. */
const NARROW = 480;

/** Tells whether names stand above their rows: on a narrow screen, where one does not fit before its row in two lines. */
export function isStacked(rows: readonly Estimate[], width: number): boolean {
  return width < NARROW && rows.some(({ name }) => !fitsBeside(name, width));
}

/** Means one below the other, with names beside or above as the width and the names allow. */
export function FittingEstimates(props: EstimateRowsProps & { readonly pitch?: number }) {
  return isStacked(props.rows, props.width) ? <StackedEstimates {...props} /> : <Estimates {...props} you={null} />;
}
