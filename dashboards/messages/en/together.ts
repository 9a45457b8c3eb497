import type { fr } from "../fr/together.ts";

export const en: typeof fr = {
  title: "My topics, together",
  subtitle: (halves) => (halves ? "Bar: the middle half." : "Thin line: the margin."),
  label: (parts) => `Each topic next to its middle. ${parts}`,
  part: (name, share, text) => (share === null ? `${name}: ${text}.` : `${name}: ${text}, ${share} of the middle.`),
  multiples: ["half as much", "twice", "three times"],
  centre: { P50: "the middle home", MEAN: "the mean", both: "the middle or the mean" },
  notDrawn: (names) => `Not drawn, for want of a whole year: ${names}.`,
  few: "not enough homes yet",
  needed: (n) => `about ${n} homes needed`,
  answer: "answer",
  gap: (verdict, gap, way, over) => `${verdict}, ${gap} ${way} ${over ?? "a year"}`,
  notAdded: (parts, n, whole, by) =>
    `Not to be added up or set against each other: ${parts} ${n > 1 ? "are" : "is"} part of “${whole}” already${by === null ? ", and the homes compared are not the same" : `, where homes are compared by ${by.whole}, not by ${by.part}`}.`,
  said: {
    middle: (side) => `*the middle half*${side === null ? "" : `, ${side} the middle`}`,
    quarter: (how) => `*the 25% ${how}*`,
    edge: (how) => `*at the edge* of the 25% ${how}`,
    below: (centre) => `*less* than ${centre}`,
    about: (centre) => `*about the same* as ${centre}`,
    above: (centre) => `*more* than ${centre}`,
    little: "*very little*",
    unit: "to be checked first, on its card",
    noSide: (own, middle) => `${own}; ${middle}`,
    seasonal: "a season, so not ranked",
    years: "other years, so not ranked",
    widened: "not enough homes like yours yet",
    imprecise: "too imprecise to place you",
    untold: (asked) => `it depends on ${asked}`,
    none: "not enough homes yet",
  },
};
