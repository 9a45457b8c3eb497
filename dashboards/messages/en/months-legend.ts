import type { fr } from "../fr/months-legend.ts";

/** What the signs beside one’s own months mean, in English. */
export const en: typeof fr = {
  you: "you",
  bill: "your bill, as a mean per month",
  before: "you, the year before",
  half: "the middle half of homes",
  middles: {
    P50: "the middle home, with its margin",
    MEAN: "the mean, with its margin, where the middle is unknown",
  },
};
