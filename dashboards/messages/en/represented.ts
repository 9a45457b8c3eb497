import type { fr } from "../fr/represented.ts";

export const en: typeof fr = {
  unknown: "Representative? We cannot tell: nothing compares these homes with the whole.",
  unknownBut: (by) =>
    `Representative? We know where these homes are, not whether they are like the others: no census gives ${by} here.`,
  origin: (from) => `The homes of these data, and no others: ${from}.`,
  outweighing: (at, homes, dwellings) => `*${homes}* of the homes counted are ${at}, with ${dwellings} of the dwellings.`,
  leans: ({ of }) => `The average ${of} is that much more like theirs.`,
  ofCounted: "Shares of the homes counted.",
  rest: (share) => `The rest, ${share}: not published, or not said.`,
};
