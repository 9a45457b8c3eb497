import { lePeriod } from "../../shared/french.ts";

/** Texts on when to come back, with a file for one's own calendar. */
export const fr = {
  title: (when: string) => `Revenez en ${when}`,
  titleNone: "Revenez quand vous voulez",
  text: (period: string) => `La prochaine publication portera sur ${lePeriod(period)}.`,
  textLate: (period: string) => `La prochaine publication, sur ${lePeriod(period)}, peut paraître d’un jour à l’autre.`,
  textFirst: (when: string) => `La première publication n’a pas encore de date : ce rappel est pour ${when}.`,
  textNone: "Aucune publication n’est annoncée. Ce rendez-vous est dans six mois.",
  once: "Une fois",
  season: "Tous les trois mois",
  until: (when: string) => `Le rappel s’arrête en ${when} : rien n’est gardé au-delà.`,
  how: "Me le rappeler",
  take: "Le mettre dans mon agenda",
  file: "On ne vous écrira pas. Le fichier ne dit rien de vous : ni clé, ni secteur, ni thème.",
  summary: (name: string) => `${name} : revenir voir`,
  description: (address: string) =>
    `Ajoutez vos relevés des derniers mois, et voyez ce qui est paru. Prenez votre clé de contribution avec vous. ${address}`,
  shared: "Appareil partagé : notez-le sur le vôtre, la page ne laisse aucun fichier ici.",
  fileName: "voisinage",
};
