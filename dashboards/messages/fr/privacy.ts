/** Texts of the page Confiance, for those who check the figures. */
export const fr = {
  amounts: "Ce qui a été dépensé",
  scope: "Portée",
  bets: "Paris gagnés sur 100",
  betsChanged: "sur les montants",
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
    /** the first statement of terms, which years before it have too */
    firstTerms: "premières conditions : celles de cette année et des précédentes",
    released: "publication figée",
    breach: "incident signalé",
    search: "recherche d’une contribution sans sa clé, à la demande de quelqu’un",
  },
  publication: "Publication",
  at: "Date",
  topics: "Mesures",
  withheldText: (keptMeans: string): readonly string[] => [
    "Pas assez de foyers : trop peu y sont comptés, ou aucun ; la ligne ne dit pas lequel des deux. D’un type qui en réunit d’autres : dans chacun d’eux.",
    `Non publié, car il en ferait deviner un autre. ${keptMeans}`,
    "Trop imprécis, le plus souvent un centile : la marge serait trop large pour dire quoi que ce soit.",
    "À lire avec prudence, marqué (?) : la marge à attendre d’autant de foyers dépasse le quart du chiffre (le tiers, s’il est rapproché de l’ensemble), ou leur nombre est trop incertain.",
  ],
  /** `n`: groups whose homes earlier publications of the year tell, and `count` the same in digits */
  shownBefore: (n: number, count: string, id: string): string =>
    n === 1
      ? `Un groupe sans chiffre dans la publication ${id} se compte d’après des publications plus anciennes de l’année, qui l’ont montré, ou de quoi le calculer : ce qui a paru ne se reprend pas. Le rapport de confidentialité le nomme (exposed).`
      : `${count} groupes sans chiffre dans la publication ${id} se comptent d’après des publications plus anciennes de l’année, qui les ont montrés, ou de quoi les calculer : ce qui a paru ne se reprend pas. Le rapport de confidentialité les énumère (exposed).`,
  cells: (id: string) =>
    `Moyennes de tous les foyers comptés, par niveau, toutes mesures additionnées, dans la publication ${id}`,
  level: "Niveau",
  published: "Publiées",
  unreliable: "dont à lire avec prudence",
  hidden: "Sans chiffre",
  mechanisms: "Le flou de chaque tableau",
  mechanismsText:
    "Pour qui veut refaire le calcul : écart type du flou, coût ρ, et nombre de foyers avec lequel une donnée passe le seuil une fois sur deux. Une somme est prise autour de la moitié du plafond ; un total reçoit aussi le flou du nombre de foyers, multiplié par cette moitié. Un chiffre publié combine plusieurs de ces tirages (le sien, ses parties, l’ensemble) : sa marge est souvent plus étroite que deux écarts types d’un seul.",
  twinsText:
    "Une zone qui ne contient qu’une seule zone a exactement les mêmes foyers qu’elle. Les deux sont mesurées une seule fois, avec le budget des deux niveaux (« + » dans le tableau), et affichent les mêmes chiffres.",
  measure: "Mesure",
  table: "Tableau",
  tables: { _T: "tous les foyers", types: "par type de foyer" },
  quantity: "Quantité",
  quantities: { count: "compte", sum: "somme", histogram: "histogramme" },
  sigma: "Écart type",
  homes: (n: string) => `${n} foyers`,
  perMonth: (amount: string) => `${amount} par mois`,
  needed: "Foyers nécessaires",
  criteriaText:
    "Le groupe des autorités européennes de protection des données (« article 29 », avis 05/2014) demande trois choses :",
  criteriaList: (k: number) => ({
    singling_out: [
      "Individualisation",
      `Peut-on isoler un foyer ? ${k} foyers au moins derrière chaque groupe publié (une barre de sa répartition peut en avoir moins, floutée), et un flou à la mesure de tout ce qu’un foyer peut y changer en un an.`,
    ],
    linkability: [
      "Corrélation",
      "Peut-on relier deux données du même foyer ? Les publications ne contiennent aucune ligne par foyer, ni identifiant, ni trace de l’un à l’autre.",
    ],
    inference: [
      "Inférence",
      "Peut-on déduire quelque chose d’un foyer ? Ce que l’on apprend avec lui ou sans lui diffère d’au plus ce que mesure ε. Ce qui est vrai du groupe, en revanche, s’apprend : c’est le but.",
    ],
  }),
  reportLink: "Rapport de confidentialité complet (JSON, en anglais)",
};
