import { de } from "../../shared/french.ts";

/** The words of the printed sheet of Me situer, in French. */
export const fr = {
  title: (topic: string, date: string) => `Ma fiche · ${topic} · ${date}`,
  bill: (value: string, days: string) => `Ma facture : ${value}, ${days}.`,
  year: (value: string, year: string) => `Mon année${year === "" ? "" : ` ${year}`} : ${value}.`,
  diary: (topic: string, unit: string) => `Mon année ${de(topic)}, en ${unit} par mois, à noter à la main : 20__`,
  others: "Mes autres thèmes",
  /** before topics with their figures */
  doubted: "À vérifier, et comparé à rien d’ici là.",
  paper: "Votre chiffre n’est que sur ce papier : il n’a pas été envoyé.",
};
