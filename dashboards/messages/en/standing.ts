import type { fr } from "../fr/standing.ts";

export const en: typeof fr = {
  topics: "Topic",
  waiting: "Your months. Those of others are coming…",
  alone: "Your months. Nothing is published beside them yet.",
  subtitle: (unit, group, quarters, years) =>
    `Your months, in ${unit}, beside ${quarters ? "the three-month figures" : "those"} of ${group} in ${years}.`,
  subtitleAlone: (unit) => `Month by month, in ${unit}, as read.`,
  subtitleYear: (unit) => `A dot: one home in a hundred, in ${unit} a month, from the published distribution.`,
  subtitleSeason: (unit, centre) =>
    `${centre.charAt(0).toUpperCase()}${centre.slice(1)} of the same months and of the year, in ${unit} a month. The line: the margin.`,
  subtitleLevel: (unit, centre, period, group) =>
    `Your months, in ${unit}. The line: ${centre} of the year ${period} of ${group}.`,
  unpublished: "The months of this group are not published: only the mean of your months can be compared.",
  inside: (n) => (n === 1 ? "1 month" : `${n} months`),
  insideText: (of) => `in the middle half, of ${of} that can be compared`,
  month: "Month",
  period: "Compared with",
  statistic: "Statistic",
  statistics: { P50: "middle", MEAN: "mean" },
  value: "The others",
  margin: "Margin",
  range: "Middle half",
  none: "–",
};
