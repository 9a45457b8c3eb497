import { fileURLToPath } from "node:url";
import { parsePeriod } from "../../../contract/period.ts";
import { parseSettings } from "../../../contract/settings.ts";
import { openDuck } from "../../../duckdb/index.ts";
import { makePlan, type PublicationPlan, planPublication, readSteps, rehearsalOf } from "../../../pipeline/index.ts";
import type { SnapshotHousehold } from "../../../vault/index.ts";
import type { Bench, BenchInput, Figures } from "../bench.ts";
import { peakMemory } from "../measure.ts";
import { type Accuracy, accuracyOf } from "./accuracy.ts";
import { SETTINGS, type Setting } from "./table.ts";
import { cellKey, type Truth, truthOf } from "./truth.ts";
import { world, worldMeasure, worldTerritory } from "./world.ts";

/** The steps ship with the package, beside `src` and `dist`. */
const PIPELINES = fileURLToPath(new URL("../../../../pipelines", import.meta.url));

export const utility: Bench = {
  name: "utility",
  about:
    "accuracy of published means through the real pipeline, in a made-up world: mean absolute relative error, cells published, coverage of the 95 % intervals, against what has to be reached",
  run: async (input) => {
    const results: Figures[] = [];
    for (const setting of SETTINGS.filter(({ households }) => households <= input.sizes.contributors))
      results.push(...(await figuresOf(setting, input)));
    return results;
  },
};

async function figuresOf(setting: Setting, { sizes, random, progress }: BenchInput): Promise<Figures[]> {
  const territory = worldTerritory();
  const plan = makePlan(parseSettings(setting.settings), territory);
  const results: Figures[] = [];
  for (const id of new Set(setting.targets.map(({ period }) => period))) {
    progress(`utility: ${setting.what}, ${id}`);
    const publication = ownMeasure(planPublication(plan, parsePeriod(id)));
    const households = () => world(territory, setting.households, Number((publication.measures[0]?.measure.upper ?? 0n) / 4n));
    const { accuracy, truths } = await measured(publication, households, sizes.draws, random);
    for (const target of setting.targets.filter(({ period }) => period === id)) {
      const found = accuracy.find(({ level, table }) => level === target.level && table === target.table);
      const root = truths.get(cellKey(worldMeasure().key, territory.root.code, "_T"));
      results.push({
        what: `${setting.what}: ${target.level}${target.table === "_T" ? "" : " by type"}, ${id}`,
        figures: {
          error_percent: found?.error ?? null,
          target_percent: target.error,
          measured_percent: found?.errorMeasured ?? null,
          published_percent: found?.published ?? 0,
          published_target_percent: target.published,
          coverage_percent: found?.coverage ?? null,
          coverage_se_percent: found?.coverageError ?? null,
          modelled_percent: found?.modelled ?? null,
          modelled_coverage_percent: found?.coverageModelled ?? null,
          clamp_loss_percent: lossOf(root),
          peak_MB: peakMemory(),
        },
      });
    }
  }
  return results;
}

/** Every measure pays the same: the world has households for one. */
function ownMeasure(publication: PublicationPlan): PublicationPlan {
  return { ...publication, measures: publication.measures.filter(({ measure }) => measure.key === worldMeasure().key) };
}

async function measured(
  publication: PublicationPlan,
  households: () => Iterable<SnapshotHousehold>,
  draws: number,
  random: (n: number) => Uint8Array,
): Promise<{ accuracy: Accuracy[]; truths: Map<string, Truth> }> {
  const sums = await rehearsalOf({ duck: openDuck, steps: readSteps(PIPELINES), snapshot: households }, publication);
  const truths = truthOf(publication, households());
  return { accuracy: accuracyOf(sums, truths, draws, random), truths };
}

/** What the clamp takes from the total, in %. */
function lossOf(root: Truth | undefined): number | null {
  return root ? 100 * (1 - root.mean / root.unclamped) : null;
}
