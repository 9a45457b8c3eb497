/** What must be known of lists of means, such as what the mark of figures with too wide a margin means, in French. */
export const fr = {
  unsureMeans: "(?) : à lire avec prudence, marge trop large pour un chiffre sûr.",
  unranked: "Sous le pointillé, (?) : marge trop large pour un rang.",
  /** of two periods beside each other */
  newColour: "Une nouvelle couleur peut ne tenir qu’à une marge plus étroite.",
};
