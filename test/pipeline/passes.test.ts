import fc from "fast-check";
import { expect, test } from "vitest";
import { type Duck, openDuck } from "../../src/storage/duckdb/index.ts";
import { STEPS } from "../support/pipeline.ts";

const [pass] = STEPS.passes;
const of = STEPS.checks.filter(({ name }) => pass?.standsFor.includes(name));

async function load(duck: Duck, tables: Readonly<Record<string, readonly Readonly<Record<string, number>>[]>>): Promise<void> {
  for (const [table, rows] of Object.entries(tables)) {
    const names = table === "run" ? ["streams"] : ["household", "stream"];
    await duck.run(`CREATE OR REPLACE TEMP TABLE ${table} (${names.map((name) => `${name} BIGINT`).join(", ")})`);
    const values = rows.map((row) => `(${names.map((name) => row[name]).join(", ")})`);
    if (values.length > 0) await duck.run(`INSERT INTO ${table} VALUES ${values.join(", ")}`);
  }
}

const row = fc.record({ household: fc.integer({ min: 0, max: 3 }), stream: fc.integer({ min: 0, max: 3 }) });
/** Nearly whole: each household once in each stream, then some rows more or less. */
const whole = fc
  .integer({ min: 0, max: 3 })
  .map((most) => [0, 1, 2, 3].flatMap((household) => Array.from({ length: most }, (_, stream) => ({ household, stream }))));
const rows = fc
  .tuple(whole, fc.array(row, { maxLength: 1 }), fc.array(fc.nat(15), { maxLength: 1 }))
  .map(([all, more, less]) => [...all.filter((_, i) => !less.includes(i)), ...more]);

test("the pass finds a row where one of its promises is broken, and only there", async () => {
  const duck = await openDuck();
  const finds = async (sql: string) => (await duck.rows(`SELECT 1 AS found WHERE EXISTS (${sql})`)).length > 0;
  const seen = { kept: 0, broken: 0 };
  await fc.assert(
    fc.asyncProperty(rows, fc.integer({ min: 1, max: 4 }), async (places, streams) => {
      await load(duck, { places, run: [{ streams }] });
      const each = [];
      for (const { sql } of of) each.push(await finds(sql));
      const isBroken = each.includes(true);
      seen[isBroken ? "broken" : "kept"] += 1;
      expect(await finds(pass?.sql as string)).toBe(isBroken);
    }),
    { numRuns: 150, examples: [[[{ household: 0, stream: 0 }], 1]] },
  );
  duck.close();
  expect(Math.min(seen.kept, seen.broken)).toBeGreaterThan(0);
});
