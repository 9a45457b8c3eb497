import type { fr } from "../fr/come-back.ts";

export const en: typeof fr = {
  title: (when) => `Come back in ${when}`,
  titleNone: "Come back whenever you like",
  text: (period) =>
    `The next publication will be about ${period}. We send no e-mail and no notification: make a note of the day.`,
  textLate: (period) =>
    `The next publication will be about ${period}, a period that is over: it may come any day. Make a note of the day.`,
  textFirst:
    "Nothing is published yet, and nothing tells when the first publication will come. We send no e-mail and no notification: make a note to have another look.",
  textNone: "No publication is announced. This date is in six months.",
  once: "Once",
  season: "Every season",
  year: "Every year",
  how: "Remind me",
  take: "Put it into my calendar",
  file: "A file made in this page, which every calendar reads. It holds the commons’ name, a day and the page’s address: no key, no neighbourhood, no topic.",
  summary: (name) => `${name}: have another look`,
  description: (address) =>
    `Add your records of the last months, and see what was published. Bring your contribution key. ${address}`,
  shared: "Shared device: make a note of it on your own; the page leaves no file here.",
  fileName: "voisinage",
};
