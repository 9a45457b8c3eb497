export { epsilonOf, gaussianCost, gaussianVariance, rhoFor } from "./accounting.ts";
export { BINS, histogramEdges } from "./bins.ts";
export { BitSource, type RandomBytes } from "./entropy.ts";
export { fieller } from "./fieller.ts";
export { gateThreshold, householdsNeeded, passesGate } from "./gate.ts";
export { gaussianSampler } from "./gaussian.ts";
export { laplaceSampler } from "./laplace.ts";
export { type Cell, type CountNode, protect } from "./protection.ts";
export { projectOnSimplex, type QuantileEstimate, quantile } from "./quantiles.ts";
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
  sum,
  toNumber,
} from "./rational.ts";
export { type RealNode, roundTree, type WholeNode } from "./rounding.ts";
export { type Area, composite, fitAreas } from "./shrinkage.ts";
export { centralHalfWidth } from "./tail.ts";
export { consistent } from "./tree.ts";
