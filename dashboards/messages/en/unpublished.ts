import type { fr } from "../fr/unpublished.ts";

/** What the first page and Compare say only while nothing is published, in English. */
export const en: typeof fr = {
  months: {
    needed: "How many homes does it take?",
    chance: (count, level) => `With about ${count} homes, a place (${level}) has an even chance of its figure. `,
    circle: "A circle: a home yet to come.",
    there: (counted) => ` We do not say how many each place has already${counted === null ? "" : `; about ${counted}`}.`,
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
    none: "neighbours: not yet published",
    nothingYet: "No neighbours’ figures are published yet.",
    typeBeside: "Type your figure to compare it with a public one.",
    type: "No neighbours’ figures are published yet. Type yours: the page works it out per month and per year.",
  },
};
