import { Estimates } from "../charts/estimates.tsx";
import { isStacked, StackedEstimates, type StackedEstimatesProps } from "../charts/stacked-estimates.tsx";

/** Width in px below which a figure and its margin in words leave no room for an axis beside them. */
export const NARROW = 460;

/** Number of rows up to which margins are written out where it is narrow. */
const FEW_ROWS = 4;

/** Tells whether the rows are so few that names stand above their points and margins are written out. */
export const isFew = (width: number, rows: number): boolean => width < NARROW && rows <= FEW_ROWS;

/** Means with the visitor among them, laid out for the width and the names; of many rows on a narrow screen only the figure is written. */
export function Means(props: StackedEstimatesProps) {
  return isFew(props.width, props.rows.length) || isStacked(props.rows, props.width) ? (
    <StackedEstimates {...props} />
  ) : (
    <Estimates {...props} you={props.you ?? null} />
  );
}
