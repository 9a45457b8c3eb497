import type { fr } from "../fr/portrait.ts";

export const en: typeof fr = {
  topics: "Topic by topic",
  topicsSubtitle: (name) => `Difference from the whole (${name}), in %. Line: that difference’s protection margin.`,
  topicsWhole: "What homes here have on average, per month.",
  topicsLabel: (name, parts) => `Difference from ${name}. ${parts}`,
  equal: "equal",
  period: (period) => `per month, ${period}`,
  gapWide: (whole) => `Margin too wide to compare (${whole})`,
  noParent: (name) => `${name} is not published`,
  topic: "Topic",
  here: "Here",
  whoDots: (topic) => `Each dot: one dwelling in a hundred (${topic}).`,
  byTypeSubtitle: (topic, period) =>
    `${topic} per month, ${period}. Homes from lowest to highest; each dot is two in a hundred, from the published distribution.`,
  byTypeLine: (value) => `middle of all: ${value}`,
  noSpread: "spread: too imprecise",
  beyond: (n) => `${n}% beyond ▸`,
  whoShare: (n) =>
    n === "0"
      ? "Fewer than one dwelling in a hundred is counted"
      : n === "1"
        ? "One dwelling in a hundred is counted"
        : `${n} dwellings in a hundred are counted`,
  byTypeEnds: (of, [low, lowKind], [high, highKind]) =>
    `${of === "mean" ? "On average" : "In the middle"}, from ${low} (${lowKind}) to ${high} (${highKind})`,
  low: "the lowest 25%",
  half: "the middle half",
  high: "the highest 25%",
  unknown: "25% that are not published: too imprecise",
};
