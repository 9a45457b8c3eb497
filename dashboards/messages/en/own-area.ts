import type { fr } from "../fr/own-area.ts";

/** `about 3,400`; a number of homes that is written to the last of five digits is not about anything. */
const about = (n: string, word = "about"): string => (/^\D*(\d\D*){4,}[1-9]$/.test(n) ? n : `${word} ${n}`);

/** Texts of one's own area on the page Neighbourhoods, in English. */
export const en: typeof fr = {
  intro: "From two places on, their figure together is worked out here, with its margin.",
  listTitle: "Choose from the list",
  listed: "In my area",
  listedMany: (n) => `The ${n} places chosen`,
  remove: (name) => `Remove ${name}`,
  named: (name, value, between) => `${name}: ${value} per month, ${between}`,
  namedShare: (name, value, between) => `${name}: ${value} of dwellings, ${between}`,
  subtitle: (topic, period, n, homes) =>
    `${topic}, ${period}. ${n} published places, ${about(homes)} homes counted. Line: the protection margin.`,
  ranks: (plural, place) => `Rank among all ${plural} ${place.of}, from highest to lowest; the order is approximate`,
  sum: "Together",
  name: "Its name, only on this page and on the report:",
  label: (value, parts) => `My area: ${value}. ${parts}`,
  total: (low, high) => `In all, of the homes counted: between ${low} and ${high} per month.`,
  withheld: (names, n) =>
    n === 1 ? `Without ${names}, whose figure is not published.` : `Without ${names}, whose figures are not published.`,
  few: "At least two published places are needed.",
  same: (name) => `This is exactly ${name}: here is its published figure.`,
  unlikeParts: "Worked out without the model that draws each place towards the whole: not the mean of their figures.",
  byDwellings: (value, whole) =>
    `If each place weighed by all its dwellings, it would be about ${value}, and the whole about ${whole}: too small a difference to tell.`,
  modelled: "What very large amounts weigh is estimated from the whole; the margin allows for it.",
  unsure: (names, n) =>
    `The figure counts ${names}, whose ${n === 1 ? "margin is" : "margins are"} very wide: it may be a little too high or too low.`,
  print: "A4 report",
  homes: "homes counted (approx.)",
  partsTitle: "The whole, then each place",
  clear: "Clear all",
  mapTitle: "Make up my area on the map",
  draw: "Draw around on the map",
  drawing: "Go around them with a single line..",
  drawn: (n, count) =>
    count === 0 ? "No place within this line." : count === 1 ? "One place within your line." : `${n} places within your line.`,
  mapLabel: (n) => `Map with ${n} places chosen.`,
  partsMore: (n) => `There is no room here for ${n} other places, further down: the web address shows them.`,
};
