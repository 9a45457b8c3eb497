import type { fr } from "../fr/come-back.ts";

export const en: typeof fr = {
  title: (when) => `Come back in ${when}`,
  titleNone: "Come back whenever you like",
  text: (period) => `The next publication will cover ${period}.`,
  textLate: (period) => `The next publication, for ${period}, may come any day.`,
  textFirst: (when) => `The first publication has no date yet: this reminder is for ${when}.`,
  textNone: "No publication is announced. This date is six months away.",
  once: "Once",
  season: "Every three months",
  until: (when) => `The reminder ends in ${when}: nothing is kept beyond.`,
  how: "Remind me",
  take: "Add to my calendar",
  file: "We will not write to you. The file says nothing about you: no key, neighbour\u00adhood or topic.",
  summary: (name) => `${name}: take another look`,
  description: (address) =>
    `Add your records for recent months, and see what was published. Have your contribution key ready. ${address}`,
  shared: "Shared device: note it on a device of your own; the page leaves no file here.",
  fileName: "voisinage",
};
