import { ATTRIBUTES, unknownHousehold } from "../contract/attributes.ts";
import { classOf, type Measure } from "../domains/index.ts";
import { BINS } from "../privacy/index.ts";
import { exactEdges } from "./estimate/edges.ts";
import type { Cube } from "./plan/cube.ts";
import { readingPeriods } from "./plan/measures.ts";
import type { PublicationPlan } from "./plan/plan.ts";
import type { TableInput } from "./table-input.ts";

/**
 * What the SQL steps join the records with: public facts of the publication, the same whatever was
 * donated.
 */
export function publicTables(publication: PublicationPlan, cube: Cube): TableInput[] {
  const { plan, period, measures } = publication;
  const { territory } = plan;
  // A measure is a stream: from the weights on, its place in the priority order stands for its two names.
  const streams = measures.map((planned, i) => ({ planned, stream: BigInt(i) }));
  const streamOf = new Map(streams.map(({ planned, stream }) => [planned, stream]));
  const text = (name: string) => ({ name, type: "VARCHAR" as const });
  const long = (name: string) => ({ name, type: "BIGINT" as const });
  const edges = Array.from({ length: BINS - 2 }, (_, i) => `edge_${String(i + 1).padStart(2, "0")}`);
  return [
    { table: "run", columns: [long("streams")], rows: [[BigInt(plan.streams)]] },
    { table: "periods", columns: [text("period"), text("kind")], rows: readingPeriods(period).map((p) => [p.period, p.kind]) },
    {
      table: "weights",
      columns: [text("domain"), text("measure"), long("months"), long("stream"), long("weight"), long("cap")],
      rows: streams.flatMap(({ planned: { measure, scale }, stream }) =>
        [...scale.weights].map(([months, weight]) => [
          measure.domain.id,
          measure.measure.id,
          BigInt(months),
          stream,
          weight,
          12n * measure.upper,
        ]),
      ),
    },
    {
      table: "bounds",
      columns: [long("stream"), long("clamp"), long("centre"), ...edges.map(long)],
      rows: streams.map(({ planned, stream }) => [stream, 2n * planned.centre, planned.centre, ...exactEdges(planned).slice(1)]),
    },
    {
      table: "classes",
      columns: [long("stream"), ...["first_attribute", "first_value", "second_attribute", "second_value", "class"].map(text)],
      rows: streams.flatMap(({ planned, stream }) => classRows(planned.measure.measure).map((row) => [stream, ...row])),
    },
    {
      table: "ancestry",
      columns: [text("leaf"), text("area")],
      rows: territory.leaves.flatMap((leaf) => territory.lineage(leaf.code).map((area) => [leaf.code, area.code])),
    },
    {
      table: "cube",
      columns: [long("cell"), long("stream"), text("area"), text("type"), long("histogram")],
      rows: cube.cells.map(({ cell, publication: of, area, type, plan: mechanisms }) => [
        BigInt(cell),
        streamOf.get(of) as bigint,
        area.code,
        type,
        mechanisms.histogram ? 1n : 0n,
      ]),
    },
    { table: "bin_numbers", columns: [long("bin")], rows: Array.from({ length: BINS }, (_, i) => [BigInt(i)]) },
  ];
}

/** The class of every pair of values that the measure's one or two attributes can take. */
function classRows(measure: Measure): string[][] {
  const [first, second] = measure.similarity.attributes;
  const seconds = second ? ATTRIBUTES[second] : [""];
  return ATTRIBUTES[first].flatMap((a) =>
    seconds.map((b) => {
      const household = { ...unknownHousehold("any"), [first]: a, ...(second ? { [second]: b } : {}) };
      return [first, a, second ?? "", b, classOf(measure, household)];
    }),
  );
}
