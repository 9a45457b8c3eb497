import type { fr } from "../fr/my-months.ts";

/** The words of one’s own months beside others', in English. */
export const en: typeof fr = {
  title: "My months",
  same: (quarters) => `Next to the same homes, ${quarters ? "quarter by quarter" : "month by month"}.`,
  subtitle: (group, before, quarters) =>
    `My months next to ${quarters ? "the quarterly figures" : "those"} of ${group}, where published${before ? ", and next to my previous year" : ""}.`,
  alone: (centre, period) => `The line: ${centre} over ${period}.`,
  elsewhere: (group) => `Too few months are published to show here for ${group}.`,
  unpublished: "My months. The others’ months are not published yet.",
  level: { P50: "the year’s middle and its margin", MEAN: "the year’s mean and its margin" },
  label: "My months, and others’ where they are published.",
  unchanged: (n) =>
    n === 1 ? "As much as in the same month a year earlier" : `As much as in the same ${n} months a year earlier`,
  change: (sign, share, n) => `${sign} over ${n} months, compared with the same months a year earlier (${share})`,
  sides: (centre, above, below) =>
    `${[...(above === null ? [] : [`more than ${centre} ${above}`]), ...(below === null ? [] : [`less${above === null ? ` than ${centre}` : ""} ${below}`])].join("; ")}.`,
  cold: ", not corrected for the weather",
};
