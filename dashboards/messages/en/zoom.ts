import type { fr } from "../fr/zoom.ts";

/** Texts of a map that can be enlarged, in English. */
export const en: typeof fr = {
  larger: "Enlarge the map",
  smaller: "Shrink the map",
  moves: "Enlarged map: move it with the arrow keys",
};
