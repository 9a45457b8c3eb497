import { upperFirst } from "../../shared/format.ts";
import type { fr } from "../fr/beside-said.ts";

/** What is said of a figure while nothing is published, in English. */
export const en: typeof fr = {
  less: (gap, value, name) => `${gap} less a month than the reference figure of ${value}${name}.`,
  more: (gap, value, name) => `${gap} more a month than the reference figure of ${value}${name}.`,
  unit: (times, value) =>
    `*Far more* than the reference figure (${value}), ${times === null ? "more than a thousand" : times} times: have you the right unit, the right period?`,
  little: (mine, value, name) => `Yours: *${mine} a month*. That is very little next to the reference figure of ${value}${name}.`,
  same: (_gap, value, name) => `About the same as the reference figure of ${value}${name}.`,
  mine: (month, year) => `Your home: *${month} a month*, or ${year} over a year.`,
  beside: (mine, value, scope) => `Your home: *${mine}*. Reference figure: ${value}.\nA year’s mean${scope}.`,
  ofPeople: (size) => (size === 1 ? "living alone" : `with ${size} at home`),
  season: { more: "in winter", less: "in summer" },
  heating: { more: "if this figure includes your heating", less: "if it does not" },
  normal: (more, less) => {
    const [above, below] = [more.join(" or "), less.join(" or ")];
    if (above === "") return `${upperFirst(below)}, one is usually below this mean.`;
    return `${upperFirst(above)}, one is usually above this mean${below === "" ? "" : `; ${below}, below`}.`;
  },
  mineMonth: (mine) => `Your home: *${mine}*.`,
  absent: "There is nothing to compare you with yet: this topic has neither neighbours’ figures nor a reference figure.",
  seasons: (cold, warm) => `From November to March, ${cold} a month; from May to September, ${warm}.`,
};
