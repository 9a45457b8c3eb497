import type { fr } from "../fr/unsure.ts";

/** What the mark of figures with too wide a margin means, in English. */
export const en: typeof fr = {
  unsureMeans: "(?): read with care, the margin is too wide to be sure of the figure.",
  unranked: "Below the dotted line, (?): margin too wide to be ranked.",
  newColour: "A new colour may come from a narrower margin alone.",
};
