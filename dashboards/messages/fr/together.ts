/** The sentences about all topics together, in French. */
export const fr = {
  title: "Mes thèmes, ensemble",
  /** the line is named in the drawing */
  subtitle: (halves: boolean): string => (halves ? "La barre : la moitié centrale." : "Le trait : la marge."),
  label: (parts: string) => `Chaque thème à côté de son milieu. ${parts}`,
  part: (name: string, share: string | null, text: string) =>
    share === null ? `${name} : ${text}.` : `${name} : ${text}, soit ${share} du milieu.`,
  multiples: ["moitié moins", "le double", "le triple"] as readonly [string, string, string],
  centre: { P50: "le foyer du milieu", MEAN: "la moyenne", both: "le milieu ou la moyenne" },
  /** topics whose figure is of part of a year: the drawing has whole years */
  notDrawn: (names: string) => `Hors du dessin, faute d’une année entière : ${names}.`,
  few: "pas encore assez de foyers",
  needed: (n: string) => `il faut environ ${n} foyers`,
  answer: "répondre",
  /** after a verdict, the gap with the middle; `over`: a bill or months; null: a year */
  gap: (verdict: string, gap: string, way: string, over: string | null) => `${verdict}, ${gap} ${way} ${over ?? "par an"}`,
  /** `by`: what homes are compared by in the whole, and in its part where that is another; null: it is not */
  notAdded: (parts: string, n: number, whole: string, by: { readonly whole: string; readonly part: string } | null) =>
    `À ne pas additionner, ni opposer : ${parts} ${n > 1 ? "sont" : "est"} déjà dans « ${whole} »${by === null ? ", et les foyers comparés ne sont pas les mêmes" : `, où l’on compare selon ${by.whole}, et non selon ${by.part}`}.`,
  said: {
    /** `side`: of the middle; null: not certain */
    middle: (side: "below" | "above" | null) =>
      `*la moitié centrale*${side === null ? "" : `, ${side === "above" ? "au-dessus" : "en dessous"} du milieu`}`,
    quarter: (how: string) => `*le quart ${how}*`,
    edge: (how: string) => `*à la limite* du quart ${how}`,
    below: (centre: string) => `*moins* que ${centre}`,
    about: (centre: string) => `*à peu près* comme ${centre}`,
    above: (centre: string) => `*plus* que ${centre}`,
    little: "*très peu*",
    unit: "à vérifier d’abord, dans sa carte",
    /** part of a year without a side: one's own figure, and the middle beside it */
    noSide: (own: string, middle: string) => `${own} ; ${middle}`,
    seasonal: "une partie de l’année, donc pas de rang",
    years: "d’autres années, donc pas de rang",
    widened: "pas encore assez de foyers comme le vôtre",
    imprecise: "trop imprécis pour vous situer",
    untold: (asked: string) => `il manque ${asked}`,
    none: "pas encore assez de foyers",
  },
};
