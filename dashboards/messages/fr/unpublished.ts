/** What Accueil and Me situer say only while nothing is published, in French. */
export const fr = {
  months: {
    needed: "Combien de foyers il faut pour une chance sur deux",
    /** `counted`: how many there are in the whole, where that is published */
    neededText: (counted: string | null) =>
      `Un rond : un foyer à venir. On ne dit pas combien sont déjà dans chaque endroit${counted === null ? "" : ` ; environ ${counted}`}.`,
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
    less: (gap: string, value: string, name: string) => `${gap} de moins par mois que le repère public de ${value}${name}.`,
    more: (gap: string, value: string, name: string) => `${gap} de plus par mois que le repère public de ${value}${name}.`,
    unit: (times: string | null, value: string) =>
      `*${times === null ? "Plus de mille" : times} fois* le repère public (${value}) : avez-vous la bonne unité, la bonne période ?`,
    little: (mine: string, value: string, name: string) =>
      `Chez vous : *${mine} par mois*. C’est très peu à côté du repère public de ${value}${name}.`,
    same: (_gap: string, value: string, name: string) => `À peu près comme le repère public de ${value}${name}.`,
    none: "voisins : pas assez de foyers",
    mine: (month: string, year: string) => `Chez vous : *${month} par mois*, soit ${year} sur un an.`,
    /** of less than a year */
    beside: (mine: string, value: string, scope: string) =>
      `Chez vous : *${mine}*. Repère public : ${value}, moyenne d’une année${scope}.`,
    /** how a home, or its season, is expected to be beside a mean of other homes, or of a year */
    ofPeople: (size: number) => (size === 1 ? "Pour une personne" : `Pour ${size} personnes`),
    season: { more: "En hiver", less: "En été" },
    normal: (when: string, side: "more" | "less") =>
      `${when}, c’est normalement ${side === "more" ? "plus" : "moins"} que cette moyenne.`,
    anySeason: "En hiver, c’est normalement plus que cette moyenne ; en été, moins.",
    mineMonth: (mine: string) => `Chez vous : *${mine}*.`,
    absent: "Rien à quoi vous comparer pour l’instant : ce thème n’a ni chiffre de voisins, ni repère public.",
    nothingYet: "Aucun chiffre de voisins n’a encore paru.",
    typeBeside: "Tapez votre chiffre : il se place à côté d’un repère public.",
    type: "Aucun chiffre de voisins n’a encore paru. Tapez le vôtre : la page le ramène au mois et à l’année.",
  },
};
