import type { fr } from "../fr/csv-file.ts";

/** What a file of figures for programs says of its columns, in English. */
export const en: typeof fr = {
  method:
    "METHOD says how each figure was computed, and nothing of where the data come from: “measured” from the homes of the place alone, “modelled” pulled towards the figure of a wider place.",
};
