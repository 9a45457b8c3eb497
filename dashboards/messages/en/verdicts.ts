import type { fr } from "../fr/verdicts.ts";

/** The sentences of Me situer, in English. */
export const en: typeof fr = {
  counted: {
    "spending.energy": "Electricity, gas, oil, wood, district heating: all added up, even what service charges include.",
    "spending.water": "The whole water bill, with standing charge and sewerage.",
  },
  countedAlike: {
    "spending.energy":
      "All your energy added up, even in service charges, without what is not counted here (cooking, appliances…), if you know its cost.",
  },
  widened: (at, low, high, by, when) =>
    `${at}${when === null ? "" : `, ${when}`}, the middle ranges from ${low} to ${high} a month depending on ${by}.`,
  besideMargin: (centre, group, between, side, you, isNarrow) =>
    side === "about"
      ? `Your ${you} is *${isNarrow ? "around" : "within the margin of"} ${centre}* for ${group.replace(/,$/, "")}: ${between} a month, nobody can say more or less.`
      : `${centre} for ${group} is ${between} a month: you are *${side}*.`,
  unsure: "Read with care: the margin is wide.",
  isAt: (value) => value,
  widenedLacks: (kinds) => `Not in these figures: ${kinds}.`,
  widenedOne: (centre, group, value, month) =>
    `${centre.charAt(0).toUpperCase()}${centre.slice(1)} for ${group} is ${value} ${month === null ? "a month" : `in ${month}`}.`,
  widenedUntold: (asked, _count, value) =>
    `Not answered yet: ${asked}.${value === null ? "" : ` Until then, we cannot tell whether ${value} is a little or a lot.`}`,
  seldom: "No wonder: this home is seldom lived in.",
  third: (value, of) => `${value} a month is very little beside ${of}.`,
  ofCentre: { P50: "the middle", MEAN: "the mean", LOWEST: "the lowest of these middles" },
  billSum: (total, days, months) =>
    months === null
      ? `Your bill: ${total} over ${days} days, brought to an average month (30.44 days).`
      : `Your bill: ${total}, shared between ${months} months.`,
  ownBill: "Your bill",
  ownMonths: (n) => `Your ${n} months`,
  ofMonths: (from, to) => `, from ${from} to ${to}`,
  sumAndMean: (sum, mean) => `${sum}, that is ${mean}`,
  ofAllKinds: ", of all kinds,",
  imprecise: (at, kind) => `${at}, the figure for ${kind} is too imprecise to place you.`,
  kindLeft: (at, kind) => `${at}, too few ${kind} for a precise figure.`,
  likeYours: (kind) => `${kind} like yours`,
  unranked: (at, kind) => `${at}, too few ${kind} to tell your rank.`,
  kindKept: (at, kind) => `${at}, the figure for ${kind} is not published: it would give away that of a group that is too small.`,
  mostly: (_homes, part) => `, of which nearly all the homes counted are ${part}`,
  ownPlace: (centre, homes, between) => `${centre} for ${homes} like yours is ${between} a month`,
  instead: (at, cause, homes, of, mostly) => {
    const lacks = {
      few: `not enough ${homes} yet`,
      kindKept: `the figure for ${homes} is not published`,
      imprecise: `the figures for ${homes} are too imprecise`,
      kindLeft: `too few ${homes}`,
      unranked: `${homes}, but its quarters are not sure enough for a rank`,
    };
    return `${at}, ${lacks[cause]}: here ${of === null ? "is a wider group" : `are the figures ${of}`}${mostly}.`;
  },
  kept: (of) => `The figure ${of} is not published: it would give away that of a group that is too small.`,
  few: (at, kind) => `${at}, not enough ${kind} yet.`,
  inPart: (period, at) => `For ${period}, ${at}`,
  dot: (home) => [`each dot is one ${home} in twenty`, `a dot: 1 ${home} in 20`],
};
