/** Texts of the printed reports of the page Quartiers, in French. */
export const fr = {
  head: (date: string) => `Rapport, ${date}`,
  valueText: (period: string) => `par foyer et par mois, ${period}`,
  table: "Moyenne des foyers comptés, par mois",
  margin: "entre",
  difference: "écart",
  early: "Imprimé avant que tout soit arrivé : la carte ou l’évolution peut manquer. Imprimez de nouveau dans un instant.",
  read: "À savoir.",
  others: (n: string) => `Et ${n} autres : dans le fichier, sur la page.`,
  readText: (k: number) =>
    `Chaque chiffre, un peu flouté, porte sur ${k} foyers au moins ; la marge contient 95 fois sur 100 le chiffre sans flou.`,
};
