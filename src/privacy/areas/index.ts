// Areas of one's own, differences of areas: post-processing of published measurements. It runs in the browser.

export { differenceOf, relativeGap } from "./difference.ts";
export {
  type CellMeasurement,
  type EstimateWithEnds,
  measuredCount,
  measuredMean,
  measuredTotal,
  scaledCell,
  sumOfCells,
} from "./measured.ts";
