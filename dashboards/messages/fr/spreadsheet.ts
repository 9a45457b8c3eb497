/** Names of the columns of a figure's file for a spreadsheet, by those that programs read, and words for codes, in French. */
export const fr = {
  columns: {
    REF_AREA: "Code de l’endroit",
    NAME: "Endroit",
    MEASURE: "Thème",
    STATISTIC: "Quel chiffre",
    HOUSEHOLD_TYPE: "Type",
    TIME_PERIOD: "Période",
    OBS_VALUE: "Chiffre",
    CI_LOWER: "De",
    CI_UPPER: "À",
    UNIT_MEASURE: "Unité",
    HOMES: "Nombre compté",
    HOMES_LOWER: "Compté : de",
    HOMES_UPPER: "Compté : à",
    COMPARED: "Face à l’ensemble",
    LOWER: "Barre de",
    UPPER: "Barre à",
    OBS_STATUS: "Remarque",
    REMARK: "Remarque",
    SHARE: "Part parmi les comptés",
    CENSUS: "Part au recensement",
  } as Readonly<Record<string, string>>,
  /** of every type */
  all: "tous",
  statistics: {
    MEAN: "en moyenne",
    TOTAL: "total",
    COUNT: "nombre compté",
    BAR: "foyers de la barre",
    P10: "un sur dix en dessous",
    P25: "un quart en dessous",
    P50: "au milieu",
    P75: "un quart au-dessus",
    P90: "un sur dix au-dessus",
    PARTICIPATION: "part des logements comptés",
  } as Readonly<Record<string, string>>,
  asPublished: "Nombres tels que publiés. La page les arrondit selon leur marge.",
  /** by status: of a figure, and by confidentiality where there is none */
  remarks: {
    unsure: "à lire avec prudence",
    belowZero: "sous zéro par le flou seul",
    withheld: { A: "pas assez de foyers", D: "non publié, car il en ferait deviner un autre", F: "trop imprécis" } as Readonly<
      Record<string, string>
    >,
  },
};
