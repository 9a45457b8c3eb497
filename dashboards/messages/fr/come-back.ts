import { de, inPeriod } from "../../shared/french.ts";

/** Texts on when to come back, with a file for one's own calendar. */
export const fr = {
  /** to add months before a publication */
  add: {
    title: (day: string) => `Le ${day}, ajoutez vos derniers mois`,
    /** when the next figures of small places are due, as each topic of a place without one says it too */
    text: (period: string, day: string) =>
      `Pour qu’ils comptent dans les chiffres près de chez vous sur ${inPeriod(period)}, qui paraîtront d’ici au ${day} s’il y a assez de foyers.`,
    /** where the last months are too few: `level`, at which they count, or null; `lack` for the smallest places */
    few: (level: string | null, lack: string) =>
      `${level === null ? "" : `Ils compteront dans votre ${level}. `}Avec eux, ${lack}`,
    /** of months that quarters lack which are begun, and the level that these are published for */
    months: (day: string, missing: string) => `Le ${day}, ajoutez ${missing}`,
    quarters: (quarters: readonly string[], level: string) =>
      `Vous compterez aussi pour ${quarters.map(inPeriod).join(" et ")} de votre ${level}.`,
    /** of topics of which even the last months are too few, beside others that count; `period`: of the publication */
    weak: (topics: string, period: string) => `${topics}\u00a0: encore trop peu de mois pour ${inPeriod(period)}.`,
    /** of what came from bills, of which the next may not be there yet; `hasMeter`: of a use that a meter has, and no spending */
    billTitle: (day: string, hasMeter: boolean) =>
      `Le ${day}, ajoutez vos derniers mois, ${hasMeter ? "d’après le compteur" : "si la facture est là"}`,
    /** from the meters, on that day; `topics`: of bills that a meter counts, within a sentence */
    meter: (day: string, topics: readonly string[]): readonly string[] => [
      `Le ${day}, lisez ${topics.length === 1 ? "le compteur" : "les compteurs"} ${topics.map(de).join(" et ")}.`,
      "Ôtez-en le relevé de votre dernière facture.",
      `Tapez ce qui reste comme une facture, de la fin de la dernière au ${day}. La page dit s’il faut retaper aussi la dernière.`,
    ],
    /** `topics`: that came from files, beside others from bills */
    file: (topics: string) => `${topics} : un nouveau fichier, ou ces mois tapés à la main.`,
    /** `isAgain`: the year is published once more */
    laterBill: (due: string, isAgain: boolean) =>
      `Une facture venue après le ${due} ${isAgain ? "ne compterait que dans la révision de cette année-là" : "arriverait sans doute trop tard"}.`,
    summary: (name: string) => `${name} : ajouter mes derniers mois`,
    description: (address: string) =>
      `Ajoutez vos relevés des derniers mois, avec votre clé et un nouveau fichier, ou la dernière facture et le compteur : ${address}`,
  },
  /** to read it, where enough is given for it */
  read: {
    title: (day: string) => `Le ${day}, revenez lire`,
    text: (period: string) => `Les chiffres près de chez vous sur ${inPeriod(period)} auront paru, s’il y a assez de foyers.`,
    summary: (name: string) => `${name} : voir ce qui a paru`,
    description: (address: string) => `Lisez ce qui a paru près de chez vous, avec votre clé : ${address}`,
  },
  /** beside an answer of Me situer, to read the figures that come next */
  next: {
    text: (day: string) => `Prochains chiffres : vers le ${day}.`,
    take: "Me le rappeler",
    summary: (name: string) => `${name} : les nouveaux chiffres`,
    description: (address: string) => `Revenez vous situer, avec votre fichier de réponses si vous l’avez gardé : ${address}`,
  },
  textFirst:
    "La première publication n’a pas encore de date. Si trop peu de foyers viennent, rien ne paraît, et vos relevés sont effacés à l’échéance.",
  take: "Le mettre dans mon agenda",
  file: "À 9 h. Le fichier n’a ni clé, ni secteur, ni thème.",
  saved: "Fichier d’agenda enregistré : ouvrez-le pour l’ajouter.",
  shared: "Appareil partagé : notez-le sur le vôtre, la page ne laisse aucun fichier ici.",
  fileName: "voisinage",
};
