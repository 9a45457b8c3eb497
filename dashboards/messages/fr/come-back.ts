import { lePeriod } from "../../shared/french.ts";

/** Texts on when to come back, with a file for one's own calendar. */
export const fr = {
  title: (when: string) => `Revenez en ${when}`,
  titleNone: "Revenez quand vous voulez",
  text: (period: string) =>
    `La prochaine publication portera sur ${lePeriod(period)}. On ne vous écrira pas : notez le rendez-vous.`,
  textLate: (period: string) =>
    `La prochaine publication, sur ${lePeriod(period)}, peut paraître d’un jour à l’autre. On ne vous écrira pas : notez le rendez-vous.`,
  textFirst:
    "Rien n’est encore paru, et rien ne dit de quand sera la première publication. On ne vous écrira pas : notez de revenir voir.",
  textNone: "Aucune publication n’est annoncée. Ce rendez-vous est dans six mois.",
  once: "Une fois",
  season: "Chaque saison",
  year: "Chaque année",
  how: "Me le rappeler",
  take: "Le mettre dans mon agenda",
  file: "Un fichier fait dans cette page, lu par tous les agendas. Il contient le nom du commun, un jour et l’adresse de la page : ni clé, ni secteur, ni thème.",
  summary: (name: string) => `${name} : revenir voir`,
  description: (address: string) =>
    `Ajoutez vos relevés des derniers mois, et voyez ce qui est paru. Prenez votre clé de contribution avec vous. ${address}`,
  shared: "Appareil partagé : notez-le sur le vôtre, la page ne laisse aucun fichier ici.",
  fileName: "voisinage",
};
