/** A place with its mean, how many homes were counted there, and how many dwellings it has. */
export interface WeighedPart {
  readonly value: number;
  readonly homes: number;
  readonly dwellings: number;
}

/** A place whose figures are known in part alone. */
type KnownPart = { readonly [Key in keyof WeighedPart]: number | null | undefined };

const isKnown = (part: KnownPart): part is WeighedPart =>
  part.value != null && (part.homes ?? 0) > 0 && (part.dwellings ?? 0) > 0;

/**
 * How far the mean of a whole would move if each part of it weighed by its dwellings instead of its homes counted: where more are counted in
 * one part than in another it is pulled to that one's. In the unit of the means. Null where anything of a part is not known.
 */
export function shiftByDwellings(parts: readonly KnownPart[]): number | null {
  const known = parts.filter(isKnown);
  if (known.length === 0 || known.length < parts.length) return null;
  const meanBy = (weightOf: (part: WeighedPart) => number): number => {
    const all = known.reduce((sum, part) => sum + weightOf(part), 0);
    return known.reduce((sum, part) => sum + (weightOf(part) * part.value) / all, 0);
  };
  return meanBy(({ dwellings }) => dwellings) - meanBy(({ homes }) => homes);
}

/** Most places that are named. */
const MOST_NAMED = 3;

/** The places by name, where they are few; empty where they are many. */
export const fewNames = (places: readonly { readonly name: string }[]): string =>
  places.length > MOST_NAMED ? "" : places.map(({ name }) => name).join(", ");
