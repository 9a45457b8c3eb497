export { epsilonOf, gaussianCost, gaussianVariance, rhoFor } from "./accounting.ts";
export { BINS, binOf, histogramEdges } from "./bins.ts";
export { BitSource, type RandomBytes } from "./entropy.ts";
export { fieller } from "./fieller.ts";
export { gateThreshold, householdsNeeded, passesGate } from "./gate.ts";
export { gaussianSampler } from "./gaussian.ts";
export { laplaceSampler } from "./laplace.ts";
export { normalQuantile } from "./normal.ts";
export { type Cell, type CountNode, type CountVariances, countVariances, protect } from "./protection.ts";
export { type QuantileEstimate, quantile } from "./quantiles.ts";
export {
  add,
  compare,
  div,
  format,
  fromNumber,
  max,
  min,
  mul,
  parse,
  type Rational,
  rational,
  sub,
  sum,
  toNumber,
  ZERO,
} from "./rational.ts";
export { centralHalfWidth, gaussianUpperTail } from "./tail.ts";
