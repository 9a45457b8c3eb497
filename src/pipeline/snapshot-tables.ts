import { ATTRIBUTE_NAMES } from "../contract/attributes.ts";
import type { Duck, Loader, SqlColumn } from "../storage/duckdb/index.ts";
import type { SnapshotHousehold } from "../vault/index.ts";

const text = (name: string): SqlColumn => ({ name, type: "VARCHAR" });
const long = (name: string): SqlColumn => ({ name, type: "BIGINT" });

/** Columns of the snapshot's two tables; a shard holds all rows of its households. */
export const HOUSEHOLD_COLUMNS: readonly SqlColumn[] = [
  long("household"),
  long("shard"),
  text("area"),
  ...ATTRIBUTE_NAMES.map(text),
];
export const DONATED_COLUMNS: readonly SqlColumn[] = [
  long("household"),
  text("domain"),
  text("measure"),
  text("period"),
  long("amount"),
];

/**
 * Streams a snapshot into `households` and `donated`. A household is numbered by its place in the
 * snapshot: the vault's unit id never enters the database.
 *
 * @param periods that the publication reads: a month's publication does not carry the whole year along
 */
export async function loadSnapshot(
  duck: Duck,
  snapshot: Iterable<SnapshotHousehold>,
  periods: ReadonlySet<string>,
): Promise<void> {
  const [households, donated] = (await duck.loaders([
    { table: "households", columns: HOUSEHOLD_COLUMNS },
    { table: "donated", columns: DONATED_COLUMNS },
  ])) as [Loader, Loader];
  let number = 0n;
  for (const { bucket, household, readings } of snapshot) {
    households.add(number, BigInt(bucket % SHARDS), household.area, ...ATTRIBUTE_NAMES.map((name) => household[name]));
    for (const { domain, measure, period, amount } of readings) {
      if (periods.has(period)) donated.add(number, domain, measure, period, BigInt(amount));
    }
    number += 1n;
  }
  households.end();
  donated.end();
}

/** One process works on one shard; the two phases are there for when it is more. */
const SHARDS = 1;
