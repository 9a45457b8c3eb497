import type { Atlas } from "./atlas.ts";
import type { Choice } from "./choice.ts";

interface Subject {
  readonly atlas: Atlas;
  readonly choice: Choice;
}

/** What figures are made of: outlines and surroundings, which come later, change none. */
const figuresOf = ({ rows, cells, catalog, tree }: Atlas): readonly unknown[] => [rows, cells, catalog, tree];

/**
 * Remembers what is made of the figures of a choice, because sentence, title, map, ranking and slider ask for the same, and again at
 * every move of a pointer.
 */
export function perChoice<T>(make: (shown: Subject) => T): (shown: Subject) => T {
  const kept = new WeakMap<Choice, { readonly figures: readonly unknown[]; readonly made: T }>();
  return ({ atlas, choice }) => {
    const known = kept.get(choice);
    const figures = figuresOf(atlas);
    if (known?.figures.every((one, i) => one === figures[i])) return known.made;
    const made = make({ atlas, choice });
    kept.set(choice, { figures, made });
    return made;
  };
}
