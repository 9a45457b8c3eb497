/** `fin 2026`, `fin du 2e trimestre 2026` */
const endOf = (period: string): string => `fin ${period.includes("trimestre") ? "du " : ""}${period}`;

/** Texts of the first months on the page Quartiers, in French. */
export const fr = {
  value: (homes: string, of: string) => `${homes} foyers ${of}`,
  one: (at: string, period: string) => `${at}, ${period} : le premier chiffre`,
  subtitle: "En pâle : la marge de protection.",
  coming: "à paraître",
  noneTitle: "Rien n’a encore paru",
  noneText:
    "Un chiffre paraît quand assez de foyers y contribuent. On ne dit pas combien sont déjà là : ce serait déjà en dire trop.",
  calendar: "Ce qui paraîtra, et quand",
  /** what a local authority can take meanwhile */
  authorities: "Collectivités, en attendant\u00a0:",
  outlines: "contours (GeoJSON)",
  calendarLink: "calendrier",
  calendarText:
    "Un petit endroit paraît moins souvent que l’ensemble : c’est ce qui le protège. Les nombres de foyers : ce qu’il faut pour une chance sur deux de paraître.",
  /** where a smaller place needs fewer homes than a wider one */
  fewer: "Chaque niveau a son propre flou : moins il en a, moins il lui faut de foyers.",
  levels: (plural: string) => `Les ${plural}`,
  wholeLevel: (name: string) => `L’ensemble, ${name}`,
  firstAfter: (period: string) => `, au plus tôt ${endOf(period)}`,
  today: "aujourd’hui",
  fixed: "Ce calendrier et ces nombres sont publics, et fixés avant le premier foyer.",
  plan: "Ce qui est publié, et comment c’est protégé",
  /** what appears of each topic at every level, and what does not */
  each: (topics: string) => `De chaque thème (${topics}) : combien de foyers, leur moyenne et leur total, avec leurs marges.`,
  parts: "Les médianes et les types de foyers demandent plus de foyers : ils ne paraissent qu’aux niveaux les plus larges.",
  /** `contact`: null where the operator states none */
  ask: (contact: string | null) =>
    contact === null ? "Qui tient ce commun n’a pas encore dit à qui écrire." : `Une question, une demande : ${contact}.`,
  calendarLabel: (parts: string) => `Calendrier des publications. ${parts}`,
  references: "Les thèmes parus, à côté de repères publics",
  referencesNone: "En attendant, des repères publics",
  referencesText: "Par mois. Un carré vide : un repère d’ailleurs. Il ne dit rien de vos voisins, et ne donne aucun verdict.",
};
