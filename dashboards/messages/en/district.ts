import type { fr } from "../fr/district.ts";

/** Tells whether an amount is written as 0, with its unit. */
const isNought = (amount: string): boolean => /^\D*0(\.0+)?\D*$/.test(amount);

/** `2 to 5 €`; where the lower end rounds to 0, `up to 5 €` */
const range = (lower: string, upper: string): string => (/^\D*0(\.0+)?$/.test(lower) ? `up to ${upper}` : `${lower} to ${upper}`);
/** A place without its preposition, with its article: `the Laennec neighbourhood`. */
const bare = ({ of }: { readonly of: string }): string => of.replace(/^in /, "");

/** `1st`, `22nd`, `113th` */
const ordinal = (n: number): string => {
  const teen = n % 100 >= 11 && n % 100 <= 13;
  return `${n}${teen ? "th" : (["th", "st", "nd", "rd"][n % 10] ?? "th")}`;
};

const between = (lower: string, upper: string): string =>
  lower === upper ? "with almost no margin" : `between ${lower} and ${upper}`;

/** `about 3,400`; a number of homes that is written to the last of five digits is not about anything. */
const about = (n: string, word = "about"): string => (/^\D*(\d\D*){4,}[1-9]$/.test(n) ? n : `${word} ${n}`);

export const en: typeof fr = {
  lead: "The map, the ranking, two places side by side, a portrait of a neighbourhood.",
  unknownPlace: "This place does not exist in this territory.",
  unknownTopic: "This topic does not exist in this commons: here is another.",
  views: {
    label: "What the page shows",
    map: "Map",
    compare: "Compare",
    portrait: "Portrait",
    own: "My area",
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
    search: "A name, a town, a postcode",
    searchNames: "A name or a town",
    tryCode: "Try the name of the town, a postcode, or tap the map.",
    tryName: "Try the name of the town, or tap the map.",
    tryNameAlone: "Try the name of the town.",
    officialNames: (levels) => `Names of ${levels} are those of Insee, the statistical office.`,
    noCodes: (name) => `Postcode not known here: type a name, such as “${name}”.`,
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
  perMonth: "per month",
  from: between,
  fileMethod:
    "METHOD says how each figure was computed, and nothing of where the data come from: “measured” from the homes of the place alone, “modelled” pulled towards the figure of a wider place.",
  detail: (level, of) => `${level} ${of}`,
  map: {
    both: (more, less, what, place) => `${more} ${what} above ${bare(place)}, ${less} below`,
    only: (n, what, place, more) => `${n} ${what} ${more ? "above" : "below"} ${bare(place)}`,
    none: (place) => `None stands out from ${bare(place)}, allowing for margins`,
    nothing: (plural) => `The ${plural}, before the figures`,
    subtitle: (whole, coloured) => `Overall: ${whole}.${coloured ? " In colour: the difference is beyond the margins." : ""}`,
    wholeWide: (place) => `The margin of ${bare(place)} is too wide: nothing to compare with`,
    wholeAbsent: (place) => `The figure of ${bare(place)} is not published: nothing to compare with`,
    label: (topic, plural, of, more, less, same, wide, absent) =>
      `Map of the ${plural} ${of}: ${topic}. ${more} above the whole, ${less} below, ${same} with no certain difference, ${wide > 0 ? `${wide} with too wide a margin, ` : ""}${absent} without a figure.`,
    less: (place) => `less than ${bare(place)}`,
    same: "too close to tell",
    more: "more",
    wide: "margin too wide",
    published: "published",
    uncompared: "published, nothing to compare with",
    absent: "not enough homes",
    notBefore: (period) => `not before the end of ${period}`,
    notDue: { month: "not published by month", quarter: "not published by quarter", year: "not published by year" },
    alone: (name, value) => `${name}: ${value}`,
    aloneThen: (name, value, period) => `${name}, ${period}: ${value}`,
    elsewhere: (place) => `Nearly all the homes counted are ${place.of}`,
    noMedian: "median not published",
    noTypes: "not published by type",
    noMedians: (plural) => `Too few homes for medians of the ${plural}.`,
    means: "the averages",
    band: "Band: the protection margin.",
    notYet: (plural, when) => `The ${plural} have no figure yet ${when}`,
    notYetText: "The smaller the place, the rarer its figures: that is what protects them.",
    longer: (period) => `See ${period}`,
    nowhere: (needed) =>
      needed === null
        ? "Not enough homes here yet."
        : `Not enough homes here yet: each place needs about ${needed} for an even chance.`,
    hint: "Tap the map, or a row in the ranking.",
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
    repeats: { period: "The same map in each period", type: "The same map for each kind of home" },
    oneMap: "One map",
    eachTitle: {
      period: (topic, fromTo, place) => `${topic}, ${fromTo}, beside ${bare(place)}`,
      type: (topic, place) => `${topic}, by kind of home, beside ${bare(place)}`,
    },
    found: (less, more) =>
      less === "0" && more === "0"
        ? "none stands out"
        : [...(less === "0" ? [] : [`${less} lower`]), ...(more === "0" ? [] : [`${more} higher`])].join(", "),
    chosenOver: (name) => `Above each map: ${name}.`,
    fromTo: (from, to) => `${from} to ${to}`,
    oneScale: {
      period: "Each map compares with the whole of its period.",
      type: "Each map compares with the same homes of the whole.",
    },
    leftOut: (types) => `Hardly anything is published for: ${types}.`,
    wholeThen: (value) => `whole: ${value}`,
    eachLabel: (title) => `Several maps: ${title}.`,
    strongest: (most) => `Strongest colour: ${most} apart.`,
    hintRepeats: "Tap a place to follow it from map to map, a title to open its map.",
    relations: { less: "less", more: "more", same: "too close to tell", absent: "not enough homes" },
  },
  ranking: {
    title: (n, plural, topic) => `${n} ${plural}, from highest to lowest: ${topic}`,
    one: "Only one place is published",
    subtitle: "Thin line: the protection margin. Hollow dot: too close to tell.",
    /** below a ranking of which a margin leaves the axis */
    beyond: "Arrow: the margin goes further.",
    sizes: "The size of homes is not allowed for.",
    subtitleWithout: "Thin line: the protection margin.",
    label: (first, last) => `Ranking with margins, from ${first} to ${last}.`,
    whole: (name, value) => `${name}: ${value}`,
    all: (n) => `Show all ${n}`,
    fewer: "Show fewer",
    absent: (names) => `Not enough homes: ${names}.`,
    kept: (names) => `Figure held back, to protect another: ${names}.`,
    keptMany: (n, plural) => `Figures held back in ${n} ${plural}, to protect others.`,
    absentMany: (n, plural, needed) =>
      `Not enough homes yet in ${n} ${plural}${needed === null ? "" : `; each needs about ${needed} for an even chance`}.`,
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
    share: (share, dwellings) => `${share} of ${dwellings} dwellings are counted`,
    shareOf: (share) => `${share} of dwellings`,
    unsure: "Read with care: its margin is too wide.",
    cut: "The blur alone would take its margin below zero: it is shown from zero. No home has a negative amount.",
    mostly: (name, at) => `${name}: nearly all the homes counted are ${at}.`,
    noMedian: (mean) => `Too few homes for a median; on average: ${mean}.`,
    absent: "Not enough homes yet.",
    kept: "Its figure is held back, to protect another: a subtraction would tell that one too closely.",
    notBefore: (period, homes) => `Not before the end of ${period}, and only with ${homes}.`,
    notDue: (plural, when) => `Nothing is published for the ${plural} ${when}, however many homes take part.`,
    needed: (needed, level) => `About ${needed} are needed at this level (${level}) for an even chance.`,
    neededAtLeast: (k) => `At least ${k} are needed; we do not say how many are there already.`,
    tiny: "under 0.1%",
    mostlyIts: (at) => `Nearly all its homes counted are ${at}.`,
    meanwhile: (name, value) => `Meanwhile, ${name}: ${value} per month.`,
    meanwhileShare: (name, value) => `Meanwhile, ${name}: ${value}.`,
    portrait: "Its portrait",
    compare: "Compare with…",
    report: "A4 report",
    inside: "See inside",
    whole: "See a wider area",
    contribute: "Contribute",
    protected: "How is this protected?",
    protectedText: (k) => `Every figure covers at least ${k} homes, and a slight blur is added to it.`,
  },
  compare: {
    more: (a, lower, upper, b) => `${a}, *${range(lower, upper)} more* per month than ${b}.`,
    less: (a, lower, upper, b) => `${a}, ~${range(lower, upper)} less~ per month than ${b}.`,
    moreShare: (a, lower, upper, b) => `${a}, *${range(lower, upper)} more* than ${b}.`,
    lessShare: (a, lower, upper, b) => `${a}, ~${range(lower, upper)} less~ than ${b}.`,
    same: "They cannot be told apart.",
    wide: (places) =>
      places.length === 1
        ? `The margin of ${places.map(bare).join()} is too wide: nothing to conclude.`
        : `The margins of ${places.map(bare).join(" and ")} are too wide: nothing to conclude.`,
    sameAway: (a, b) => `${a} and ${b} cannot be told apart.`,
    sameText: (a, b, lower, upper) =>
      isNought(lower) || isNought(upper)
        ? `With its margin, ${a}: up to ${isNought(lower) ? `${upper} more` : `${lower} less`} than ${b}.`
        : `With its margin, ${a} is between ${lower} less and ${upper} more than ${b}.`,
    points: (size) => `${size}\u00a0point${size === "1" ? "" : "s"}`,
    pointsOnAxis: "pts",
    made: (told) => `Line: the protection margin${told ? "; the difference’s takes both into account" : ""}.`,
    label: (a, b, gap) => `A, ${a}. B, ${b}. Difference from A to B: ${gap}.`,
    onMap: "A and B on the map",
    gap: "Difference, A minus B",
    gapNote: "with its own margin",
    gapRow: "Difference",
    equal: "equal",
    lower: "A less",
    higher: "A more",
    twins: (a, b) => `${a} and ${b} are the same homes: one is the other’s only part.`,
    alike: "nearly the same homes",
    same2: "This is the same place twice: choose another.",
    chooseBoth: "Choose two places in the sentence, or tap them on the map.",
    choose: "Choose a second place in the sentence, or tap it on the map.",
    waiting: "The figures are loading.",
    moreOf: "more",
    lessOf: "less",
    noPair: "Nothing to compare for now.",
    paper: "Side by side, and their difference",
    paperAlone: "Side by side",
    furthest: (most, least) => `The two ends of the ranking: ${most} and ${least}`,
    swap: "Swap A and B",
  },
  represented: {
    title: "Who weighs in these figures",
    outweighing: (at, homes, dwellings) => `*${homes}* of the homes counted are ${at}, with ${dwellings} of the dwellings.`,
    leans: ({ of }) => `The average ${of} is that much more like theirs.`,
    see: "Who is counted?",
  },
  portrait: {
    more: ({ at }, topics) => `*more* than ${at} for ${topics}`,
    less: ({ at }, topics) => `~less~ than ${at} for ${topics}`,
    lessToo: (topics) => `~less~ for ${topics}`,
    sameToo: (topic) => `${topic}: too small a difference to tell`,
    titleOne: (topic, value, gap, place, isMore) =>
      `${topic}: ${value} a month, ${gap} ${isMore ? "*more*" : "~less~"} than ${bare(place)}.`,
    titleSame: (place) => `Nothing sets it apart from ${bare(place)}, allowing for margins.`,
    titleOwn: (whole, at) =>
      `${whole.at.charAt(0).toUpperCase()}${whole.at.slice(1)}, nearly all the homes counted are ${at}: the two cannot be compared.`,
    titleNone: "Not enough figures yet for a portrait.",
    titleWhole: (name, topic, value) =>
      `${name}, ${topic.charAt(0).toLowerCase()}${topic.slice(1)}: ${value} per month on average`,
    where: (detail, dwellings, code) => `${detail}, ${dwellings} dwellings${code === "" ? "" : `, code ${code}`}`,
    topics: "Topic by topic",
    topicsSubtitle: (name) => `Difference from the whole (${name}), in %. Line: that difference’s protection margin.`,
    topicsWhole: "What homes here have on average, per month.",
    topicsLabel: (name, parts) => `Difference from ${name}. ${parts}`,
    equal: "equal",
    period: (period) => `per month, ${period}`,
    gapMore: (lower, upper) => `▲ ${range(lower, upper)} more`,
    gapLess: (lower, upper) => `▼ ${range(lower, upper)} less`,
    gapSame: "difference too small to tell",
    gapWide: (whole) => `Margin too wide to compare (${whole})`,
    byTypeAbsent: (name, why) => `${name}: ${why}`,
    byTypeAbsentMany: (n, why) => `${n} other kinds: ${why}`,
    noParent: (name) => `${name} is not published`,
    needed: (needed) =>
      needed === null ? "not enough homes" : `not enough homes; about ${needed} are needed for an even chance`,
    topic: "Topic",
    here: "Here",
    trendUp: (topic, last, first) => `${topic}: more in ${last} than in ${first}`,
    trendDown: (topic, last, first) => `${topic}: less in ${last} than in ${first}`,
    trendUntold: (topic, first, last) => `${topic}, ${first} to ${last}: no sure change`,
    trendEachYear: (topic, high, low) =>
      `${topic}: every year ${[high === null ? "" : `highest in ${high}`, low === null ? "" : `lowest in ${low}`].filter((one) => one !== "").join(", ")}`,
    trendSeasons: (topic, first, last) => `${topic}, ${first} to ${last}`,
    trendPeaks: (topic, high, low) =>
      `${topic}: ${[high === null ? "" : `highest in ${high}`, low === null ? "" : `lowest in ${low}`].filter((one) => one !== "").join(", ")}`,
    trendNotDue: (plural, often) => `Nothing appears ${often} for ${plural}, however many homes take part.`,
    trendSubtitle: (unit) => `Average per home per month, in ${unit}. Band: the protection margin.`,
    trendAlways: (topic, { at }, more) => `${topic}: ${more ? "more" : "less"} than ${at} in every period`,
    trendLabel: (topic, name, from, to) => `${topic}, ${name}, from ${from} to ${to}.`,
    trendPeriod: "Period",
    trendWithout: (name, periods, why) => `No figure for ${name}: ${periods} (${why}).`,
    trendApart: {
      quarter: "Noise is added to the year and to each quarter apart: they can differ.",
      month: "Noise is added to the year and to each month apart: they can differ.",
    },
    trendWider: (name) => `${name}, which is wider, has one.`,
    wider: "The rest is known for a wider place only:",
    widerPortrait: (name) => `Portrait: ${name}`,
    topicWord: "Topic of this figure",
    season: "The season affects each period: compare the same season from year to year.",
    whoShare: (low, high) =>
      high === "0"
        ? "Fewer than one dwelling in a hundred is counted"
        : low !== high
          ? `Between ${low} and ${high} dwellings in a hundred are counted`
          : high === "1"
            ? "One dwelling in a hundred is counted"
            : `${high} dwellings in a hundred are counted`,
    whoSubtitle: "Each dot: one dwelling in a hundred.",
    whoDots: (topic) => `Each dot: one dwelling in a hundred (${topic}).`,
    whoAlone: (homes) => `${about(homes)} counted`,
    censusDiffers: (more, less) =>
      more === "" || less === ""
        ? `${more === "" ? "~Fewer~" : "*More*"} here than in the census: ${more || less}`
        : `*More* here than in the census: ${more}; ~fewer~: ${less}`,
    censusSame: "The homes counted match the census, allowing for margins",
    censusSubtitle: (topic, period) => `${topic}, ${period}. Dot: the homes counted, with the margin. Square: the census.`,
    censusRow: (share, census) => `${share} here, ${census} in the census`,
    censusHere: "Homes counted",
    censusThere: "Census",
    byType: (by) => `By ${by}`,
    byTypeEnds: (of, [low, lowKind], [high, highKind]) =>
      `${of === "mean" ? "On average" : "In the middle"}, from ${low} (${lowKind}) to ${high} (${highKind})`,
    byTypeWider: (at, why) => `By kind of home, ${at}: ${why}.`,
    byTypeSubtitle: (topic, period) =>
      `${topic} per month, ${period}. Homes from lowest to highest; each dot is two in a hundred, from the published distribution.`,
    byTypeMeans: (topic, period) => `${topic}, average per month, ${period}. Line: the protection margin.`,
    byTypeAverage: (title) => `${title}, on average`,
    byTypeMiddle: (value) => `in the middle: ${value}`,
    byTypeMean: (value) => `on average: ${value}`,
    byTypeLine: (value) => `middle of all: ${value}`,
    byTypeHomes: (n) => `${about(n)} homes`,
    byTypeLabel: (name, value) => `${name}, ${value}.`,
    low: "the lowest quarter",
    half: "the middle half",
    high: "the highest quarter",
    unknown: "a quarter that is not published: too imprecise",
    noLow: "lowest quarter: too imprecise",
    noHigh: "highest quarter: too imprecise",
    noSpread: "spread: too imprecise",
    undotted: (name, value) => `${name}, ${value}; spread too imprecise.`,
    beyond: (n) => `${n}% beyond ▸`,
  },
  own: {
    mine: "My area",
    noMedian: "A middle cannot be worked out from other middles: choose the average.",
    andOthers: (n) => ` and ${n} others`,
    partsMore: (n) => `There is no room here for ${n} other places, further down: the web address shows them.`,
  },
  months: {
    value: (homes, of) => `${homes} homes ${of}`,
    one: (at, period) => `${at}, ${period}: the first figure`,
    subtitle: "Line: the protection margin.",
    coming: "upcoming",
    opened: (at, closed) =>
      closed
        ? `This commons is being prepared ${at}. Here is what will appear once it opens.`
        : `This commons has just opened ${at}. Here is what will appear, and when.`,
    later: (view) => `“${view}” comes with the first figures.`,
    hint: "Tap a place on the map to see what it needs to appear.",
    noneTitle: "Nothing is published yet",
    noneText: (k) =>
      `A figure appears once there are enough homes: never fewer than ${k}. We do not say how many are there already: that would give too much away.`,
    calendar: "What will appear, and when",
    calendarText: "A small place appears less often than the whole: that is what protects it.",
    often: { month: "every month", quarter: "every quarter", year: "every year" },
    levels: (plural) => `The ${plural}`,
    wholeLevel: (name) => `All of ${name}`,
    needed: (n) => `about ${n} homes`,
    neededAtLeast: (k) => `at least ${k} homes`,
    firstAfter: (period) => `, from the end of ${period} at the earliest`,
    today: "today",
    dozens: "A place often needs a few dozen homes.",
    fixed: "This calendar and these numbers are public, and were fixed before the first home joined.",
    plan: "The whole plan",
    calendarLabel: (parts) => `Calendar of publications. ${parts}`,
    reference: "A public reference figure, not ours",
    referenceName: (period) => `in ${period}`,
    references: "Published topics, next to reference figures",
    referencesNone: "Meanwhile, public reference figures",
    referencesText:
      "Per month. A hollow square is a figure from elsewhere. It says nothing about your neighbours, and gives no verdict.",
  },
  report: {
    head: (date) => `Neighbourhood report, ${date}`,
    among: (plural, of) => `Among the ${plural} ${of}`,
    amongText: (topic, place) =>
      `${topic}, average per month. Each dot is a place; filled: it differs from the whole by more than the margins. Line: the margin of ${bare(place)}.`,
    rank: (best, worst, of) =>
      `${ordinal(best)}${best === worst ? "" : ` ${worst === best + 1 ? "or" : "to"} ${ordinal(worst)}`} of ${of}`,
    rankText: (plural) => `among the ${plural}, from highest to lowest, allowing for margins`,
    valueText: (period, lower, upper) => `per home per month, ${period}, ${between(lower, upper)}`,
    table: "Average of all homes, per month",
    margin: "between",
    difference: "difference",
    early: "Printed before everything had loaded: the map or the trend may be missing. Print again in a moment.",
    waiting: "The report is being prepared…",
    read: "Worth knowing.",
    readText: (k) =>
      `Every figure covers at least ${k} homes and is slightly blurred; the margin says by how much, 95 times in 100. It says nothing about homes that are not counted.`,
  },
  embed: {
    see: "See the whole page",
    unknown: "There is no such figure: its address names a drawing, place, topic or period that this commons does not have.",
  },
};
