import { ATTRIBUTE_NAMES, ATTRIBUTES } from "../../contract/attributes.ts";
import { parsePeriod } from "../../contract/period.ts";
import { makeShardTables, type Plan, type PublicationPlan } from "../../pipeline/index.ts";
import { type Duck, quoteText, type SqlColumn } from "../../storage/duckdb/index.ts";
import { NO_AMOUNT } from "../../vault/index.ts";
import { YEAR } from "./bench.ts";

/** Numbers without a common factor with the lists' lengths, so that consecutive households differ in every attribute. */
const STRIDES = [7, 11, 13, 17, 19, 23, 29] as const;
/** A prime: amounts run through all its residues. */
const PRIME = 1_000_003;

type PlannedMeasure = Plan["measures"][number];

function firstMeasure({ measures: [ref] }: Plan): PlannedMeasure {
  if (!ref) throw new RangeError("the plan has no measure");
  return ref;
}

/** SQL of a household's amount in a month of the year, 0 to 11: from zero to a tenth above the clamp, so that some are clamped. */
const amountOf = (household: string, month: string | number, { upper }: PlannedMeasure) =>
  `(((${household}) * 12 + (${month})) * 7919 + (${household}) * 104729) % ${PRIME} * ${(upper * 11n) / 10n} // ${PRIME}`;

/**
 * Makes the snapshot's two tables in DuckDB, as `loadShards` has them for a publication of the year or of its months: twelve months of
 * the plan's first measure a household, of which `given` has those of the publication. Everything is computed from row numbers, so
 * the rows are the same every time.
 *
 * @param rows household-months of the year; an incomplete last year is left out
 */
export async function generateSnapshot(duck: Duck, publication: PublicationPlan, rows: number): Promise<void> {
  const { plan, period } = publication;
  const ref = firstMeasure(plan);
  await makeShardTables(duck, publication);
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
  const amounts = period.months.map((month) => amountOf("household", Number(month.slice(-2)) - 1, ref));
  if (period.step === "year") amounts.push(String(NO_AMOUNT));
  await duck.run(`
    INSERT INTO given
    SELECT household, ${quoteText(ref.domain.id)}, ${quoteText(ref.measure.id)}, ${amounts.join(", ")}
    FROM range(${households}) AS numbers(household)`);
}

/** Makes `plain_readings`, the same households' readings as an analyst has them: a row a month of the year. */
export async function generateReadings(duck: Duck, plan: Plan, rows: number): Promise<void> {
  const ref = firstMeasure(plan);
  const text = (name: string, ...among: string[]): SqlColumn => ({ name, type: "VARCHAR", among });
  const months = parsePeriod(String(YEAR)).months;
  const columns: SqlColumn[] = [
    { name: "household", type: "BIGINT" },
    text("domain", ref.domain.id),
    text("measure", ref.measure.id),
    text("period", ...months),
    { name: "amount", type: "BIGINT" },
  ];
  for (const loader of await duck.loaders([{ table: "plain_readings", columns }])) loader.end();
  await duck.run(`
    INSERT INTO plain_readings
    SELECT
      row // 12 AS household,
      ${quoteText(ref.domain.id)} AS domain,
      ${quoteText(ref.measure.id)} AS measure,
      '${YEAR}-' || lpad(CAST(row % 12 + 1 AS VARCHAR), 2, '0') AS period,
      ${amountOf("row // 12", "row % 12", ref)} AS amount
    FROM range(${Math.floor(rows / 12) * 12}) AS numbers(row)`);
}
