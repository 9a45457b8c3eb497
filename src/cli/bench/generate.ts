import { ATTRIBUTE_NAMES, ATTRIBUTES } from "../../contract/attributes.ts";
import { parsePeriod } from "../../contract/period.ts";
import { makeShardTables, type Plan, planPublication } from "../../pipeline/index.ts";
import { type Duck, quoteText } from "../../storage/duckdb/index.ts";
import { YEAR } from "./bench.ts";

/** Numbers without a common factor with the lists' lengths, so that consecutive households differ in every attribute. */
const STRIDES = [7, 11, 13, 17, 19, 23, 29] as const;
/** A prime: amounts run through all its residues. */
const PRIME = 1_000_003;

/**
 * Makes the snapshot's two tables in DuckDB, as `loadShards` has them for the year's publication: for each household, twelve months of
 * the plan's first measure, ordered by household. Everything is computed from row numbers, so the rows are the same every time.
 *
 * @param rows household-months; an incomplete last year is left out
 */
export async function generateSnapshot(duck: Duck, plan: Plan, rows: number): Promise<void> {
  const ref = plan.measures[0];
  if (!ref) throw new RangeError("the plan has no measure");
  await makeShardTables(duck, planPublication(plan, parsePeriod(String(YEAR))));
  const households = Math.floor(rows / 12);
  const list = (values: readonly string[]) => `[${values.map(quoteText).join(", ")}]`;
  const pick = (values: readonly string[], index: string) =>
    `${list(values)}[CAST(1 + (${index}) % ${values.length} AS INTEGER)]`;
  const leaves = plan.territory.leaves.map((leaf) => leaf.code);
  const attributes = ATTRIBUTE_NAMES.map((name, i) => {
    const stride = STRIDES[i % STRIDES.length] as number;
    return `${pick(ATTRIBUTES[name], `household * ${stride} + household // ${stride * stride}`)} AS ${name}`;
  });
  await duck.run(`
    INSERT INTO households
    SELECT household, CAST(0 AS BIGINT) AS shard, ${pick(leaves, "household * 7919")} AS area, ${attributes.join(", ")}
    FROM range(${households}) AS numbers(household)`);
  // Amounts run from zero to a tenth above the clamp, so that some are clamped.
  await duck.run(`
    INSERT INTO donated
    SELECT
      row // 12 AS household,
      ${quoteText(ref.domain.id)} AS domain,
      ${quoteText(ref.measure.id)} AS measure,
      '${YEAR}-' || lpad(CAST(row % 12 + 1 AS VARCHAR), 2, '0') AS period,
      (row * 7919 + row // 12 * 104729) % ${PRIME} * ${(ref.upper * 11n) / 10n} // ${PRIME} AS amount
    FROM range(${households * 12}) AS numbers(row)`);
}
