import { Estimates } from "../charts/estimates.tsx";
import { isStacked, StackedEstimates, type StackedEstimatesProps } from "../charts/stacked-estimates.tsx";

/** Width in px below which a figure and its margin in words leave no room for an axis beside them. */
export const NARROW = 460;

/** Means with the visitor among them: names and figures in columns beside the stem, above the rows where a name does not fit. */
export function Means(props: StackedEstimatesProps) {
  return isStacked(props.rows, props.width) ? <StackedEstimates {...props} /> : <Estimates {...props} you={props.you ?? null} />;
}
