import type { fr } from "../fr/first-months.ts";

export const en: typeof fr = {
  value: (homes, of) => `${homes} homes ${of}`,
  one: (at, period) => `${at}, ${period}: the first figure`,
  subtitle: "Pale: the protection margin.",
  coming: "upcoming",
  noneTitle: "Nothing is published yet",
  noneText:
    "A figure appears once there are enough homes. We do not say how many are there already: that would give too much away.",
  calendar: "What will appear, and when",
  authorities: "Local authorities, meanwhile:",
  outlines: "outlines (GeoJSON)",
  calendarLink: "calendar",
  calendarText:
    "A small place appears less often than the whole: that is what protects it. The numbers of homes: what it takes for an even chance of appearing.",
  fewer: "Each level has noise of its own: the less it has, the fewer homes it takes.",
  levels: (plural) => `The ${plural}`,
  wholeLevel: (name) => `All of ${name}`,
  firstAfter: (period) => `, from the end of ${period} at the earliest`,
  today: "today",
  fixed: "This calendar and these numbers are public, and were fixed before the first home joined.",
  plan: "What is published, and how it is protected",
  each: (topics) => `Of each topic (${topics}): how many homes, their mean and their total, with margins.`,
  parts: "Medians and types of home take more homes: they appear at the widest levels only.",
  ask: (contact) =>
    contact === null ? "Those who run this commons have not said yet whom to write to." : `A question, a request: ${contact}.`,
  calendarLabel: (parts) => `Calendar of publications. ${parts}`,
  references: "Published topics, next to reference figures",
  referencesNone: "Meanwhile, public reference figures",
  referencesText:
    "Per month. A hollow square is a figure from elsewhere. It says nothing about your neighbours, and gives no verdict.",
};
