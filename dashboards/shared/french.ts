/** `de janvier`, `d’avril`: before a vowel the word is cut. */
export const de = (word: string): string => (/^[aàâeéèêiîoôuûy]/i.test(word) ? `d’${word}` : `de ${word}`);

/** A period in a sentence: `le 1er trimestre 2026`; a month or a year has no article. */
export const lePeriod = (period: string): string => (/^\d(er|e)\s/.test(period) ? `le ${period}` : period);
