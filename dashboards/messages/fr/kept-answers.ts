/** The words of keeping one’s answers in a file of one’s own and of taking them back, in French. */
export const fr = {
  keep: "Garder mes réponses (fichier)",
  /** the beginning of its name */
  file: "mes-reponses",
  keepNote: "Un fichier chez vous, à rouvrir ici : rien n’est envoyé.",
  saved: (name: string) => `Enregistré dans vos téléchargements : ${name}.`,
  taken: (day: string) => `Vos réponses du ${day} sont reprises.`,
  placeGone: "Votre lieu n’y est plus : dites-le à nouveau.",
  faults: {
    none: "Ce fichier n’est pas celui de vos réponses.",
    newer: "Ces réponses viennent d’une version plus récente de cette page : rien n’en est repris.",
    elsewhere: "Ces réponses ont été gardées ailleurs, pour un autre territoire : rien n’en est repris.",
    broken: "Ce fichier de réponses est abîmé : rien n’en est repris.",
  },
  last: (day: string, figure: string) => `La dernière fois (${day}) : ${figure}.`,
  ofOneMonth: "sur un mois",
  now: (amount: string, isLess: boolean) => `Aujourd’hui, ${amount} de ${isLess ? "moins" : "plus"}.`,
  before: (figures: string) => `Plus tôt : ${figures}.`,
  dated: (figure: string, day: string) => `${figure} (${day})`,
};
