import { Estimates } from "../charts/estimates.tsx";
import { OneEstimate } from "../charts/one-estimate.tsx";
import { SMALL, textWidth } from "../charts/parts.tsx";
import { isStacked, StackedEstimates, type StackedEstimatesProps } from "../charts/stacked-estimates.tsx";

/** Width in px below which a figure and its margin in words leave no room for an axis beside them. */
export const NARROW = 460;

/** Px that an axis needs beside names and figures. */
const AXIS = 150;

/** Tells whether names and figures in columns would leave the axis too little room. */
function isTight({ rows, width }: StackedEstimatesProps): boolean {
  const [name, text] = [
    Math.max(...rows.map((row) => textWidth(row.name))),
    Math.max(...rows.map((row) => textWidth(row.text, SMALL, row.code !== undefined))),
  ];
  return width < NARROW && width - Math.min(name, 0.42 * width) - text < AXIS;
}

/** Means with the visitor among them: names and figures in columns beside the stem, above the rows where a name does not fit. */
export function Means({ you = null, ...props }: StackedEstimatesProps) {
  const isAbove = isStacked(props.rows, props.width) || isTight(props);
  const [row, ...others] = props.rows;
  if (isAbove && you && row && others.length === 0) return <OneEstimate {...props} row={row} you={you} />;
  return isAbove ? <StackedEstimates {...props} you={you} /> : <Estimates {...props} you={you} />;
}
