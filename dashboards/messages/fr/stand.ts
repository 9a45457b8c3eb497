/** Texts of Me situer that Accueil does not draw first. */
export const fr = {
  /** topics that have neither figures nor a public reference yet */
  noReference: (n: number) => `Sans repère encore (${n})`,
  /** from a file that the visitor kept */
  takeBack: "Rouvrir mes réponses (fichier)",
  remove: "Retirer",
  removed: (name: string) => `Retiré : ${name}.`,
  putBack: "Remettre",
  giveAgain: "Vos réponses n’y vont pas : elles restent dans cette page, et Contribuer les redemandera.",
  print: "Imprimer ma fiche",
  /** once it was */
  printed: "Une page imprimée peut être oubliée par le navigateur : gardez vos réponses avant d’aller ailleurs.",
  share: "Partager, sans mes chiffres",
  typedMonths: (unit: string) => `Mes mois, en ${unit} : ceux que je connais`,
  earlierMonths: "L’année d’avant aussi",
  whichMonth: "Quel mois ?",
  /** what a figure of one month is of, before the answers; `bringsGap`: which bring the gap with the middle */
  whatIs: (amount: string, bringsGap: boolean) => `${bringsGap ? "Pour chiffrer l’écart : " : ""}${amount}, c’est`,
  usual: { money: "ma mensualité", use: "un mois moyen" },
  anyMonth: { money: "mensualité ou mois moyen", use: "un mois moyen" },
  oneMonth: "un mois précis",
  inMonth: (name: string) => `en ${name}`,
  from: "Du",
  to: "au (compris)",
  fileOf: (files: string | null) => (files === null ? "Fichier de tableur" : `${files}, ou tableau`),
  fileStays: "Lu ici, jamais envoyé.",
  fileHow: "Comment l’obtenir",
  fileOther: "Un autre fichier",
  fileBill: "Taper la facture",
  fileReading: "Lecture du fichier, dans cette page…",
  fileFailed: "Ce fichier n’a pas été reconnu. Rien n’a été envoyé.",
  fileLike: "Il faut le fichier de votre fournisseur, tel quel, ou un tableau comme celui-ci :",
  fileExample: (topic: string, unit: string, year = "2025") => `mois;${topic} (${unit})\n01/${year};420\n02/${year};390`,
  emptyBill: "Tapez le total, le premier et le dernier jour : la réponse vient ici.",
  wrongDates: "Corrigez les dates : la réponse vient ici.",
  giveOne: "Ajoutez le vôtre :",
  giveOneLink: "contribuer",
  lows: { money: "un quart dépense moins", use: "un quart consomme moins", other: "un quart est en dessous" },
  highs: { money: "un quart dépense plus", use: "un quart consomme plus", other: "un quart est au-dessus" },
  dotsLabel: (group: string, low: string, high: string, you: string) =>
    `Cent points pour les ${group} : la moitié est entre ${low} et ${high}. Vous : ${you}.`,
  beyond: (n: number) => `${n} au-delà ▸`,
  middleIs: (homes: string) => `Le milieu : la moitié des ${homes} est au-dessous, l’autre au-dessus.`,
  gap: {
    /** `one`: null where there is no room for it */
    more: (one: string | null) => `de plus que le ${one === null ? "" : `${one} du `}milieu`,
    less: (one: string | null) => `de moins que le ${one === null ? "" : `${one} du `}milieu`,
    moreMean: "de plus que la moyenne",
    lessMean: "de moins que la moyenne",
    /** of a figure that has more in it than those of others */
    ownMore: ", en comptant les mêmes choses",
    atMost: (most: string) => `au plus ${most}`,
    /** on which side of the middle, of a longer time and of money */
    way: { more: "de plus", less: "de moins" },
    month: "par mois",
    /** of a month that is named */
    thisMonth: "ce mois-là",
    between: (lower: string, upper: string) => `${lower} à ${upper}`,
    upTo: (most: string) => `de presque rien à ${most}`,
    /** why a gap of part of the year is wide */
    whyWide: "Large, car les autres ne sont connus que par trimestre entier : un total d’un an serait plus précis.",
    /** what the gap is over; the last of so many months */
    over: { year: () => "sur un an", bill: () => "sur cette facture", months: (months: number) => `sur ces ${months}\u00a0mois` },
    close: (low: string, high: string) => `Tout près du milieu (${low} à ${high}).`,
    /** over part of a year, of a place in the middle half, and of any other */
    near: "Trop près du milieu pour dire plus ou moins.",
    wide: "La marge du milieu est trop large pour chiffrer l’écart.",
    small: (centre: string, ends: string) => `${centre} est ${ends} : l’écart est trop petit pour conclure.`,
  },
  /** `money`: null where no price is known; `isStated`: a gap over less is there already */
  overYear: (money: string | null, isStated: boolean) =>
    `J’ai mon total d’un an${isStated ? ", pour l’écart sur l’année" : money === null ? "" : `, pour l’écart en ${money}`}`,
  otherMonths: "J’ai mes mois autour",
  /** of a figure that was typed in another way than the one that is open */
  stays: (amount: string, way: string) => `Votre « ${amount} » reste sous « ${way} ».`,
  others: { title: "Où sont les autres, par type de foyer" },
  foldNear: (near: string) => `${near}, et avec qui on vous compare`,
  who: "Avec qui vous compare-t-on ?",
  whoText: (count: string, group: string) => `Avec ${count || "les"} ${group}.`,
  /** @param own the homes brought their figures themselves */
  whoSame: (count: string, kind: string, own: boolean) =>
    `Avec ces ${count} ${kind}${own ? ", qui ont donné leurs chiffres" : ""}.`,
  /** of a mean that leaves open on which side of it a figure is */
  tooFew: "C’est trop peu pour une marge plus étroite.",
  /** answers that are counted together, each list to one question */
  merged: ([first = "", ...others]: readonly string[]) =>
    `Pour un chiffre plus sûr, ${first} comptent ensemble${others.map((list) => ` ; ${list} aussi`).join("")}.`,
  /** answers for other topics, as `le chauffage et le nombre de personnes` */
  leftAside: (list: string, n: number) => `Pour ce thème, ${list} ne ${n === 1 ? "compte" : "comptent"} pas.`,
  /** of the homes that are counted with the smallest or the largest of these answers */
  outermost: (by: "size" | "surface", others: "larger" | "smaller", theirs: "more" | "less", how: "money" | "use" | "other") => {
    const side = others === "larger" ? "plus" : "moins";
    const homes = {
      surface: `logements plus ${others === "larger" ? "grands" : "petits"} que le vôtre`,
      size: `foyers où l’on est ${side} nombreux que chez vous`,
    }[by];
    const often = `souvent ${theirs === "more" ? "plus" : "moins"}`;
    return `Ce groupe a aussi des ${homes}, ${{ money: `qui dépensent ${often}`, use: `qui consomment ${often}`, other: `où c’est ${often}` }[how]}.`;
  },
  whoKinds: (kind: { readonly many: string }, at: string) => `Avec les ${kind.many} ${at}, type par type.`,
  near: {
    title: "Près de chez vous",
    label: (parts: string, you: string | null) => `Près de chez vous. ${parts}${you === null ? "" : ` Vous : ${you}.`}`,
    between: (value: string, lower: string, upper: string) => `${value} (${lower} à ${upper})`,
    /** @param homes named unless the sentence does */
    seasonNote: (centre: string, homes: string | null, unit: string) =>
      `${centre.charAt(0).toUpperCase()}${centre.slice(1)}${homes === null ? "" : ` des ${homes}`}, en ${unit} par mois. Trait fin : sa marge.`,
  },
  spreads: {
    note: (unit: string) => `La barre : la moitié centrale ; le trait épais : le milieu. En ${unit} par mois.`,
    dashed: "En pointillé : marges trop larges pour y situer quelqu’un.",
    label: (parts: string) => `Moitié centrale par type de logement. ${parts}`,
    part: (name: string, low: string, middle: string, high: string) => `${name} : ${low} à ${high}, milieu ${middle}.`,
  },
  protected: "Comment est-ce protégé ?",
  protectedText: (k: number) => `Au moins ${k} foyers derrière chaque chiffre, légèrement flouté.`,
  moreInTab: "Comment ? (nouvel onglet)",
};
