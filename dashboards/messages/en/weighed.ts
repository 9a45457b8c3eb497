import type { fr } from "../fr/weighed.ts";

/** What would not stand if each place weighed by its dwellings, in English. */
export const en: typeof fr = {
  weighed: (whole, count, n, names) =>
    `If each place weighed by all its dwellings, the whole would be around ${whole}: ${n === 1 ? `${names} would no longer stand out` : `${count} places would no longer stand out${names === "" ? "" : ` (${names})`}`}.`,
  weighedTopics: (topics, of) =>
    `If each place ${of} weighed by all its dwellings, the difference would be too small to tell: ${topics}.`,
};
