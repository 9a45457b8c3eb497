import { readTerritory } from "../../territory/read.ts";
import { SAMPLE_TERRITORY } from "../sample/index.ts";
import { BENCH_MEASURE, type Bench, openBench, YEAR } from "./bench.ts";
import { fullDonations } from "./donations.ts";
import { forgetPeak, medians, ownPeak, seconds } from "./measure.ts";

const HOUSEHOLDS = 200;

export const smallBench: Bench = {
  name: "small",
  about: `a release of ${HOUSEHOLDS} households and one measure in memory: what a test of a promise costs, warm`,
  run: async ({ sizes: { runs: count }, progress }) => {
    progress(`small: ${count} runs`);
    const territory = readTerritory(SAMPLE_TERRITORY);
    const donations = [...fullDonations(territory, [BENCH_MEASURE], HOUSEHOLDS)];
    const once = async () => {
      const begun = seconds();
      const commons = await openBench(":memory:", territory.input);
      for (const donation of donations) await commons.donate(donation);
      const donated = seconds();
      await commons.release(`${YEAR}-01`);
      const month = seconds();
      await commons.release(String(YEAR));
      const year = seconds();
      await commons.close();
      return {
        open_and_donate_ms: 1000 * (donated - begun),
        month_release_ms: 1000 * (month - donated),
        year_release_ms: 1000 * (year - month),
      };
    };
    for (let warm = 0; warm < Math.min(5, count); warm++) await once();
    forgetPeak();
    const runs = [];
    for (let run = 0; run < count; run++) runs.push(await once());
    return [{ what: `median of ${count} runs`, figures: { ...medians(runs), peak_MB: ownPeak() } }];
  },
};
