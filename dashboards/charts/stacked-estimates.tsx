import {
  ApartLine,
  asMarked,
  type Estimate,
  EstimateFrame,
  EstimateMark,
  type EstimateRowsProps,
  estimateLayout,
  RANKED_AIR,
  type Stretch,
  stemPath,
} from "./estimate-frame.tsx";
import { Estimates, fitsBeside } from "./estimates.tsx";
import { linesWithin, SMALL, shortened, textWidth, You, youLine } from "./parts.tsx";

/** Height of a row in px: name and figure above, point and margin close below, and a larger gap to the next name. */
const ROW = 46;
/** Distance in px from a point to the foot of its row. */
const BELOW = 17;
/** How far (px) stems reach above a row's point, and under it. */
const [ABOVE, UNDER] = [8, 11];
/** Height in px of each further line of a row, and the most lines of a name beside its figure. */
const LINE = 17;
const MOST_LINES = 2;
/** Above this number of rows every name has one line, so that one long name does not make all rows higher. */
const FEW = 12;
/** Width in px below which every name has the lines that it needs. */
const SLIM = 200;

/** Room in px between a name and its figure, and at both edges of the drawing together. */
const [BETWEEN, EDGES] = [20, 12];

/** Most of the width that a column of figures takes beside the visitor's stem. */
const COLUMN = 0.45;

/** The lines of each row's name and figure, and the line on which all figures begin. */
interface RowLines {
  readonly names: readonly (readonly string[])[];
  readonly figures: readonly (readonly string[])[];
  readonly figure: number;
}

const widestOf = (figures: RowLines["figures"]): number =>
  Math.max(...figures.flat().map((line) => textWidth(line, SMALL, true)));

/**
 * Names beside their figures. Where one does not fit there, names have the whole width and figures the line below. Of many rows
 * each name has one line, cut short where it is longer.
 */
function linesOf(rows: readonly Estimate[], width: number, hasYou = false): RowLines {
  const figures = rows.map(({ text }) => (hasYou ? linesWithin(text, width * COLUMN - BETWEEN / 2, SMALL, true) : [text]));
  const widest = widestOf(figures);
  const roomOf = ({ text }: Estimate): number => width - (hasYou ? widest : textWidth(text, SMALL, true)) - BETWEEN;
  if (rows.length > FEW && width >= SLIM)
    return { names: rows.map((row) => [shortened(row.name, roomOf(row))]), figures, figure: 0 };
  const beside = rows.map((row) => linesWithin(row.name, roomOf(row), SMALL));
  const fits = (lines: readonly string[], row: Estimate): boolean =>
    lines.length <= MOST_LINES && lines.every((line) => textWidth(line) <= roomOf(row));
  if (rows.every((row, i) => fits(beside[i] ?? [], row))) return { names: beside, figures, figure: 0 };
  const names = rows.map(({ name }) => linesWithin(name, width - BETWEEN, SMALL));
  return {
    names,
    figures: rows.map(({ text }) => linesWithin(text, width - EDGES, SMALL, true)),
    figure: Math.max(...names.map(({ length }) => length)),
  };
}

/** Height of each row in px: all are as high as the one whose texts need most lines. */
export function stackedPitch(rows: readonly Estimate[], width: number, hasYou = false): number {
  const { names, figures, figure } = linesOf(rows, width, hasYou);
  const ends = [...names.map(({ length }) => length), ...figures.map(({ length }) => figure + length)];
  return ROW + LINE * (Math.max(1, ...ends) - 1);
}

export interface StackedEstimatesProps extends EstimateRowsProps {
  readonly you?: { readonly value: number; readonly text: string } | null;
  /** widens the axis so that narrow margins do not fill it */
  readonly calm?: boolean;
}

/**
 * Means one below the other for narrow screens: names stand above their points, and margins have the whole width. Long, for its rows
 * share one layout.
 */
export function StackedEstimates(props: StackedEstimatesProps) {
  const { width, id, rows, you = null, calm = false, marked = [], apart } = props;
  const [left, right] = [EDGES / 2, width - EDGES / 2];
  const pitch = stackedPitch(rows, width, you !== null);
  const { names, figures, figure } = linesOf(rows, width, you !== null);
  // A figure above the visitor's stem would be read as the visitor's. Where a name needs the whole width, it has its line, without a column.
  const widest = BETWEEN / 2 + widestOf(figures);
  const column = you !== null && figure === 0 && widest <= width * COLUMN ? widest : 0;
  const share = calm ? 0.15 : 0.02;
  const layout = estimateLayout(props, {
    ends: [left, right - column],
    air: props.rankedAxis ? RANKED_AIR : 0.06,
    pitch,
    you: you?.value ?? null,
    share,
    above: youLine(you, width),
  });
  const topOf = (i: number): number => layout.head + pitch * i;
  const isMarked = ({ code }: Estimate): boolean => code !== undefined && marked.includes(code);
  // Stems stand beside the marks alone, each in one piece: through a name they would be cut, or strike it out.
  const pointOf = (i: number): number => topOf(i) + pitch - BELOW;
  const crossed = rows.flatMap(({ interval }, i): Stretch[] =>
    interval === null ? [] : [[pointOf(i) - ABOVE, i === rows.length - 1 ? layout.floor : pointOf(i) + UNDER]],
  );
  return (
    <EstimateFrame
      chart={props}
      layout={layout}
      ticks={3}
      crossed={crossed}
      behind={rows.map((row, i) =>
        isMarked(row) ? <rect key={row.code} y={topOf(i) + 2} width={width} height={pitch - 2} rx="8" fill="var(--sel)" /> : null,
      )}
    >
      {apart === undefined ? null : <ApartLine y={topOf(apart) + 1} width={width} />}
      {you ? (
        <>
          <You x={layout.x(you.value)} top={2} bottom={layout.head} text={you.text} width={width} />
          <path d={stemPath(layout.x(you.value), crossed)} stroke="var(--you)" stroke-width="2.500" />
        </>
      ) : null}
      {rows.map((row, i) => {
        const { name, code, interval } = row;
        const top = topOf(i);
        return (
          <g key={code ?? name}>
            {names[i]?.map((line, j) => (
              <text key={line} x={left} y={top + 18 + LINE * j} font-weight={isMarked(row) ? 700 : undefined}>
                {line}
              </text>
            ))}
            {figures[i]?.map((line, j) => (
              <text
                key={line}
                x={right}
                y={top + 18 + LINE * (figure + j)}
                text-anchor="end"
                font-weight={interval === null ? undefined : 700}
              >
                {line}
              </text>
            ))}
            <EstimateMark id={id} row={asMarked(row, i, apart)} layout={layout} y={pointOf(i)} r="4.500" />
          </g>
        );
      })}
    </EstimateFrame>
  );
}

/** Width in px below which long names stand above their rows. */
const NARROW = 480;

/** Tells whether a drawing is as narrow as with doubled letters on a phone: names and figures beside a row would leave it no axis. */
export const isSlim = (width: number): boolean => width < SLIM;

/** Tells whether names stand above their rows: on a narrow screen, where one does not fit before its row in two lines. */
export function isStacked(rows: readonly Estimate[], width: number): boolean {
  return isSlim(width) || (width < NARROW && rows.some(({ name }) => !fitsBeside(name, width)));
}

/** Means one below the other, with names beside them, and above them in the narrowest drawings. */
export function NamedEstimates(props: EstimateRowsProps & { readonly pitch?: number }) {
  return isSlim(props.width) ? <StackedEstimates {...props} /> : <Estimates {...props} you={null} />;
}

/** Means one below the other, with names beside or above as the width and the names allow. */
export function FittingEstimates(props: EstimateRowsProps & { readonly pitch?: number }) {
  return isStacked(props.rows, props.width) ? <StackedEstimates {...props} /> : <Estimates {...props} you={null} />;
}
