import { ATTRIBUTES, type AttributeName, type Household } from "../contract/attributes.ts";
import type { Measure, Similarity, SimilarityClass } from "./domain.ts";

/** The most classes of a partition, `unknown` included: every class costs a noisy table row and a share of readers' trust. */
const MAX_CLASSES = 6;
const PAIR = /^([a-z_]+)=([^=;\s]+)$/;

type Attributes = Readonly<Partial<Record<AttributeName, string>>>;

function belongs(where: SimilarityClass["where"], household: Attributes): boolean {
  return Object.entries(where).every(([name, values]) => values.includes(household[name as AttributeName] ?? "unknown"));
}

/**
 * The code of the one class of the measure's partition that a household belongs to.
 *
 * @throws RangeError when an attribute holds a value outside its closed list, so that no class does
 */
export function classOf(measure: Measure, household: Household): string {
  const found = measure.similarity.classes.find((candidate) => belongs(candidate.where, household));
  if (found === undefined)
    throw new RangeError(`no class of ${measure.id} holds the household's ${measure.similarity.attributes.join(" and ")}`);
  return found.code;
}

/** Every combination of values that the given attributes can take. */
function combinations(names: readonly AttributeName[]): Attributes[] {
  return names.reduce<Attributes[]>(
    (all, name) => all.flatMap((one) => ATTRIBUTES[name].map((value) => ({ ...one, [name]: value }))),
    [{}],
  );
}

/** What a code says, pair by pair; null when it is not `attribute=value` pairs joined by `;`. */
function pairsOf(code: string): [string, string][] | null {
  const pairs = code.split(";").map((pair) => PAIR.exec(pair));
  return pairs.every((pair) => pair !== null) ? pairs.map((pair) => [pair[1] as string, pair[2] as string]) : null;
}

function checkCode(code: string, attributes: readonly AttributeName[]): string[] {
  const pairs = pairsOf(code);
  if (pairs === null) return [`${code}: a code is attribute=value pairs joined by ";"`];
  return pairs
    .filter(([name]) => !attributes.includes(name as AttributeName))
    .map(([name]) => `${code}: ${name} is not one of the partition's attributes (${attributes.join(", ")})`);
}

/** A code that uses a value of the closed list must mean that value and nothing else. */
function checkMeaning({ code, where }: SimilarityClass): string[] {
  return (pairsOf(code) ?? []).flatMap(([name, value]) => {
    const values: readonly string[] = ATTRIBUTES[name as AttributeName] ?? [];
    const meant = where[name as AttributeName];
    if (meant === undefined) return [`${code}: says ${name}, but holds every ${name}`];
    return values.includes(value) && (meant.length !== 1 || meant[0] !== value)
      ? [`${code}: ${name}=${value} must mean just that; got ${meant.join(", ")}`]
      : [];
  });
}

/**
 * Is it a partition? At most six classes of one or two attributes, disjoint, leaving no household out, and
 * rungs that are sums of two or more whole classes but not of all of them.
 *
 * @returns one sentence per fault; none when it is sound
 */
export function checkSimilarity({ attributes, classes, rungs }: Similarity): string[] {
  const faults: string[] = [];
  if (attributes.length < 1 || attributes.length > 2) faults.push(`a partition has 1 or 2 attributes; got ${attributes.length}`);
  if (classes.length < 1 || classes.length > MAX_CLASSES)
    faults.push(`a partition has 1 to ${MAX_CLASSES} classes; got ${classes.length}`);
  const codes = [...classes, ...rungs].map(({ code }) => code);
  for (const code of new Set(codes.filter((code, i) => codes.indexOf(code) !== i))) faults.push(`${code}: used twice`);
  for (const code of codes) faults.push(...checkCode(code, attributes));
  for (const one of classes) faults.push(...checkMeaning(one));
  for (const household of combinations(attributes)) {
    const holding = classes.filter(({ where }) => belongs(where, household)).map(({ code }) => code);
    const said = Object.entries(household)
      .map((pair) => pair.join("="))
      .join(";");
    if (holding.length !== 1)
      faults.push(`${said}: must be in exactly one class; is in ${holding.length === 0 ? "none" : holding.join(" and ")}`);
  }
  for (const rung of rungs) {
    const known = new Set(rung.classes.filter((code) => classes.some((one) => one.code === code)));
    if (known.size !== rung.classes.length) faults.push(`${rung.code}: sums a class that does not exist, or one twice`);
    if (known.size < 2 || known.size >= classes.length)
      faults.push(`${rung.code}: a rung sums 2 to ${classes.length - 1} classes; got ${known.size}`);
  }
  return faults;
}
