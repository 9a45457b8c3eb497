import fc from "fast-check";
import { expect, test } from "vitest";
import { type Duck, openDuck } from "../../src/storage/duckdb/index.ts";
import { STEPS } from "../support/pipeline.ts";

const [pass] = STEPS.passes;
const of = STEPS.checks.filter(({ name }) => pass?.standsFor.includes(name));

type Row = Readonly<Record<string, number>>;

const COLUMNS = {
  run: ["streams", "measures"],
  households: ["household", "area"],
  places: ["household", "stream", "leaf"],
} as const;

async function load(duck: Duck, tables: Readonly<Record<keyof typeof COLUMNS, readonly Row[]>>): Promise<void> {
  for (const [table, names] of Object.entries(COLUMNS)) {
    await duck.run(`CREATE OR REPLACE TEMP TABLE ${table} (${names.map((name) => `${name} BIGINT`).join(", ")})`);
    const values = tables[table as keyof typeof COLUMNS].map((row) => `(${names.map((name) => row[name]).join(", ")})`);
    if (values.length > 0) await duck.run(`INSERT INTO ${table} VALUES ${values.join(", ")}`);
  }
}

const MEASURES = 4;
const number = fc.integer({ min: 0, max: 3 });
/** Each household lives in the leaf of its own number. */
const HOMES: Row[] = [0, 1, 2, 3].map((household) => ({ household, area: household }));
const row = fc.record({ household: number, stream: number, leaf: number });
/** Nearly whole: each household once in each stream and in its own leaf, then some rows more or less, or a home that is missing. */
const whole = number.map((most) =>
  HOMES.flatMap(({ household }) => Array.from({ length: most }, (_, stream) => ({ household, stream, leaf: household }) as Row)),
);
const few = { maxLength: 1 };
const tables = fc
  .tuple(whole, fc.array(row, few), fc.array(fc.nat(15), few), fc.array(number, few))
  .map(([all, more, less, moved]) => ({
    places: [...all.filter((_, i) => !less.includes(i)), ...more],
    households: HOMES.filter(({ household }) => !moved.includes(household as number)),
  }));

test("the pass finds a row where one of its promises is broken, and only there", async () => {
  const duck = await openDuck();
  const finds = async (sql: string) => (await duck.rows(`SELECT 1 AS found WHERE EXISTS (${sql})`)).length > 0;
  const seen = { kept: 0, broken: 0 };
  await fc.assert(
    fc.asyncProperty(tables, fc.integer({ min: 1, max: MEASURES }), async (made, streams) => {
      await load(duck, { ...made, run: [{ streams, measures: MEASURES }] });
      const each = [];
      for (const { sql } of of) each.push(await finds(sql));
      const isBroken = each.includes(true);
      seen[isBroken ? "broken" : "kept"] += 1;
      expect(await finds(pass?.sql as string)).toBe(isBroken);
    }),
    { numRuns: 150, examples: [[{ places: [{ household: 0, stream: 0, leaf: 0 }], households: HOMES }, 1]] },
  );
  duck.close();
  expect(Math.min(seen.kept, seen.broken)).toBeGreaterThan(0);
});

test("two entries of one household do not hide another one that is missing", async () => {
  const duck = await openDuck();
  const places = [0, 1].map((household) => ({ household, stream: 0, leaf: household }));
  await load(duck, {
    places,
    households: [0, 0].map((household) => ({ household, area: 0 })),
    run: [{ streams: 1, measures: 1 }],
  });
  expect(await duck.rows(pass?.sql as string)).not.toEqual([]);
  duck.close();
});
