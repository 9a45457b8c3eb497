import type { fr } from "../fr/explore.ts";

const joined = (parts: readonly string[]): string =>
  parts.length < 2 ? (parts[0] ?? "") : `${parts.slice(0, -1).join(", ")} and ${parts.at(-1)}`;

/** Names in a list, or their number where there are many. */
const named = (names: readonly string[]): string => (names.length > 8 ? `${names.length} places` : joined(names));

const upper = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** Texts of the page Data, in English. */
const untold = ({ wide, absent }: { readonly wide: number; readonly absent: number }): readonly string[] => [
  ...(wide > 0 ? [`${wide} with too wide a margin`] : []),
  ...(absent > 0 ? [`${absent} without a figure`] : []),
];

export const en: typeof fr = {
  title: "Data",
  hint: "Every underlined word opens a list. Topics, places, periods and homes: several choices go together.",
  lead: "Every published figure, with its margin: ranked, on the map, over time or against another. What is shown can be downloaded, cited and queried in SQL, under an open licence.",
  waiting: "Reading the releases…",
  unknown: (what) =>
    `This address names what is not published here (${what}); something else stands in its place. Check the sentence above.`,
  words: {
    measures: "Topic",
    statistic: "Statistic",
    level: "Level",
    places: "Place",
    periods: "Period",
    types: "Homes",
    by: (level) => `by ${level}`,
    byLabel: (level) => `By ${level}`,
    wholeOf: "overall",
    picked: "in these places:",
    pickedLabel: "Places of my choice",
    pickedText: "one by one, of any level",
    several: (n) => `${n} places`,
    and: joined,
    find: "A name, a town, a postcode",
    whole: "the whole territory",
    published: (shown, all) => (shown === 0 ? "no figure" : `${shown} of ${all} have a figure`),
    perMonth: (unit) => `in ${unit} per month`,
    absent: "nothing published here",
    noFigure: "no figure",
    forAll: "for all homes",
    forKind: (kind) => `for ${kind}`,
    forSome: (n) => `for ${n} kinds of homes`,
    all: "All homes",
    in: (period) => (/^\d+(st|nd|rd|th)/.test(period) ? `in the ${period}` : `in ${period}`),
    fromTo: (from, to) => `from ${from} to ${to}`,
    every: { month: "Every month", quarter: "Every quarter", year: "Every year" },
    steps: { month: "Months", quarter: "Quarters", year: "Years" },
    count: (n) => `${n} releases`,
  },
  statistics: {
    COUNT: "as a number of homes",
    MEAN: "on average",
    TOTAL: "in total",
    P10: "at the lowest tenth",
    P25: "at the lowest quarter",
    P50: "in the middle",
    P75: "at the highest quarter",
    P90: "at the highest tenth",
  },
  statisticLabels: {
    COUNT: "Number of homes",
    MEAN: "Mean",
    TOTAL: "Total of these homes",
    P10: "Lowest tenth",
    P25: "Lowest quarter",
    P50: "Middle (median)",
    P75: "Highest quarter",
    P90: "Highest tenth",
  },
  statisticTexts: {
    COUNT: "how many are counted",
    MEAN: "the total, shared among all",
    TOTAL: "the sum of what they have, per month",
    P10: "one home in ten has less",
    P25: "one home in four has less",
    P50: "one half has less, the other more",
    P75: "one home in four has more",
    P90: "one home in ten has more",
  },
  views: {
    label: "Six views of the same data",
    table: "Table",
    ranking: "Ranking",
    map: "Map",
    time: "Over time",
    scatter: "Scatter",
    distribution: "Distribution",
  },
  subtitle: ({ what, statistic, where, when, who, unit }) => `${what}, ${statistic}, ${where}, ${when}, ${who}. In ${unit}.`,
  subtitleHere: (unit) => `In ${unit}.`,
  perMonth: (unit) => `${unit} per month`,
  marks: {
    spread: "how homes are spread",
    ranking: "The thin line and the band: protection margins (95%).",
    map: "Compared with the whole: more or less only where the margins (95%) do not touch.",
    time: "The band around a line: its protection margin (95%).",
    scatter: "A dot: a place. Its two lines: its two protection margins (95%); the bands: those of the whole.",
    distribution: "The area of a bar: how many homes. The line: its protection margin (95%).",
  },
  between: (value, lower, upper) => `${value}, between ${lower} and ${upper}`,
  range: (lower, upper) => `${lower} to ${upper}`,
  absences: {
    few: "not enough homes",
    imprecise: "too imprecise",
    none: "not applicable",
    unpublished: "not published",
  },
  careful: "too wide a margin",
  provisional: "provisional",
  brokenSeries: "break in the series",
  ranking: {
    title: ({ more, less, wide, absent }, { name, of }) => {
      // A name with its article, where it takes one.
      const whole = of.replace(/^in /, "");
      if (more + less === 0) {
        return [`No clear difference from the whole (${name})`, ...untold({ wide, absent })].join(", ");
      }
      const places = (n: number): string => `${n}\u00a0place${n > 1 ? "s" : ""}`;
      if (more === 0) return `${places(less)} below ${whole}`;
      return `${places(more)} above ${whole}${less > 0 ? `, ${less}\u00a0below` : ""}`;
    },
    rest: ({ more, less, same, wide, absent }) =>
      more + less === 0
        ? ""
        : [same > 0 ? `${same} too close to tell. ` : "", ...untold({ wide, absent }).map((text) => `${text}. `)].join(""),
    extremes: (lowest, low, highest, high) => `From ${low} (${lowest}) to ${high} (${highest})`,
    few: (value, name) => `${name}: ${value}`,
    none: "No figure yet",
    whole: (name, value) => `${name}: ${value}`,
    label: (n) => `Ranking of ${n} places, each with its margin. The table below says the figures.`,
    leftOut: (groups) => `Not drawn: ${groups.map(({ why, names }) => `${named(names)} (${why})`).join("; ")}.`,
    cut: (n) => `The ${n} furthest apart are drawn; the table has them all.`,
  },
  map: {
    label: (n) => `Map of ${n} places, each compared with the whole. The table below says the figures.`,
    tiles: "This territory has no outlines: a square a place.",
    enlarge: "Tap a map to enlarge it.",
    beside: (text, whole, value) => `${text}; ${whole}: ${value}`,
    outlines: "The outlines are on their way.",
    noWhole: "The whole has no figure to hold places against: the map only says where there is one.",
  },
  legend: {
    less: "less",
    same: "too small a difference to tell",
    more: "more",
    wide: "too wide a margin",
    absent: "no figure: too few homes, or held back",
  },
  tap: "Tap a place to read its figure.",
  tapPoint: "Tap a point to read its figure.",
  tapBar: "Tap a bar to read how many homes it holds.",
  time: {
    single: "One period only, so far",
    singleText: (period) =>
      `It takes two releases of one length to tell what changes. That of ${period} is in the table; the next will make a line.`,
    change: {
      more: (name, to, last, from, first) => `${name}: ${last} in ${to}, more than in ${from} (${first})`,
      less: (name, to, last, from, first) => `${name}: ${last} in ${to}, less than in ${from} (${first})`,
      same: (name, to, from) => `${name}: no clear difference from ${from} to ${to}`,
    },
    changes: (more, less, same, from, to) =>
      `From ${from} to ${to}: ${joined(
        [
          more > 0 ? `${more} up` : "",
          less > 0 ? `${less} down` : "",
          same > 0 ? `${same} without a clear difference` : "",
        ].filter((part) => part !== ""),
      )}`,
    season: (highest, high, lowest, low) => `${high} in ${highest}, clearly more than in ${lowest} (${low})`,
    level: (from, to) => `From ${from} to ${to}, no period clearly stands out`,
    broken: (from, to) => `From ${from} to ${to}, in two series that do not follow each other`,
    plain: (from, to, what) => `${what}, from ${from} to ${to}`,
    cut: "counted differently",
    cutNote: (period) =>
      `*${period} does not follow what is before.* The clamp, the currency or the count has changed: the difference between the two is none.`,
    label: (n) => `${n === 1 ? "A line" : `${n} lines`} over time, with their margin. The table below says the figures.`,
    notFromZero: "The axis does not begin at zero.",
    panels: "All places have the same scale.",
    more: (n) => `And ${n} more, in the table.`,
  },
  scatter: {
    title: {
      more: (a, b) => `Where ${a} is high, ${b} often is too`,
      less: (a, b) => `Where ${a} is high, ${b} is often low`,
      none: (a, b) => `No visible link between ${a} and ${b}`,
      open: (a, b) => `Nothing can be concluded on a link between ${a} and ${b}`,
      few: (a, b, n) => `${a} and ${b}: ${n} places, too few to tell a link`,
    },
    quoted: (name) => `“${name}”`,
    both: (up, across) => `${up}; ${across}`,
    label: (n) => `Scatter of ${n} places by two measures, with their margins. The table below says the figures.`,
    r: (r, lower, upper, n) => `r = ${r}, between ${lower} and ${upper}, over ${n} places`,
    links: {
      more: (r) => `From place to place, the two go together (${r}).`,
      less: (r) => `From place to place, where one is high the other is low (${r}).`,
      none: (r) => `These places show no link (${r}).`,
      open: (r) => `These places do not let one conclude: a strong link may still be there (${r}).`,
    },
    left: (names) => `Without ${named(names)}, for want of one of the two figures or of a margin narrow enough.`,
    less: (topic, whole) => `${topic}: less than ${whole}`,
    more: (topic, whole) => `${topic}: more than ${whole}`,
    modelled: (names, of) =>
      names.length === of
        ? "Each of these points has a mean estimated by a model, which draws it towards what the wider place says."
        : `Mean estimated by a model, which draws it towards what the wider place says: ${named(names)}.`,
    few: "Fewer than eight places have both figures: no link can be told of them.",
    noise: "The blur on both sides weakens links.",
    home: "A link between places would say nothing of a home.",
    homes: "The two measures need not come from the same homes.",
    needs: "A scatter sets two things face to face: add a topic, a period or a kind of homes to the sentence.",
    single: "One topic and one period are published here: there is nothing to set against it yet.",
    add: (name) => `Add ${name}`,
    none: "No place has both figures.",
  },
  distribution: {
    title: (kind, low, high) => `Half of the ${kind} between ${low} and ${high}`,
    imprecise: (kind) => `How the ${kind} are spread`,
    known: ({ kind, low, middle, high }) =>
      [
        low === null ? "" : `a quarter~ have less than ${low}`,
        middle === null ? "" : `half~ have less than ${middle}`,
        high === null ? "" : `a quarter~ have more than ${high}`,
      ]
        .filter((part) => part !== "")
        .map((part, i) => (i === 0 ? upper(part.replace("~", ` of the ${kind}`)) : part.replace("~", "")))
        .join(", "),
    between: (low, high) => `From ${low} to ${high}`,
    homesRead: ({ value, lower, upper }) => `${value} homes, between ${lower} and ${upper}`,
    unsaid: "its quarters are too imprecise to be told",
    middle: (value) => `half have less than ${value}`,
    half: (low, high) => `the middle half: ${low} to ${high}`,
    homes: ({ value, lower, upper }) => `${value} homes (${lower} to ${upper}).`,
    beyond: (share) => `${share}% beyond ▸`,
    label: "How homes are spread by amount. The table below says the figures.",
    none: "No distribution is published for this choice.",
    noneText: "Distributions are measured at the widest levels only, where there are homes enough.",
    shares: {
      P10: "One home in ten",
      P25: "One in four",
      P50: "One half",
      P75: "Three in four",
      P90: "Nine in ten",
    },
    below: "has less than",
    bins: "Histogram, as CSV",
    empty: "A bar that the blur alone could make is not drawn; its place is hatched. Above a bar: its number of homes.",
  },
  undrawn: (drawn, all) =>
    `${drawn} drawings of ${all}: the others are in the table. Choose fewer topics, homes, periods or places to see them.`,
  aside: {
    says: {
      table: "What the table says",
      ranking: "What the ranking says",
      map: "What the map says",
      time: "What the lines say",
      scatter: "What the scatter says",
      distribution: "What the distribution says",
    },
    saysText: {
      table: "Each figure is that of the place’s participating homes, with the margin that the blur gives it.",
      ranking: "A place is above or below the whole only where their margins, before any rounding, do not touch.",
      map: "Colour says the difference from the whole, and only where the margins allow it.",
      time: "Two periods differ only where their margins do not touch; the title, which picks among all of them, asks for more.",
      distribution: "Where homes are: the larger a bar, the more of them have that amount.",
    },
    modelled: (n) =>
      n === 1
        ? "One of these means is estimated by a model that draws it towards what the wider place says, to lessen the error; its margin allows for it."
        : `${n} of these means are estimated by a model that draws them towards what the wider place says, to lessen the error; their margins allow for it.`,
    not: "What cannot be read from it",
    notText: {
      table: "An empty cell is never a zero. A mean of means is not the mean of the whole.",
      ranking: "The exact rank of two neighbours whose margins overlap.",
      map: "Two pale places are not equal: their difference is too small to be told.",
      time: "Why it changes: season, cold and participants change too.",
      distribution: "Where any one home stands: every bar is blurred.",
    },
    participants: "They are the homes counted, not all inhabitants.",
    missing: "Who is missing",
    missingText: (names, why, several) => `${names}: ${why}${several ? " (for one at least of these choices)" : ""}.`,
    others: (n) => `${n} other places`,
    careful: "To be read with care",
    carefulText: (names) => `${names}: too wide a margin to conclude; the figure is in the table.`,
    needed: (n, level) => `At the level “${level}”, about ${n} of them are needed to appear half of the time.`,
    measure: "What is measured",
    measureLink: (name) => `${name}: definition, clamp, protection`,
    address: "The address of these rows",
    sql: "The same question in SQL",
    ask: "Ask this question",
  },
  figure: { cite: "Cite", sql: "SQL", take: "Take" },
  table: {
    title: "The same figures",
    own: (n, published) => `${published} figures published, of ${n}`,
    place: "Place",
    period: "Period",
    measure: "Topic",
    type: "Homes",
    value: (unit) => `Value, ${unit}`,
    margin: "Margin (95%)",
    homes: "Homes",
    homesBelow: (n) => `${n} homes`,
    remark: "Note",
    share: "Share of homes",
    sort: (column) => `Sort by ${column}`,
    all: (n) => `All ${n} rows`,
    cut: (shown, n) => `The first ${shown} of ${n} rows; the files give them all.`,
    belowZero: "A bound below zero comes from the blur alone: the margin is not cut at zero, and no home has a negative amount.",
  },
  take: {
    title: "Take these rows",
    text: (n, name) => `${n} rows, as the release has them, codes and margins included: ${name}.`,
    counts: (figures, counts) =>
      `Figures: ${figures}; numbers of homes (STATISTIC = COUNT), which the table puts beside them: ${counts}.`,
    strict: "The file has the release’s columns only: “Cite” gives its source and day.",
    lines: "These rows, as a file",
    files: { csv: "CSV", excel: "CSV for French Excel", json: "JSON", parquet: "Parquet", arrow: "Arrow" },
    failed: "The file could not be made. Try again, or take another format.",
    whole: "A whole topic, all periods",
    spreadsheet: "CSV for French Excel",
    stream: "Arrow (stream)",
    shapes: "Boundaries (GeoJSON)",
    empty: "An empty field is a figure withheld or too imprecise, never a zero; CONF_STATUS says which.",
    api: "By the API",
    apiText: "The same selection, as JSON, up to date with the newest release.",
    apiFixed: (release) => `The same selection, as JSON, for good: the rows of release ${release}, whatever is published later.`,
    apiNewest: "To follow a later revision instead:",
    apiNewestLink: "the address that follows",
    copy: "Copy the address",
    copied: "Address copied.",
    notCopied: "Copying was not allowed: select the address and copy it.",
    programs: "In a program",
    copyProgram: (language) => `Copy (${language})`,
    programCopied: "Copied.",
    docs: "All of the documentation",
  },
  cite: {
    title: "Cite",
    waiting: "Loading the citation…",
    what: ({ what, statistic, where, when, who }) => `${what}, ${statistic}, ${where}, ${when}, ${who}`,
    kind: "Extract of a data set",
    licence: "Open Licence 2.0 (etalab-2.0)",
    from: (oldest, newest, n) => `from ${oldest} to ${newest}, ${n} releases`,
    hashes: (first, others) => `${first}, and ${others} more that the files give`,
    copyShown: "Copy the citation",
    whole: (n) => (n === 1 ? "Cite the whole release" : "Cite the whole releases"),
    copy: (id) => `Copy the citation (${id})`,
    copied: "Citation copied.",
    selected: "Copying was not allowed; the citation is selected: copy it.",
    failed: "The citation did not come: try again in a moment.",
    more: (n) => `The ${n} newest releases; to cite another, choose its period.`,
    note: "The hash names the release by its content: whoever has its files can compute it. No DOI is assigned, unless the citation gives one.",
  },
  empty: {
    first: "No figures to take yet",
    firstText: "No release is available yet. What will be published, and how, is fixed beforehand:",
    planned: "What will be published",
    plannedText: (unit) => `in ${unit} per month`,
    meanwhile: "Meanwhile",
    contribute: "Contribute",
    docs: "Read the documentation and the dictionary",
    privacy: "See how people are protected",
    none: "Nothing is published for this choice",
    noneText: "This level, kind of homes or period has no row in the releases.",
    withheld: "No figure yet",
    withheldText: (n) =>
      n === 1
        ? "The row exists, without a figure: too few homes, or another place to protect."
        : `All ${n} rows exist, without a figure: too few homes, or another place to protect.`,
    nearest: "The nearest that is published",
    value: (name, value) => `${name}: ${value}.`,
    show: (what) => `Show: ${what}`,
  },
};
