import type { fr } from "../fr/share-card.ts";

export const en: typeof fr = {
  back: "Back to Where do I stand?",
  title: "Share, without my figures",
  lead: "Published figures only: not yours, not where you live, not what the page told you.",
  topic: "Topic",
  heading: (topic, homes, low, high) => `${topic}: between ${low} and ${high} a month for half of ${homes}. And\u00a0you?`,
  text: (kind, period) => `A hundred dots for a hundred ${kind}, from the lowest to the highest, in ${period}.`,
  card: "The card",
  about: "The card is about",
  whole: (kind) => `all ${kind}`,
  mine: (kind) => `my kind of ${kind}`,
  aboutNote: (kind) => `“My kind of ${kind}” also shows what kind of ${kind} you have.`,
  share: "Share",
  image: "Save the image",
  saved: "Image saved.",
  copied: "Address copied.",
  noneTitle: "Nothing to share yet",
  none: "The card will come once enough homes have contributed.",
  at: (date) => date,
};
