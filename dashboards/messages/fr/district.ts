import { que } from "../../shared/french.ts";

/** A place in the forms that sentences need: `Lyon 8e`, `de Lyon 8e`, `à Lyon 8e`. */
export interface PlaceWords {
  readonly name: string;
  readonly of: string;
  readonly at: string;
}

/** `qu’à Lyon 8e`, `que dans la Métropole` */
export const than = ({ at }: PlaceWords): string => que(at);

/** `à Lyon 8e`, `à la Métropole`, `à l’ensemble`: a place that another is compared with. */
export const to = ({ of }: PlaceWords): string =>
  of.startsWith("du ") ? `au ${of.slice(3)}` : of.startsWith("des ") ? `aux ${of.slice(4)}` : of.replace(/^(de |d’)/, "à ");

/** `de janvier à mars 2025`, `du 1er au 4e trimestre 2025` */
export const fromTo = (from: string, to: string): string =>
  from.includes("trimestre") ? `du ${from} au ${to}` : `de ${from} à ${to}`;

/** `fin 2026`, `fin du 2e trimestre 2026` */
const endOf = (period: string): string => `fin ${period.includes("trimestre") ? "du " : ""}${period}`;

/** `de 2 à 5 €`; where the lower end rounds to 0, `jusqu’à 5 €` */
export const range = (lower: string, upper: string, from = ""): string =>
  /^0(,0+)?$/.test(lower) ? `jusqu’à ${upper}` : `${from}${lower} à ${upper}`;

/** The margin of a figure in words, or that it is too narrow to be seen in the digits that are written. */
const between = (lower: string, upper: string): string => (lower === upper ? "presque sans marge" : `entre ${lower} et ${upper}`);

/** `environ 3 400`; a number of homes that is written to the last of five digits is not about anything. */
export const about = (n: string, word = "environ"): string => (/^\D*(\d\D*){4,}[1-9]$/.test(n) ? n : `${word} ${n}`);

/** `1er`, `2e` */
const ordinal = (n: number): string => (n === 1 ? "1er" : `${n}e`);

/** Texts of the page Quartiers, in French. Asterisks mark emphasis. */
export const fr = {
  lead: "La carte, le classement, deux endroits côte à côte, le portrait d’un quartier.",
  unknownPlace: "Cet endroit n’existe pas dans ce territoire.",
  unknownTopic: "Ce thème n’existe pas dans ce commun : en voici un autre.",
  views: {
    label: "Ce que montre la page",
    map: "Carte",
    compare: "Comparer",
    portrait: "Portrait",
    own: "Sur mesure",
  },
  words: {
    /** replaces a name in brackets, which does not work inside a sentence */
    whole: { of: "de l’ensemble", at: "pour l’ensemble" },
    topic: "Thème",
    statistic: "Chiffre",
    type: "Foyers",
    level: "Détail",
    place: "Endroit",
    period: "Période",
    a: "Premier endroit",
    b: "Second endroit",
    zone: "Quartier",
    search: "Un nom ou un code postal",
    searchNames: "Un nom",
    /** where only some places have one that is known */
    searchNumbered: (postcode: string) => `Un nom, ou ${postcode}`,
    partly: (typed: string, word: string) => `Pas de « ${typed} ». Avec « ${word} » :`,
    tryName: "Essayez un autre nom.",
    officialNames: (levels: string) => `Les noms des ${levels} sont ceux de l’Insee.`,
    /** of a place without a figure, among those that a search finds */
    meanwhile: (name: string, value: string) => `En attendant, ${name} : ${value}`,
    find: "Chercher un endroit",
    choose: "un endroit",
    statistics: { mean: "en moyenne", median: "au milieu", participation: "part des logements comptés" },
    participationIn: (topic: string) => `Part des logements comptés (${topic})`,
    statisticNotes: {
      mean: "le total, partagé entre tous",
      median: "une moitié est en dessous, l’autre au-dessus",
      participation: "combien de logements y sont comptés, sur cent",
    },
    allTypes: "tous les foyers",
    eachType: "chaque type de foyers",
    /** of a level that has no types, where a wider one has */
    onlyAll: (level: string) => `Par ${level} : tous les foyers seulement.`,
    for: "pour",
    in: "dans",
    or: "ou",
    within: "en",
    withinQuarter: "au",
    compare: "Comparer",
    with: "avec",
    topicAfter: " :",
    /** before a statistic that is a noun */
    nounAfter: ",",
    beside: (place: PlaceWords) => `comparé ${to(place)}`,
    ownIn: "Mon quartier à moi :",
    pickOwn: "Des endroits que je choisis",
    levels: (plural: string) => `les ${plural}`,
    wider: "Plus large",
    around: "À côté",
    siblings: (place: PlaceWords) => `Aussi ${place.at}`,
    inside: "Dedans",
    zones: "Quartiers déjà dessinés",
    oneZone: "quartier déjà dessiné",
    /** why some places have no figure, and which */
    onlyOf: (name: string) => `${name} seulement`,
    absentOf: (why: string, which: string) => `${why} : ${which}`,
    noRows: "rien n’a encore paru",
    publishedOf: (n: string, of: string, plural: string) => `${n} ${plural} sur ${of}`,
  },
  per: {
    mean: {
      household: "Par foyer compté et par mois.",
      person: "Par personne et par mois, dans les foyers comptés.",
    },
    median: {
      household: "Le foyer compté du milieu, par mois.",
      person: "La personne du milieu, par mois, dans les foyers comptés.",
    },
    participation: {
      household: "Sur cent logements du recensement, ceux dont un chiffre compte ici.",
      person: "Sur cent logements du recensement, ceux dont un chiffre compte ici.",
    },
  },
  perOfType: "Sur cent foyers de ce type au recensement, ceux dont un chiffre compte ici.",
  /** saves the figure as a picture for a slide */
  slide: "Diapo 16:9",
  /** below a ranking of which a slide has both ends */
  slideEnds: (n: number) => `Les ${n} plus hauts et les ${n} plus bas ; les autres sont sur la page.`,
  geojson: "GeoJSON, pour QGIS",
  cite: "Citer",
  perMonth: "par mois",
  from: between,
  detail: (level: string, of: string) => `${level} ${of}`,
  map: {
    both: (more: string, less: string, what: string, place: PlaceWords) =>
      `${more}\u00a0${what} au-dessus ${place.of}, ${less}\u00a0au-dessous`,
    only: (n: string, what: string, place: PlaceWords, more: boolean) =>
      `${n}\u00a0${what} ${more ? "au-dessus" : "au-dessous"} ${place.of}`,
    none: (place: PlaceWords) => `Aucun endroit ne se distingue ${place.of}, marges comprises`,
    /** of the only place that has a figure */
    noneOf: (name: string, place: PlaceWords) => `${name} ne se distingue pas ${place.of}, marges comprises`,
    nothing: (plural: string) => `Les ${plural}, en attendant les chiffres`,
    subtitle: (whole: string, then: string) => `L’ensemble : ${whole}. ${then}`,
    coloured: "En couleur : l’écart dépasse les marges.",
    wholeWide: (place: PlaceWords) => `La marge ${place.of} est trop large : rien à quoi comparer`,
    wholeModelled: (place: PlaceWords) => `La moyenne ${place.of} est modélisée : rien à quoi comparer`,
    wholeAbsent: (place: PlaceWords) => `Le chiffre ${place.of} n’est pas publié : rien à quoi comparer`,
    label: (topic: string, plural: string, of: string, more: number, less: number, same: number, wide: number, absent: number) =>
      `Carte des ${plural} ${of} : ${topic}. ${more} au-dessus de l’ensemble, ${less} au-dessous, ${same} à l’écart trop petit pour conclure, ${wide > 0 ? `${wide} à la marge trop large, ` : ""}${absent} sans chiffre.`,
    less: (place: PlaceWords) => `moins ${than(place)}`,
    more: "plus",
    wide: "marge trop large",
    /** what the numbers on the map are */
    ranks: "Numéros de la liste, du plus haut au plus bas ; l’ordre est approximatif",
    /** before a list of places with their figures */
    inOrder: "Du plus haut au plus bas ; l’ordre est approximatif",
    strongest: (most: string) => `couleur la plus forte : ${most} d’écart`,
    published: "publié",
    /** published, where the whole is not or is too uncertain */
    uncompared: "publié, rien à quoi comparer",
    absent: "pas assez de foyers",
    notBefore: (period: string) => `pas avant ${endOf(period)}`,
    notDue: { month: "pas publié chaque mois", quarter: "pas publié chaque trimestre", year: "pas publié chaque année" },
    alone: (name: string, value: string) => `${name} : ${value}`,
    aloneThen: (name: string, value: string, period: string) => `${name}, ${period} : ${value}`,
    elsewhere: (own: PlaceWords, place: PlaceWords) =>
      `Rien n’est publié ${own.at} : presque tous les foyers comptés sont ${place.at}`,
    /** of a place around which nearly all homes are counted elsewhere */
    nothingOf: "rien de publié",
    noMedian: { uncomputed: "médiane non calculée à ce niveau", imprecise: "médiane trop imprécise" },
    /** nothing of the level was ever published, and in a commons that takes nothing yet */
    unpublished: "pas encore publié",
    closed: "ce commun n’est pas encore ouvert",
    noTypes: "jamais publié par type à ce niveau",
    noTypesTitle: "Jamais publié par type à ce niveau",
    /** a share of the homes of a type, of which nobody knows how many there are */
    noShare: "le recensement ne dit pas ici combien de foyers sont de ce type",
    noShareTitle: "Pas de part pour ce type de foyers : on ne sait pas combien il y en a",
    means: "les moyennes",
    band: "La bande : la marge de protection.",
    notYet: (plural: string, when: string) => `Les ${plural} n’ont pas encore de chiffre ${when}`,
    notYetText: "Plus un endroit est petit, plus ses chiffres sont rares : c’est ce qui les protège.",
    longer: (period: string) => `Voir ${period}`,
    nowhere: (needed: string | null) =>
      needed === null
        ? "Pas encore assez de foyers, ici."
        : `Pas encore assez de foyers, ici : il en faut environ ${needed} par endroit pour une chance sur deux de paraître.`,
    hint: "Choisissez sur la carte ou dans le classement.",
    waiting: "La carte arrive.",
    tiles: "Pas de contours dans ce territoire : les endroits sont rangés par nom.",
    inRanking: "Son rang",
    place: "Endroit",
    value: "Chiffre",
    between: "Entre",
    said: "Écart",
    homes: "Foyers",
    timeline: "Période",
    steps: { year: "Années", quarter: "Trimestres", month: "Mois" },
    fromTo,
    /** of a difference that is not seen in margins as they are rounded */
    barely: (relation: string) => `${relation}, à peine`,
    relations: { less: "moins", more: "plus", same: "écart trop petit pour conclure", absent: "pas assez de foyers" },
  },
  ranking: {
    title: (n: string, plural: string, topic: string) => `${n} ${plural}, du plus haut au plus bas : ${topic}`,
    one: "Un seul endroit classé",
    none: "Aucun endroit classé",
    subtitle:
      "Le trait fin : la marge de protection. Point vide : écart trop petit pour conclure. Deux marges qui se touchent : l’ordre n’est pas sûr.",
    /** below a ranking of which a margin leaves the axis */
    beyond: "Flèche : la marge va plus loin.",
    subtitleWithout: "Le trait fin : la marge de protection.",
    label: (first: string, last: string, unranked: number) =>
      `Classement avec marges, de ${first} à ${last}.${unranked > 0 ? ` En dessous, sans rang : ${unranked}.` : ""}`,
    whole: (name: string, value: string) => `${name} : ${value}`,
    /** in the place of rows that a slide leaves out, by their numbers */
    left: (from: string, to: string) => (from === to ? `… ${from} …` : `… ${from} à ${to} …`),
    all: (n: string) => `Tout montrer (${n})`,
    absent: (names: string) => `Pas assez de foyers : ${names}.`,
    kept: (names: string) => `Chiffre non publié, car il en ferait deviner un autre : ${names}.`,
    keptMany: (n: string, plural: string) => `Chiffre non publié dans ${n} ${plural}, pour en protéger d’autres.`,
    absentMany: (n: string, plural: string, needed: string | null) =>
      `Pas encore assez de foyers dans ${n} ${plural}${needed === null ? "" : ` ; il en faut environ ${needed} par endroit pour une chance sur deux de paraître`}.`,
    row: (name: string, figure: string, relation: string) => `${name} : ${figure}${relation === "" ? "" : `, ${relation}`}`,
    rows: "Choisir un endroit",
    onMap: "Sur la carte",
  },
  card: {
    homes: (n: string) => `${about(n, "Environ")} foyers comptés.`,
    more: (lower: string, upper: string) => range(lower, upper),
    moreText: (place: PlaceWords, value: string) => `de plus ${than(place)} (${value})`,
    lessText: (place: PlaceWords, value: string) => `de moins ${than(place)} (${value})`,
    same: (place: PlaceWords, value: string) => `Écart trop petit pour conclure, comparé ${to(place)} (${value}).`,
    wide: (own: PlaceWords, place: PlaceWords, value: string) =>
      `La marge ${own.of} est trop large pour conclure, comparé ${to(place)} (${value}).`,
    shareOfType: (homes: string) => `des ${homes} foyers de ce type (recensement) sont comptés`,
    share: (dwellings: string) => `des ${dwellings} logements sont comptés`,
    /** leads to whom the figures represent */
    shareOf: (share: string) => `${share} des logements`,
    unsure: "À lire avec prudence : sa marge est trop large.",
    cut: "Sa marge irait sous zéro, par le flou seul : elle est montrée à partir de zéro. Aucun foyer n’a de quantité négative.",
    mostly: (name: string, at: string) => `${name} : presque tous les foyers comptés sont ${at}.`,
    noTypes: (level: string) => `Les ${level} ne sont jamais publiés par type de foyers.`,
    /** `mean`: null where that is not published either */
    noMedian: (why: string, mean: string | null) => `${why}${mean === null ? "" : ` ; en moyenne : ${mean}`}.`,
    notBefore: (period: string, homes: string) => `Pas avant ${endOf(period)}, et seulement avec ${homes}.`,
    notDue: (plural: string, when: string) => `Rien ne paraît pour les ${plural} ${when}, quel que soit le nombre de foyers.`,
    tiny: "moins de 0,1 %",
    /** of a wider place that was just named */
    mostlyIts: (at: string) => `Presque tous ses foyers comptés sont ${at}.`,
    /** with how many homes a place appears at all, and in half of the draws, which may not be known */
    notYet: (k: number, needed: string | null) =>
      `Pas encore assez de foyers${needed === null ? "" : ` : il en faut ${k} au minimum, environ ${needed} pour une chance sur deux de paraître`}.`,
    meanwhile: (name: string, value: string) => `En attendant, ${name} : ${value} par mois.`,
    meanwhileShare: (name: string, value: string) => `En attendant, ${name} : ${value}.`,
    portrait: "Son portrait",
    compare: "Comparer avec…",
    report: "Rapport A4",
    reportWaiting: "Le rapport se prépare…",
    inside: "Voir ce qu’il y a dedans",
    whole: "Voir plus large",
    see: (name: string) => `Voir ${name}`,
    contribute: "Contribuer",
    protected: "Comment est-ce protégé ?",
    protectedText: (k: number) =>
      `Chaque chiffre porte sur ${k} foyers au moins, et un léger flou lui est ajouté. La marge contient 95 fois sur 100 le chiffre sans flou.`,
    /** beside a place: its rank, its margins allowed for */
    rank: (best: number, worst: number, of: string) =>
      `${ordinal(best)}${best === worst ? "" : ` ${worst === best + 1 ? "ou" : "à"} ${ordinal(worst)}`} sur ${of}`,
    rankText: (plural: string) => `parmi les ${plural}, du plus haut au plus bas, marges comprises`,
  },
  compare: {
    wide: (names: readonly string[]) => `${names.join(", ")} : marge trop large`,
    /** a difference of two percentages, from two on in the plural */
    points: (size: string) => `${size}\u00a0point${/^[01](,|$)/.test(size) ? "" : "s"}`,
    onMap: "A et B sur la carte",
    gapRow: "Écart",
    alike: "presque les mêmes foyers",
  },
  represented: {
    see: "Qui est compté ?",
  },
  portrait: {
    topicWord: "Thème de cette figure",
    titleOwn: (whole: PlaceWords, at: string) =>
      `${whole.at.charAt(0).toUpperCase()}${whole.at.slice(1)}, presque tous les foyers comptés sont ${at} : on ne peut pas comparer les deux.`,
    trendLabel: (topic: string, name: string, from: string, to: string) => `${topic}, ${name}, ${fromTo(from, to)}.`,
    trendPeriod: "Période",
    season: "D’une période à l’autre, la saison compte : comparez la même, d’une année à l’autre.",
    byType: (by: string) => `Selon ${by}`,
    byTypeLabel: (name: string, value: string) => `${name}, ${value}.`,
  },
  own: {
    mine: "Mon quartier",
    noMedian: "Un milieu ne se calcule pas à partir d’autres milieux : choisissez la moyenne.",
    andOthers: (n: string) => ` et ${n} autres`,
  },
  months: {
    opened: (at: string, closed: boolean) =>
      closed
        ? `Ce commun se prépare ${at}. Voici ce qui paraîtra quand il aura ouvert.`
        : `Ce commun vient d’ouvrir ${at}. Voici ce qui paraîtra, et quand.`,
    later: (view: string) => `« ${view} » vient avec les premiers chiffres.`,
    hint: "Choisissez un endroit sur la carte : il dit ce qu’il lui faut pour paraître.",
    often: { month: "chaque mois", quarter: "chaque trimestre", year: "chaque année" },
    needed: (n: string) => `environ ${n} foyers`,
    neededAtLeast: (k: number) => `${k} foyers au moins`,
    willTake: (why: string, homes: string) => `${why}. Un chiffre n’y paraîtra qu’avec ${homes}.`,
  },
  embed: {
    hint: "Touchez un endroit pour le lire.",
  },
};
