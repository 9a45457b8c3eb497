import fc from "fast-check";
import { expect, test } from "vitest";
import { unknownHousehold } from "../../src/contract/attributes.ts";
import { parsePeriod } from "../../src/contract/period.ts";
import { exactCells } from "../../src/pipeline/exact.ts";
import { planPublication } from "../../src/pipeline/index.ts";
import { makeCube } from "../../src/pipeline/plan/cube.ts";
import { openDuck } from "../../src/storage/duckdb/index.ts";
import { ColumnBuilder, type SnapshotHousehold } from "../../src/vault/index.ts";
import { gridPlan, household, months, STEPS } from "../support/pipeline.ts";

const plan = gridPlan(2, 3, { measures: ["water.volume", "gas.energy"] });
const publication = planPublication(plan, parsePeriod("2025"));
const cube = makeCube(publication);
const leaves = plan.territory.leaves.map(({ code }) => code);

const exact = (snapshot: Iterable<SnapshotHousehold>, bounds?: { shardRows: number; partials: number }) =>
  exactCells({ duck: () => openDuck(), steps: STEPS, snapshot: () => snapshot, ...(bounds && { bounds }) }, publication, cube);

const households = fc
  .array(
    fc.record({
      leaf: fc.constantFrom(...leaves),
      size: fc.constantFrom("1", "2", "5+", "unknown"),
      water: fc.integer({ min: 0, max: 60_000 }),
      gas: fc.option(fc.integer({ min: 0, max: 4_000_000 })),
    }),
    { maxLength: 40 },
  )
  .map((made) =>
    made.map(({ leaf, size, water, gas }, i) =>
      household(i, leaf, [...months(water), ...(gas === null ? [] : months(gas, "gas.energy"))], { size }),
    ),
  );

test("whatever the shards and however often their sums are merged, the sums are those of one shard", async () => {
  await fc.assert(
    fc.asyncProperty(
      households,
      fc.integer({ min: 1, max: 120 }),
      fc.integer({ min: 1, max: 60 }),
      async (snapshot, shardRows, partials) => {
        expect(await exact(snapshot, { shardRows, partials })).toEqual(await exact(snapshot));
      },
    ),
    { numRuns: 25 },
  );
});

test("readings of other periods and measures are not used, and the year's own total wins over its months", async () => {
  const [leaf] = leaves as [string];
  const reading = (measure: string, period: string, amount: number) => ({
    domain: "water",
    measure,
    period,
    amount,
    source: "test",
  });
  const others = [reading("volume", "2024-12", 90_000), reading("volume", "2024", 90_000), reading("heat", "2025-03", 90_000)];
  const [own, total] = [months(5000), reading("volume", "2025", 48_000)];
  const cells = (...readings: Parameters<typeof household>[2]) => exact([household(0, leaf, readings)]);
  expect(await cells(...own, ...others)).toEqual(await cells(...own));
  expect(await cells(...others)).toEqual(await exact([]));
  expect(await cells(...own, total)).toEqual(await cells(total));
  expect(await cells(total)).not.toEqual(await cells(...own));
});

test("while a shard is worked off, 24 pages more are read and no more, and a shard holds whole households", async () => {
  const lists = { areas: leaves, measures: [{ domain: "water", measure: "volume" }], periods: publication.period.months };
  let read = 0;
  async function* snapshot() {
    while (read < 40) {
      // A page comes in a later turn, so that only whoever asked for it before has it while the engine works.
      await new Promise(setImmediate);
      const columns = new ColumnBuilder(12);
      for (let i = 0; i < 4; i++) {
        columns.addHousehold(0, unknownHousehold(leaves[0] as string));
        columns.addMeasure(0, new Float64Array(12).fill(5000));
      }
      read++;
      yield { lists, columns: columns.columns() };
    }
  }
  const shards: { households: bigint; read: number }[] = [];
  const duck = async () => {
    const opened = await openDuck();
    const run: typeof opened.run = async (sql, params) => {
      if (sql.includes(" partials AS")) {
        const [row] = await opened.rows<{ households: bigint }>("SELECT count(*) AS households FROM households");
        const { households } = row as { households: bigint };
        const loaded = Number(households) + shards.reduce((sum, shard) => sum + Number(shard.households), 0);
        // That a shard is full shows at the household behind it.
        await expect.poll(() => read, { timeout: 10_000 }).toBe(Math.min(40, Math.floor(loaded / 4) + 1 + 24));
        shards.push({ households, read });
      }
      await opened.run(sql, params);
    };
    return { ...opened, run };
  };
  // A household is a row and another for its measure: a shard is full with five of them, and ends amid a page.
  await exactCells({ duck, steps: STEPS, snapshot, bounds: { shardRows: 10, partials: 1 } }, publication, cube);
  expect(shards.slice(0, 3)).toEqual([
    { households: 5n, read: 26 },
    { households: 5n, read: 27 },
    { households: 5n, read: 28 },
  ]);
  expect(shards).toHaveLength(32);
});

test("pages that were asked for ahead are closed where one fails", async () => {
  let closed = false;
  async function* snapshot() {
    try {
      yield { lists: { areas: [], measures: [], periods: [] }, columns: new ColumnBuilder(0).columns() };
      throw new RangeError("the vault is gone");
    } finally {
      closed = true;
    }
  }
  await expect(exactCells({ duck: () => openDuck(), steps: STEPS, snapshot }, publication, cube)).rejects.toThrow(
    "the vault is gone",
  );
  expect(closed).toBe(true);
});

test("a snapshot that fails midway is closed, and so is one whose shard breaks a promise", async () => {
  for (const fault of ["snapshot", "step"]) {
    let closed = false;
    function* snapshot() {
      try {
        for (let i = 0; i < 8; i++) {
          if (fault === "snapshot" && i === 5) throw new RangeError("the vault is gone");
          yield household(i, leaves[0] as string, months(5000));
        }
      } finally {
        closed = true;
      }
    }
    const steps = {
      ...STEPS,
      steps: STEPS.steps.map((step) =>
        fault === "step" && step.table === "bounded"
          ? { ...step, sql: `SELECT * REPLACE (9e9::BIGINT AS amount) FROM (${step.sql})` }
          : step,
      ),
    };
    const made = exactCells(
      { duck: () => openDuck(), steps, snapshot, bounds: { shardRows: 1, partials: 1 } },
      publication,
      cube,
    );
    await expect(made).rejects.toThrow(fault === "step" ? "amounts_within_clamp" : "the vault is gone");
    expect(closed).toBe(true);
  }
});
