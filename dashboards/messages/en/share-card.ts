import type { fr } from "../fr/share-card.ts";

export const en: typeof fr = {
  back: "Back to Where do I stand?",
  title: "Share, without my figures",
  lead: "This card shows only published figures for the whole territory: not yours, not where you live, not what the page told you.",
  leadMine:
    "This card shows only published figures for your kind of home: not yours, not where you live, not what the page told you.",
  topic: "Topic",
  heading: "And you, where do you stand?",
  text: (topic, group, period) =>
    `${topic}, per month in ${period}. A hundred dots: ${group}, from the lowest to the highest, one in a hundred each.`,
  about: "The card is about",
  whole: (of) => `all homes ${of}`,
  mine: (of) => `my kind of home, ${of}`,
  aboutNote: "The second also says what kind of home you have; the first says nothing about you.",
  share: "Share",
  image: "Image",
  copy: "Copy the address",
  copied: "Address copied",
  address: "The address opens an empty page: it holds none of your figures or answers.",
  none: "No distribution is published yet for a card to show.",
  at: (date) => date,
};
