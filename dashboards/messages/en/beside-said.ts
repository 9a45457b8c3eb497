import type { fr } from "../fr/beside-said.ts";

/** What is said of a figure while nothing is published, in English. */
export const en: typeof fr = {
  less: (gap, value, name) => `${gap} less a month than the reference figure of ${value}${name}.`,
  more: (gap, value, name) => `${gap} more a month than the reference figure of ${value}${name}.`,
  unit: (times, value) =>
    `*${times === null ? "More than a thousand" : times} times* the reference figure (${value}): have you the right unit, the right period?`,
  little: (mine, value, name) => `Yours: *${mine} a month*. That is very little next to the reference figure of ${value}${name}.`,
  same: (_gap, value, name) => `About the same as the reference figure of ${value}${name}.`,
  mine: (month, year) => `Your home: *${month} a month*, or ${year} over a year.`,
  beside: (mine, value, scope) => `Your home: *${mine}*. Reference figure: ${value}.\nA year’s mean${scope}.`,
  ofPeople: (size) => (size === 1 ? "Living alone" : `With ${size} at home`),
  season: { more: "In winter", less: "In summer" },
  normal: (when, side) => `${when}, one is usually ${side === "more" ? "above" : "below"} this mean.`,
  anySeason: "In winter, one is usually above this mean; in summer, below.",
  mineMonth: (mine) => `Your home: *${mine}*.`,
  absent: "There is nothing to compare you with yet: this topic has neither neighbours’ figures nor a reference figure.",
  anyHeating: "If this figure includes your heating, it is usually above this mean; if not, below.",
  seasons: (cold, warm) => `From November to March, ${cold} a month; from May to September, ${warm}.`,
};
