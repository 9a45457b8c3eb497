/** `de janvier`, `d’avril`: `de` loses its vowel before another. */
export const de = (word: string): string => (/^[aàâeéèêiîoôuûy]/i.test(word) ? `d’${word}` : `de ${word}`);

/** A period of figures: `l’année 2026`, `le 1er trimestre 2026`, `mai 2026`. */
export const inPeriod = (period: string): string => (/^\d{4}$/.test(period) ? `l’année ${period}` : lePeriod(period));

/** A period in a sentence: `le 1er trimestre 2026`. Months and years have no article. */
export const lePeriod = (period: string): string => (/^\d(er|e)\s/.test(period) ? `le ${period}` : period);

/** `qu’à Lyon 8e`, `que dans la Métropole`: after `plus` or `moins`. */
export const que = (at: string): string => `${/^à|^au/.test(at) ? "qu’" : "que "}${at}`;
