import { Estimates } from "../charts/estimates.tsx";
import { OneEstimate } from "../charts/one-estimate.tsx";
import { StackedEstimates, type StackedEstimatesProps } from "../charts/stacked-estimates.tsx";

/** Width in px below which a figure and its margin in words leave no room for an axis beside them. */
export const NARROW = 460;

/** Means with the visitor among them: names and figures in columns beside the stem, above the rows of a narrow drawing. */
export function Means({ you = null, ...props }: StackedEstimatesProps) {
  const isAbove = props.width < NARROW;
  const [row, ...others] = props.rows;
  if (isAbove && you && row && others.length === 0) return <OneEstimate {...props} row={row} you={you} />;
  return isAbove ? <StackedEstimates {...props} you={you} /> : <Estimates {...props} you={you} />;
}
