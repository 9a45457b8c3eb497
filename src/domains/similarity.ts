import { ATTRIBUTES, type AttributeName, type Household } from "../contract/attributes.ts";
import type { Measure, Similarity, SimilarityClass } from "./domain.ts";

/** The most classes of a partition, `unknown` included: every class costs a noisy table row and a share of readers' trust. */
const MAX_CLASSES = 6;
const PAIR = /^([a-z_]+)=([^=;\s]+)$/;

type Attributes = Readonly<Partial<Record<AttributeName, string>>>;

/** Tells whether each attribute of the household is among the listed values. */
export function belongs(where: SimilarityClass["where"], household: Attributes): boolean {
  return Object.entries(where).every(([name, values]) => values.includes(household[name as AttributeName] ?? "unknown"));
}

/**
 * The code of the one class of the measure's partition that a household belongs to.
 *
 * @throws RangeError when an attribute holds a value outside its closed list, so that no class does
 */
export function classOf(measure: Measure, household: Household): string {
  const match = measure.similarity.classes.find((candidate) => belongs(candidate.where, household));
  if (match === undefined)
    throw new RangeError(`no class of ${measure.id} holds the household's ${measure.similarity.attributes.join(" and ")}`);
  return match.code;
}

/** The fault of a code, if any. A code that is a value of the closed list must mean exactly that value. */
function checkCode(code: string, attributes: Similarity["attributes"], where?: SimilarityClass["where"]): string[] {
  return code.split(";").flatMap((pair) => {
    const [, name = "", value = ""] = PAIR.exec(pair) ?? [];
    if (name === "") return `${code}: a code is attribute=value pairs joined by ";"`;
    const attribute = attributes.find((one) => one === name);
    if (attribute === undefined) return `${code}: ${name} is not one of the partition's attributes (${attributes.join(", ")})`;
    if (where === undefined) return [];
    const meant = where[attribute];
    if (meant === undefined) return `${code}: says ${name}, but holds every ${name}`;
    const isListed = ATTRIBUTES[attribute].some((one) => one === value);
    return isListed && meant.join() !== value ? `${code}: ${name}=${value} must mean just that; got ${meant.join(", ")}` : [];
  });
}

/**
 * Checks that it is a partition: at most six classes of one or two attributes, disjoint, leaving no household out, and
 * rungs that are sums of two or more whole classes but not of all of them.
 *
 * @returns one sentence per fault; none when it is sound
 */
export function checkSimilarity({ attributes, classes, rungs }: Similarity): string[] {
  const faults: string[] = [];
  if (classes.length < 1 || classes.length > MAX_CLASSES)
    faults.push(`a partition has 1 to ${MAX_CLASSES} classes; got ${classes.length}`);
  const codes = [...classes, ...rungs].map(({ code }) => code);
  for (const code of new Set(codes.filter((code, i) => codes.indexOf(code) !== i))) faults.push(`${code}: used twice`);
  for (const { code, where } of classes) faults.push(...checkCode(code, attributes, where));
  for (const { code } of rungs) faults.push(...checkCode(code, attributes));
  const households = attributes.reduce<Attributes[]>(
    (all, name) => all.flatMap((one) => ATTRIBUTES[name].map((value) => ({ ...one, [name]: value }))),
    [{}],
  );
  for (const household of households) {
    const matches = classes.filter(({ where }) => belongs(where, household)).map(({ code }) => code);
    const pairs = Object.entries(household).map((pair) => pair.join("="));
    if (matches.length !== 1)
      faults.push(`${pairs.join(";")}: must be in exactly one class; is in ${matches.join(" and ") || "none"}`);
  }
  for (const rung of rungs) {
    const known = new Set(rung.classes.filter((code) => classes.some((similarityClass) => similarityClass.code === code)));
    if (known.size !== rung.classes.length) faults.push(`${rung.code}: sums a class that does not exist, or one twice`);
    if (known.size < 2 || known.size >= classes.length)
      faults.push(`${rung.code}: a rung sums 2 to ${classes.length - 1} classes; got ${known.size}`);
  }
  return faults;
}
