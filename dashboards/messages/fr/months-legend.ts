/** What the signs beside one’s own months mean, in French. */
export const fr = {
  you: "vous",
  bill: "votre facture, en moyenne par mois",
  before: "vous, l’année d’avant",
  half: "la moitié centrale des foyers",
  middles: {
    P50: "le foyer du milieu et sa marge",
    MEAN: "la moyenne et sa marge, où le milieu n’est pas connu",
  },
};
