import type { fr } from "../fr/report.ts";

export const en: typeof fr = {
  head: (date) => `Report, ${date}`,
  valueText: (period) => `per home per month, ${period}`,
  table: "Average of the homes counted, per month",
  margin: "between",
  difference: "difference",
  early: "Printed before everything had loaded: the map or the trend may be missing. Print again in a moment.",
  read: "Worth knowing.",
  others: (n) => `And ${n} others: in the file, on the page.`,
  readText: (k) =>
    `Every figure covers at least ${k} homes and carries a little noise; the margin says how much, 95 times in 100.`,
};
