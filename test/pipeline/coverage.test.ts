import { randomBytes } from "node:crypto";
import { test } from "vitest";
import { parsePeriod } from "../../src/contract/period.ts";
import { openDuck } from "../../src/duckdb/index.ts";
import { rowState } from "../../src/pipeline/estimate/noisy-row.ts";
import { observationsOf } from "../../src/pipeline/estimate/observations.ts";
import { exactCells } from "../../src/pipeline/exact.ts";
import { planPublication, readSteps } from "../../src/pipeline/index.ts";
import { measureCells } from "../../src/pipeline/mechanism.ts";
import { makeDraw } from "../../src/pipeline/payload.ts";
import { makeCube } from "../../src/pipeline/plan/cube.ts";
import { fates } from "../../src/pipeline/protect.ts";
import { realSet } from "../support/donors.ts";

test("x", async () => {
  for (const [name, period] of [
    ["recs-2015", "2015"],
    ["lyon", "2024"],
    ["nyc-housing-2011", "2011"],
  ] as const) {
    const { plan, households } = realSet(name);
    const publication = planPublication(plan, parsePeriod(period));
    const cube = makeCube(publication);
    const exact = await exactCells(
      { duck: () => openDuck(), steps: readSteps("pipelines"), snapshot: () => households },
      publication,
      cube,
    );
    const acc: Record<string, { err: number; n: number; cov: number; cells: number }> = {};
    const R = 20;
    const t = performance.now();
    for (let r = 0; r < R; r++) {
      const noisy = measureCells(cube.cells, exact, BigInt(plan.settings.k), randomBytes);
      const draw = makeDraw(noisy, fates(publication, cube, noisy)).cells;
      for (const row of cube.rows) {
        if (row.type !== "_T") continue;
        const key = `${row.publication.measure.key} ${row.level}`;
        const a = (acc[key] ??= { err: 0, n: 0, cov: 0, cells: 0 });
        a.cells++;
        const cell = row.cells[0] as (typeof row.cells)[number];
        const n = Number(exact.households[cell.cell]);
        const truth =
          (Number(row.publication.centre) + Number(exact.centred[cell.cell]) / n) /
          Number(row.publication.scale.scale * row.publication.measure.factor);
        const mean = observationsOf(row, rowState(row, draw), period, false).find((o) => o.STATISTIC === "MEAN");
        if (!mean || mean.OBS_VALUE === null) continue;
        a.n++;
        a.err += Math.abs(mean.OBS_VALUE - truth) / truth;
        if ((mean.CI_LOWER as number) <= truth && truth <= (mean.CI_UPPER as number)) a.cov++;
      }
    }
    console.log(name, (performance.now() - t) / R);
    console.table(
      Object.fromEntries(
        Object.entries(acc).map(([k, a]) => [k, { err: a.err / a.n, cov: a.cov / a.n, published: a.n / R, of: a.cells / R }]),
      ),
    );
  }
}, 120000);
