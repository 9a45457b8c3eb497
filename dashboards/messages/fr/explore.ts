import type { Step } from "../../../src/contract/period.ts";

/** A place in the forms that French needs: `de Lyon 8e`, `À Lyon 8e`. */
interface Place {
  readonly name: string;
  readonly of: string;
}

const joined = (parts: readonly string[]): string =>
  parts.length < 2 ? (parts[0] ?? "") : `${parts.slice(0, -1).join(", ")} et ${parts.at(-1)}`;

/** Number of places above the whole, below it, too close to tell, with too wide a margin, and without a figure. */
interface Standings {
  readonly more: number;
  readonly less: number;
  readonly same: number;
  readonly wide: number;
  readonly absent: number;
}

/** The quartiles of a kind of home that are published precisely enough. */
interface Quarters {
  readonly kind: string;
  readonly low: string | null;
  readonly middle: string | null;
  readonly high: string | null;
}

/** A figure and the ends of its margin, as they are written. */
interface WrittenEnds {
  readonly value: string;
  readonly lower: string;
  readonly upper: string;
}

/** `en 2024`, `en mars 2024`, `au 2e trimestre 2024`. */
const during = (period: string): string => (period.includes("trimestre") ? `au ${period}` : `en ${period}`);

/** `de janvier à mars 2024`, `du 1er au 4e trimestre 2024`. */
const fromTo = (from: string, to: string): string => {
  if (!to.includes("trimestre")) return `de ${from} à ${to}`;
  const alike = from.replace(/^\S+/, "") === to.replace(/^\S+/, "") || /trimestre$/.test(from);
  return `du ${alike ? from.replace(/ trimestre.*$/, "") : from} au ${to}`;
};
/** Few lines by name, more by their number. */
const those = (names: readonly string[]): string => (names.length > 2 ? String(names.length) : joined(names));
/** `le 1er trimestre 2024`, `mars 2024`. */
const the = (period: string): string => (period.includes("trimestre") ? `le ${period}` : period);
const upper = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** Texts of the page Données, in French. */
export const fr = {
  title: "Données",
  lead: "Chaque chiffre publié, avec sa marge : classé, sur la carte, dans le temps ou face à un autre. Ce qui est montré se télécharge, se cite et s’interroge en SQL, sous Licence Ouverte.",
  waiting: "Lecture des publications…",
  unknown: (what: string) =>
    `Cette adresse nomme ce qui n’est pas publié ici (${what}) ; la page montre autre chose à la place. Vérifiez la phrase ci-dessus.`,
  words: {
    measures: "Thème",
    statistic: "Statistique",
    level: "Niveau",
    places: "Endroit",
    periods: "Période",
    types: "Foyers",
    by: (level: string) => `par ${level}`,
    byLabel: (level: string) => `Par ${level}`,
    wholeOf: "pour l’ensemble",
    picked: "à ces endroits :",
    pickedLabel: "Des endroits choisis",
    pickedText: "un par un, de tout niveau",
    more: "En choisir plusieurs",
    several: (n: number) => `${n} endroits`,
    and: joined,
    find: "Un nom ou un code postal",
    findNames: "Un nom",
    whole: "le territoire entier",
    published: (shown: number, all: number) => (shown === 0 ? "aucun chiffre" : `${shown} sur ${all} ont un chiffre`),
    perMonth: (unit: string) => `en ${unit} par mois`,
    absent: "rien de publié ici",
    /** of a level: `par secteur` */
    absentBy: (level: string) => `rien de publié ${level}`,
    noFigure: "aucun chiffre",
    /** beside a place, in the list of those with a distribution */
    middle: (value: string) => `médiane : ${value}`,
    noSpread: "aucune répartition",
    forAll: "pour tous les foyers",
    forKind: (kind: string) => `pour les ${kind}`,
    /** homes heated in one way, of which those are left out that do not say how many people live there */
    sized: (kind: string) => `${kind} (nombre de personnes précisé)`,
    forSome: (n: number) => `pour ${n} types de foyers`,
    all: "Tous les foyers",
    in: during,
    fromTo,
    every: { month: "Tous les mois", quarter: "Tous les trimestres", year: "Toutes les années" },
    steps: { month: "Mois", quarter: "Trimestres", year: "Années" },
    count: (n: number) => `${n} publications`,
  },
  statistics: {
    COUNT: "en nombre de foyers",
    MEAN: "en moyenne",
    TOTAL: "au total",
    P10: "à la limite du dixième du bas",
    P25: "à la limite du quart du bas",
    P50: "en médiane",
    P75: "à la limite du quart du haut",
    P90: "à la limite du dixième du haut",
  },
  statisticLabels: {
    COUNT: "Nombre de foyers",
    MEAN: "Moyenne",
    TOTAL: "Total de ces foyers",
    P10: "Limite du dixième du bas",
    P25: "Limite du quart du bas",
    P50: "Milieu (médiane)",
    P75: "Limite du quart du haut",
    P90: "Limite du dixième du haut",
  },
  statisticTexts: {
    COUNT: "combien sont comptés",
    MEAN: "le total, partagé entre tous",
    TOTAL: "la somme de ce qu’ils ont, par mois",
    P10: "un foyer sur dix a moins",
    P25: "un foyer sur quatre a moins",
    P50: "une moitié a moins, l’autre plus",
    P75: "un foyer sur quatre a plus",
    P90: "un foyer sur dix a plus",
  },
  views: {
    label: "Six vues des mêmes données",
    table: "Tableau",
    ranking: "Classement",
    map: "Carte",
    time: "Dans le temps",
    scatter: "Nuage",
    distribution: "Répartition",
  },
  subtitle: (parts: { what: string; statistic: string; where: string; when: string; who: string; unit: string }) =>
    `${parts.what}, ${parts.statistic}, ${parts.where}, ${parts.when}, ${parts.who}. En ${parts.unit}.`,
  /** the subtitle below the sentence, which says the rest; numbers of homes have no unit */
  subtitleHere: (statistic: string, when: string, unit: string | null) =>
    `${statistic}, ${when}${unit === null ? "" : `, en ${unit}`}.`,
  perMonth: (unit: string) => `${unit} par mois`,
  marks: {
    spread: "répartition des foyers",
    ranking: "Le trait fin et la bande : les marges de protection (95 %).",
    /** of counts and totals, which are compared with no whole */
    apart: "Le trait fin : la marge de protection (95 %) ; si on ne le voit pas, elle tient dans le point.",
    kinds: "Le trait fin : la marge de protection (95 %).",
    homes: "Entre parenthèses : le nombre de foyers.",
    map: (whole: string) => `Plus ou moins que l’ensemble (${whole}) : si les marges (95 %) ne se touchent pas.`,
    time: "La bande : la marge de protection (95 %).",
    scatter: "Un point : un endroit et ses deux marges de protection (95 %). Les bandes : l’ensemble.",
    distribution: "La surface d’une barre : ses foyers. Le trait : sa marge de protection (95 %).",
  },
  between: (value: string, lower: string, upper: string) => `${value}, entre ${lower} et ${upper}`,
  range: (lower: string, upper: string) => `${lower} à ${upper}`,
  absences: {
    few: "pas assez de foyers",
    imprecise: "trop imprécis",
    none: "sans objet",
    unpublished: "non calculé à ce niveau",
  },
  careful: "à lire avec prudence",
  coverage: {
    published: (n: number): string => (n === 1 ? "publié" : "publiés"),
    /** beside others that are to be read with care */
    sure: (n: number): string => (n === 1 ? "publié, assez précis" : "publiés, assez précis"),
    ofWhich: "dont",
    wide: (n: number): string => (n === 1 ? "publié, à lire avec prudence" : "publiés, à lire avec prudence"),
    /** reasons of several; one figure has that of `absences` */
    kept: "non publiés, car ils en feraient deviner d’autres",
    unpublished: "non calculés à ce niveau",
  },
  provisional: "provisoire",
  brokenSeries: "rupture de série",
  ranking: {
    /** `place` is null beside other rankings, where the drawing alone names the whole */
    title: ({ more, less }: Standings, place: Place | null) => {
      if (more + less === 0) return `Aucun écart net${place === null ? "" : ` avec l’ensemble ${place.of}`}`;
      // A territory whose name takes no article stands in brackets, which does not work inside a sentence.
      const whole = place === null ? "" : place.of.startsWith("(") ? " de l’ensemble" : ` ${place.of}`;
      const below = "au\u2060-\u2060dessous";
      const places = (n: number): string => `${n}\u00a0endroit${n > 1 ? "s" : ""}`;
      if (more === 0) return `${places(less)} ${below}${whole}`;
      return `${places(more)} au\u2060-\u2060dessus${whole}${less > 0 ? `, ${less}\u00a0${below}` : ""}`;
    },
    /** beside other rankings, whose first is that of `name` */
    order: (name: string) => `Ordre : celui de « ${name} ». `,
    rest: ({ more, less, same, wide, absent }: Standings) =>
      [
        more + less > 0 && same > 0 ? `${same}\u00a0à l’écart trop petit pour conclure. ` : "",
        wide > 0 ? `${wide}\u00a0à lire avec prudence. ` : "",
        absent > 0 ? `${absent}\u00a0sans chiffre. ` : "",
      ].join(""),
    /** `among`: of whom the ends are, where others may lie beyond them */
    extremes: (lowest: string, low: string, highest: string, high: string, among: string) =>
      `${among === "" ? "De" : `${among}, de`} ${low} (${lowest}) à ${high} (${highest})`,
    among: {
      places: (n: number) => `Parmi les ${n}\u00a0endroits classés`,
      kinds: (n: number) => `Parmi les ${n}\u00a0types de foyers classés`,
    },
    /** two places whose margins touch */
    untold: (title: string) => `${title}, écart non établi`,
    /** leads to the two places beside each other in Quartiers */
    compare: "Les comparer dans Quartiers",
    few: (value: string, name: string) => `${name} : ${value}`,
    none: "Pas encore de chiffre",
    /** every figure is to be read with care */
    unsure: "Seulement des chiffres à lire avec prudence",
    beyond: "Flèche : la marge va plus loin.",
    whole: (name: string, value: string) => `${name} : ${value}`,
    label: (n: number) => `Classement de ${n} endroits, chacun avec sa marge. Le tableau plus bas dit les chiffres.`,
    kindsLabel: (n: number) => `Classement de ${n} types de foyers, chacun avec sa marge. Le tableau plus bas dit les chiffres.`,
    cut: (n: number) => `Les ${n} chiffres les plus hauts sont dessinés ; le tableau les a tous.`,
  },
  map: {
    label: (n: number) => `Carte de ${n} endroits, chacun comparé à l’ensemble. Le tableau plus bas dit les chiffres.`,
    tiles: "Ce territoire n’a pas de contours : un carré par endroit.",
    enlarge: "Touchez une carte pour la voir en grand.",
    beside: (text: string, whole: string, value: string) => `${text} ; ${whole} : ${value}`,
    outlines: "Les contours arrivent.",
    /** before a link to the map of Quartiers */
    noAmounts:
      "Un nombre de foyers ou un total ne se compare pas à celui de l’ensemble : cette carte dit seulement où il y a un chiffre.",
    participation: "Sur Quartiers, la carte de la part des logements comptés",
    noWhole: "Rien à quoi comparer les endroits : la carte dit seulement où il y a un chiffre.",
  },
  legend: {
    less: "moins",
    same: "écart trop petit pour conclure",
    published: "publié",
    more: "plus",
    wide: "à lire avec prudence",
    absent: "sans chiffre",
  },
  tap: "Touchez un endroit pour le lire.",
  tapKind: "Touchez un type de foyers pour le lire.",
  tapPoint: "Touchez un point pour le lire.",
  tapBar: "Touchez une barre pour la lire.",
  time: {
    single: "Il faut deux périodes d’une même durée",
    singleText: "Alors une ligne dit ce qui change. Les chiffres choisis sont dans le tableau.",
    /** periods and measures of a selection that no figure draws */
    undrawn: (what: string) => `Dans le tableau seulement, faute de deux chiffres d’une même durée\u00a0: ${what}.`,
    change: {
      more: (name: string, to: string, last: string, from: string, first: string) =>
        `${name} : ${last} ${during(to)}, plus qu’${during(from)} (${first})`,
      less: (name: string, to: string, last: string, from: string, first: string) =>
        `${name} : ${last} ${during(to)}, moins qu’${during(from)} (${first})`,
      same: (name: string, to: string, from: string) => `${name} : pas d’écart net entre ${the(from)} et ${the(to)}`,
    },
    /** the change of the whole, null where there is none to tell; lines that rise and fall, named where they are few, and the number of the others */
    changes: (whole: string | null, more: readonly string[], less: readonly string[], same: number, from: string, to: string) =>
      `${upper(fromTo(from, to))}\u00a0: ${whole === null ? "" : `${whole} ; `}${[
        more.length > 0 ? `${those(more)} en hausse` : "",
        less.length > 0 ? `${those(less)} en baisse` : "",
        same > 0 ? `${same} sans écart net` : "",
      ]
        .filter((part) => part !== "")
        .join(", ")}`,
    /** lines that cannot be compared: one of their two figures is too uncertain, or is not there */
    left: (careful: number, missing: number) =>
      [careful > 0 ? `${careful}\u00a0à lire avec prudence` : "", missing > 0 ? `${missing}\u00a0sans les deux chiffres` : ""]
        .filter((part) => part !== "")
        .join(", "),
    unchanged: (from: string, to: string) => `Aucun changement net ${fromTo(from, to)}`,
    /** places that are above the whole in every period, and those below */
    steady: (more: readonly string[], less: readonly string[], of: string, step: Step, periods: number) => {
      const throughout = {
        month: ["les deux mois", "chaque mois"],
        quarter: ["aux deux trimestres", "à chaque trimestre"],
        year: ["les deux années", "chaque année"],
      }[step][periods === 2 ? 0 : 1];
      const whole = of.startsWith("(") ? "de l’ensemble" : of;
      const places = (names: readonly string[]): string => (names.length > 2 ? `${names.length}\u00a0endroits` : joined(names));
      return [
        ...(more.length > 0 ? [`${places(more)} au\u2060-\u2060dessus`] : []),
        ...(less.length > 0 ? [`${places(less)} au\u2060-\u2060dessous`] : []),
      ]
        .map((part, i) => (i === 0 ? `${part} ${whole} ${throughout}` : part))
        .join(", ");
    },
    dashed: (whole: string) => `Tirets : ${whole}.`,
    broken: (from: string, to: string) => `${upper(fromTo(from, to))}, en deux séries qui ne se suivent pas`,
    plain: (from: string, to: string, what: string) => `${what}, ${fromTo(from, to)}`,
    cut: "autre comptage",
    cutNote: (period: string) =>
      `*${period} ne suit pas ce qui précède.* Le plafond, la monnaie ou le comptage a changé : l’écart entre les deux ne veut rien dire.`,
    label: (n: number) =>
      `${n === 1 ? "Une ligne" : `${n} lignes`} dans le temps, avec leur marge. Le tableau plus bas dit les chiffres.`,
    notFromZero: "L’axe ne part pas de zéro.",
    careful: "En pointillé : à lire avec prudence, la marge est trop large.",
    /** how panels are ordered, and how many of all there are */
    order: (panels: number, all: number, newest: string) =>
      `${panels === all ? "Du" : `Les ${panels} premiers sur ${all}, du`} plus haut au plus bas ${during(newest)}.`,
    all: (n: number) => `Dessiner les ${n}`,
  },
  scatter: {
    title: {
      more: (pair: string) => `Les deux varient dans le même sens : ${pair}`,
      less: (pair: string) => `Les deux varient en sens contraire : ${pair}`,
      none: (pair: string) => `Aucun lien visible entre ${pair}`,
      open: (pair: string) => `On ne peut pas dire s’il y a un lien entre ${pair}`,
      /** places whose means a model made, of which no link is told */
      modelled: (pair: string) => `${upper(pair)}, endroit par endroit`,
      few: (pair: string, n: number) =>
        `${n === 1 ? "Un seul endroit" : `${n} endroits`}, trop peu pour dire s’il y a un lien entre ${pair}`,
    },
    both: (up: string, across: string) => `${up} ; ${across}`,
    label: (n: number) => `Nuage de ${n} endroits selon deux mesures, avec leurs marges. Le tableau plus bas dit les chiffres.`,
    r: (r: string, lower: string, upper: string) =>
      `Force du lien, de −1 à 1 : r = ${r}, entre ${lower} et ${upper}, flou compris.`,
    drawnByLot: (n: number) => `L’intervalle de r prend ces ${n} endroits pour tirés au sort.`,
    open: "Le flou ou le petit nombre d’endroits ne permet pas de conclure : un lien fort reste possible.",
    some: (n: number, all: number) =>
      `${n}\u00a0endroit${n > 1 ? "s" : ""} sur ${all} : les autres n’ont pas deux chiffres sûrs.`,
    less: (topic: string, whole: string) => `${topic} : moins que ${whole}`,
    more: (topic: string, whole: string) => `${topic} : plus que ${whole}`,
    few: "Moins de huit endroits ont les deux chiffres : on ne peut en tirer aucun lien.",
    /** of the columns that only the file of a scatter plot has */
    columns:
      "MEASURED_VALUE, MEASURED_LOWER et MEASURED_UPPER\u00a0: la moyenne mesurée, dont r est calculé, et sa marge de protection (95\u00a0%), avant que les chiffres ne soient ajustés entre eux et avant le modèle\u00a0; vide là où trop peu de foyers la rendent incertaine.",
    /** the link is of measured means, where the drawn ones are modelled */
    measured: (n: number, left: readonly string[]) =>
      `r est calculé sans modèle, sur les moyennes mesurées de ${n} endroits, pris pour tirés au sort${left.length === 0 ? "" : `\u00a0; ${left.length > 3 ? `${left.length} autres ont` : left.length > 1 ? `${joined(left)} ont` : `${left[0]} a`} trop peu de foyers pour y compter (petit${left.length > 1 ? "s points" : " point"})`}.`,
    modelled: "Le modèle suffit à lier ces moyennes, et sans lui trop peu d’endroits sont sûrs : le lien (r) n’est pas calculé.",
    home: "Un lien entre endroits ne dirait rien d’un logement.",
    homes: "Les deux mesures ne viennent pas forcément des mêmes foyers.",
    needs: "Un nuage met deux choses face à face : ajoutez un thème, une période ou un type de foyers à la phrase.",
    /** a chosen topic that is not published for the chosen kind of home */
    notByKind: (topic: string, who: string) => `${topic} : rien n’est publié ${who}, car ce thème a d’autres types de logement`,
    ofAll: "Voir pour tous les foyers",
    single: "Un seul thème et une seule période sont publiés ici : il n’y a encore rien à mettre en face.",
    add: (name: string) => `Ajouter ${name}`,
    none: "Aucun endroit n’a les deux chiffres.",
  },
  distribution: {
    title: (kind: string, low: string, high: string) => `La moitié des ${kind} entre ${low} et ${high}`,
    imprecise: (kind: string) => `Comment se répartissent les ${kind}`,
    /** the quartiles that are published, in words; null for each that is not */
    known: ({ kind, low, middle, high }: Quarters) =>
      [
        low === null ? "" : `un quart~ a moins de ${low}`,
        middle === null ? "" : `la moitié~ a moins de ${middle}`,
        high === null ? "" : `un quart~ a plus de ${high}`,
      ]
        .filter((part) => part !== "")
        .map((part, i) => (i === 0 ? upper(part.replace("~", ` des ${kind}`)) : part.replace("~", "")))
        .join(", "),
    between: (low: string, high: string) => `De ${low} à ${high}`,
    /** homes of a bar, of `all`; null where these are not published */
    homesRead: ({ value, lower, upper: most }: WrittenEnds, all: string | null) =>
      `${value} foyers${all === null ? "" : ` sur ${all}`}, entre ${lower} et ${most}`,
    unsaid: "les quarts sont trop imprécis pour être dits",
    middle: (value: string) => `la moitié a moins de ${value}`,
    half: (low: string, high: string) => `la moitié centrale : ${low} à ${high}`,
    homes: ({ value, lower, upper }: WrittenEnds, drawn: string) =>
      `${value} foyers (entre ${lower} et ${upper}), dont ${drawn} dans les barres.`,
    beyond: (share: string) => `${share} au-delà ▸`,
    ends: { low: "un quart au-dessous", high: "un quart au-dessus" },
    hundredth: "un foyer sur cent",
    label: "Répartition des foyers par montant. Le tableau plus bas dit les chiffres.",
    none: "Aucune répartition n’est publiée pour ce choix.",
    noneText:
      "Les répartitions ne sont mesurées qu’aux niveaux les plus larges, là où les foyers sont assez nombreux, et jamais pour un type réuni de plusieurs autres : choisissez l’un d’eux.",
    shares: {
      P10: "Un foyer sur dix",
      P25: "Un sur quatre",
      P50: "La moitié",
      P75: "Trois sur quatre",
      P90: "Neuf sur dix",
    },
    below: "a moins de",
    bins: "Histogramme dessiné, en CSV",
    askBars: "Histogramme, en SQL",
    /** bins that noise alone could make, in the legend */
    undrawn: "trop imprécis pour une barre",
  },
  undrawn: (drawn: number, all: number) =>
    `${drawn} dessins sur ${all} : les autres sont dans le tableau. Choisissez moins de thèmes, de foyers, de périodes ou d’endroits pour les voir.`,
  aside: {
    says: "Comment le lire",
    saysText: {
      table: "Chaque chiffre est celui des foyers comptés de l’endroit, avec la marge que le flou lui donne.",
      ranking: "Un endroit n’est au-dessus ou au-dessous de l’ensemble que si leurs marges, avant arrondi, ne se touchent pas.",
      time: "Deux périodes ne diffèrent que si leurs marges, avant arrondi, ne se touchent pas ; le titre, qui choisit parmi toutes, exige davantage.",
    },
    /** how many of all shown means a model pulled towards the wider place, whose level may be known; `isOfType`: those of a type of homes */
    modelled: (n: number, all: number, level: string | null, isOfType: boolean) => {
      const wider = `l’endroit plus large${level === null ? "" : ` (${level})`}`;
      const to = isOfType ? `celle de ce type dans ${wider}, corrigée selon l’endroit` : `celle de ${wider}`;
      if (all === 1) return `Cette moyenne est rapprochée par un modèle de ${to} ; sa marge en tient compte.`;
      return n === 1
        ? `Une de ces ${all} moyennes est rapprochée par un modèle de ${to} ; sa marge en tient compte.`
        : `${n === all ? "Toutes ces" : `${n} de ces ${all}`} moyennes sont rapprochées par un modèle de ${to} ; leurs marges en tiennent compte.`;
    },
    saysKinds: "Deux types de foyers ne diffèrent nettement que si leurs marges, avant arrondi, ne se touchent pas.",
    notText: {
      table: "Une moyenne de moyennes n’est pas la moyenne de l’ensemble.",
      ranking: "De deux voisins dont les marges se recouvrent, on ne sait pas lequel est devant.",
      map: "De deux endroits de même couleur, on ne sait pas lequel est au-dessus : une couleur compare chaque endroit à l’ensemble, pas à son voisin.",
      time: "On n’y lit pas pourquoi cela change : la saison, le froid et les foyers comptés changent aussi.",
      distribution: "On n’y lit pas la place d’un foyer précis : chaque barre est floutée.",
    },
    /** `most`: how many of `n` places stand out by noise alone, on average at most */
    chance: (n: string, most: string) =>
      `Sur ${n}\u00a0endroits comparés, le flou seul peut en faire ressortir jusqu’à ${most} en moyenne.`,
    /** under a number of homes or a total, where no other text is true */
    notAmount: {
      COUNT: "Ce n’est pas le nombre de tous les foyers de l’endroit : seuls ceux comptés ici y sont.",
      TOTAL: "Ce n’est pas le total de tous les foyers de l’endroit : seuls ceux comptés ici y sont.",
    },
    /** where periods of a year stand beside it, or in its place */
    steps: "Une année n’est pas la moyenne de ses trimestres ou de ses mois : les foyers comptés ne sont pas les mêmes.",
    needed: (n: string, level: string) =>
      `Au niveau « ${level} », il faut environ ${n}\u00a0foyers pour une chance sur deux de paraître.`,
    neededWhy: (n: string, k: string) => `${n} et non ${k}, car le nombre de foyers est flouté lui aussi.`,
    /** of percentiles */
    impreciseWhy: "Un centile ne paraît que si sa marge est d’au plus 15\u00a0% de chaque côté, et n’atteint pas le plafond.",
    measure: "Ce qui est compté",
    measureLink: (name: string) => `${name} : définition, plafond, protection`,
    method: "La méthode : flou, seuil, marges, modèle",
  },
  figure: {
    cite: "Citer",
    sql: "SQL",
    take: "Emporter",
    /** lines of the file for programs; of the column UNIT_MEASURE, whose codes do not say it */
    unit: "Les montants sont par mois, celui d’un TOTAL aussi, quelle que soit la période.",
    release: (id: string, identifier: string) => `Publication ${id} : ${identifier}`,
  },
  table: {
    own: (n: string, published: string) =>
      n === "1"
        ? "Un chiffre"
        : n === published
          ? `${n} chiffres publiés`
          : published === "0"
            ? `Aucun chiffre publié sur ${n}`
            : `${published} ${published === "1" ? "chiffre publié" : "chiffres publiés"} sur ${n}`,
    place: "Endroit",
    period: "Période",
    measure: "Thème",
    type: "Foyers",
    value: (unit: string) => `Valeur, ${unit}`,
    homes: "Foyers",
    homesBelow: (n: string) => `${n}\u00a0foyers`,
    share: "Part des foyers",
    all: (n: string) => `Les ${n} lignes`,
    cut: (shown: string, n: string) => `Les ${shown} premières lignes sur ${n} ; les fichiers les donnent toutes.`,
    belowZero: "Ici, chiffres et marges s’arrêtent à zéro ; dans les fichiers, le flou peut les faire passer dessous.",
  },
  take: {
    title: "Emporter ces lignes",
    text: "Avec codes, marges et nombres de foyers.",
    lines: "Ces lignes, en fichier",
    files: { csv: "CSV sans notes", spreadsheet: "Tableur", json: "JSON", parquet: "Parquet", arrow: "Arrow" },
    failed: "Le fichier n’a pas pu être fait. Réessayez, ou prenez un autre format.",
    whole: "Tout un thème, toutes périodes",
    spreadsheet: "CSV pour Excel",
    stream: "Arrow (flux)",
    shapes: "Contours (GeoJSON)",
    geojson: "GeoJSON, pour QGIS",
    overlap: "Des types de foyers s’y recouvrent : leur somme compte des foyers plusieurs fois.",
    empty:
      "Un champ vide n’est jamais un zéro. CONF_STATUS A : pas assez de foyers ; D : non publié, car il en ferait deviner un autre ; F et vide : trop imprécis, ou au-delà du plafond.",
    api: "Par l’API",
    apiText: "La même sélection en JSON, toujours à jour.",
    apiFixed: (release: string) => `La même sélection en JSON, figée à la publication ${release}.`,
    /** before the addresses of each of several releases, of a topic where there are several */
    apiFrozen: (topic: string) => `${topic === "" ? "Chaque publication, figée" : `${topic}, chaque publication figée`}\u00a0:`,
    apiNewest: "Pour suivre les révisions :",
    apiNewestLink: "l’adresse toujours à jour",
    copy: "Copier l’adresse",
    copied: "Adresse copiée.",
    notCopied: "La copie n’a pas été permise : sélectionnez l’adresse et copiez-la.",
    programs: "Dans un programme",
    copyProgram: (language: string) => `Copier (${language})`,
    programCopied: "Copié.",
    programNotCopied: "La copie n’a pas été permise : sélectionnez le programme et copiez-le.",
  },
  cite: {
    title: "Citer",
    waiting: "Chargement de la citation…",
    /** description of what is shown, as the title of a citation */
    what: ({ what, statistic, where, when, who }: Record<"what" | "statistic" | "where" | "when" | "who", string>) =>
      `${what}, ${statistic}, ${where}, ${when}, ${who}`,
    kind: "Extrait de jeu de données",
    licence: "Licence Ouverte 2.0 (etalab-2.0)",
    from: (oldest: string, newest: string, n: number) => `de ${oldest} à ${newest}, ${n} publications`,
    hashes: (first: string, others: number) => `${first}, et ${others} autres que donnent les fichiers`,
    copyShown: "Copier la citation",
    whole: (n: number): string => (n === 1 ? "Citer la publication entière" : "Citer les publications entières"),
    copy: (id: string) => `Copier la citation (${id})`,
    copied: "Citation copiée.",
    selected: "La copie n’a pas été permise ; la citation est sélectionnée : copiez-la.",
    failed: "La citation n’est pas venue : réessayez dans un moment.",
    more: (n: number) => `Les ${n} publications les plus récentes ; pour en citer une autre, choisissez sa période.`,
    /** the manifest, whose hash is the identifier */
    note: "Gardez aussi vos fichiers : le site ne promet pas de durée. L’empreinte désigne la publication par son contenu, figé :",
    manifest: (id: string) => `manifeste de ${id}`,
  },
  empty: {
    first: "Pas encore de chiffres à emporter",
    firstText: "Aucune publication n’est encore disponible. Ce qui sera publié, et comment, est fixé d’avance :",
    planned: "Ce qui sera publié",
    plannedText: (unit: string) => `en ${unit} par mois`,
    meanwhile: "En attendant",
    contribute: "Contribuer",
    docs: "Lire la documentation et le dictionnaire",
    privacy: "Voir comment on protège",
    none: "Rien n’est publié pour ce choix",
    /** which part of a choice no publication has */
    lacks: {
      types: "Ce type de foyers n’est pas publié à ce niveau : plus de groupes, ce serait plus de flou pour tous.",
      level: "Ce niveau n’est pas publié pour cette période.",
      periods: "Ce thème n’est pas publié pour cette période.",
    },
    withheld: "Pas encore de chiffre",
    withheldText: (n: number, why: string) => `${n === 1 ? "Une ligne" : `${n} lignes`}, sans chiffre : ${why}.`,
    /** no row of the statistic exists at the level, whatever the homes */
    noneAt: (what: string, level: string, when: string) => `${what} ${level} ${when}, quel que soit le nombre de foyers.`,
    noStatistic: {
      COUNT: "Aucun nombre de foyers n’est publié",
      MEAN: "Aucune moyenne n’est publiée",
      TOTAL: "Aucun total n’est publié",
      P50: "Aucune médiane n’est publiée",
      other: "Cette limite n’est pas publiée",
      distribution: "Aucune répartition n’est publiée",
    },
    nearest: "Le plus proche qui soit publié",
    value: (name: string, value: string) => `${name} : ${value}.`,
    show: (what: string) => `Montrer : ${what}`,
  },
};
