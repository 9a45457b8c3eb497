import type { fr } from "../fr/come-back.ts";

export const en: typeof fr = {
  title: (when) => `Come back in ${when}`,
  text: (period, day) => `Next figures near you: around ${day}, for ${period}.`,
  textLate: (period) => `Next figures near you, for ${period}: any day now.`,
  around: (day, late) => (late ? "any day now" : `around ${day}`),
  change: "Add your latest months before then.",
  paused: "You will count only if you resume before then.",
  textFirst: "The first publication has no date yet.",
  textNone: "No publication is announced.",
  once: "Once",
  season: "Every three months",
  until: (when) => `The reminder ends in ${when}: nothing is kept after that.`,
  how: "Remind me",
  take: "Add to my calendar",
  file: (day) =>
    `A reminder on ${day}, with the address but no key, neighbour\u00adhood or topic. Without it: “My contribution”, at the foot of every page, and your key.`,
  summary: (name, period) => `${name}: ${period === null ? "add my latest months" : `figures for ${period} are due`}`,
  description: (isDue, address) =>
    `${isDue ? "See what was published." : "Add your records for recent months."} Have your contribution key ready. ${address}`,
  shared: "Shared device: note it on a device of your own; the page leaves no file here.",
  fileName: "voisinage",
};
