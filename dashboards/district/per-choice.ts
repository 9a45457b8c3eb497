import type { Atlas } from "./atlas.ts";
import type { Choice } from "./choice.ts";

interface Subject {
  readonly atlas: Atlas;
  readonly choice: Choice;
}

/**
 * Remembers what is made of the figures of a choice, because sentence, title, map, ranking and slider ask for the same, and again at
 * every move of a pointer. Outlines and surroundings, which come later, change none.
 */
export function perChoice<T>(make: (shown: Subject) => T): (shown: Subject) => T {
  const kept = new WeakMap<Choice, { readonly of: Atlas; readonly made: T }>();
  return ({ atlas, choice }) => {
    const { of, made } = kept.get(choice) ?? {};
    if (of?.cells === atlas.cells && of.rows === atlas.rows && of.tree === atlas.tree && of.catalog === atlas.catalog)
      return made as T;
    const next = make({ atlas, choice });
    kept.set(choice, { of: atlas, made: next });
    return next;
  };
}
