import { mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Period, parsePeriod } from "../../contract/period.ts";
import { parseSettings } from "../../contract/settings.ts";
import { MEASURES } from "../../domains/index.ts";
import { makePlan, type Plan, planPublication, readSteps } from "../../pipeline/index.ts";
import { type Duck, openDuck } from "../../storage/duckdb/index.ts";
import { BENCH_MEASURE, type Bench, type BenchInput, type Figures, YEAR } from "./bench.ts";
import { generateReadings, generateSnapshot } from "./generate.ts";
import { measured, medians } from "./measure.ts";
import { loadPlainLists, plainQuery } from "./plain.ts";
import { publishStaged } from "./stages.ts";
import { city } from "./territory.ts";

/** The package's SQL steps, in `pipelines/` beside `src` and `dist`. */
export const pipelineSteps = () => readSteps(fileURLToPath(new URL("../../../pipelines", import.meta.url)));

export const releaseBench: Bench = {
  name: "release",
  about:
    "a whole release from the snapshot's tables in DuckDB to the synced folder, against the plain GROUP BY of a year's readings of the same households (one measure, 571 areas)",
  run: async (input) => {
    // The first measure whose household types depend on two attributes: the widest join there is.
    const { key } = MEASURES.find(({ measure }) => measure.similarity.attributes.length === 2) ?? BENCH_MEASURE;
    const plan = makePlan(parseSettings({ measures: [key] }), city());
    const results: Figures[] = [];
    for (const rows of input.sizes.rows) {
      const duck = await openDuck();
      try {
        await generateReadings(duck, plan, rows);
        for (const id of [`${YEAR}-06`, String(YEAR)]) {
          input.progress(`release: ${id} of ${rows} household-months`);
          const period = parsePeriod(id);
          await generateSnapshot(duck, planPublication(plan, period), rows);
          const figures = await compare(input, duck, plan, period);
          await duck.run("DROP VIEW IF EXISTS donated; DROP TABLE households; DROP TABLE given");
          results.push({ what: `${id}, ${rows} household-months`, figures });
        }
      } finally {
        await duck.run("DROP VIEW IF EXISTS donated");
        for (const table of ["households", "given", "plain_readings"]) await duck.run(`DROP TABLE IF EXISTS ${table}`);
        duck.close();
      }
    }
    return results;
  },
};

/** Runs our release and the plain query in turns, so that other load of the machine affects both alike. */
async function compare({ folder, random, sizes }: BenchInput, duck: Duck, plan: Plan, period: Period) {
  const publication = planPublication(plan, period);
  const query = plainQuery(publication);
  await loadPlainLists(duck, publication);
  const steps = pipelineSteps();
  const runs = [];
  const peaks = { ours_peak_MB: 0, plain_peak_MB: 0 };
  for (let run = 0; run <= sizes.repeats; run++) {
    const releases = mkdtempSync(join(folder, "releases-"));
    const ours = await measured(() => publishStaged({ plan, period, steps, duck, random, releases }));
    rmSync(releases, { recursive: true });
    const plain = await measured(() => duck.rows(query));
    // The first run warms up and is not counted.
    if (run === 0) continue;
    const { total_s: ours_s, ...stages } = ours.made;
    const processors = { ours_processor_s: ours.processor_s, plain_processor_s: plain.processor_s };
    runs.push({ ours_s, plain_s: plain.total_s, ...processors, ...stages });
    peaks.ours_peak_MB = Math.max(peaks.ours_peak_MB, ours.peak_MB);
    peaks.plain_peak_MB = Math.max(peaks.plain_peak_MB, plain.peak_MB);
  }
  for (const table of ["plain_places", "plain_types"]) await duck.run(`DROP TABLE ${table}`);
  const figures = medians(runs);
  const ratio = figures.ours_s / figures.plain_s;
  // What others do on the machine lengthens the clock's seconds, and hardly these.
  const processor_ratio = figures.ours_processor_s / figures.plain_processor_s;
  return { ...figures, ratio, processor_ratio, ...peaks };
}
