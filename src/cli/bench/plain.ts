import { ATTRIBUTES, unknownHousehold } from "../../contract/attributes.ts";
import { classOf } from "../../domains/index.ts";
import type { PublicationPlan } from "../../pipeline/index.ts";
import type { Duck, Loader } from "../../storage/duckdb/index.ts";

/**
 * The query that an analyst who protects nobody would write for the same publication: an amount for each household (the mean of
 * its months, if there are enough), then number, mean and total by area and household type at the levels due. There is no clamp,
 * quantile, noise, gate, interval, file or check, and AVG makes floats. The benchmark's rows have no yearly totals, so the query
 * ignores them. It reads a row a household, measure and month (`generateReadings`), as such tables are.
 */
export function plainQuery(publication: PublicationPlan): string {
  const { plan, period, levels, measures } = publication;
  const [first, second] = measures[0]?.measure.measure.similarity.attributes ?? [];
  const fewest = Math.min(...[...(measures[0]?.scale.weights.keys() ?? [])].filter((months) => months > 0));
  const sets = levels.flatMap(({ level, typed }) => [
    `(domain, measure, ${level})`,
    ...(typed ? [`(domain, measure, ${level}, type)`] : []),
  ]);
  return `
    WITH amounts AS (
      SELECT household, domain, measure, AVG(amount) AS amount
      FROM plain_readings
      WHERE period BETWEEN '${period.months[0]}' AND '${period.months.at(-1)}'
      GROUP BY household, domain, measure
      HAVING COUNT(*) >= ${fewest}
    )
    SELECT domain, measure, ${plan.territory.levels.map((level) => (levels.some((due) => due.level === level) ? level : `NULL AS ${level}`)).join(", ")}, type,
      COUNT(*) AS households, AVG(amount) AS mean, SUM(amount) AS total
    FROM amounts
    JOIN households USING (household)
    JOIN plain_places ON plain_places.leaf = households.area
    JOIN plain_types ON plain_types.first_value = households.${first} AND plain_types.second_value = ${second ? `households.${second}` : "''"}
    GROUP BY GROUPING SETS (${sets.join(", ")})`;
}

/** Loads the analyst's two lists: the wider areas of each leaf, and the household type for each pair of attribute values. */
export async function loadPlainLists(duck: Duck, publication: PublicationPlan): Promise<void> {
  const { territory } = publication.plan;
  const text = (name: string) => ({ name, type: "VARCHAR" as const });
  const [places, types] = (await duck.loaders([
    { table: "plain_places", columns: ["leaf", ...territory.levels].map(text) },
    { table: "plain_types", columns: ["first_value", "second_value", "type"].map(text) },
  ])) as [Loader, Loader];
  for (const leaf of territory.leaves)
    places.add(
      leaf.code,
      ...territory
        .lineage(leaf.code)
        .map((area) => area.code)
        .reverse(),
    );
  places.end();
  const measure = publication.measures[0]?.measure.measure;
  if (!measure) throw new RangeError("the publication has no measure");
  const [first, second] = measure.similarity.attributes;
  for (const a of ATTRIBUTES[first]) {
    for (const b of second ? ATTRIBUTES[second] : [""]) {
      types.add(a, b, classOf(measure, { ...unknownHousehold("any"), [first]: a, ...(second ? { [second]: b } : {}) }));
    }
  }
  types.end();
}
