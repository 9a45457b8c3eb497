import { Refusal } from "../contract/problem.ts";
import { Bounded } from "../privacy/index.ts";
import { type Duck, DuckError } from "../storage/duckdb/index.ts";
import { loadPublicTables, publicTables } from "./input-tables.ts";
import type { BoundedCell } from "./mechanism.ts";
import type { Cube } from "./plan/cube.ts";
import type { PublicationPlan } from "./plan/plan.ts";
import type { Snapshot } from "./shard-rows.ts";
import { loadShards, runSteps, sumShards } from "./shards.ts";
import { loadSparkPartials, type SparkEngine } from "./spark/index.ts";
import type { Steps } from "./steps.ts";

/** Exact sums of every measured cell, by its position in the cube. They never leave the run. */
export interface ExactCells {
  readonly households: readonly bigint[];
  /** in 1/scale base units per month */
  readonly centred: readonly bigint[];
  /** the bins of the measure for cells with a histogram, else null */
  readonly bins: readonly (readonly bigint[] | null)[];
}

export interface ExactSource {
  readonly duck: () => Promise<Duck>;
  readonly steps: Steps;
  readonly snapshot: (publication: PublicationPlan) => Snapshot;
  /** limits of rows a shard, and of partial sums before they are merged; absent: limits that fit a machine */
  readonly bounds?: { readonly shardRows: number; readonly partials: number };
  /** Spark, where it makes the partial sums in place of this process, and the commons whose run it is */
  readonly spark?: { readonly engine: SparkEngine; readonly commons: string } | undefined;
}

/**
 * Runs the SQL steps over a snapshot, shard by shard up to the partial sums, and reads the exact sums of every measured cell. The
 * database is in memory and everything in it is gone when the run ends.
 *
 * @throws Refusal `promise-broken` when a check finds rows, `internal` when a step fails; nothing was drawn then
 */
export async function exactCells(source: ExactSource, publication: PublicationPlan, cube: Cube): Promise<ExactCells> {
  const duck = await source.duck();
  try {
    await loadPublicTables(duck, publication, cube);
    await sumSnapshot(duck, source, publication, cube);
    await runSteps(duck, source.steps, "once");
    const cells = await duck.rows<{ households: bigint; centred: bigint }>("SELECT households, centred FROM cells ORDER BY cell");
    const bins = cube.cells.map(({ plan, publication: { measure } }) =>
      plan.histogram ? new Array<bigint>(measure.binned.bins).fill(0n) : null,
    );
    for (const { cell, bin, households } of await duck.rows<Record<"cell" | "bin" | "households", bigint>>(
      "SELECT cell, bin, households FROM bins WHERE households > 0",
    ))
      (bins[Number(cell)] as bigint[])[Number(bin)] = households;
    return { households: cells.map((row) => row.households), centred: cells.map((row) => row.centred), bins };
  } catch (error) {
    // The database's own message can hold a record's value: it stops here.
    throw error instanceof DuckError ? new Refusal("internal", "a step of the pipeline failed. Nothing was drawn") : error;
  } finally {
    duck.close();
  }
}

/** Makes the table `merged`: the partial sums of all households of the snapshot. */
async function sumSnapshot(duck: Duck, source: ExactSource, publication: PublicationPlan, cube: Cube): Promise<void> {
  const { steps, bounds, spark } = source;
  const snapshot = source.snapshot(publication);
  if (!spark) return sumShards(duck, steps, loadShards(duck, snapshot, publication, bounds?.shardRows), bounds?.partials);
  await loadSparkPartials(duck, { ...spark, steps, publication, snapshot, tables: publicTables(publication, cube) });
  return runSteps(duck, steps, "when partial sums have gathered");
}

/**
 * The one place where exact sums become queries of a known sensitivity, which only noise can meet. What each rests on is
 * held by `pipelines/checks/`: a household has one amount, leaf, class and bin a measure (`one_amount_per_household`), in the leaf
 * that it lives in (`one_place_per_household`), within its clamp (`amounts_within_clamp`), and is summed once (`…_add_up`).
 */
export function boundedQueries(cube: Cube, exact: ExactCells): BoundedCell[] {
  return cube.cells.map(({ cell, plan }) => {
    const bins = exact.bins[cell];
    return {
      count: Bounded.count(exact.households[cell] as bigint),
      sum: Bounded.sum(exact.centred[cell] as bigint, plan.centre),
      histogram: bins ? Bounded.histogram(bins) : null,
    };
  });
}
