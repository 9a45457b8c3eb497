import type { fr } from "../fr/explore.ts";

const joined = (parts: readonly string[]): string =>
  parts.length < 2 ? (parts[0] ?? "") : `${parts.slice(0, -1).join(", ")} and ${parts.at(-1)}`;

const upper = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** Few lines by name, more by their number. */
const those = (names: readonly string[]): string => (names.length > 2 ? String(names.length) : joined(names));

/** Texts of the page Data, in English. */
export const en: typeof fr = {
  title: "Data",
  lead: "Every published figure, with its margin: ranked, on the map, over time or against another. Everything shown can be downloaded, cited and queried in SQL, under an open licence.",
  waiting: "Reading the releases…",
  unknown: (what) =>
    `This address names something not published here (${what}); something else is shown instead. Check the sentence above.`,
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
    pickedLabel: "Places I choose",
    pickedText: "one by one, at any level",
    more: "Choose several",
    several: (n) => `${n} places`,
    and: joined,
    find: "A name or a postcode",
    findNames: "A name",
    whole: "the whole territory",
    published: (shown, all) => (shown === 0 ? "no figure" : `${shown} of ${all} have a figure`),
    perMonth: (unit) => `in ${unit} per month`,
    absent: "nothing published here",
    absentBy: (level) => `nothing published ${level}`,
    noFigure: "no figure",
    middle: (value) => `median: ${value}`,
    noSpread: "no distribution",
    forAll: "for all homes",
    forKind: (kind) => `for ${kind}`,
    sized: (kind) => `${kind} (number of people given)`,
    forSome: (n) => `for ${n} kinds of home`,
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
    P25: "at the lowest 25%",
    P50: "as a median",
    P75: "at the highest 25%",
    P90: "at the highest tenth",
  },
  statisticLabels: {
    COUNT: "Number of homes",
    MEAN: "Mean",
    TOTAL: "Total of these homes",
    P10: "Lowest tenth",
    P25: "Lowest 25%",
    P50: "Middle (median)",
    P75: "Highest 25%",
    P90: "Highest tenth",
  },
  statisticTexts: {
    COUNT: "how many are counted",
    MEAN: "the total, shared equally",
    TOTAL: "the sum for all of them, per month",
    P10: "one home in ten has less",
    P25: "one home in four has less",
    P50: "half have less, half have more",
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
  subtitleHere: (statistic, when, unit) => `${statistic}, ${when}${unit === null ? "" : `, in ${unit}`}.`,
  perMonth: (unit) => `${unit} per month`,
  marks: {
    spread: "how homes are distributed",
    ranking: "Thin line and band: protection margins (95%).",
    apart: "Thin line: the protection margin (95%); where none is seen, it is within the dot.",
    kinds: "Thin line: protection margin (95%).",
    homes: "In brackets: the number of homes.",
    map: (whole) => `More or less than the whole (${whole}): where the margins (95%) do not touch.`,
    time: "Band: the protection margin (95%).",
    scatter: "Dot: a place with its two protection margins (95%). Bands: the whole.",
    distribution: "Area of a bar: its homes. Line: its protection margin (95%).",
  },
  between: (value, lower, upper) => `${value}, between ${lower} and ${upper}`,
  range: (lower, upper) => `${lower} to ${upper}`,
  absences: {
    few: "not enough homes",
    imprecise: "too imprecise",
    none: "not applicable",
    unpublished: "not computed at this level",
  },
  careful: "to read with care",
  coverage: {
    published: () => "published",
    sure: () => "published, reliable",
    ofWhich: "including",
    wide: () => "published, to read with care",
    kept: "not published, as they would give others away",
    unpublished: "not computed at this level",
  },
  provisional: "provisional",
  brokenSeries: "break in the series",
  ranking: {
    title: ({ more, less }, place) => {
      if (more + less === 0) return `No clear difference${place === null ? "" : ` from the whole (${place.name})`}`;
      // A name with its article, where it takes one.
      const whole = place === null ? "" : ` ${place.of.replace(/^in /, "")}`;
      const places = (n: number): string => `${n}\u00a0place${n > 1 ? "s" : ""}`;
      if (more === 0) return `${places(less)} below${whole}`;
      return `${places(more)} above${whole}${less > 0 ? `, ${less}\u00a0below` : ""}`;
    },
    order: (name) => `In the order of “${name}”. `,
    rest: ({ more, less, same, wide, absent }) =>
      [
        more + less > 0 && same > 0 ? `${same} with a difference too small to tell. ` : "",
        wide > 0 ? `${wide} to be read with care. ` : "",
        absent > 0 ? `${absent} without a figure. ` : "",
      ].join(""),
    extremes: (lowest, low, highest, high, among) =>
      `${among === "" ? "From" : `${among}, from`} ${low} (${lowest}) to ${high} (${highest})`,
    among: {
      places: (n) => `Among the ${n}\u00a0ranked places`,
      kinds: (n) => `Among the ${n}\u00a0ranked types of homes`,
    },
    untold: (title) => `${title}, difference not established`,
    compare: "Compare them in Neighbourhoods",
    few: (value, name) => `${name}: ${value}`,
    none: "No figure yet",
    unsure: "Only figures to be read with care",
    beyond: "Arrow: the margin goes further.",
    whole: (name, value) => `${name}: ${value}`,
    label: (n) => `Ranking of ${n} places, each with its margin. The table below gives the figures.`,
    kindsLabel: (n) => `Ranking of ${n} types of homes, each with its margin. The table below gives the figures.`,
    cut: (n) => `The ${n} furthest apart are drawn; the table has them all.`,
  },
  map: {
    label: (n) => `Map of ${n} places, each compared with the whole. The table below gives the figures.`,
    tiles: "This territory has no outlines: one square per place.",
    enlarge: "Tap a map to enlarge it.",
    beside: (text, whole, value) => `${text}; ${whole}: ${value}`,
    outlines: "The outlines are loading.",
    noAmounts:
      "A number of homes or a total cannot be compared with that of the whole: this map only shows where there is a figure.",
    participation: "In Neighbourhoods, the map of the share of dwellings counted",
    noWhole: "Nothing to compare places with: the map only shows where there is a figure.",
  },
  legend: {
    less: "less",
    same: "difference too small to tell",
    published: "published",
    more: "more",
    wide: "read with care",
    absent: "no figure",
  },
  tap: "Tap a place to read it.",
  tapKind: "Tap a type of home to read it.",
  tapPoint: "Tap a point to read it.",
  tapBar: "Tap a bar to read it.",
  time: {
    single: "It takes two periods of the same length",
    singleText: "A line then shows what changes. The chosen figures are in the table.",
    undrawn: (what) => `Only in the table, for want of two figures of the same length of time: ${what}.`,
    change: {
      more: (name, to, last, from, first) => `${name}: ${last} in ${to}, more than in ${from} (${first})`,
      less: (name, to, last, from, first) => `${name}: ${last} in ${to}, less than in ${from} (${first})`,
      same: (name, to, from) => `${name}: no clear difference between ${from} and ${to}`,
    },
    changes: (whole, more, less, same, from, to) =>
      `From ${from} to ${to}: ${whole === null ? "" : `${whole}; `}${[
        more.length > 0 ? `${those(more)} up` : "",
        less.length > 0 ? `${those(less)} down` : "",
        same > 0 ? `${same} with no clear difference` : "",
      ]
        .filter((part) => part !== "")
        .join(", ")}`,
    left: (careful, missing) =>
      [careful > 0 ? `${careful}\u00a0to be read with care` : "", missing > 0 ? `${missing}\u00a0without both figures` : ""]
        .filter((part) => part !== "")
        .join(", "),
    unchanged: (from, to) => `No clear change from ${from} to ${to}`,
    steady: (more, less, of, step, periods) => {
      const throughout = periods === 2 ? `in both ${step}s` : `every ${step}`;
      const places = (names: readonly string[]): string => (names.length > 2 ? `${names.length}\u00a0places` : joined(names));
      return [...(more.length > 0 ? [`${places(more)} above`] : []), ...(less.length > 0 ? [`${places(less)} below`] : [])]
        .map((part, i) => (i === 0 ? `${part} ${of.replace(/^in /, "")} ${throughout}` : part))
        .join(", ");
    },
    dashed: (whole) => `Dashes: ${whole}.`,
    broken: (from, to) => `From ${from} to ${to}, in two series that do not join up`,
    plain: (from, to, what) => `${what}, from ${from} to ${to}`,
    cut: "counted differently",
    cutNote: (period) =>
      `*${period} does not follow on from what comes before.* The upper limit, the currency or the count has changed: the gap between the two is not a real difference.`,
    label: (n) => `${n === 1 ? "A line" : `${n} lines`} over time, with their margin. The table below gives the figures.`,
    notFromZero: "The axis does not start at zero.",
    careful: "Dotted: read with care, the margin is too wide.",
    order: (panels, all, newest) =>
      `${panels === all ? "From" : `The first ${panels} of ${all}, from`} the highest to the lowest in ${newest}.`,
    all: (n) => `Draw all ${n}`,
  },
  scatter: {
    title: {
      more: (pair) => `The two vary in the same direction: ${pair}`,
      less: (pair) => `The two vary in opposite directions: ${pair}`,
      none: (pair) => `No visible link between ${pair}`,
      open: (pair) => `No telling whether there is a link between ${pair}`,
      modelled: (pair) => `${upper(pair)}, place by place`,
      few: (pair, n) => `${n === 1 ? "A single place" : `${n} places`}, too few to tell a link between ${pair}`,
    },
    both: (up, across) => `${up}; ${across}`,
    label: (n) => `Scatter of ${n} places by two measures, with their margins. The table below gives the figures.`,
    r: (r, lower, upper) => `Strength of the link, from −1 to 1: r = ${r}, between ${lower} and ${upper}, noise included.`,
    drawnByLot: (n) => `The interval of r takes these ${n} places as drawn at random.`,
    open: "Noise, or too few places, leaves it open: there may still be a strong link.",
    some: (n, all) => `${n} of ${all} places: the others lack two reliable figures.`,
    less: (topic, whole) => `${topic}: less than ${whole}`,
    more: (topic, whole) => `${topic}: more than ${whole}`,
    few: "Fewer than eight places have both figures: too few to show a link.",
    columns:
      "MEASURED_VALUE, MEASURED_LOWER and MEASURED_UPPER: the measured mean, which r is computed from, and its protection margin (95%), before figures are fitted together and before the model; empty where too few homes leave it uncertain.",
    measured: (n, left) =>
      `r is computed without a model, from the measured means of ${n} places, taken as drawn at random${left.length === 0 ? "" : `; ${left.length > 3 ? `${left.length} others have` : left.length > 1 ? `${joined(left)} have` : `${left[0]} has`} too few homes to count in it (small dot${left.length > 1 ? "s" : ""})`}.`,
    modelled: "The model alone is enough to link these means, and without it too few places are reliable: r is not computed.",
    home: "A link between places would say nothing about any one home.",
    homes: "The two measures may not come from the same homes.",
    needs: "A scatter plot compares two things: add a topic, a period or a kind of home to the sentence.",
    notByKind: (topic, who) => `${topic}: nothing is published ${who}, as this topic has other kinds of homes`,
    ofAll: "See all homes",
    single: "Only one topic and one period are published here: there is nothing to compare yet.",
    add: (name) => `Add ${name}`,
    none: "No place has both figures.",
  },
  distribution: {
    title: (kind, low, high) => `Half the ${kind} are between ${low} and ${high}`,
    imprecise: (kind) => `How the ${kind} are distributed`,
    known: ({ kind, low, middle, high }) =>
      [
        low === null ? "" : `25%~ have less than ${low}`,
        middle === null ? "" : `half~ have less than ${middle}`,
        high === null ? "" : `25%~ have more than ${high}`,
      ]
        .filter((part) => part !== "")
        .map((part, i) => (i === 0 ? upper(part.replace("~", ` of the ${kind}`)) : part.replace("~", "")))
        .join(", "),
    between: (low, high) => `From ${low} to ${high}`,
    homesRead: ({ value, lower, upper }, all) =>
      `${value} homes${all === null ? "" : ` of ${all}`}, between ${lower} and ${upper}`,
    unsaid: "its spread is too imprecise to give",
    middle: (value) => `half have less than ${value}`,
    half: (low, high) => `the middle half: ${low} to ${high}`,
    homes: ({ value, lower, upper }, drawn) => `${value} homes (${lower} to ${upper}), ${drawn} of them in the bars.`,
    beyond: (share) => `${share} beyond ▸`,
    ends: { low: "25% below", high: "25% above" },
    hundredth: "one home in a hundred",
    label: "How homes are distributed by amount. The table below gives the figures.",
    none: "No distribution is published for this choice.",
    noneText:
      "Distributions are measured only at the widest levels, where there are enough homes, and never for a type that is made of others: choose one of these.",
    shares: {
      P10: "One home in ten",
      P25: "One in four",
      P50: "Half",
      P75: "Three in four",
      P90: "Nine in ten",
    },
    below: "has less than",
    bins: "Histogram as drawn, in CSV",
    askBars: "Histogram, in SQL",
    undrawn: "too imprecise for a bar",
  },
  undrawn: (drawn, all) =>
    `${drawn} of ${all} drawings: the others are in the table. Choose fewer topics, homes, periods or places to see them.`,
  aside: {
    says: "How to read it",
    saysText: {
      table: "Each figure is that of the homes counted there, with the margin that the noise gives it.",
      ranking: "A place is above or below the whole only where their margins, before rounding, do not touch.",
      time: "Two periods differ only where their margins, before rounding, do not touch; the title, which picks from all, requires more.",
    },
    modelled: (n, all, level, isOfType) => {
      const wider = `the wider place${level === null ? "" : ` (${level})`}`;
      const to = isOfType ? `that of this type in ${wider}, adjusted to the place` : `that of ${wider}`;
      if (all === 1) return `A model pulls this mean towards ${to}; its margin allows for it.`;
      return n === 1
        ? `A model pulls one of these ${all} means towards ${to}; its margin allows for it.`
        : `A model pulls ${n === all ? "all these" : `${n} of these ${all}`} means towards ${to}; their margins allow for it.`;
    },
    saysKinds: "Two types of homes differ clearly only where their margins, before rounding, do not touch.",
    notText: {
      table: "A mean of means is not the mean of the whole.",
      ranking: "Of two neighbours whose margins overlap, nobody can tell which comes first.",
      map: "Of two places of one colour, nobody can tell which is above the other: a colour compares each place with the whole, not with its neighbour.",
      time: "It does not tell why it changes: the season, the cold and the homes counted change too.",
      distribution: "It does not tell where any one home stands: every bar has noise.",
    },
    chance: (n, most) => `Of ${n} places compared, noise alone may make up to ${most} stand out, on average.`,
    notAmount: {
      COUNT: "This is not the number of all homes of the place: only those counted here are in it.",
      TOTAL: "This is not the total of all homes of the place: only those counted here are in it.",
    },
    steps: "A year is not the mean of its quarters or months: other homes are counted.",
    needed: (n, level) => `At the level “${level}”, about ${n} homes are needed for an even chance of appearing.`,
    neededWhy: (n, k) => `${n} rather than ${k}, because noise is added to the number of homes too.`,
    impreciseWhy: "A percentile appears only if its margin is at most 15% to each side, and does not reach the upper limit.",
    measure: "What is counted",
    measureLink: (name) => `${name}: definition, upper limit, protection`,
    method: "The method: noise, threshold, margins, model",
  },
  figure: {
    cite: "Cite",
    sql: "SQL",
    take: "Download",
    unit: "Amounts are per month, that of a TOTAL too, whatever the period.",
    release: (id, identifier) => `Release ${id}: ${identifier}`,
  },
  table: {
    own: (n, published) =>
      n === "1"
        ? "One figure"
        : n === published
          ? `${n} figures published`
          : published === "0"
            ? `No figure published out of ${n}`
            : `${published} ${published === "1" ? "figure" : "figures"} published out of ${n}`,
    place: "Place",
    period: "Period",
    measure: "Topic",
    type: "Homes",
    value: (unit) => `Value, ${unit}`,
    homes: "Homes",
    homesBelow: (n) => `${n}\u00a0homes`,
    share: "Share of homes",
    all: (n) => `All ${n} rows`,
    cut: (shown, n) => `The first ${shown} of ${n} rows; the files give them all.`,
    belowZero: "Here figures and margins stop at zero; in the files the noise may take them below.",
  },
  take: {
    title: "Download these rows",
    text: "With codes, margins and numbers of homes.",
    lines: "These rows, as a file",
    files: { csv: "CSV without notes", spreadsheet: "Spreadsheet", json: "JSON", parquet: "Parquet", arrow: "Arrow" },
    failed: "The file could not be made. Try again, or choose another format.",
    whole: "A whole topic, all periods",
    spreadsheet: "CSV for French Excel",
    stream: "Arrow (stream)",
    shapes: "Boundaries (GeoJSON)",
    geojson: "GeoJSON, for QGIS",
    overlap: "Kinds of homes overlap here: their sum counts some homes more than once.",
    empty:
      "An empty field is never a zero. CONF_STATUS A: not enough homes; D: not published, as it would give another away; F and empty: too imprecise, or beyond the upper limit.",
    api: "Through the API",
    apiText: "The same selection as JSON, always up to date.",
    apiFixed: (release) => `The same selection as JSON, fixed to release ${release}.`,
    apiFrozen: (topic) => `${topic === "" ? "Each release" : `${topic}, each release`}, frozen:`,
    apiNewest: "To follow revisions:",
    apiNewestLink: "the address that stays up to date",
    copy: "Copy the address",
    copied: "Address copied.",
    notCopied: "Copying was not allowed: select the address and copy it.",
    programs: "In a program",
    copyProgram: (language) => `Copy (${language})`,
    programCopied: "Copied.",
    programNotCopied: "Copying was not allowed: select the program and copy it.",
  },
  cite: {
    title: "Cite",
    waiting: "Loading the citation…",
    what: ({ what, statistic, where, when, who }) => `${what}, ${statistic}, ${where}, ${when}, ${who}`,
    kind: "Extract from a data set",
    licence: "Open Licence 2.0 (etalab-2.0)",
    from: (oldest, newest, n) => `from ${oldest} to ${newest}, ${n} releases`,
    hashes: (first, others) => `${first}, and ${others} more listed in the files`,
    copyShown: "Copy the citation",
    whole: (n) => (n === 1 ? "Cite the whole release" : "Cite whole releases"),
    copy: (id) => `Copy the citation (${id})`,
    copied: "Citation copied.",
    selected: "Copying was not allowed; the citation is selected: copy it.",
    failed: "The citation could not be loaded: try again in a moment.",
    more: (n) => `The ${n} newest releases; to cite another, choose its period.`,
    note: "Keep your files too: the site promises no length of time. The hash names the release by its content, which is frozen:",
    manifest: (id) => `manifest of ${id}`,
  },
  empty: {
    first: "No figures to download yet",
    firstText: "No release is available yet. What will be published, and how, is fixed in advance:",
    planned: "What will be published",
    plannedText: (unit) => `in ${unit} per month`,
    meanwhile: "Meanwhile",
    contribute: "Contribute",
    docs: "Read the documentation and the dictionary",
    privacy: "See how people are protected",
    none: "Nothing is published for this choice",
    lacks: {
      types: "This kind of home is not published at this level: more groups would mean more noise for all.",
      level: "This level is not published for this period.",
      periods: "This topic is not published for this period.",
    },
    withheld: "No figure yet",
    withheldText: (n, why) => `${n === 1 ? "One row" : `${n} rows`}, without a figure: ${why}.`,
    noneAt: (what, level, when) => `${what} ${level} ${when}, however many homes there are.`,
    noStatistic: {
      COUNT: "No number of homes is published",
      MEAN: "No mean is published",
      TOTAL: "No total is published",
      P50: "No median is published",
      other: "This limit is not published",
      distribution: "No distribution is published",
    },
    nearest: "The nearest published figure",
    value: (name, value) => `${name}: ${value}.`,
    show: (what) => `Show: ${what}`,
  },
};
