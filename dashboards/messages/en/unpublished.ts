import type { fr } from "../fr/unpublished.ts";

/** What the first page and Compare say only while nothing is published, in English. */
export const en: typeof fr = {
  months: {
    needed: "How many homes it takes for an even chance",
    neededText: (counted) =>
      `A circle: a home yet to come. We do not say how many each place has already${counted === null ? "" : `; about ${counted}`}.`,
    level: (count, step) =>
      `about ${count} homes${step === undefined ? "" : `, ${{ month: "every month", quarter: "every quarter", year: "every year" }[step]}`}`,
    oftenTakesMore: "Appearing more often, or by kind of home, takes more.",
    least: (k) => `Never a group of fewer than ${k} homes; a few dozen are often needed.`,
    references: "Meanwhile, public reference figures",
    referencesText: "Means per month, neither ours nor your neighbours’.",
    today: "What you can do today",
    give: ["Contribute", "Your past months may count too, where there are enough: the page tells you which, and where.", "Begin"],
    look: [
      "Where do I stand?",
      "Type a figure: the page compares it with a public one, and nothing is sent.",
      "See where I stand",
    ],
    lookAlone: ["My figures", "A bill, a year: the page works out a monthly figure, and nothing is sent.", "Type a figure"],
  },
  reference: {
    less: (gap, value, name) => `${gap} less a month than the reference figure of ${value}${name}.`,
    more: (gap, value, name) => `${gap} more a month than the reference figure of ${value}${name}.`,
    unit: (times, value) =>
      `*${times === null ? "More than a thousand" : times} times* the reference figure (${value}): have you the right unit, the right period?`,
    little: (mine, value, name) =>
      `Yours: *${mine} a month*. That is very little next to the reference figure of ${value}${name}.`,
    same: (_gap, value, name) => `About the same as the reference figure of ${value}${name}.`,
    none: "neighbours: not enough homes",
    mine: (month, year) => `Your home: *${month} a month*, or ${year} over a year.`,
    beside: (mine, value, scope) => `Your home: *${mine}*. Reference figure: ${value}, a year’s mean${scope}.`,
    ofPeople: (size) => (size === 1 ? "For one person" : `For ${size} people`),
    season: { more: "In winter", less: "In summer" },
    normal: (when, side) => `${when}, it is normally ${side} than this mean.`,
    anySeason: "In winter, it is normally more than this mean; in summer, less.",
    mineMonth: (mine) => `Your home: *${mine}*.`,
    absent: "There is nothing to compare you with yet: this topic has neither neighbours’ figures nor a reference figure.",
    nothingYet: "No neighbours’ figures are published yet.",
    typeBeside: "Type your figure to compare it with a public one.",
    type: "No neighbours’ figures are published yet. Type yours: the page works it out per month and per year.",
  },
};
