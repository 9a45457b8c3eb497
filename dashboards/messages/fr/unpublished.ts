/** What Accueil and Me situer say only while nothing is published, in French. */
export const fr = {
  months: {
    needed: "À partir de combien de foyers ?",
    /** `level`: the smallest without a figure */
    chance: (count: string, level: string) =>
      `Avec environ ${count} foyers, un endroit (${level}) a une chance sur deux d’avoir son chiffre. `,
    circle: "Un rond : un foyer à venir.",
    /** where homes may be there already; `counted`: how many in the whole, where that is published */
    there: (counted: string | null) =>
      ` On ne dit pas combien sont déjà dans chaque endroit${counted === null ? "" : ` ; environ ${counted}`}.`,
    level: (count: string, step?: "month" | "quarter" | "year") =>
      `environ ${count} foyers${step === undefined ? "" : `, ${{ month: "chaque mois", quarter: "chaque trimestre", year: "chaque année" }[step]}`}`,
    oftenTakesMore: "Paraître plus souvent, ou par type de foyer, en demande plus.",
    least: (k: number) => `Jamais un groupe de moins de ${k} foyers ; souvent quelques dizaines sont nécessaires.`,
    references: "En attendant, des repères publics",
    referencesText: "Des moyennes par mois, ni de nous ni de vos voisins.",
    today: "Ce que vous pouvez faire aujourd’hui",
    give: [
      "Contribuer",
      "Vos mois passés peuvent compter aussi, s’il y en a assez : la page vous dit lesquels, et où.",
      "Commencer",
    ],
    look: ["Me situer", "Tapez un chiffre : la page le met à côté d’un repère public, et rien ne part.", "Voir où j’en suis"],
    lookAlone: ["Mes chiffres", "Une facture, une année : la page les ramène au mois, et rien ne part.", "Taper un chiffre"],
  },
  reference: {
    none: "voisins : pas encore publiés",
    nothingYet: "Aucun chiffre de voisins n’a encore paru.",
    typeBeside: "Tapez votre chiffre : il se place à côté d’un repère public.",
    type: "Aucun chiffre de voisins n’a encore paru. Tapez le vôtre : la page le ramène au mois et à l’année.",
  },
};
