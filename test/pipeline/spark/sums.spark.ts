import { readdirSync } from "node:fs";
import { expect, test } from "vitest";
import { parsePeriod } from "../../../src/contract/period.ts";
import { exactCells } from "../../../src/pipeline/exact.ts";
import { planPublication, type SparkEngine } from "../../../src/pipeline/index.ts";
import { makeCube } from "../../../src/pipeline/plan/cube.ts";
import { openDuck } from "../../../src/storage/duckdb/index.ts";
import type { SnapshotHousehold } from "../../../src/vault/index.ts";
import { inFolder } from "../../support/cli.ts";
import { gridPlan, household, months, STEPS } from "../../support/pipeline.ts";

const publication = planPublication(gridPlan(2, 3, { measures: ["water.volume", "gas.energy"] }), parsePeriod("2025"));
const cube = makeCube(publication);
const households = Array.from({ length: 3000 }, (_, i) =>
  household(
    i,
    `m${i % 2}l${i % 3}`,
    [...months(100 * (i % 900)), ...(i % 4 === 0 ? [] : months(70_000 * (i % 50), "gas.energy"))],
    {
      size: ["1", "2", "5+", "unknown"][i % 4] as string,
    },
  ),
);

const exact = (snapshot: Iterable<SnapshotHousehold>, engine?: SparkEngine) =>
  exactCells(
    { duck: () => openDuck(), steps: STEPS, snapshot: () => snapshot, spark: engine && { engine, commons: "town" } },
    publication,
    cube,
  );

test("the sums of Spark are those of DuckDB, and nothing is left", () =>
  inFolder(async (exchange) => {
    const engine = { home: process.env.SPARK_HOME, master: "local[2]", exchange, stallMinutes: 5 };
    expect(await exact(households, engine)).toEqual(await exact(households));
    expect(readdirSync(exchange)).toEqual([]);
  }));
