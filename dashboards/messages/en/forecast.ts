import type { fr } from "../fr/forecast.ts";

export const en: typeof fr = {
  text: (release, measure) =>
    `With the current budget and calendar, for one measure: ${measure}. Computed here, from public numbers only: the dwellings in each area, and the noise and thresholds of release ${release}.`,
  others: "Other measures have the same noise; only their kinds of home differ.",
  assumed:
    "A forecast, not a promise: the same share of homes is assumed to be counted everywhere, and evenly across kinds. Where they are concentrated, more is published; elsewhere, less.",
  caption: "Expected number of published figures out of those possible, and margin (95%) of a mean in the median figure",
  table: "Table",
  households: (n) => `${n} homes`,
  all: "all homes",
  types: (n) => `by kind of home (${n})`,
  published: (n, of, margin) => `${n} of ${of}, margin ${margin}`,
  none: (of) => `none of ${of}`,
  rare: (n, of) => `${n} of ${of}`,
  proposedText: (part, margin) =>
    `Detail is paid for in frequency: the same budget, shared among fewer releases, leaves less noise in each. This is the finest calendar in which every published scale gives at least ${part} of its areas, with a margin of ${margin} or better in the median area. Neither the threshold of homes nor the budget changes.`,
  proposedCaption:
    "For each scale: the proposed frequency, and in brackets the expected number of published figures (all homes) and their margin",
  size: "Homes",
  streams: "Measures per home",
  steps: { month: "every month", quarter: "every quarter", year: "every year", never: "never" },
  noCalendar: "nothing: even once a year, the margin would be too wide",
  proposedNote:
    "“Measures per home”: how many of one home’s measures may count in the year. The more there are, the smaller the budget for each. This is to help you choose: the calendar in force is the one in the settings.",
  errorsText: [
    ["The upper limit (clamp)", "a value above it counts as this limit, which is public: means are a little too low."],
    [
      "The gate",
      "a group appears only if its count, noise included, is large enough: some are missing, and those that only just pass look larger than they are.",
    ],
    [
      "The noise",
      "the randomness added to every sum and count; the larger the group, the less it weighs. Here, its mean deviation: the margin (95%) is about two and a half times as wide.",
    ],
  ],
  forHouseholds: "Number of homes counted",
  parts: { clamp: "Upper limit", gate: "Gate", noise: "Noise" },
  errorsFigure: (n) => `Error of a published mean, with ${n} homes`,
  errorsLabel: (n) => `Bars: what limit, gate and noise do to a mean, with ${n} homes. The table gives the values.`,
  errorsCaption: (n) => `Clamp, gate and noise, with ${n} homes`,
  clampColumn: "Limit: mean too low by",
  gateColumn: "Gate: mean too high by",
  cellsColumn: "Gate: figures withheld",
  homesColumn: "Gate: homes in a withheld figure",
  noiseColumn: "Noise: mean deviation, either way",
  nothing: "mostly nothing",
  clampAssumed: (variation) =>
    `The limit’s share is an assumption: log-normal values around a quarter of the limit, with a coefficient of variation of ${variation}.`,
  clampEstimated: (release) =>
    `The limit’s share is estimated from the noisy numbers of release ${release}; the rest is a forecast.`,
};
