import type { fr } from "../fr/come-back.ts";

export const en: typeof fr = {
  title: (when) => `Come back in ${when}`,
  titleNone: "Come back whenever you like",
  text: (period) => `The next publication will cover ${period}. We will not write to you: make a note of the day.`,
  textLate: (period) =>
    `The next publication, for ${period}, may come any day. We will not write to you: make a note of the day.`,
  textFirst: (when) =>
    `Nothing is published yet, and nothing tells when the first publication will come. We will not write to you: this reminder is for ${when}.`,
  textYours: (period) =>
    `The first publication that can hold your figures will cover ${period}. We will not write to you: make a note of it.`,
  textNotYours: "No announced publication covers the period of your figures.",
  textNone: "No publication is announced. This date is six months away.",
  once: "Once",
  season: "Every three months",
  until: (when) => `The reminder ends in ${when}: nothing is kept beyond.`,
  how: "Remind me",
  take: "Add to my calendar",
  file: "A file for any calendar, made in this page. It holds no key, neighbour\u00adhood or topic.",
  summary: (name) => `${name}: take another look`,
  description: (address) =>
    `Add your records for recent months, and see what was published. Have your contribution key ready. ${address}`,
  shared: "Shared device: note it on a device of your own; the page leaves no file here.",
  fileName: "voisinage",
};
