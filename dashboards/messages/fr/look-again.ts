/** While no contribution is taken: a day in one's own calendar. */
export const fr = {
  title: "Regarder de nouveau",
  text: (day: string) => `Vers le ${day} : un rappel dans votre agenda, fait ici, sans rien envoyer.`,
  go: "Me le rappeler dans trois mois",
  saved: "Fichier d’agenda enregistré : ouvrez-le pour l’ajouter.",
  summary: (name: string) => `${name} : prend-il des contributions ?`,
  description: (address: string) => `Regardez si « Contribuer » est en haut de la page : ${address}`,
};
