import { inPeriod } from "../../shared/french.ts";

/** Texts on when to come back, with a file for one's own calendar. */
export const fr = {
  title: (when: string) => `Revenez en ${when}`,
  /** the only sentence that says when the next figures of small places are due */
  text: (period: string, day: string) => `Prochains chiffres près de chez vous : vers le ${day}, sur ${inPeriod(period)}.`,
  textLate: (period: string, _day: string) =>
    `Prochains chiffres près de chez vous, sur ${inPeriod(period)} : d’un jour à l’autre.`,
  /** the same day within a sentence */
  around: (day: string, late: boolean) => (late ? "d’un jour à l’autre" : `vers le ${day}`),
  change: "Ajoutez d’ici là vos derniers mois.",
  paused: "Vous n’y comptez que si vous reprenez d’ici là.",
  textFirst: "La première publication n’a pas encore de date.",
  textNone: "Aucune publication n’est annoncée.",
  once: "Une fois",
  season: "Tous les trois mois",
  until: (when: string) => `Le rappel s’arrête en ${when} : rien n’est gardé au-delà.`,
  how: "Me le rappeler",
  take: "Le mettre dans mon agenda",
  file: (day: string) =>
    `Rappel le ${day}, avec l’adresse mais sans clé, secteur ni thème. Sans lui : « Ma contribution », au bas de chaque page, et votre clé.`,
  /** @param period whose figures are due on that day; null: none is */
  summary: (name: string, period: string | null) =>
    `${name} : ${period === null ? "ajouter mes derniers mois" : `les chiffres sur ${inPeriod(period)} sont attendus`}`,
  description: (isDue: boolean, address: string) =>
    `${isDue ? "Voyez ce qui est paru." : "Ajoutez vos relevés des derniers mois."} Prenez votre clé de contribution avec vous. ${address}`,
  shared: "Appareil partagé : notez-le sur le vôtre, la page ne laisse aucun fichier ici.",
  fileName: "voisinage",
};
