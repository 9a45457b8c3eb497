// Runs the SQL steps and their checks in DuckDB, shard by shard, so that memory does not grow with the households.

import { ATTRIBUTE_NAMES } from "../contract/attributes.ts";
import { Refusal } from "../contract/problem.ts";
import type { Duck, Loader, SqlColumn, TableShape } from "../storage/duckdb/index.ts";
import { type ColumnLists, NO_AMOUNT } from "../vault/index.ts";
import type { PublicationPlan } from "./plan/plan.ts";
import {
  AMOUNT_COLUMNS,
  ATTRIBUTE_VALUES,
  amountColumns,
  listsOf,
  pagesOf,
  rowsOf,
  type Snapshot,
  textsOf,
} from "./shard-rows.ts";
import type { Pass, PromiseQuery, Runs, Steps } from "./steps.ts";

/** Rows of `households` and `given` with which a shard is full; decision 0050 has what they take in memory. */
const SHARD_ROWS = 500_000;

/**
 * Streams a snapshot into `households` and `given`, one shard after the other: whoever takes a shard works it off before the next
 * one takes its place, so that memory does not grow with the households. A household is numbered by its place in the snapshot: the
 * vault's unit id never enters the database. A shard is a run of households, each with all its rows; there is one at least, empty where
 * nobody gives.
 *
 * @param most rows with which a shard is full
 */
export async function* loadShards(
  duck: Duck,
  snapshot: Snapshot,
  publication: PublicationPlan,
  most = SHARD_ROWS,
): AsyncGenerator<void> {
  const lists = listsOf(publication);
  let [first, number] = [0, 0n];
  let shard = await beginShard(duck, lists, number, most);
  for await (const page of askedAhead(pagesOf(snapshot, lists))) {
    const rows = rowsOf(page, lists, first);
    first += rows.ends.length;
    for (let from = 0; ; ) {
      from = shard.take(rows, from);
      if (from === rows.ends.length) break;
      shard.end();
      yield;
      await duck.run("DROP VIEW donated; DROP TABLE households; DROP TABLE given");
      shard = await beginShard(duck, lists, ++number, most);
    }
  }
  shard.end();
  yield;
}

/** Pages that the vault is asked for before they are needed. They are opened while the engine works a shard off. */
const PAGES_AHEAD = 24;

/** Asks for values before they are needed, so that their source works while whoever takes them waits for something else. */
async function* askedAhead<T>(source: AsyncIterable<T> | Iterable<T>): AsyncGenerator<T> {
  if (Symbol.iterator in source) return yield* source;
  const iterator = source[Symbol.asyncIterator]();
  const ask = () => {
    const value = iterator.next();
    // It is awaited later. Until then a rejection must not end the process as unhandled.
    value.catch(() => undefined);
    return value;
  };
  const asked = Array.from({ length: PAGES_AHEAD }, ask);
  try {
    for (;;) {
      const { done, value } = await (asked.shift() as Promise<IteratorResult<T>>);
      if (done) return;
      asked.push(ask());
      yield value;
    }
  } finally {
    await iterator.return?.();
  }
}

/** Makes a shard's two tables, which are empty. Every text of theirs is of a closed, public list. */
async function beginShard(duck: Duck, lists: ColumnLists, number: bigint, most: number) {
  const [households, given] = (await duck.loaders(shardTables(lists))) as [Loader, Loader];
  await duck.run(donatedView(lists));
  let rows = 0;
  return {
    /**
     * Loads the households of a page from a place on, up to the one with which the shard is full.
     *
     * @returns the place of the first household of the next shard, or the end of the page
     */
    take: (page: ReturnType<typeof rowsOf>, from: number): number => {
      const { ends } = page;
      let to = from;
      for (; to < ends.length && rows < most; to++) rows += 1 + (ends[to] as number) - (ends[to - 1] ?? 0);
      households.addColumns([page.households, new BigInt64Array(ends.length).fill(number), ...page.described], from, to);
      given.addColumns(page.given, ends[from - 1] ?? 0, ends[to - 1] ?? 0);
      return to;
    },
    end: () => {
      households.end();
      given.end();
    },
  };
}

const wholes = (...names: string[]) => names.map((name): SqlColumn => ({ name, type: "BIGINT" }));
const texts = (name: string, among: readonly string[]): SqlColumn => ({ name, type: "VARCHAR", among });

/** `households` and `given`, whose texts are places in the publication's lists. */
function shardTables(lists: ColumnLists): TableShape[] {
  return [
    {
      table: "households",
      columns: [
        ...wholes("household", "shard"),
        texts("area", lists.areas),
        ...ATTRIBUTE_NAMES.map((name) => texts(name, ATTRIBUTE_VALUES)),
      ],
    },
    {
      table: "given",
      columns: [
        ...wholes("household"),
        ...Object.entries(textsOf(lists)).map(([name, among]) => texts(name, among)),
        ...wholes(...amountColumns(lists.periods).map(({ name }) => name)),
      ],
    },
  ];
}

/** `donated` is `given` with a column for each month that a period can have: the engine reckons with those of a short one once. */
function donatedView(lists: ColumnLists): string {
  const used = new Set(amountColumns(lists.periods).map(({ name }) => name));
  const amounts = AMOUNT_COLUMNS.map((name) => (used.has(name) ? name : `${NO_AMOUNT}::BIGINT AS ${name}`));
  return `CREATE OR REPLACE TEMP VIEW donated AS SELECT household, domain, measure, ${amounts.join(", ")} FROM given`;
}

/** Makes `households` and `given` as a shard has them, and empty, for households that come from no snapshot. */
export async function makeShardTables(duck: Duck, publication: PublicationPlan): Promise<void> {
  const lists = listsOf(publication);
  for (const loader of await duck.loaders(shardTables(lists))) loader.end();
  await duck.run(donatedView(lists));
}

/** Partial sums beyond which they are merged. Unmerged there would be as many as shards × cells, which would outgrow the memory. */
const MOST_PARTIALS = 1_000_000;

/**
 * Works through the shards, each up to its partial sums, and merges those: `merged` holds the sums of all. Merging sums that were
 * merged before changes no result, so it is done whenever many partial sums have gathered.
 *
 * @param most partial sums beyond which they are merged
 * @throws Refusal `promise-broken`
 */
export async function sumShards(duck: Duck, steps: Steps, shards: AsyncIterable<void>, most = MOST_PARTIALS): Promise<void> {
  let bound = most;
  const gather = async (): Promise<void> => {
    await duck.run("CREATE TEMP TABLE IF NOT EXISTS gathered AS FROM partials LIMIT 0; INSERT INTO gathered FROM partials");
    await duck.run("DROP TABLE partials");
    if ((await countOf(duck, "gathered")) <= bound) return;
    await duck.run("ALTER TABLE gathered RENAME TO partials");
    await runSteps(duck, steps, "when partial sums have gathered");
    await duck.run("CREATE TEMP TABLE gathered AS SELECT 0::BIGINT AS shard, * FROM merged; DROP TABLE partials");
    // The bound grows with the merged sums: under a fixed one they would be merged again after every shard.
    bound = Math.max(most, 2 * (await countOf(duck, "merged")));
  };
  let finished = 0;
  for await (const _ of shards) {
    if (finished++ > 0) await gather();
    await runSteps(duck, steps, "on each shard");
  }
  if (finished > 1) {
    await gather();
    await duck.run("ALTER TABLE gathered RENAME TO partials");
  }
  await runSteps(duck, steps, "when partial sums have gathered");
}

async function countOf(duck: Duck, table: string): Promise<number> {
  const [row] = await duck.rows<{ rows: bigint }>(`SELECT count(*) AS rows FROM ${table}`);
  return Number(row?.rows);
}

/** Makes the tables of a phase, then checks what they promise. @throws Refusal `promise-broken` */
export async function runSteps(duck: Duck, { steps, checks, passes }: Steps, phase: Runs): Promise<void> {
  const phaseSteps = steps.filter(({ runs }) => runs === phase);
  await duck.run(
    phaseSteps.map(({ kind, table, sql }) => `CREATE OR REPLACE TEMP ${kind.toUpperCase()} ${table} AS ${sql}`).join(";\n"),
  );
  const ofPhase = <Q extends PromiseQuery>(queries: readonly Q[]) => queries.filter(({ runs }) => runs === phase);
  const broken = await brokenPromise(duck, ofPhase(checks), ofPhase(passes));
  if (broken) throw new Refusal("promise-broken", `${broken.name}: ${broken.promise}. Nothing was drawn`);
}

/**
 * Finds a broken promise, if there is one. How many rows break it, and which, nobody may learn: its name is enough to find the
 * fault.
 *
 * @returns the first of the broken promises; a pass where it found a row and none of its own promises did
 */
async function brokenPromise(
  duck: Duck,
  checks: readonly PromiseQuery[],
  passes: readonly Pass[] = [],
): Promise<PromiseQuery | undefined> {
  const passed = new Set(passes.flatMap(({ standsFor }) => standsFor));
  const queries = [...checks.filter(({ name }) => !passed.has(name)), ...passes];
  if (queries.length === 0) return undefined;
  const probes = queries.map(({ sql }, i) => `SELECT ${i} AS place WHERE EXISTS (${sql})`);
  const hits = await duck.rows<{ place: number }>(`${probes.join(" UNION ALL ")} ORDER BY place`);
  if (hits.length === 0) return undefined;
  if (passes.length > 0 && hits.some(({ place }) => place >= queries.length - passes.length)) {
    const named = await brokenPromise(duck, checks);
    if (named) return named;
  }
  return queries[hits[0]?.place as number];
}
