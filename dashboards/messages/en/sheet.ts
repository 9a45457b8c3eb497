import type { fr } from "../fr/sheet.ts";

/** The words of the printed sheet of Me situer, in English. */
export const en: typeof fr = {
  title: (topic, date) => `My sheet · ${topic} · ${date}`,
  bill: (value, days) => `My bill: ${value}, ${days}.`,
  year: (value, year) => `My year${year === "" ? "" : ` ${year}`}: ${value}.`,
  diary: (topic, unit) => `My year of ${topic}, in ${unit} per month, written by hand: 20__`,
  others: "My other topics",
  doubted: "To be checked, and compared with nothing until then.",
  paper: "Your figure is on this paper only: it was not sent.",
};
