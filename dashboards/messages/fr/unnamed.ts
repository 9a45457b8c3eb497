/** What is asked of a file whose table does not say its topic, and why nothing of a file could be kept, in French. */
export const fr = {
  questionUnit: (name: string) => `« ${name} » est un tableau sans unité. De quoi parle-t-il ?`,
  inUnit: (measure: string, unit: string | null) => (unit === null ? measure : `${measure}, en ${unit}`),
  question: (name: string, unit: string) => `« ${name} » est un tableau en ${unit}. De quoi parle-t-il ?`,
  hint: (word: string) => `« ${word} » y figure.`,
  questionMeter: (name: string) => `« ${name} » : des nombres qui ne baissent jamais. Que disent-ils ?`,
  meter: "Le compteur, à chaque relevé",
  uses: "La consommation de chaque mois",
  none: "D’autre chose",
  left: "Ce tableau n’a pas été pris. Dites de quoi il parle dans le titre de sa colonne, par exemple « Électricité (kWh) ».",
  fileTrouble: (why: string) => `Rien n’a pu en être gardé : ${why}.`,
};
