import { lePeriod } from "../../shared/french.ts";

/** Texts on when to come back, with a file for one's own calendar. */
export const fr = {
  title: (when: string) => `Revenez en ${when}`,
  titleNone: "Revenez quand vous voulez",
  text: (period: string) =>
    `La prochaine publication portera sur ${lePeriod(period)}. On ne vous écrira pas : notez le rendez-vous.`,
  textLate: (period: string) =>
    `La prochaine publication, sur ${lePeriod(period)}, peut paraître d’un jour à l’autre. On ne vous écrira pas : notez le rendez-vous.`,
  textFirst: (when: string) =>
    `Rien n’est encore paru, et rien ne dit de quand sera la première publication. On ne vous écrira pas : ce rappel est pour ${when}.`,
  textYours: (period: string) =>
    `La première publication qui peut contenir vos chiffres portera sur ${lePeriod(period)}. On ne vous écrira pas : notez-le.`,
  textNotYours: "Aucune publication annoncée ne porte sur la période de vos chiffres.",
  textNone: "Aucune publication n’est annoncée. Ce rendez-vous est dans six mois.",
  once: "Une fois",
  season: "Tous les trois mois",
  until: (when: string) => `Le rappel s’arrête en ${when} : rien n’est gardé au-delà.`,
  how: "Me le rappeler",
  take: "Le mettre dans mon agenda",
  file: "Un fichier que tout agenda lit, fait dans cette page. Il ne contient ni clé, ni secteur, ni thème.",
  summary: (name: string) => `${name} : revenir voir`,
  description: (address: string) =>
    `Ajoutez vos relevés des derniers mois, et voyez ce qui est paru. Prenez votre clé de contribution avec vous. ${address}`,
  shared: "Appareil partagé : notez-le sur le vôtre, la page ne laisse aucun fichier ici.",
  fileName: "voisinage",
};
