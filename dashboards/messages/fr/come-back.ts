/** When to come back, and a file for one's own calendar. */
export const fr = {
  title: (when: string) => `Revenez en ${when}`,
  titleNone: "Revenez quand vous voulez",
  text: (period: string) =>
    `Prochaine publication : ${period}. Ni courriel ni notification : c’est votre agenda qui vous le dira.`,
  textLate: (period: string) =>
    `Prochaine publication : ${period}, dont la période est finie. Elle peut paraître d’un jour à l’autre ; votre agenda vous y fera penser.`,
  textNone: "Aucune publication n’est annoncée. Ce rendez-vous est dans six mois : votre agenda vous le rappellera.",
  once: "Une fois",
  season: "Chaque saison",
  year: "Chaque année",
  how: "Me le rappeler",
  take: "Le mettre dans mon agenda",
  file: "Un fichier fait dans cette page, lu par tous les agendas. Il ne contient qu’un nom et un jour : ni clé, ni secteur, ni thème.",
  summary: (name: string) => `${name} : revenir voir`,
  fileName: "voisinage",
};
