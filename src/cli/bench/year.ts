import { createWriteStream } from "node:fs";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { openCommons } from "../../commons/open.ts";
import type { OperatedCommons } from "../../commons/types.ts";
import { MEASURES } from "../../domains/index.ts";
import { duePeriods } from "../../pipeline/index.ts";
import { SAMPLE_TERRITORY } from "../sample/index.ts";
import { donateFiles } from "../verbs/donate.ts";
import { type Bench, clock, type Figures, YEAR } from "./bench.ts";
import { fullDonations } from "./donations.ts";
import { forgetPeak, peakMemory, seconds } from "./measure.ts";

const STREAMS = 6;

export const year: Bench = {
  name: "year",
  about: `a year in a home on disk: households × 12 months × ${STREAMS} measures from NDJSON into the vault, then all 13 publications`,
  run: async ({ sizes, folder, progress }) => {
    const measures = MEASURES.slice(0, STREAMS).map(({ key }) => key);
    const commons = await openCommons({ home: join(folder, "home"), territory: SAMPLE_TERRITORY, settings: { measures }, clock });
    try {
      return await liveYear(commons, sizes.households, join(folder, "donations.ndjson"), progress);
    } finally {
      await commons.close();
    }
  },
};

async function liveYear(
  commons: OperatedCommons,
  households: number,
  file: string,
  progress: (line: string) => void,
): Promise<Figures[]> {
  const lines = function* () {
    for (const one of fullDonations(commons.territory, commons.plan.measures, households)) yield `${JSON.stringify(one)}\n`;
  };
  await pipeline(Readable.from(lines()), createWriteStream(file));
  const results: Figures[] = [];
  const stage = async (what: string, work: () => Promise<unknown>): Promise<number> => {
    forgetPeak();
    const begun = seconds();
    await work();
    const took = seconds() - begun;
    results.push({ what, figures: { total_s: took, peak_MB: peakMemory() } });
    return took;
  };
  let total = await stage(`donate ${households} households`, () => donateFiles({ commons, files: [file], progress }));
  for (const { id } of duePeriods(commons.plan, [YEAR], clock())) {
    progress(`year: publishing ${id}`);
    total += await stage(`publish ${id}`, () => commons.release(id));
  }
  const peaks = results.map(({ figures }) => figures.peak_MB ?? 0);
  results.push({ what: "the whole year", figures: { total_s: total, peak_MB: Math.max(...peaks) } });
  return results;
}
