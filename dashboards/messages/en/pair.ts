import type { fr } from "../fr/pair.ts";

export const en: typeof fr = {
  untold: (a, between, b) => `${a}, ${between} than ${b}: they cannot be told apart.`,
  spans: (less, more) => `between ${less} less and ${more} more`,
  fromNone: (none, amount, isLess) => `${none} to ${amount} ${isLess ? "less" : "more"}`,
  signs: (lower, upper) => `${lower} to ${upper}`,
  label: (a, b, gap) => `A, ${a}. B, ${b}. Difference from A to B: ${gap}.`,
  gapNote: "with its own margin",
  lower: "A less",
  higher: "A more",
  twins: (a, b) => `${a} and ${b} are the same homes: one is the other’s only part.`,
  same2: "This is the same place twice: choose another.",
  chooseBoth: "Choose two places in the sentence or on the map.",
  choose: "Choose a second place in the sentence or on the map.",
  furthest: (most, least) => `The two ends of the ranking: ${most} and ${least}`,
  made: "Line: the protection margin; the difference’s takes both into account.",
  paper: "Side by side, and their difference",
  swap: "Swap A and B",
  noPair: "Nothing to compare for now.",
};
