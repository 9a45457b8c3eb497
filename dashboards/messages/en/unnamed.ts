import type { fr } from "../fr/unnamed.ts";

/** What is asked of a file whose table does not say its topic, and why nothing of a file could be kept, in English. */
export const en: typeof fr = {
  questionUnit: (name) => `“${name}” is a table without a unit. What is it about?`,
  inUnit: (measure, unit) => (unit === null ? measure : `${measure}, in ${unit}`),
  question: (name, unit) => `“${name}” is a table in ${unit}. What is it about?`,
  hint: (word) => `“${word}” is in it.`,
  questionMeter: (name) => `“${name}”: numbers that never fall. What do they say?`,
  meter: "The meter, at each reading",
  uses: "What each month used",
  none: "Something else",
  left: "This table was not used. Say what it is about in its column heading, such as “Electricity (kWh)”.",
  fileTrouble: (why) => `None of it could be kept: ${why}.`,
};
