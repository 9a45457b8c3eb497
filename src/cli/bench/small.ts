import { openCommons } from "../../commons/open.ts";
import { MEASURES } from "../../domains/index.ts";
import { readTerritory } from "../../territory/read.ts";
import { SAMPLE_TERRITORY } from "../sample/index.ts";
import { type Bench, clock, YEAR } from "./bench.ts";
import { fullDonations } from "./donations.ts";
import { forgetPeak, medians, peakMemory, seconds } from "./measure.ts";

const HOUSEHOLDS = 200;

export const small: Bench = {
  name: "small",
  about: `a release of ${HOUSEHOLDS} households and one measure in memory: what a test of a promise costs, warm`,
  run: async ({ sizes, progress }) => {
    progress(`small: ${sizes.runs} runs`);
    const measure = MEASURES[0];
    if (!measure) throw new RangeError("there is no measure");
    const { input: territory } = readTerritory(SAMPLE_TERRITORY);
    const donations = [...fullDonations(readTerritory(SAMPLE_TERRITORY), [measure], HOUSEHOLDS)];
    const once = async () => {
      const begun = seconds();
      const commons = await openCommons({ home: ":memory:", territory, settings: { measures: [measure.key] }, clock });
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
    for (let warm = 0; warm < Math.min(5, sizes.runs); warm++) await once();
    forgetPeak();
    const runs = [];
    for (let run = 0; run < sizes.runs; run++) runs.push(await once());
    return [{ what: `median of ${sizes.runs} runs`, figures: { ...medians(runs), peak_MB: peakMemory() } }];
  },
};
