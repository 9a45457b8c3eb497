import { ATTRIBUTE_NAMES, ATTRIBUTES, unknownHousehold } from "../contract/attributes.ts";
import { classOf, type Measure } from "../domains/index.ts";
import { firstParts, leafClampBins } from "../privacy/index.ts";
import type { Duck, SqlColumn, SqlValue } from "../storage/duckdb/index.ts";
import { exactEdges } from "./estimate/edges.ts";
import type { Cube } from "./plan/cube.ts";
import { lastBinBelow } from "./plan/measures.ts";
import { centreOf, type MeasurePublication, type PublicationPlan } from "./plan/plan.ts";
import { ATTRIBUTE_VALUES, listsOf, textsOf } from "./shard-rows.ts";

type Row = Readonly<Record<string, SqlValue>>;

/** Loads what the SQL steps join the records with: public facts of the publication, the same whatever was donated. */
export async function loadPublicTables(duck: Duck, publication: PublicationPlan, cube: Cube): Promise<void> {
  const given = publicTables(publication, cube);
  const texts = listedTexts(publication, given);
  const tables = Object.entries(given).map(([table, rows]) => ({
    table,
    columns: Object.entries(rows[0] ?? {}).map(([name, value]): SqlColumn => {
      if (typeof value === "bigint") return { name, type: "BIGINT" };
      // Columns of one list are compared by their places; others are made texts of, row by row.
      const among = texts[name];
      return { name, type: "VARCHAR", ...(among && { among }) };
    }),
    rows,
  }));
  for (const [i, loader] of (await duck.loaders(tables)).entries()) {
    for (const row of tables[i]?.rows ?? []) loader.add(...Object.values(row));
    loader.end();
  }
}

/**
 * The texts of columns that the steps read row by row, as they are in every table: the engine then groups and joins numbers.
 * Columns of one name have one list, for texts of two lists are compared as texts.
 */
function listedTexts(publication: PublicationPlan, { classes }: ReturnType<typeof publicTables>) {
  const lists = listsOf(publication);
  const valuesOf = (rows: readonly Row[], name: string) => [...new Set(rows.map((row) => row[name] as string))];
  const texts: Readonly<Record<string, readonly string[]>> = {
    ...textsOf(lists),
    leaf: lists.areas,
    class: valuesOf(classes, "class"),
    first_attribute: ATTRIBUTE_NAMES,
    second_attribute: ["", ...ATTRIBUTE_NAMES],
    first_value: ATTRIBUTE_VALUES,
    second_value: ATTRIBUTE_VALUES,
  };
  return texts;
}

/** Public facts of a publication, by table: the same whatever was donated. */
export function publicTables(publication: PublicationPlan, cube: Cube) {
  const { plan, measures } = publication;
  const { territory } = plan;
  // From the table of weights on, SQL names a measure by its stream number: its place in the priority order.
  const streams = measures.map((planned, i) => ({ ...planned, planned, stream: BigInt(i) }));
  // Sums are rolled up to these areas alone: where a month has its whole only, nothing is added up for each leaf.
  const measured = new Set(cube.cells.map(({ area }) => area.code));
  return {
    run: [{ streams: BigInt(plan.streams), measures: BigInt(streams.length) }],
    weights: streams.flatMap(({ measure, scale, stream }) =>
      [...scale.weights].map(([months, weight]) => ({
        domain: measure.domain.id,
        measure: measure.measure.id,
        months: BigInt(months),
        stream,
        weight,
        cap: 12n * measure.upper,
      })),
    ),
    bounds: streams.map(({ planned, centre, stream }) => {
      const wide = wideBins(planned).map(
        ({ parts }, i) => [`edge_${String(i).padStart(2, "0")}`, parts.at(-1) as bigint] as const,
      );
      const lastBins = leafClampBins(planned.measure.binned).map((bin, i) => [`bin_${29 - i}`, BigInt(bin)] as const);
      return { stream, clamp: 2n * centre, centre, ...Object.fromEntries([...wide.slice(1, -1), ...lastBins]) };
    }),
    parts: streams.flatMap(({ planned, centre, stream }) =>
      wideBins(planned).map(({ first, parts }, wide) => {
        const [edge_1, edge_2, edge_3] =
          parts.length > 1 ? (parts as [bigint, bigint, bigint]) : [2n * centre, 2n * centre, 2n * centre];
        return { stream, wide: BigInt(wide), bin: BigInt(first), edge_1, edge_2, edge_3 };
      }),
    ),
    classes: streams.flatMap(({ measure, stream }) => classRows(measure.measure).map((row) => ({ stream, ...row }))),
    ancestry: territory.leaves.flatMap((leaf) =>
      territory.lineage(leaf.code).flatMap(({ code: area }) => (measured.has(area) ? [{ leaf: leaf.code, area }] : [])),
    ),
    cube: cube.cells.map(({ cell, publication: owner, area, type, plan: { histogram, centre } }) => ({
      cell: BigInt(cell),
      stream: BigInt(measures.indexOf(owner)),
      area: area.code,
      type,
      histogram: histogram ? 1n : 0n,
      ...lowerClamp(owner, centre),
    })),
    bin_numbers: streams.flatMap(({ measure, stream }) =>
      Array.from({ length: measure.binned.bins }, (_, bin) => ({ stream, bin: BigInt(bin) })),
    ),
  } satisfies Readonly<Record<string, readonly Row[]>>;
}

/** The wide bins of a measure: the number of the first part of each, and where its parts end. The overflow ends nowhere. */
function wideBins(publication: MeasurePublication) {
  const edges = exactEdges(publication);
  const firsts = firstParts(publication.measure.binned);
  return firsts.map((first, wide) => ({ first, parts: edges.slice(first, firsts[wide + 1]) }));
}

/**
 * What `60_cells.sql` needs to turn sums by bin into those of a cell with a lower clamp: the last bin whose amounts count in
 * full, how much lower the cell's centre is than the measure's, and what each amount in a later bin counts as, less that centre.
 */
function lowerClamp({ measure, scale, centre: measureCentre }: MeasurePublication, centre: bigint): Row {
  const upper = measure.leaf?.all.find((clamp) => centreOf({ upper: clamp }, scale) === centre);
  if (upper === undefined || centre === measureCentre)
    return { last_bin: BigInt(measure.binned.bins - 1), lower_by: 0n, beyond: 0n };
  const last_bin = BigInt(lastBinBelow(upper, measure));
  return { last_bin, lower_by: measureCentre - centre, beyond: upper * scale.scale - centre };
}

/** The class of every pair of values that the measure's one or two attributes can take. */
function classRows(measure: Measure): Row[] {
  const [first, second] = measure.similarity.attributes;
  return ATTRIBUTES[first].flatMap((first_value) =>
    (second ? ATTRIBUTES[second] : [""]).map((second_value) => {
      const household = { ...unknownHousehold("any"), [first]: first_value, ...(second ? { [second]: second_value } : {}) };
      return {
        first_attribute: first,
        first_value,
        second_attribute: second ?? "",
        second_value,
        class: classOf(measure, household),
      };
    }),
  );
}
