import { ATTRIBUTE_NAMES, ATTRIBUTES, type AttributeName } from "../../contract/attributes.ts";
import type { Similarity, SimilarityClass } from "../../domains/index.ts";
import type { LinkOfTypes } from "../../privacy/forecast/index.ts";
import { type ClassLinks, linkClasses, linkedPartitions, type PartitionOfKinds } from "../../privacy/index.ts";
import type { PlannedMeasure } from "./measures.ts";
import type { Plan } from "./plan.ts";

type Where = SimilarityClass["where"];

/**
 * The values of attributes that make a class, as a text: classes of any measures with the same text hold the same households,
 * whatever their codes.
 */
export function setOf(where: Where): string {
  return ATTRIBUTE_NAMES.flatMap((name) => {
    const values = ATTRIBUTES[name].filter((value) => holds(where, name, value));
    return values.length === ATTRIBUTES[name].length ? [] : [`${name}=${values.join()}`];
  }).join(";");
}

function holds(where: Where, name: AttributeName, value: string): boolean {
  return where[name]?.includes(value) ?? true;
}

const setsOf = ({ classes }: Similarity) => classes.map(({ where }) => setOf(where));
/** The same text for partitions into the same types. */
const nameOf = (similarity: Similarity) => setsOf(similarity).join("\n");

/** For forecasts: the measures that at worst count the same households by the same types as this one, or for totals all. */
export function matesOf(
  { measures, streams }: Pick<Plan, "measures" | "streams">,
  own: PlannedMeasure,
  ofTotals: boolean,
): PlannedMeasure[] {
  // Where a household gives one measure only, no two measures have a household in common.
  if (streams === 1) return [own];
  return measures.filter(({ measure }) => ofTotals || nameOf(measure.similarity) === nameOf(own.measure.similarity));
}

/**
 * For forecasts: how types of measures that are listed before this one add up to the same homes as its own. Of the types that may protect one
 * another the last is taken first, so that the victims are this one's.
 */
export function linksOf(plan: Pick<Plan, "measures" | "streams">, own: PlannedMeasure): LinkOfTypes[] {
  const { links, sets } = linkedTypes(linkedMeasures(plan).find((group) => group.includes(own)) ?? [own]);
  const types = new Set(setsOf(own.measure.similarity));
  const isOwn = (type: number) => types.has(sets[type] as string);
  return links
    .filter((link) => isOwn(Math.max(...link)))
    .map((link) => ({ own: link.filter(isOwn).length, members: link.length }));
}

/**
 * The measures in groups, such that types of different groups share the totals and nothing more: where unions of some types are the
 * very same households in two partitions, their measures are in one group.
 */
export function linkedMeasures({ measures, streams }: Pick<Plan, "measures" | "streams">): PlannedMeasure[][] {
  if (streams === 1) return measures.map((measure) => [measure]);
  const partitions = partitionsOf(measures);
  const names = partitions.map(nameOf);
  return linkedPartitions(inKinds(partitions)).map((group) =>
    measures.filter(({ measure }) => group.includes(names.indexOf(nameOf(measure.similarity)))),
  );
}

/** The types of measures of one group, equal ones once, as `linkClasses` lists them, and how they hang together. */
export interface LinkedTypes extends ClassLinks {
  /** the set of households of each type */
  readonly sets: readonly string[];
  /** places of the types that each rung sums */
  readonly rungs: readonly (readonly number[])[];
}

export function linkedTypes(measures: readonly PlannedMeasure[]): LinkedTypes {
  const partitions = partitionsOf(measures);
  const sets = [...new Set(partitions.flatMap(setsOf))];
  const rungs = measures.flatMap(({ measure: { similarity } }) => rungsOf(similarity, sets).map(({ types }) => types));
  const each = new Map(rungs.map((types) => [types.join(), types]));
  return { ...linkClasses(inKinds(partitions)), sets, rungs: [...each.values()] };
}

/** A partition's rungs, and the places of their types among these. */
export function rungsOf({ classes, rungs }: Similarity, sets: readonly string[]) {
  return rungs.map((rung) => ({
    code: rung.code,
    types: classes.filter(({ code }) => rung.classes.includes(code)).map(({ where }) => sets.indexOf(setOf(where))),
  }));
}

/** Each partition once, whichever measures have it. */
function partitionsOf(measures: readonly PlannedMeasure[]): Similarity[] {
  return [...new Map(measures.map(({ measure: { similarity } }) => [nameOf(similarity), similarity])).values()];
}

/** Partitions as lists of kinds: the combinations of attribute values that none of them tells apart are one kind. */
function inKinds(partitions: readonly Similarity[]): PartitionOfKinds[] {
  const names = [...new Set(partitions.flatMap(({ attributes }) => attributes))];
  const households = names.reduce<Partial<Record<AttributeName, string>>[]>(
    (all, name) => all.flatMap((one) => ATTRIBUTES[name].map((value) => ({ ...one, [name]: value }))),
    [{}],
  );
  const classesOf = households.map((household) =>
    partitions.map(({ classes }) =>
      classes.findIndex(({ where }) => names.every((name) => holds(where, name, household[name] as string))),
    ),
  );
  const kinds = [...new Map(classesOf.map((classes) => [classes.join(), classes])).values()];
  return partitions.map(({ classes }, p) => classes.map((_, c) => [...kinds.keys()].filter((kind) => kinds[kind]?.[p] === c)));
}
