import type { Translated } from "../shared/i18n.ts";

const fr = {
  title: "Ce qui serait publié, selon le nombre de foyers",
  text: (release: string, measure: string) =>
    `Avec le budget et le calendrier actuels, pour une mesure : ${measure}. C’est calculé ici, à partir de nombres publics seulement : les logements de chaque territoire, le flou et les seuils de la publication ${release}.`,
  others: "Les autres mesures ont le même flou ; seuls leurs types de foyer diffèrent.",
  assumed:
    "Une prévision, pas une promesse : on suppose les foyers répartis comme les logements, et également entre les types. Là où les foyers sont rassemblés, on en publie plus ; ailleurs, moins.",
  more: (households: string, dwellings: string) =>
    `Ce territoire compte ${dwellings} logements : ${households} foyers y seraient trop. Ces chiffres valent pour un territoire plus grand, fait de même.`,
  caption: "Nombre attendu de données publiées sur données possibles, et marge (95 %) d’une moyenne dans la donnée médiane",
  table: "Tableau",
  households: (n: string) => `${n} foyers`,
  all: "tous les foyers",
  types: (n: string) => `par type de foyer (${n})`,
  published: (n: string, of: string) => `${n} sur ${of}`,
  none: (of: string) => `aucune sur ${of}`,
  proposed: "Le calendrier proposé, selon le nombre de foyers",
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
  errors: "D’où vient l’erreur d’une moyenne",
  errorsText: [
    ["Le plafond", "au-delà d’un maximum public, une valeur compte pour ce maximum : les moyennes sont un peu trop basses."],
    [
      "Le seuil",
      "un groupe n’apparaît que si son compte, flou compris, est assez grand : certains manquent, et ceux qui passent de justesse semblent plus grands qu’ils ne sont.",
    ],
    ["Le flou", "le hasard ajouté à chaque somme et à chaque compte ; plus le groupe est grand, moins il pèse."],
  ],
  forHouseholds: "Nombre de foyers qui contribuent",
  parts: { clamp: "Plafond", gate: "Seuil", noise: "Flou" },
  errorsFigure: (n: string) => `Erreur d’une moyenne publiée, avec ${n} foyers`,
  errorsLabel: (n: string) =>
    `Barres : ce que plafond, seuil et flou font à une moyenne, avec ${n} foyers. Le tableau dit les valeurs.`,
  errorsCaption: (n: string) => `Plafond, seuil et flou, avec ${n} foyers`,
  clampColumn: "Plafond : moyenne trop basse de",
  gateColumn: "Seuil : moyenne trop haute de",
  cellsColumn: "Seuil : données masquées",
  homesColumn: "Seuil : foyers dans une donnée masquée",
  noiseColumn: "Flou : écart moyen",
  nothing: "rien n’est publié",
  clampAssumed: (variation: string) =>
    `L’effet du plafond est une hypothèse : des valeurs log-normales autour d’un quart du plafond, de coefficient de variation ${variation}.`,
  clampEstimated: (release: string) =>
    `L’effet du plafond est estimé à partir des nombres floutés de la publication ${release} ; le reste est une prévision.`,
};

const en: typeof fr = {
  title: "What would be published, by number of homes",
  text: (release, measure) =>
    `With the present budget and calendar, for one measure: ${measure}. It is computed here, from public numbers only: the dwellings of each area, the noise and the thresholds of release ${release}.`,
  others: "Other measures have the same noise; only their kinds of home differ.",
  assumed:
    "A forecast, not a promise: homes are assumed to be spread as dwellings are, and evenly over kinds. Where they are gathered more is published; elsewhere, less.",
  more: (households, dwellings) =>
    `This territory has ${dwellings} dwellings: ${households} homes would be too many. These figures are for a larger territory of the same make.`,
  caption: "Expected number of published figures out of those possible, and margin (95 %) of a mean in the median figure",
  table: "Table",
  households: (n) => `${n} homes`,
  all: "all homes",
  types: (n) => `by kind of home (${n})`,
  published: (n, of) => `${n} of ${of}`,
  none: (of) => `none of ${of}`,
  proposed: "The proposed calendar, by number of homes",
  proposedText: (part, margin) =>
    `Detail is paid for in time: the same budget, shared by fewer releases, leaves less noise in each. This is the finest calendar in which every published scale gives at least ${part} of its areas, with a margin of ${margin} or better in the median area. Neither the threshold of homes nor the budget changes.`,
  proposedCaption:
    "For each scale: the proposed pace, and in brackets the expected number of published figures (all homes) and their margin",
  size: "Homes",
  streams: "Measures a home",
  steps: { month: "every month", quarter: "every quarter", year: "every year", never: "never" },
  noCalendar: "nothing: even once a year, the margin would be too wide",
  proposedNote:
    "“Measures a home”: how many measures of one home may count in the year. The more there are, the smaller the budget of each. This is to help a choice: the calendar in force is that of the settings.",
  errors: "Where the error of a mean comes from",
  errorsText: [
    ["The clamp", "above a public maximum a value counts as that maximum: means are a little too low."],
    [
      "The gate",
      "a group appears only if its count, noise included, is large enough: some are missing, and those that pass narrowly look larger than they are.",
    ],
    ["The noise", "the chance added to every sum and every count; the larger the group, the less it weighs."],
  ],
  forHouseholds: "Number of homes that contribute",
  parts: { clamp: "Clamp", gate: "Gate", noise: "Noise" },
  errorsFigure: (n) => `Error of a published mean, with ${n} homes`,
  errorsLabel: (n) => `Bars: what clamp, gate and noise do to a mean, with ${n} homes. The table gives the values.`,
  errorsCaption: (n) => `Clamp, gate and noise, with ${n} homes`,
  clampColumn: "Clamp: mean too low by",
  gateColumn: "Gate: mean too high by",
  cellsColumn: "Gate: figures withheld",
  homesColumn: "Gate: homes in a withheld figure",
  noiseColumn: "Noise: mean deviation",
  nothing: "nothing is published",
  clampAssumed: (variation) =>
    `The clamp’s part is an assumption: log-normal values around a quarter of the clamp, with a coefficient of variation of ${variation}.`,
  clampEstimated: (release) =>
    `The clamp’s part is estimated from the noisy numbers of release ${release}; the rest is a forecast.`,
};

export type ForecastWords = typeof fr;
export const FORECAST: Translated<ForecastWords> = { fr, en };
