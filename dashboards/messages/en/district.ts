import type { fr } from "../fr/district.ts";

/** `1st`, `22nd`, `113th` */
const ordinal = (n: number): string => {
  const teen = n % 100 >= 11 && n % 100 <= 13;
  return `${n}${teen ? "th" : (["th", "st", "nd", "rd"][n % 10] ?? "th")}`;
};

/** `2 to 5 €`; where the lower end rounds to 0, `up to 5 €` */
export const range = (lower: string, upper: string): string =>
  /^\D*0(\.0+)?$/.test(lower) ? `up to ${upper}` : `${lower} to ${upper}`;
/** A place without its preposition, with its article: `the Laennec neighbourhood`. */
export const bare = ({ of }: { readonly of: string }): string => of.replace(/^in /, "");

const between = (lower: string, upper: string): string =>
  lower === upper ? "with almost no margin" : `between ${lower} and ${upper}`;

/** `about 3,400`; a number of homes that is written to the last of five digits is not about anything. */
export const about = (n: string, word = "about"): string => (/^\D*(\d\D*){4,}[1-9]$/.test(n) ? n : `${word} ${n}`);

export const en: typeof fr = {
  lead: "The map, the ranking, two places side by side, a portrait of a neighbourhood.",
  unknownPlace: "This place does not exist in this territory.",
  unknownTopic: "This topic does not exist in this commons: here is another.",
  views: {
    label: "What the page shows",
    map: "Map",
    compare: "Compare",
    portrait: "Portrait",
    own: "Own area",
  },
  words: {
    whole: { of: "in the whole", at: "in the whole" },
    topic: "Topic",
    statistic: "Figure",
    type: "Homes",
    level: "Detail",
    place: "Place",
    period: "Period",
    a: "First place",
    b: "Second place",
    zone: "Area",
    search: "A name or a postcode",
    searchNames: "A name",
    searchNumbered: (postcode) => `A name, or ${postcode}`,
    partly: (typed, word) => `No “${typed}”. With “${word}”:`,
    tryName: "Try another name.",
    officialNames: (levels) => `Names of ${levels} are those of Insee, the statistical office.`,
    meanwhile: (name, value) => `Meanwhile, ${name}: ${value}`,
    find: "Find a place",
    choose: "a place",
    statistics: { mean: "on average", median: "in the middle", participation: "share of dwellings counted" },
    participationIn: (topic) => `Share of dwellings counted (${topic})`,
    statisticNotes: {
      mean: "the total, shared equally",
      median: "half are below it, half above",
      participation: "how many dwellings in a hundred are counted",
    },
    allTypes: "all homes",
    eachType: "each type of home",
    onlyAll: (level) => `By ${level}: all homes only.`,
    for: "for",
    in: "across",
    or: "or",
    within: "in",
    withinQuarter: "in",
    compare: "Compare",
    with: "with",
    topicAfter: ":",
    nounAfter: ",",
    beside: (place) => `compared with ${bare(place)}`,
    ownIn: "My own area:",
    pickOwn: "Places I pick",
    levels: (plural) => `the ${plural}`,
    wider: "Wider",
    around: "Nearby",
    siblings: (place) => `Also ${place.at}`,
    inside: "Within",
    zones: "Ready-made areas",
    oneZone: "a ready-made area",
    onlyOf: (name) => `${name} only`,
    absentOf: (why, which) => `${why}: ${which}`,
    noRows: "nothing is published yet",
    publishedOf: (n, of, plural) => `${n} of ${of} ${plural}`,
  },
  per: {
    mean: { household: "Per counted home per month.", person: "Per person per month, in the homes counted." },
    median: {
      household: "The middle counted home, per month.",
      person: "The middle person, per month, in the homes counted.",
    },
    participation: {
      household: "Dwellings with a figure here, out of a hundred in the census.",
      person: "Dwellings with a figure here, out of a hundred in the census.",
    },
  },
  perOfType: "Of a hundred homes of this kind in the census, those with a figure that counts here.",
  slide: "Slide 16:9",
  slideEnds: (n) => `The ${n} highest and the ${n} lowest; the others are on the page.`,
  geojson: "GeoJSON, for QGIS",
  cite: "Cite",
  perMonth: "per month",
  from: between,
  detail: (level, of) => `${level} ${of}`,
  map: {
    both: (more, less, what, place) => `${more}\u00a0${what} above ${bare(place)}, ${less}\u00a0below`,
    only: (n, what, place, more) => `${n}\u00a0${what} ${more ? "above" : "below"} ${bare(place)}`,
    none: (place) => `None stands out from ${bare(place)}, allowing for margins`,
    noneOf: (name, place) => `${name} does not stand out from ${bare(place)}, allowing for margins`,
    nothing: (plural) => `The ${plural}, before the figures`,
    subtitle: (whole, then) => `Overall: ${whole}. ${then}`,
    coloured: "In colour: the difference is beyond the margins.",
    wholeWide: (place) => `The margin of ${bare(place)} is too wide: nothing to compare with`,
    wholeModelled: (place) => `The mean of ${bare(place)} is modelled: nothing to compare with`,
    wholeAbsent: (place) => `The figure of ${bare(place)} is not published: nothing to compare with`,
    label: (topic, plural, of, more, less, same, wide, absent) =>
      `Map of the ${plural} ${of}: ${topic}. ${more} above the whole, ${less} below, ${same} with a difference too small to tell, ${wide > 0 ? `${wide} with too wide a margin, ` : ""}${absent} without a figure.`,
    less: (place) => `less than ${bare(place)}`,
    more: "more",
    wide: "margin too wide",
    ranks: "Numbers of the list, from highest to lowest; the order is approximate",
    weighed: (whole, count, n, names) =>
      `If each place weighed by all its dwellings, the whole would be around ${whole}: ${n === 1 ? `${names} would no longer stand out` : `${count} places would no longer stand out${names === "" ? "" : ` (${names})`}`}.`,
    weighedTopics: (topics, of) =>
      `If each place ${of} weighed by all its dwellings, the difference would be too small to tell: ${topics}.`,
    inOrder: "From highest to lowest; the order is approximate",
    strongest: (most) => `strongest colour: ${most} apart`,
    published: "published",
    uncompared: "published, nothing to compare with",
    absent: "not enough homes",
    notBefore: (period) => `not before the end of ${period}`,
    notDue: { month: "not published by month", quarter: "not published by quarter", year: "not published by year" },
    alone: (name, value) => `${name}: ${value}`,
    aloneThen: (name, value, period) => `${name}, ${period}: ${value}`,
    elsewhere: (own, place) => `Nothing is published ${own.at}: nearly all the homes counted are ${place.at}`,
    nothingOf: "nothing published",
    noMedian: { uncomputed: "median not computed at this level", imprecise: "median too imprecise" },
    unpublished: "not published yet",
    closed: "this commons is not open yet",
    noTypes: "never published by kind of home at this level",
    noTypesTitle: "Never published by kind of home at this level",
    noShare: "the census does not say here how many homes are of this kind",
    noShareTitle: "No share for this kind of home: nobody knows how many there are",
    means: "the averages",
    band: "Band: the protection margin.",
    notYet: (plural, when) => `The ${plural} have no figure yet ${when}`,
    notYetText: "The smaller the place, the rarer its figures: that is what protects them.",
    longer: (period) => `See ${period}`,
    nowhere: (needed) =>
      needed === null
        ? "Not enough homes here yet."
        : `Not enough homes here yet: each place needs about ${needed} for an even chance of appearing.`,
    hint: "Choose on the map or in the ranking.",
    waiting: "The map is loading.",
    tiles: "This territory has no outlines: places are in alphabetical order.",
    inRanking: "Its rank",
    place: "Place",
    value: "Figure",
    between: "Between",
    said: "Difference",
    homes: "Homes",
    timeline: "Period",
    steps: { year: "Years", quarter: "Quarters", month: "Months" },
    fromTo: (from, to) => `${from} to ${to}`,
    barely: (relation) => `${relation}, barely`,
    relations: { less: "less", more: "more", same: "difference too small to tell", absent: "not enough homes" },
  },
  ranking: {
    title: (n, plural, topic) => `${n} ${plural}, from highest to lowest: ${topic}`,
    one: "Only one place is ranked",
    none: "No place is ranked",
    subtitle:
      "Thin line: the protection margin. Hollow dot: difference too small to tell. Where two margins meet, the order is not sure.",
    /** below a ranking of which a margin leaves the axis */
    beyond: "Arrow: the margin goes further.",
    subtitleWithout: "Thin line: the protection margin.",
    label: (first, last, unranked) =>
      `Ranking with margins, from ${first} to ${last}.${unranked > 0 ? ` Below it, unranked: ${unranked}.` : ""}`,
    whole: (name, value) => `${name}: ${value}`,
    left: (from, to) => (from === to ? `… ${from} …` : `… ${from} to ${to} …`),
    all: (n) => `Show all ${n}`,
    absent: (names) => `Not enough homes: ${names}.`,
    kept: (names) => `Figure not published, as it would give another away: ${names}.`,
    keptMany: (n, plural) => `Figures not published in ${n} ${plural}, to protect others.`,
    absentMany: (n, plural, needed) =>
      `Not enough homes yet in ${n} ${plural}${needed === null ? "" : `; each needs about ${needed} for an even chance of appearing`}.`,
    row: (name, figure, relation) => `${name}: ${figure}${relation === "" ? "" : `, ${relation}`}`,
    rows: "Choose a place",
    onMap: "On the map",
  },
  card: {
    homes: (n) => `${about(n, "About")} homes counted.`,
    more: range,
    moreText: (place, value) => `more than ${bare(place)} (${value})`,
    lessText: (place, value) => `less than ${bare(place)} (${value})`,
    same: (place, value) => `The difference from ${bare(place)} (${value}) is too small to tell.`,
    wide: (own, place, value) => `The margin of ${bare(own)} is too wide to compare it with ${bare(place)} (${value}).`,
    shareOfType: (homes) => `of ${homes} homes of this kind (census) are counted`,
    share: (dwellings) => `of ${dwellings} dwellings are counted`,
    shareOf: (share) => `${share} of dwellings`,
    unsure: "Read with care: its margin is too wide.",
    cut: "The noise alone would take its margin below zero: it is shown from zero. No home has a negative amount.",
    mostly: (name, at) => `${name}: nearly all the homes counted are ${at}.`,
    noTypes: (level) => `${level.charAt(0).toUpperCase()}${level.slice(1)} are never published by type of homes.`,
    noMedian: (why, mean) => `${why}${mean === null ? "" : `; on average: ${mean}`}.`,
    notBefore: (period, homes) => `Not before the end of ${period}, and only with ${homes}.`,
    notDue: (plural, when) => `Nothing is published for the ${plural} ${when}, however many homes take part.`,
    tiny: "under 0.1%",
    mostlyIts: (at) => `Nearly all its homes counted are ${at}.`,
    notYet: (k, needed) =>
      `Not enough homes yet${needed === null ? "" : `: it takes ${k} at least, about ${needed} for an even chance of appearing`}.`,
    meanwhile: (name, value) => `Meanwhile, ${name}: ${value} per month.`,
    meanwhileShare: (name, value) => `Meanwhile, ${name}: ${value}.`,
    portrait: "Its portrait",
    compare: "Compare with…",
    report: "A4 report",
    reportWaiting: "The report is being prepared…",
    inside: "See inside",
    whole: "See a wider area",
    see: (name) => `See ${name}`,
    contribute: "Contribute",
    protected: "How is this protected?",
    protectedText: (k) =>
      `Every figure covers at least ${k} homes, and a little noise is added to it. The margin contains the figure without noise 95 times in 100.`,
    rank: (best, worst, of) =>
      `${ordinal(best)}${best === worst ? "" : ` ${worst === best + 1 ? "or" : "to"} ${ordinal(worst)}`} of ${of}`,
    rankText: (plural) => `among the ${plural}, from highest to lowest, allowing for margins`,
  },
  compare: {
    wide: (names) => `${names.join(", ")}: margin too wide`,
    points: (size) => `${size}\u00a0point${size === "1" ? "" : "s"}`,
    onMap: "A and B on the map",
    gapRow: "Difference",
    alike: "nearly the same homes",
  },
  represented: {
    see: "Who is counted?",
  },
  portrait: {
    topicWord: "Topic of this figure",
    titleOwn: (whole, at) =>
      `${whole.at.charAt(0).toUpperCase()}${whole.at.slice(1)}, nearly all the homes counted are ${at}: the two cannot be compared.`,
    trendLabel: (topic, name, from, to) => `${topic}, ${name}, from ${from} to ${to}.`,
    trendPeriod: "Period",
    season: "The season affects each period: compare the same season from year to year.",
    byType: (by) => `By ${by}`,
    byTypeLabel: (name, value) => `${name}, ${value}.`,
  },
  own: {
    mine: "My area",
    noMedian: "A middle cannot be worked out from other middles: choose the average.",
    andOthers: (n) => ` and ${n} others`,
  },
  months: {
    opened: (at, closed) =>
      closed
        ? `This commons is being prepared ${at}. Here is what will appear once it opens.`
        : `This commons has just opened ${at}. Here is what will appear, and when.`,
    later: (view) => `“${view}” comes with the first figures.`,
    hint: "Choose a place on the map to see what it needs to appear.",
    often: { month: "every month", quarter: "every quarter", year: "every year" },
    needed: (n) => `about ${n} homes`,
    neededAtLeast: (k) => `at least ${k} homes`,
    willTake: (why, homes) => `${why}. A figure will appear only with ${homes}.`,
  },
  embed: {
    hint: "Tap a place to read it.",
  },
};
