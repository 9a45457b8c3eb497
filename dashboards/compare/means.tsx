import { Estimates } from "../charts/estimates.tsx";
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
export function Means(props: StackedEstimatesProps) {
  return isStacked(props.rows, props.width) || isTight(props) ? (
    <StackedEstimates {...props} />
  ) : (
    <Estimates {...props} you={props.you ?? null} />
  );
}
