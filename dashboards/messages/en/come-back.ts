import type { fr } from "../fr/come-back.ts";

export const en: typeof fr = {
  title: (when) => `Come back in ${when}`,
  titleNone: "Come back whenever you like",
  text: (period) => `Next publication: ${period}. No e-mail, no notification: your own calendar will tell you.`,
  textLate: (period) => `Next release: ${period}, whose period is over. It may come any day; your calendar will remind you.`,
  textNone: "No publication is announced. This date is in six months: your calendar will remind you.",
  once: "Once",
  season: "Every season",
  year: "Every year",
  how: "Remind me",
  take: "Put it into my calendar",
  file: "A file made in this page, which every calendar reads. It holds a name and a day only: no key, no neighbourhood, no topic.",
  summary: (name) => `${name}: have another look`,
  fileName: "voisinage",
};
