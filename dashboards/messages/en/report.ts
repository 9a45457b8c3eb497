import type { fr } from "../fr/report.ts";

/** `1st`, `22nd`, `113th` */
const ordinal = (n: number): string => {
  const teen = n % 100 >= 11 && n % 100 <= 13;
  return `${n}${teen ? "th" : (["th", "st", "nd", "rd"][n % 10] ?? "th")}`;
};

export const en: typeof fr = {
  head: (date) => `Neighbourhood report, ${date}`,
  rank: (best, worst, of) =>
    `${ordinal(best)}${best === worst ? "" : ` ${worst === best + 1 ? "or" : "to"} ${ordinal(worst)}`} of ${of}`,
  rankText: (plural) => `among the ${plural}, from highest to lowest, allowing for margins`,
  valueText: (period) => `per home per month, ${period}`,
  table: "Average of all homes, per month",
  margin: "between",
  difference: "difference",
  early: "Printed before everything had loaded: the map or the trend may be missing. Print again in a moment.",
  read: "Worth knowing.",
  others: (n) => `And ${n} others: in the file, on the page.`,
  readText: (k) =>
    `Every figure covers at least ${k} homes and carries a little noise; the margin says how much, 95 times in 100.`,
};
