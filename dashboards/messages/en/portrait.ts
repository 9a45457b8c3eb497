import type { fr } from "../fr/portrait.ts";
import { about, bare, range } from "./district.ts";

export const en: typeof fr = {
  topics: "Topic by topic",
  topicsSubtitle: (name) => `Difference from the whole (${name}), drawn in %. Line: that difference’s protection margin.`,
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
  more: ({ at }, topics) => `${topics}: *more* than ${at}`,
  less: ({ at }, topics) => `${topics}: ~less~ than ${at}`,
  lessToo: (topics) => `${topics}: ~less~`,
  titleOne: (topic, value, gap, place, isMore) =>
    `${topic}: ${value} a month, ${gap} ${isMore ? "*more*" : "~less~"} than ${bare(place)}`,
  titleSame: (place) => `The difference from ${bare(place)} is too small to tell.`,
  titleNone: "Not enough figures yet for a portrait.",
  titleWhole: (name, topic, value) => `${name}, ${topic.charAt(0).toLowerCase()}${topic.slice(1)}: ${value} per month on average`,
  where: (detail, dwellings, code) => `${detail}, ${dwellings} dwellings${code === "" ? "" : `, code ${code}`}`,
  trendUp: (topic, last, first) => `${topic}: more in ${last} than in ${first}`,
  trendDown: (topic, last, first) => `${topic}: less in ${last} than in ${first}`,
  trendUntold: (topic, first, last) => `${topic}, ${first} to ${last}: no sure change`,
  trendEachYear: (topic, high, low) =>
    `${topic}: every year ${[high === null ? "" : `highest in ${high}`, low === null ? "" : `lowest in ${low}`].filter((one) => one !== "").join(", ")}`,
  trendSeasons: (topic, first, last) => `${topic}, ${first} to ${last}`,
  trendPeaks: (topic, high, low) =>
    `${topic}: ${[high === null ? "" : `highest in ${high}`, low === null ? "" : `lowest in ${low}`].filter((one) => one !== "").join(", ")}`,
  trendNotDue: (plural, often) => `Nothing appears ${often} for ${plural}, however many homes take part.`,
  trendSubtitle: (unit) => `Average per home per month, in ${unit}. Band: the protection margin.`,
  trendAlways: (topic, { at }, more) => `${topic}: ${more ? "more" : "less"} than ${at} in every period`,
  trendWithout: (name, periods, why) => `No figure for ${name}: ${periods} (${why}).`,
  trendApart: {
    quarter: "The year and each quarter have their own noise: they can differ.",
    month: "The year and each month have their own noise: they can differ.",
  },
  trendWider: (name) => `${name}, which is wider, has one.`,
  gapMore: (lower, upper) => `▲ ${range(lower, upper)} more`,
  gapLess: (lower, upper) => `▼ ${range(lower, upper)} less`,
  byTypeAbsent: (name, why) => `${name}: ${why}`,
  byTypeAbsentMany: (n, why) => `${n} other kinds: ${why}`,
  wider: "The rest is known for a wider place only:",
  widerPortrait: (name) => `Portrait: ${name}`,
  whoAlone: (homes) => `${about(homes)} counted`,
  byTypeWider: (at, why) => `By kind of home, ${at}: ${why}.`,
  byTypeOther: (period, why) => `By kind of home, ${period}: ${why}.`,
  byTypeMeans: (topic, period) => `${topic}, average per month, ${period}. Line: the protection margin.`,
  byTypeAverage: (title) => `${title}, on average`,
  byTypeHomes: (n) => `${about(n)} homes`,
  byTypeMiddle: (value) => `in the middle: ${value}`,
  byTypeMean: (value) => `on average: ${value}`,
  noLow: "lowest 25%: too imprecise",
  noHigh: "highest 25%: too imprecise",
  undotted: (name, value) => `${name}, ${value}; spread too imprecise.`,
};
