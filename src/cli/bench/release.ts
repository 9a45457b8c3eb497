import { mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Period, parsePeriod } from "../../contract/period.ts";
import { parseSettings } from "../../contract/settings.ts";
import { MEASURES } from "../../domains/index.ts";
import { makePlan, type Plan, planPublication, readSteps, type Steps } from "../../pipeline/index.ts";
import { writeRelease } from "../../release/index.ts";
import { type Duck, openDuck } from "../../storage/duckdb/index.ts";
import { type Bench, type BenchInput, type Figures, YEAR } from "./bench.ts";
import { generateSnapshot } from "./generate.ts";
import { forgetPeak, median, medians, peakMemory, seconds } from "./measure.ts";
import { loadPlainLists, plainQuery } from "./plain.ts";
import { publishStaged, type Staged } from "./stages.ts";
import { city } from "./territory.ts";

/** The steps ship with the package, beside `src` and `dist`. */
const PIPELINES = fileURLToPath(new URL("../../../pipelines", import.meta.url));

export const release: Bench = {
  name: "release",
  about:
    "a whole release from the snapshot's tables in DuckDB to the synced folder, against the plain GROUP BY of the same rows (one measure, 571 areas)",
  run: async (input) => {
    const settings = parseSettings({ measures: [measureOfTwo()] });
    const plan = makePlan(settings, city());
    const steps = readSteps(PIPELINES);
    const results: Figures[] = [];
    for (const rows of input.sizes.rows) {
      const duck = await openDuck();
      try {
        await generateSnapshot(duck, plan, rows);
        for (const id of [`${YEAR}-06`, String(YEAR)]) {
          input.progress(`release: ${id} of ${rows} household-months`);
          results.push(await compare({ ...input, duck, plan, steps, period: parsePeriod(id), rows }));
        }
      } finally {
        for (const table of ["households", "donated"]) await duck.run(`DROP TABLE IF EXISTS ${table}`);
        duck.close();
      }
    }
    return results;
  },
};

/** The first measure whose types are made of two attributes: the widest join that there is. */
function measureOfTwo(): string {
  const found = MEASURES.find(({ measure }) => measure.similarity.attributes.length === 2) ?? MEASURES[0];
  if (!found) throw new RangeError("there is no measure");
  return found.key;
}

interface Comparison extends BenchInput {
  readonly duck: Duck;
  readonly plan: Plan;
  readonly steps: Steps;
  readonly period: Period;
  readonly rows: number;
}

/** Ours and plain by turns, so that what else the machine does meets both alike. */
async function compare({ duck, plan, steps, period, rows, folder, random, sizes }: Comparison): Promise<Figures> {
  const publication = planPublication(plan, period);
  const query = plainQuery(publication);
  await loadPlainLists(duck, publication);
  const ours: Staged[] = [];
  const plain: number[] = [];
  const peaks = { ours: 0, plain: 0 };
  for (let run = 0; run <= sizes.repeats; run++) {
    const releases = mkdtempSync(join(folder, "releases-"));
    forgetPeak();
    const staged = await publishStaged({
      plan,
      period,
      steps,
      duck,
      random,
      write: ({ id, tables, head, report }) => writeRelease({ folder: releases, id, tables, manifest: head, report }),
    });
    const ourPeak = peakMemory() ?? 0;
    rmSync(releases, { recursive: true });
    forgetPeak();
    const begun = seconds();
    await duck.rows(query);
    const took = seconds() - begun;
    // The first run warms up, and is not counted.
    if (run === 0) continue;
    ours.push(staged);
    plain.push(took);
    peaks.ours = Math.max(peaks.ours, ourPeak);
    peaks.plain = Math.max(peaks.plain, peakMemory() ?? 0);
  }
  await duck.run("DROP TABLE plain_places");
  await duck.run("DROP TABLE plain_types");
  const { total_s, ...stages } = medians(ours.map((staged) => ({ ...staged })));
  const plain_s = median(plain);
  return {
    what: `${period.id}, ${rows} household-months`,
    figures: {
      ours_s: total_s as number,
      plain_s,
      ratio: (total_s as number) / plain_s,
      ...stages,
      ours_peak_MB: peaks.ours,
      plain_peak_MB: peaks.plain,
    },
  };
}
