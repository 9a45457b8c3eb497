import { statSync } from "node:fs";
import { join } from "node:path";
import { homePaths } from "../../commons/home.ts";
import { openOperatedCommons } from "../../commons/open.ts";
import { MEASURES } from "../../domains/index.ts";
import { duePeriods } from "../../pipeline/index.ts";
import { SAMPLE_TERRITORY } from "../sample/index.ts";
import { donateFiles, writeDonations } from "../verbs/donate.ts";
import { type Bench, clock, YEAR } from "./bench.ts";
import { fullDonations } from "./donations.ts";
import { measuredTree } from "./measure.ts";

export const yearBench: Bench = {
  name: "year",
  about:
    "a year in a home on disk: households × 12 months of some measures from NDJSON into the vault, then its 13 publications, or those that are asked for; memory of the tree of processes, and the vault on the disk when a stage ends",
  run: async ({ sizes: { households, measures: most }, periods, folder, progress }) => {
    const measures = MEASURES.slice(0, most).map(({ key }) => key);
    const commons = await openOperatedCommons({
      home: join(folder, "home"),
      territory: SAMPLE_TERRITORY,
      settings: { measures },
      clock,
    });
    const { vault } = homePaths(join(folder, "home"));
    // The newest rows are in the write-ahead log, beside the database.
    const sizeOf = (path: string) => statSync(path, { throwIfNoEntry: false })?.size ?? 0;
    const vault_MB = () => (sizeOf(vault) + sizeOf(`${vault}-wal`)) / 2 ** 20;
    const results: { what: string; figures: Awaited<ReturnType<typeof measuredTree>> & { vault_MB: number } }[] = [];
    const stage = async (what: string, work: () => unknown) => {
      results.push({ what, figures: { ...(await measuredTree(work)), vault_MB: vault_MB() } });
    };
    try {
      const file = join(folder, "donations.ndjson");
      await writeDonations(file, fullDonations(commons.territory, commons.plan.measures, households));
      await stage(`donate ${households} households`, () => donateFiles({ commons, files: [file], progress }));
      for (const { id } of duePeriods(commons.plan, [YEAR], clock())) {
        if (periods && !periods.includes(id)) continue;
        progress(`year: publishing ${id}`);
        await stage(`publish ${id}`, () => commons.release(id));
      }
    } finally {
      await commons.close();
    }
    const figures = results.map((one) => one.figures);
    const sum = (of: "total_s" | "processor_s") => figures.reduce((all, one) => all + one[of], 0);
    const peak_MB = Math.max(...figures.map((one) => one.peak_MB));
    return [
      ...results,
      {
        what: "the whole year",
        figures: { total_s: sum("total_s"), processor_s: sum("processor_s"), peak_MB, vault_MB: vault_MB() },
      },
    ];
  },
};
