/**
 * Runs this project's engine in a process of its own, like every other engine: the pipeline's sums, then the given number of
 * draws. Usage: node ours.mjs SET WORK OUT [ODDS]
 */
import { randomFillSync } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { readSet } from "./workload.mjs";

const built = (path) => import(new URL(`../../dist/${path}`, import.meta.url).href);
const [set, work, out, odds] = process.argv.slice(2);
const { draws } = JSON.parse(readFileSync(work, "utf8"));
const { rehearsalOf, rehearse } = await built("pipeline/index.js");
const { openDuck } = await built("storage/duckdb/index.js");
const { pipelineSteps } = await built("cli/bench/release.js");
const { betsOf } = await built("cli/bets.js");
const random = (n) => randomFillSync(new Uint8Array(n));

const { publication, households } = await readSet(set, odds && Number(odds));
const sums = await rehearsalOf({ duck: openDuck, steps: pipelineSteps(), snapshot: () => households }, publication);
const made = [];
let seconds = 0;
for (let draw = 0; draw < draws; draw++) {
  const cells = rehearse(sums, random).flatMap(({ mean, measuredMean }) => {
    const cell = [`${mean.DOMAIN}.${mean.MEASURE}`, mean.REF_AREA, mean.HOUSEHOLD_TYPE].join("|");
    if (mean.OBS_VALUE === null) return [];
    const { CI_LOWER: lower, CI_UPPER: upper } = measuredMean;
    return [[cell, { mean: mean.OBS_VALUE, lower, upper }]];
  });
  made.push(Object.fromEntries(cells));
  if (draw === 0) seconds = process.uptime();
}
writeFileSync(out, JSON.stringify({ seconds, decided: true, draws: made, odds: betsOf(publication.plan.budget).odds }));
