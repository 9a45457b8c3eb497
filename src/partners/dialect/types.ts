import type { Similarity } from "../../domains/index.ts";

/** The type of all households. */
const ALL = "_T";
/** A value that leaves out nobody but `unknown`: it groups by nothing. */
const KNOWN = "known";

/** The pairs of a household type; none of `_T`. */
export function pairsOf(type: string): [attribute: string, value: string][] {
  return type === ALL ? [] : type.split(";").map((pair) => pair.split("=") as [string, string]);
}

/**
 * The published types that tell households apart by just these attributes: classes first, then the rungs that share
 * no household with those before. Sums over them count nobody twice.
 *
 * @returns codes of HOUSEHOLD_TYPE; `_T` where there are no attributes; none where no type is made of them
 */
export function typesOver({ classes, rungs }: Similarity, attributes: readonly string[]): readonly string[] {
  if (attributes.length === 0) return [ALL];
  const asked = [...attributes].sort().join();
  const fits = (code: string) =>
    pairsOf(code)
      .filter(([, value]) => value !== KNOWN)
      .map(([name]) => name)
      .sort()
      .join() === asked;
  const taken = new Set<string>();
  const candidates = [...classes.map(({ code }) => ({ code, classes: [code] as readonly string[] })), ...rungs];
  return candidates
    .filter(({ code }) => fits(code))
    .filter(({ classes: covered }) => {
      if (covered.some((one) => taken.has(one))) return false;
      for (const one of covered) taken.add(one);
      return true;
    })
    .map(({ code }) => code);
}
