// The benchmarks of the verb `bench`, one in each file.

import type { Bench } from "./bench.ts";
import { importBench } from "./import.ts";
import { intakeBench } from "./intake.ts";
import { noiseBench } from "./noise.ts";
import { portalBench } from "./portal.ts";
import { releaseBench } from "./release.ts";
import { scaleBench } from "./scale.ts";
import { smallBench } from "./small.ts";
import { utilityBench } from "./utility/index.ts";
import { yearBench } from "./year.ts";

export { type Bench, type BenchSizes, type Figures, YEAR } from "./bench.ts";

/** All benchmarks, in the order in which they run. */
export const BENCHES: readonly Bench[] = [
  releaseBench,
  scaleBench,
  yearBench,
  noiseBench,
  intakeBench,
  portalBench,
  smallBench,
  utilityBench,
  importBench,
];
