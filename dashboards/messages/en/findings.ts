import type { fr } from "../fr/findings.ts";

/** The words of the findings of Accueil, in English. */
export const en: typeof fr = {
  title: (topic, homes, kind, of) => `${topic}: what ${homes} ${kind} ${of} say`,
  apart: (times, percent, by) =>
    `${times > 1 ? `At least ${times < 2 ? `${percent} apart` : `${["", "", "twice", "three times", "four times", "five times"][times]} as much`}` : "A clear difference"} ${by}, margins included`,
  types: (by) => `depending on ${by}`,
  areas: "from one place to another",
  perMonth: "Per month, on average.",
  lacking: (kinds) => (kinds === "" ? "" : ` Not shown here: ${kinds}.`),
  whole: (name, value) => `${name}: ${value}`,
  share: (oneIn, homes) =>
    oneIn > 40
      ? `${homes} homes have already joined`
      : oneIn === 2
        ? "More than half of all homes are counted"
        : `More than one home in ${["", "", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"][oneIn] ?? oneIn} is counted`,
  shareText: (share, homes, of) => `*${share}* of the ${homes} homes ${of}.`,
  shareNote: (n) => `out of 100 homes, ${n} ${n === 1 ? "has" : "have"} a figure here`,
  /** what a figure says outside the page of whom and when it is */
  awayTypes: (kind, of, period) => `Mean per month of ${kind} ${of}, ${period}.`,
  awayShare: (period, between, kind) => ` In ${period}, ${between} ${kind} counted.`,
  line: "Thin line: the protection margin.",
  data: "See in Data",
};
