export { epsilonOf, gaussianCost, gaussianVariance, rhoFor } from "./accounting.ts";
export { BINS, histogramEdges } from "./bins.ts";
export { BitSource, type RandomBytes } from "./entropy.ts";
export { fieller } from "./fieller.ts";
export { gateThreshold, householdsNeeded, passesGate } from "./gate.ts";
export { gaussianSampler } from "./gaussian.ts";
export { type Cell, type CountNode, type CountVariances, protect } from "./protection.ts";
export { type QuantileEstimate, quantile } from "./quantiles.ts";
export {
  add,
  compare,
  div,
  format,
  fromNumber,
  mul,
  parse,
  type Rational,
  rational,
  sub,
  sum,
  toNumber,
} from "./rational.ts";
export { centralHalfWidth } from "./tail.ts";
