/** What comes after the answer of Me situer, in French: the gap in money, what to look at, whom to ask for help. */
export const fr = {
  /** of a figure that may be in another unit, or of another time */
  asked: {
    question: (value: string) => `${value}, c’est…`,
    month: "le total d’un mois",
    year: "le total d’une année",
    bill: "une facture de plusieurs mois",
    inBase: (unit: string) =>
      `en ${({ L: "litres", Wh: "wattheures", m: "mètres", min: "minutes", kB: "ko" } as Record<string, string>)[unit] ?? unit}`,
    right: "bien le chiffre d’un seul mois",
    correct: "une faute de frappe ou une autre unité : je corrige",
  },
  price: (amount: string, unit: string) => `${amount} le ${unit}`,
  at: { year: "par an, à", bill: "pour cette facture, à", months: "pour ces mois, à", month: "pour ce mois, à" },
  /** one’s own price of a unit */
  own: {
    name: "votre prix",
    give: "Mettre mon prix",
    /** where there is no other */
    offer: (money: string) => `En ${money}, à mon prix`,
    change: "Changer mon prix",
    label: (money: string, unit: string) => `Mon prix, en ${money} le ${unit}`,
    /** where nothing tells a usual price */
    found: (unit: string) => `Sur une facture : son total, divisé par ses ${unit}.`,
    none: "Tapez un prix au-dessus de zéro, comme 0,25.",
    cents: "Des centimes ? Alors :",
    far: (unit: string, usual: string) => `Le prix d’un seul ${unit} est plutôt vers ${usual} : vérifiez.`,
  },
  /** of a price that is over a year old */
  mayDiffer: ", il a pu changer depuis",
  inMoney: "soit",
  checks: "À regarder chez vous",
  works: "Isoler, changer de chauffage, les aides : France Rénov’, 0 808 800 700, gratuit.",
  bill: "Une facture difficile à payer ?",
  /** of somebody far above the others; `named`: the services of the country are known */
  hard: (named: boolean) =>
    `Trop lourd à payer ? ${named ? "Le CCAS de votre mairie" : "Le service social de votre commune"} peut aider.`,
  /** a line each */
  people: (energy: boolean, named: boolean): string[] => [
    `Des gens sont là pour aider : ${
      named
        ? "le centre communal d’action sociale (CCAS) de votre mairie et France services"
        : "les services sociaux de votre commune"
    }.`,
    ...(energy ? ["Pour l’énergie, appelez votre fournisseur avant l’échéance : il peut étaler le paiement."] : []),
    ...(energy && named
      ? [
          "Le Fonds de solidarité pour le logement et le chèque énergie (0\u00a0805\u00a0204\u00a0805, gratuit) aident à payer.",
          "Pour changer d’offre : le comparateur public, gratuit et indépendant.",
          "Du 1er novembre au 31 mars, ni l’électricité ni le gaz d’une résidence principale ne peuvent être coupés.",
        ]
      : []),
  ],
  /** `fund`: the country's fund is known, and nothing above names it */
  water: (fund: boolean) =>
    `Pour l’eau, demandez à votre service des eaux, avant l’échéance, de payer en plusieurs fois${
      fund ? " ; le Fonds de solidarité pour le logement peut aider aussi" : ""
    }.`,
  low: { title: "Vous vous privez ?", text: "Cela arrive à bien des foyers." },
  orElse: "Ce chiffre est…",
  seldom: "d’un logement peu occupé",
  month: "celui d’un mois",
  part: "celui d’une partie du mois",
  inUnit: (unit: string) => `en ${unit}`,
  right: "juste",
};
