import { lowerFirst, upperFirst } from "../../shared/format.ts";
import type { fr } from "../fr/said.ts";

/** What is said of a figure once somebody has given it, in English. */
export const en: typeof fr = {
  quarter: (how, group) => `You are in *the 25% ${how}*, among ${group}.`,
  middle: (group, side, value) =>
    `You are in *the middle half* of ${group}${side === null ? "" : `, ${side} the middle${value === null ? "" : ` (${value})`}`}.`,
  edge: (how, group) => `You are *at the edge of the 25% ${how}*, among ${group}.`,
  edgeNote: (edge, how, lower, upper) =>
    `The 25% ${how} ${edge === "low" ? "end" : "begin"} between ${lower} and ${upper}: we cannot tell which side you are on.`,
  ownMore: (isBelow) =>
    isBelow
      ? "Your bill counts more than these figures do, and is lower all the same: you really are below the middle."
      : "Your bill counts more than these figures do: counted alike, you would be lower.",
  aboveThree: (group) => `Your bill is above the figure of *three quarters* of the ${group}.`,
  butMore: (sentence) => `${sentence.replace(/\.$/, "")}, *but it counts more than they do*.`,
  withMore: (sentence) => `With a bill that counts more than these figures do, ${lowerFirst(sentence)}`,
  reckoned: {
    middle: (left, homes, middle) =>
      `Counted alike, you would probably be *in the middle half* of ${homes}, around ${left} (middle: ${middle}).`,
    quarter: (how, left, homes, middle) =>
      `Counted alike, you would probably be *in the quarter that ${how}* of ${homes}, around ${left} (middle: ${middle}).`,
    beside: (left, side, centre, homes, middle) => {
      if (side === null)
        return `Counted alike, you would be *around ${left}*: nobody can tell whether that is more or less than ${centre} of ${homes} (${middle}).`;
      const alike = side.endsWith("Alike") ? ", or about as much" : "";
      return `Counted alike, you would be around ${left}, *${side.startsWith("more") ? "more" : "less"}* than ${centre} of ${homes} (${middle})${alike}.`;
    },
    around: (left) => `around ${left}`,
  },
  moreIs: (own, of, least, most) => `Your ${own} count more things: ${of}. For you, between ${least} and ${most} is assumed.`,
  alike: "Counted alike, you would be lower, by how much nobody knows.",
  countedElsewhere: (source, topic) => `Your ${source}? It counts with the rest: ${topic}.`,
  ofUsual: (sentence) => `For an average month, ${lowerFirst(sentence)}`,
  side: (side, centre, group, value) =>
    `That is *${{ below: "less* than", about: "about the same* as", above: "more* than" }[side]} ${centre} for ${group}${value === null ? "" : `: ${value}`}.`,
  sideNote: "The spread is too imprecise here to rank you.",
  little: (value) => `${value} a month is *very little*.`,
  littleNote: (group, five) => `Fewer than five in a hundred ${group} are below ${five}.`,
  unit: (times, centre) =>
    `*Far more* than ${centre}, ${times ?? "over a thousand"} times: have you the right unit, the right period?`,
  unitOf: (what, times, centre) =>
    `${what} is *far more* than ${centre}, ${times ?? "over a thousand"} times: have you the right unit, the right month?`,
  unitBill: (value) => `*${value} in one month*, or over several?`,
  unitYear: (total) => `*${total} over a year*, or over a month?`,
  unitClamp: "*More than anything that counts here*: have you the right unit, the right period?",
  unitNote: (group, centre, middle) => `Among ${group}, ${centre} is ${middle} a month.`,
  placesWithout: (names) => `No sure figure for ${names}.`,
  otherYears: (months, years, compared) =>
    `Your ${months === 0 ? "figure is" : months === 1 ? "month is" : "months are"} from ${years}; everyone else’s ${months > 1 ? "are" : "is"} from ${compared}.`,
  daysBeside: (year, areDays, when) =>
    `Your ${areDays ? "days" : "months"} of ${year} are compared with those of others ${when}.`,
  otherMonths: (ends, compared) => `Your months run ${ends}, those of others are of ${compared}.`,
  ofOtherYears: (years, months, period) =>
    `: your ${months > 1 ? "months" : months === 1 ? "month" : "figure"} of ${years}, next to ${period}.`,
  tooFarApart: (differing, years) =>
    `${differing} They are more than ${years} years apart, so we do not rank you: that would compare years, not homes.`,
  monthsApart: (own, others) => `Just to see: your months of ${own}, those of others in ${others}`,
  seasonal: (value, months, isMonth) =>
    `${isMonth ? `It is *${value}*` : `It comes to *${value} a month*`}${months === "" ? "" : ` ${months}`}.`,
  noSide: (when, centre, value, [lower, upper], why) => {
    const reasons = { near: "too near", few: "too few days", straddles: "too wide a margin" };
    return `${upperFirst(when)}, *${centre} is around ${value}*, between ${lower} and ${upper}: ${reasons[why]} to say more or less.`;
  },
  straddles: (periods) =>
    `Only whole quarters are published: how much of ${periods === 2 ? "two" : "several"} of them falls on your bill is an estimate.`,
  landmark: (half) => `As a landmark, over a year, ${half} a month.`,
  wholeOnly: (areQuarters, when) => `Only whole ${areQuarters ? "quarters" : "periods"} are published, here ${when}.`,
  lacksMonths: (lacking) => `To be able to tell, add ${lacking}.`,
  lacksTwo: "Give all three months.",
  lacksYear: (what) => {
    const whole = {
      quarters: "whole quarters, such as January to March, or ",
      months: "a bill of whole months, first day to last, or ",
    };
    return `${what === "months" ? "More precise:" : "To be able to tell, give"} ${what === null ? "" : whole[what]}your total of a year.`;
  },
  byCold: (centre, ofEach, ofWhole, periods, own, than, value) => {
    const days = { dates: "On these dates", month: "In this month", months: "In these months" }[own];
    const [whole, kept] = periods === 1 ? ["the whole quarter", "we keep"] : ["these whole quarters", "we keep"];
    const mixed = periods === 1 ? "" : `, or ${ofWhole} by your days in each`;
    const cold = {
      same: `about as cold as over ${whole}: ${kept} ${value}`,
      less: `less cold than over ${whole}, hence ${value}`,
      more: `colder than over ${whole}, hence ${value}`,
    };
    return `We publish ${centre} by whole quarters only: ${ofEach}${mixed}. ${days}, it is ${cold[than ?? "same"]}.`;
  },
  leftOut: "The rest of your months do not count, for want of a whole quarter.",
  ownBill: (days, value) => `Your bill (${days} days): ${value}.`,
  besideCentre: (own, statistic, value, between, years) =>
    `${own === null ? "" : `${own}; `}the ${statistic === "P50" ? "middle" : "mean"}${years === null ? "" : ` in ${years}`} is about ${value}${between === null ? "" : `, between ${between[0]} and ${between[1]}`}.`,
  seasonIs: (when, centre, group, value) => `${when}, ${centre} for ${group} is ${value} a month.`,
  whenMonth: (month) => `in ${month}`,
  atThese: { dates: "on these dates", months: "over these months" },
  whenSame: { dates: "over the same dates", months: "over the same months" },
  whenPart: { dates: "over the quarters of these dates", months: "over the quarters of these months" },
  same: { dates: "same dates", months: "same months" },
  estimated: (centre, value) => `${centre}: about ${value}, estimated`,
  halfDrawn: (isPlaced, half) =>
    isPlaced
      ? `${half} a month (the bar). Thin line and dashes: the margins. How many are below you is not published for these months.`
      : "Dashed: the middle half, roughly known. Thin line: the margin of the middle.",
  rankRule: (hasQuarters) => (hasQuarters ? "A rank needs a whole quarter or a year." : "A rank needs a whole year."),
  inMonths: (names) => `in ${names}`,
  overYear: "over a year",
  fromMonth: (from, to) => `from ${from} to ${to}`,
  monthsBetween: (n, from, to) => `over ${n} months between ${from} and ${to}`,
  fromDay: (from, to) => `from ${from} to ${to}`,
  seasonNormal: {
    more: {
      money: "People spend more in winter than in summer: that is normal.",
      use: "People use more in winter than in summer: that is normal.",
      other: "It is higher in winter than in summer: that is normal.",
    },
    less: {
      money: "People spend less in summer than in winter: that is normal.",
      use: "People use less in summer than in winter: that is normal.",
      other: "It is lower in summer than in winter: that is normal.",
    },
  },
  seasonalNone: "These months are not published.",
  seasonalNote: (period, centre, group, value) => `Over the whole of ${period}, ${centre} for ${group} is ${value} a month.`,
  none: (at, kind) => `${at}, *not enough ${kind} yet*.`,
  noneNote: (needed) => `It takes about ${needed} for an even chance of appearing.`,
  keptAt: (at) => `${at}, *the figure is not published*: it would give away that of a place that is too small.`,
  fewerAlike: " (they would be fewer if the same things were counted)",
  dots: (kind, below) => `A hundred of these ${kind}, a dot each${below === null ? "" : `: ${below}`}.`,
  below: ({ fewest, most }, how) =>
    `${fewest === 0 ? `at most ${most}` : most === 100 ? `at least ${fewest}` : fewest === most ? `${most}` : `${fewest} to ${most}`} ${
      { money: "spend less than you", use: "use less than you", other: "are below you" }[how]
    }`,
  near: {
    homes: (kind, which) => `${which === "all" ? "all " : ""}${kind}${which === "own" ? " like yours" : ""}`,
    of: (centre, homes) => `${centre} of ${homes}`,
    subtitle: (of, unit, period) =>
      `${of === null ? "In" : `${of.charAt(0).toUpperCase()}${of.slice(1)}, in`} ${unit} a month (${period}).`,
    noMiddle: "A few large figures pull it above the middle.",
    margins: "The line: the margin.",
    wholeYear: (isMixed) => `Over the whole year${isMixed ? ", all kinds together" : ""}: to compare places, not your figure.`,
    mixed: "All kinds together: to compare places, not your figure.",
    where: "say where you live",
    tooClose: (one, other) => `Between ${one} and ${other}, the difference is too small to tell.`,
    concludes: (how, gap, side, here, there) =>
      `${{ money: "People spend", use: "People use", other: "It is" }[how]} ${gap === null ? side : `${gap} ${side} a month`} ${here} than ${there}.`,
  },
  elsewhere: (text, place) => `Answer for ${place}: “${text}” was not found in this territory.`,
};
