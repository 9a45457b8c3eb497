import { ATTRIBUTE_NAMES, ATTRIBUTES } from "../contract/attributes.ts";
import { Refusal } from "../contract/problem.ts";
import type { Duck, Loader, SqlColumn, TableShape } from "../storage/duckdb/index.ts";
import type { SnapshotHousehold } from "../vault/index.ts";
import { readingPeriods } from "./plan/measures.ts";
import type { PublicationPlan } from "./plan/plan.ts";
import type { PromiseQuery, Runs, Steps } from "./steps.ts";

/** Rows of `households` and `donated` beyond which a shard ends with its bucket of units; decision 0050 has what they take in memory. */
const SHARD_ROWS = 500_000;

/**
 * Streams a snapshot into `households` and `donated`, one shard after the other: whoever takes a shard works it off before the next
 * one takes its place, so that memory does not grow with the households. A household is numbered by its place in the snapshot: the
 * vault's unit id never enters the database. A shard is all units of some buckets; there is one at least, empty where nobody gives.
 *
 * @param most rows beyond which a shard ends with its bucket
 */
export async function* loadShards(
  duck: Duck,
  snapshot: Iterable<SnapshotHousehold>,
  publication: PublicationPlan,
  most = SHARD_ROWS,
): AsyncGenerator<void> {
  const refs = publication.measures.map(({ measure }) => measure);
  const domains = new Set(refs.map(({ domain }) => domain.id));
  const names = new Set(refs.map(({ measure }) => measure.id));
  const periods = new Set(readingPeriods(publication.period).map(({ period }) => period));
  const areas = publication.plan.territory.leaves.map(({ code }) => code);
  const tables = shardTables({ areas, domains, names, periods });
  const donors = snapshot[Symbol.iterator]();
  try {
    let number = 0n;
    for (let next = donors.next(); ; ) {
      const [households, donated] = (await duck.loaders(tables)) as [Loader, Loader];
      const shard = BigInt(next.value?.bucket ?? 0);
      let rows = 0;
      for (let bucket: number | undefined; !next.done; next = donors.next()) {
        const { household, readings } = next.value;
        if (rows >= most && next.value.bucket !== bucket) break;
        bucket = next.value.bucket;
        households.add(number, shard, household.area, ...ATTRIBUTE_NAMES.map((name) => household[name]));
        rows++;
        for (const { domain, measure, period, amount } of readings) {
          if (!domains.has(domain) || !names.has(measure) || !periods.has(period)) continue;
          donated.add(number, domain, measure, period, BigInt(amount));
          rows++;
        }
        number += 1n;
      }
      households.end();
      donated.end();
      yield;
      if (next.done) return;
      await duck.run("DROP TABLE households; DROP TABLE donated");
    }
  } finally {
    donors.return?.();
  }
}

const wholes = (...names: string[]) => names.map((name): SqlColumn => ({ name, type: "BIGINT" }));
const texts = (name: string, among: Iterable<string>): SqlColumn => ({ name, type: "VARCHAR", among: [...among] });

/** A snapshot's two tables. Every text of theirs is of a closed, public list. */
function shardTables(lists: Record<"areas" | "domains" | "names" | "periods", Iterable<string>>): TableShape[] {
  return [
    {
      table: "households",
      columns: [
        ...wholes("household", "shard"),
        texts("area", lists.areas),
        ...ATTRIBUTE_NAMES.map((name) => texts(name, ATTRIBUTES[name])),
      ],
    },
    {
      table: "donated",
      columns: [
        ...wholes("household"),
        texts("domain", lists.domains),
        texts("measure", lists.names),
        texts("period", lists.periods),
        ...wholes("amount"),
      ],
    },
  ];
}

/** Partial sums beyond which they are merged: as many as there are shards and cells would outgrow the memory. */
const MOST_PARTIALS = 1_000_000;

/**
 * Works the shards off, each up to its partial sums, and merges those: `merged` holds the sums of all. Merging what was merged adds
 * up to the same, so it is done whenever many partial sums have gathered.
 *
 * @param most partial sums beyond which they are merged
 * @throws Refusal `promise-broken`
 */
export async function sumShards(duck: Duck, steps: Steps, shards: AsyncIterable<void>, most = MOST_PARTIALS): Promise<void> {
  let bound = most;
  const gather = async (): Promise<void> => {
    await duck.run("CREATE TEMP TABLE IF NOT EXISTS gathered AS FROM partials LIMIT 0; INSERT INTO gathered FROM partials");
    await duck.run("DROP TABLE partials");
    if ((await rowsOf(duck, "gathered")) <= bound) return;
    await duck.run("ALTER TABLE gathered RENAME TO partials");
    await runSteps(duck, steps, "when partial sums have gathered");
    await duck.run("CREATE TEMP TABLE gathered AS SELECT 0::BIGINT AS shard, * FROM merged; DROP TABLE partials");
    // Where the merged sums themselves are many, merging them with every shard would never end.
    bound = Math.max(most, 2 * (await rowsOf(duck, "merged")));
  };
  let worked = 0;
  for await (const _ of shards) {
    if (worked++ > 0) await gather();
    await runSteps(duck, steps, "on each shard");
  }
  if (worked > 1) {
    await gather();
    await duck.run("ALTER TABLE gathered RENAME TO partials");
  }
  await runSteps(duck, steps, "when partial sums have gathered");
}

async function rowsOf(duck: Duck, table: string): Promise<number> {
  const [found] = await duck.rows<{ rows: bigint }>(`SELECT count(*) AS rows FROM ${table}`);
  return Number(found?.rows);
}

/** Makes the tables of a phase, then checks what they promise. @throws Refusal `promise-broken` */
export async function runSteps(duck: Duck, { steps, checks }: Steps, phase: Runs): Promise<void> {
  const made = steps.filter(({ runs }) => runs === phase);
  await duck.run(
    made.map(({ kind, table, sql }) => `CREATE OR REPLACE TEMP ${kind.toUpperCase()} ${table} AS ${sql}`).join(";\n"),
  );
  const broken = await brokenPromise(
    duck,
    checks.filter(({ runs }) => runs === phase),
  );
  if (broken) throw new Refusal("promise-broken", `${broken.name}: ${broken.promise}. Nothing was drawn`);
}

/** How many rows break a promise, and which, is nobody's business: its name is enough to find the fault. */
async function brokenPromise(duck: Duck, checks: readonly PromiseQuery[]): Promise<PromiseQuery | undefined> {
  if (checks.length === 0) return undefined;
  const each = checks.map(({ sql }, i) => `SELECT ${i} AS place WHERE EXISTS (${sql})`);
  const [first] = await duck.rows<{ place: number }>(`${each.join(" UNION ALL ")} ORDER BY place LIMIT 1`);
  return first && checks[first.place];
}
