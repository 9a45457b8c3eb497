/** Confiance, the part for those who check. */
export const fr = {
  amounts: "Ce qui a été dépensé",
  scope: "Portée",
  bets: "Paris gagnés sur 100",
  betsChanged: "sur les relevés",
  year: (year: number) => `Année ${year}`,
  lifetime: "Depuis le début",
  release: (id: string) => `Cette publication (${id})`,
  allowed: "Permis dans l’année",
  wholeLedger: (n: number) => `Le journal entier : ${n} écritures`,
  entry: "N°",
  kind: "Écriture",
  kinds: {
    opened: "année ouverte",
    debit: "débit, avant le tirage",
    drawn: "tirage fait et conservé",
    closed: "année clôturée : plus rien n’y est débité",
    assumed: "compté comme dépensé, faute de savoir ce qui l’a été",
    key: "clé qui signe à partir d’ici",
    terms: "conditions valables à partir de cette année",
    released: "publication figée",
    breach: "incident signalé",
  },
  publication: "Publication",
  at: "Date",
  topics: "Mesures",
  withheldText: [
    "Donnée masquée : trop peu de foyers y contribuent, ou aucun ; la publication ne dit pas lequel des deux.",
    "Donnée masquée pour en protéger une autre : sans cela, une soustraction la révélerait.",
    "Peu fiable : le nombre est publié, mais sa marge est trop large pour s’y fier.",
  ],
  cells: (id: string) =>
    `Moyennes de tous les foyers participants, par niveau, toutes mesures additionnées, dans la publication ${id}`,
  level: "Niveau",
  published: "Publiées",
  unreliable: "dont peu fiables",
  hidden: "Masquées",
  mechanisms: "Le flou de chaque tableau",
  mechanismsText:
    "Pour qui veut refaire le calcul : écart type du flou, coût ρ, et nombre de foyers avec lequel une donnée passe le seuil une fois sur deux.",
  twinsText:
    "Une zone qui ne contient qu’une seule zone a exactement les mêmes foyers qu’elle. Les deux sont mesurées une seule fois, avec le budget des deux niveaux (« + » dans le tableau), et affichent les mêmes chiffres.",
  measure: "Mesure",
  table: "Tableau",
  tables: { _T: "tous les foyers", types: "par type de foyer" },
  quantity: "Quantité",
  quantities: { count: "compte", sum: "somme", histogram: "histogramme" },
  sigma: "Écart type",
  needed: "Foyers nécessaires",
  criteriaText:
    "Le groupe des autorités européennes de protection des données (« article 29 », avis 05/2014) demande trois choses :",
  criteriaList: {
    singling_out: [
      "Individualisation",
      "Peut-on isoler un foyer ? Aucun nombre ne porte sur moins de k foyers, et le flou couvre l’effet entier d’un foyer, toute l’année.",
    ],
    linkability: [
      "Corrélation",
      "Peut-on relier deux données du même foyer ? Les publications ne contiennent aucune ligne par foyer, ni identifiant, ni trace de l’un à l’autre.",
    ],
    inference: [
      "Inférence",
      "Peut-on déduire quelque chose d’un foyer ? Ce que l’on apprend avec lui ou sans lui diffère d’au plus ce que mesure ε. Ce qui est vrai du groupe, en revanche, s’apprend : c’est le but.",
    ],
  },
  statement: "Texte du rapport de confidentialité",
  reportLink: "Rapport de confidentialité complet (JSON)",
};
