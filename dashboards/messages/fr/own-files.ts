import { de } from "../../shared/french.ts";

/** What is said of files in Me situer, in French. */
export const fr = {
  fileUnknown: (says: string) => `Ce fichier ${says} Rien n’a été envoyé.`,
  /** before the names of the cards */
  fileElsewhere: (topics: number): string =>
    topics === 1
      ? "Ce fichier parle d’un autre thème. Ses chiffres sont dans cette carte : "
      : "Ce fichier parle d’autres thèmes. Ses chiffres sont dans ces cartes : ",
  /** of months that were typed before */
  fileReplaces: (n: number) =>
    n === 1 ? "Un mois tapé est remplacé par celui du fichier." : `${n} mois tapés sont remplacés par ceux du fichier.`,
  fileNothing: "Aucun mois entier dans ce fichier.",
  fileOfOther: (others: string, compared: string) =>
    `Ce fichier porte sur autre chose : ${others}. Ici, on compare : ${compared}.`,
  fileNotHere: (what: string) => `${what} : ce n’est pas comparé ici.`,
  ofUnit: (topic: string, unit: string) => `${topic} en ${unit}`,
  fileInUnit: (unit: string) => `Ici, on compare en ${unit} : tapez plutôt le total de vos factures.`,
  /** before the names of the cards */
  fileOfCards: (unit: string, own: string) => `Ce tableau est en ${unit}, et ici on compte en ${own}. En ${unit} : `,
  /** `counts`: months that came first, and those that others added one after the other */
  fileRead: ([first = 0, ...added]: readonly number[], from: string, to: string) => {
    const months = added.reduce((sum, n) => sum + n, first);
    if (added.length > 0)
      return `${months} mois ici, ${de(from)} à ${to} : ${first} mois, ${added.map((n) => `puis ${n} de plus`).join(", ")}.`;
    return months === 1 ? `1 mois lu ici : ${from}.` : `${months} mois lus ici, ${de(from)} à ${to}.`;
  },
  fileRepeated: (n: number) =>
    n === 1
      ? "Un mois est dans deux fichiers : le plus récent compte."
      : `${n} mois sont dans deux fichiers : le plus récent compte.`,
  filePartial: (names: string) => `Incomplets, pas comptés : ${names}.`,
  /** of months that count with some of their readings missing */
  fileLacks: (months: string) => `Des relevés manquent (${months}) : le chiffre y est un peu trop bas.`,
  /** `places`: the first of them, each with why */
  fileUnread: (n: number, places: readonly string[]) =>
    `${n === 1 ? "1 ligne non lue" : `${n} lignes non lues`} : ${places.join(" ; ")}${n > places.length ? ` ; et ${n - places.length} de plus` : ""}.`,
  fileHoles: (holes: string) => `Il manque : ${holes}.`,
  fileAside: (n: number, first: string, last: string, years: number) =>
    `${n === 1 ? `Un mois, ${first}, est laissé` : `${n} mois, entre ${first} et ${last}, sont laissés`} de côté : il manque ${
      years === 1 ? "un an au moins" : `${years} ans au moins`
    } jusqu’aux suivants, c’est peut-être un autre logement ou un autre compteur.`,
  fileWanted: "Il faut le fichier de votre fournisseur, tel quel, ou un tableau d’une ligne par mois.",
  fileTable: "Un exemple de tableau",
  fileMonths: "Ajouter ou corriger des mois",
  fileDrop: "Effacer le fichier",
  fileCosts: "La colonne des coûts est laissée de côté : seule la quantité est lue.",
};
