// Partial sums by Apache Spark, for what is larger than a machine: the same steps and checks, over a sealed exchange.

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Refusal } from "../../contract/problem.ts";
import type { Duck, Loader, SqlColumn, SqlValue } from "../../storage/duckdb/index.ts";
import { refuseWideReadings, refuseWideSums } from "../plan/measures.ts";
import type { PublicationPlan } from "../plan/plan.ts";
import { listsOf, type Snapshot } from "../shard-rows.ts";
import type { Steps } from "../steps.ts";
import {
  exchangeFault,
  foldersOf,
  type HandedCounts,
  makeRunFolder,
  openExchange,
  type RunFolder,
  returnedTexts,
  runPrefix,
  sweepRuns,
  wipeRunFolder,
  writeHouseholds,
} from "./exchange.ts";
import { runSpark, type SparkEngine, sparkProgram } from "./process.ts";
import { clusterPromises, type Receipt, sparkScript } from "./script.ts";
import { makeRunKey, type RunKey } from "./seal.ts";

export type { SparkEngine } from "./process.ts";

interface SparkOrder {
  readonly engine: SparkEngine;
  /** commons whose run it is; what its earlier runs left in the exchange is deleted */
  readonly commons: string;
  readonly steps: Steps;
  readonly publication: PublicationPlan;
  readonly tables: Parameters<typeof sparkScript>[0]["tables"];
  readonly snapshot: Snapshot;
}

/** Refuses a missing Spark or exchange before anything is debited. @throws Refusal `engine-missing` */
export function refuseNoSpark({ home, exchange }: SparkEngine): void {
  sparkProgram(home);
  openExchange(exchange);
}

/**
 * Makes the partial sums of a snapshot with Spark, and loads them into `partials`. Whatever happens, the key is forgotten first,
 * and then all that was exchanged is deleted.
 *
 * @throws Refusal `engine-missing`, `engine-failed`, `exchange-damaged`, `promise-broken`, `sensitivity-overflow`
 */
export async function loadSparkPartials(duck: Duck, order: SparkOrder): Promise<void> {
  const { engine, commons, publication, steps, tables } = order;
  const program = sparkProgram(engine.home);
  refuseWideReadings(publication.period);
  const exchange = openExchange(engine.exchange);
  for (const place of [exchange, tmpdir()]) sweepRuns(place, commons);
  const key = makeRunKey();
  // Spark's driver works beside the script, in a folder that is this user's alone.
  const local = mkdtempSync(join(tmpdir(), runPrefix(commons)));
  const run = makeRunFolder(exchange, commons);
  try {
    const lists = listsOf(publication);
    const folders = foldersOf(run, engine.exchangeUrl);
    const script = join(local, "run.sql");
    writeFileSync(script, sparkScript({ run: run.run, folders, steps, lists, tables }), { mode: 0o600, flag: "wx" });
    const handed = await writeHouseholds(run, key, order.snapshot, lists, (count) => refuseWideSums(publication.measures, count));
    await runSpark({ ...engine, program, script, folder: local, key: key.hex(), handedBytes: handed.bytes });
    await takeBack(duck, order, { run, key, handed });
  } finally {
    key.forget();
    rmSync(local, { recursive: true, force: true });
    wipeRunFolder(run);
  }
}

interface SparkReturn {
  readonly run: RunFolder;
  readonly key: RunKey;
  readonly handed: Pick<HandedCounts, "rows" | "measures">;
}

/**
 * Loads what a run gave back into `partials`, if it is complete, holds nothing else, and no check on the cluster found a row.
 *
 * @throws Refusal `exchange-damaged`, `promise-broken`
 */
export async function takeBack(
  duck: Duck,
  { steps, publication }: Pick<SparkOrder, "steps" | "publication">,
  { run, key, handed }: SparkReturn,
): Promise<void> {
  const receipt = await receiptOf(returnedTexts(run, key, "receipt"), handed);
  const broken = clusterPromises(steps).find((_, i) => receipt.checks[i] !== 0);
  if (broken) throw new Refusal("promise-broken", `${broken.name}: ${broken.promise}. Nothing was drawn`);
  await loadPartials(duck, returnedTexts(run, key, "partials"), receipt, publication);
}

/** The one receipt of a run, which says that Spark read what was handed over, each household once. @throws Refusal `exchange-damaged` */
async function receiptOf(texts: AsyncIterable<string>, { rows, measures }: SparkReturn["handed"]): Promise<Receipt> {
  let receipt: Receipt | undefined;
  for await (const text of texts) {
    if (receipt !== undefined) throw exchangeFault("a run came back with two receipts");
    receipt = JSON.parse(text) as Receipt;
  }
  if (receipt === undefined) throw exchangeFault("a run came back without its receipt");
  const expected = { rows, households: rows, first: 0n, last: rows - 1n, measures };
  for (const [name, count] of Object.entries(expected))
    if (BigInt(receipt[name as keyof typeof expected]) !== count)
      throw exchangeFault("Spark did not read just what was handed over");
  return receipt;
}

/**
 * Loads the partial sums that came back. Each cell must be there once, and together they must be what Spark's receipt says.
 *
 * @throws Refusal `exchange-damaged`
 */
async function loadPartials(
  duck: Duck,
  texts: AsyncIterable<string>,
  receipt: Receipt,
  publication: PublicationPlan,
): Promise<void> {
  const leaves = publication.plan.territory.leaves.map(({ code }) => code);
  const [loader] = (await duck.loaders([{ table: "partials", columns: partialColumns(leaves) }])) as [Loader];
  let [rows, households, centred] = [0n, 0n, 0n];
  for await (const text of texts) {
    const [shard, stream, leaf, place, bin, count, sum] = JSON.parse(text) as readonly string[];
    const integer = (text: string | undefined) => BigInt(text as string);
    const row: SqlValue[] = [
      integer(shard),
      integer(stream),
      leaf ?? null,
      place ?? null,
      Number(bin),
      integer(count),
      integer(sum),
    ];
    loader.add(...row);
    rows += 1n;
    households += integer(count);
    centred += integer(sum);
  }
  loader.end();
  const [distinct] = await duck.rows<{ cells: bigint }>(
    "SELECT count(*) AS cells FROM (SELECT DISTINCT stream, leaf, class, bin FROM partials)",
  );
  const isWhole =
    rows === BigInt(receipt.partials) &&
    rows === distinct?.cells &&
    households === BigInt(receipt.amounts) &&
    centred === BigInt(receipt.centred);
  if (!isWhole) throw exchangeFault("the partial sums that came back are not those that Spark made");
}

/** Columns of `partials`, as the SQL step makes them in one shard. */
function partialColumns(leaves: readonly string[]): SqlColumn[] {
  return [
    { name: "shard", type: "BIGINT" },
    { name: "stream", type: "BIGINT" },
    { name: "leaf", type: "VARCHAR", among: leaves },
    { name: "class", type: "VARCHAR" },
    { name: "bin", type: "INTEGER" },
    { name: "households", type: "BIGINT" },
    { name: "centred", type: "BIGINT" },
  ];
}
