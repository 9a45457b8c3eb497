import type { fr } from "../fr/csv-file.ts";

/** What a file of figures for programs says of its columns, in English. */
export const en: typeof fr = {
  method:
    "METHOD says how each figure was computed, and nothing of where the data come from: “measured” without a model, and adjusted so that parts make the whole, “modelled” pulled towards the figure of a wider place.",
};
