/** Drops accents, case and surrounding spaces, so that headers can be compared. */
export function plain(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replace(/\s+/g, " ").trim();
}

const PRODUCED = /production|produite?s?\b|inject|autoconsomm|surplus/;
const CONSUMED = /(?<!auto)consomm|soutir/;

/**
 * Whether energy was produced rather than used, by the words around a figure, closest first: a column's name tells more than its
 * table's title. Words that say both leave the decision to the next; if no others decide, the figure is not taken as consumption.
 */
export function isProduction(...words: readonly string[]): boolean {
  let both = false;
  for (const text of words.map(plain)) {
    const [produced, consumed] = [PRODUCED.test(text), CONSUMED.test(text)];
    if (produced !== consumed) return produced;
    both ||= produced;
  }
  return both;
}

/** Whether a value is an estimate, by the word for its quality. */
export const isEstimate = (quality: string): boolean => plain(quality).startsWith("estim");

/** Column names of a tariff's times of day or kinds of days, whose amounts add up. */
export const TARIFF = /\b(hp|hc|heures? (super )?(pleines?|creuses?)|base|bleus?|blancs?|rouges?|pointe|normale?s?)\b/;
