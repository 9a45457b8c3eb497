import type { fr } from "../fr/kept-answers.ts";

/** The words of keeping one’s answers in a file of one’s own and of taking them back, in English. */
export const en: typeof fr = {
  keep: "Keep my answers (file)",
  file: "my-answers",
  keepNote: "A file of yours, to open here again: nothing is sent.",
  saved: (name) => `Saved in your downloads: ${name}.`,
  taken: (day) => `Your answers of ${day} are back.`,
  placeGone: "Your place is no longer among them: say it again.",
  faults: {
    none: "This file is not that of your answers.",
    newer: "These answers are from a newer version of this page: none of them was taken back.",
    elsewhere: "These answers were kept elsewhere, for another territory: none of them was taken back.",
    broken: "This file of answers is damaged: none of them was taken back.",
  },
  last: (day, figure) => `Last time (${day}): ${figure}.`,
  ofOneMonth: "in one month",
  now: (amount, isLess) => `Today, ${amount} ${isLess ? "less" : "more"}.`,
  before: (figures) => `Earlier: ${figures}.`,
  dated: (figure, day) => `${figure} (${day})`,
};
