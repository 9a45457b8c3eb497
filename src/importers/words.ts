/** Drops accents, case and surrounding spaces, so that headers can be compared. */
export function plain(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replace(/\s+/g, " ").trim();
}

const PRODUCED = /production|produite?s?\b|inject|autoconsomm|surplus/;
const CONSUMED = /(?<!auto)consomm|soutir/;

/**
 * Did the energy go from the home, by the words around a figure? Those that are closest come first: a column's name says more than
 * its table's title. Words that say both leave it to the next; where nothing else does, the figure is not taken for consumption.
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

/** Is a value an estimate, by the word for its quality? */
export const isEstimate = (quality: string): boolean => plain(quality).startsWith("estim");
