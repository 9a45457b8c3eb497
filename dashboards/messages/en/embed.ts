import type { fr } from "../fr/embed.ts";

export const en: typeof fr = {
  see: "See the whole page",
  unknown: "There is no such figure: its address names what this commons does not have.",
};
