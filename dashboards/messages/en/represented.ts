import type { fr } from "../fr/represented.ts";

export const en: typeof fr = {
  unknown: "Representative? We cannot tell: nothing compares these homes with the whole.",
  unknownBut: (by) =>
    `Representative? We know where these homes are, not whether they are like the others: no census on this site gives ${by}.`,
  outweighing: (at, homes, dwellings) => `*${homes}* of the homes counted are ${at}, with ${dwellings} of the dwellings.`,
  leans: ({ of }) => `The average ${of} is that much more like theirs.`,
  ofCounted: "Shares of the homes counted.",
  rest: (share) => `The rest, ${share}: not published, or not said.`,
  censusDiffers: (more, less) =>
    `Representative? Not quite, beside the census. ${[more && `*Too many* homes: ${more}`, less && `~${more ? "too few" : "Too few"}~${more ? "" : " homes"}: ${less}`].filter(Boolean).join("; ")}`,
  censusSame: "Representative? More or less: these homes match the census, allowing for margins",
  censusSubtitle: (topic, period) => `${topic}, ${period}. Dot: the homes counted, with the margin. Square: the census.`,
  censusRow: (share, census, at) => `${share} ${at ?? "here"}, ${census} in the census`,
  censusHere: "Homes counted",
  censusThere: "Census",
};
