/** Texts on what would be published, and on the sources of a mean's error. */
export const fr = {
  text: (release: string, measure: string) =>
    `Avec le budget et le calendrier actuels, pour une mesure : ${measure}. C’est calculé ici, à partir de nombres publics seulement : les logements de chaque territoire, le flou et les seuils de la publication ${release}.`,
  others: "Les autres mesures ont le même flou ; seuls leurs types de foyer diffèrent.",
  assumed:
    "Une prévision, pas une promesse : on suppose les foyers comptés dans la même proportion partout, et également entre les types. Là où les foyers sont rassemblés, on publie plus de données ; ailleurs, moins.",
  caption: "Nombre attendu de données publiées sur données possibles, et marge (95 %) d’une moyenne dans la donnée médiane",
  table: "Tableau",
  households: (n: string) => `${n} foyers`,
  all: "tous les foyers",
  types: (n: string) => `par type de foyer (${n})`,
  published: (n: string, of: string, margin: string) => `${n} sur ${of}, marge ${margin}`,
  none: (of: string) => `aucune sur ${of}`,
  rare: (n: string, of: string) => `${n} sur ${of}`,
  proposedText: (part: string, margin: string) =>
    `Le détail se paie en temps : le même budget, réparti sur moins de publications, laisse moins de flou dans chacune. Voici le calendrier le plus fin où chaque échelle publiée donne au moins ${part} de ses territoires, avec une marge de ${margin} ou mieux dans le territoire médian. Ni le seuil de foyers ni le budget n’y changent.`,
  proposedCaption:
    "Pour chaque échelle : le rythme proposé, et entre parenthèses le nombre attendu de données publiées (tous les foyers) et leur marge",
  size: "Foyers",
  streams: "Mesures par foyer",
  steps: { month: "chaque mois", quarter: "chaque trimestre", year: "chaque année", never: "jamais" },
  noCalendar: "rien : même une fois par an, la marge serait trop large",
  proposedNote:
    "« Mesures par foyer » : combien de mesures d’un même foyer peuvent compter dans l’année. Plus il y en a, plus le budget de chacune est petit. C’est une aide au choix : le calendrier en vigueur est celui des réglages.",
  errorsText: [
    ["Le plafond", "au-delà, une valeur compte pour ce plafond, qui est public : les moyennes sont un peu trop basses."],
    [
      "Le seuil",
      "un groupe n’apparaît que si son compte, flou compris, est assez grand : certains manquent, et ceux qui passent de justesse semblent plus grands qu’ils ne sont.",
    ],
    [
      "Le flou",
      "le hasard ajouté à chaque somme et à chaque compte ; plus le groupe est grand, moins il pèse. Ici, son écart moyen : la marge (95 %) est environ deux fois et demie plus large.",
    ],
  ],
  forHouseholds: "Nombre de foyers comptés",
  parts: { clamp: "Plafond", gate: "Seuil", noise: "Flou" },
  errorsFigure: (n: string) => `Erreur d’une moyenne publiée, avec ${n} foyers`,
  errorsLabel: (n: string) =>
    `Barres : ce que plafond, seuil et flou font à une moyenne, avec ${n} foyers. Le tableau dit les valeurs.`,
  errorsCaption: (n: string) => `Plafond, seuil et flou, avec ${n} foyers`,
  clampColumn: "Plafond : moyenne trop basse de",
  gateColumn: "Seuil : moyenne trop haute de",
  cellsColumn: "Seuil : chiffres qui n’ont pas paru",
  homesColumn: "Seuil : foyers d’un tel chiffre",
  noiseColumn: "Flou : écart moyen, dans un sens ou dans l’autre",
  nothing: "le plus souvent, rien",
  clampAssumed: (variation: string) =>
    `L’effet du plafond est une hypothèse : des valeurs log-normales autour d’un quart du plafond, de coefficient de variation ${variation}.`,
  clampEstimated: (release: string) =>
    `L’effet du plafond est estimé à partir des nombres floutés de la publication ${release} ; le reste est une prévision.`,
};
