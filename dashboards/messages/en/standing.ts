import type { fr } from "../fr/standing.ts";

export const en: typeof fr = {
  topics: "Topic",
  waiting: "Your months. Loading the others’…",
  subtitle: (unit, group, quarters, years) =>
    `Your months, in ${unit}, next to ${group === null ? (quarters ? "their quarters" : "theirs") : `${quarters ? "the quarterly figures" : "those"} of ${group}`}, in ${years}.`,
  subtitleAlone: (unit, years) => `Your months of ${years}, in ${unit}.`,
  subtitleYear: (unit) => `Each dot is one in a hundred of them, in ${unit} a month.`,
  zero: "Zero counts as it is, with no place among others.",
  subtitleLevel: (unit, centre, period, group) => `Your months, in ${unit}. Line: ${centre} for ${group} in ${period}.`,
  nearest: (place, period, value, from, to) => `${place}, ${period}: ${value} a month on average, between ${from} and ${to}.`,
  besideNearest: (place, period, mean) => `; ${place}, ${period}: *${mean}* on average.`,
  besideUnsure: (at, period, from, to) => `; on average *between ${from} and ${to}* ${at} (${period}): too wide to tell.`,
  limits: "What this comparison does not say",
  unpublished: "This group’s months are not published: only the mean of your months can be compared.",
  nobody: "No home can be shown next to them yet.",
  besideMiddle: (own, centre, homes, value) => `${own}, *about the same* as ${centre} for ${homes} (${value})`,
  apart: (above, below) =>
    `; ${[...(above === null ? [] : [`*more* ${above}`]), ...(below === null ? [] : [`*less* ${below}`])].join(", ")}.`,
  edgeOfPart: "For part of a year this margin is wider: over a whole year the answer may change.",
  month: "Month",
  statistics: { P50: "middle", MEAN: "mean" },
  value: "The others",
  margin: "Margin",
  range: "Middle half",
  averaged: (amount) => `${amount} on average`,
  none: "–",
  who: "Who",
  perMonth: "Per month",
  ofWhom: (name, statistic) => `${name} (${statistic})`,
};
