// Benchmarks of the command `bench`, one file each, in the order in which they run.

import type { Bench } from "./bench.ts";
import { engines } from "./engines.ts";
import { importing } from "./import.ts";
import { intake } from "./intake.ts";
import { noise } from "./noise.ts";
import { portal } from "./portal.ts";
import { releaseBench } from "./release.ts";
import { small } from "./small.ts";
import { utility } from "./utility/index.ts";
import { year } from "./year.ts";

export type { Bench, BenchSizes, Figures } from "./bench.ts";

/** Every benchmark, in the order in which they run. */
export const BENCHES: readonly Bench[] = [releaseBench, engines, year, noise, intake, portal, small, utility, importing];
