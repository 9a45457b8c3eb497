// The mathematics: bounded queries, charged noise, samplers, accounting, the gate, suppression, intervals. The folders
// `forecast`, `areas` and `odds` have indexes of their own. Pure: random bytes are an argument.

export { epsilonOf, rhoFor } from "./accounting.ts";
export { areaInterval, type Interval } from "./area-interval.ts";
export { binningOf, binningOfList, firstParts, HISTOGRAM_SENSITIVITY, histogramEdges } from "./bins.ts";
export { Bounded, type GateRule } from "./bounded.ts";
export { type Charge, GaussianNoise, gaussianCharge } from "./charge.ts";
export { BitSource, type RandomBytes } from "./entropy.ts";
export { type Evidence, type Precisions, sumOfLargest } from "./evidence.ts";
export { fieller } from "./fieller.ts";
export { gateThreshold, householdsNeeded } from "./gate.ts";
export { gatedRatio } from "./gated-ratio.ts";
export {
  binPrecision,
  binsOf,
  totalOf,
  totalPrecision,
  varianceBelow,
} from "./histogram.ts";
export type { InformationReading } from "./information.ts";
export { type LeafRatio, leafClampBins, leafRatio, leafRatioVariance } from "./leaf-clamp.ts";
export { clampsOfLeaves, type LeafClampTrial, tryLeafClamps } from "./leaf-clamp-trials.ts";
export { type ClassLinks, linkClasses, linkedPartitions, type PartitionOfKinds } from "./linkage.ts";
export {
  type CellAddress,
  type Count,
  exposedCounts,
  exposedToSome,
  protect,
  type YearCell,
  type YearNode,
} from "./protection.ts";
export { type ExpectedQuantile, expectedQuantile, type QuantileEstimate, quantileReader } from "./quantiles.ts";
export { type QuantityUnit, type Rho, rhoOf, type Variance, varianceOf } from "./quantities.ts";
export {
  add,
  compare,
  div,
  format,
  fromNumber,
  max,
  mul,
  parse,
  type Rational,
  rational,
  sub,
  sum,
  toNumber,
  ZERO,
} from "./rational.ts";
export { type RealNode, roundTree, type WholeNode } from "./rounding.ts";
export { type AreaMean, composite, type Fit, fitAreas, keptErrorShare, limitedMove } from "./shrinkage.ts";
export { seenCountInterval } from "./tail.ts";
export { type CellOfNode as TreeColumn, leastSquares as consistent, type TreeCell } from "./tree.ts";
