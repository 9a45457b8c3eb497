import type { fr } from "../fr/come-back.ts";

export const en: typeof fr = {
  add: {
    title: (day) => `${day}: add your latest months`,
    text: (period, day) =>
      `So that they count in the figures near you for ${period}, which will appear by ${day} if there are enough homes.`,
    few: (level, lack) => `${level === null ? "" : `They will count in your ${level}. `}With them, ${lack}`,
    months: (day, missing) => `${day}: add ${missing}`,
    quarters: (quarters, level) => `You will also count for ${quarters.join(" and ")} of your ${level}.`,
    weak: (topics, period) => `${topics}: still too few months for ${period}.`,
    billTitle: (day, hasMeter) => `${day}: add your latest months, ${hasMeter ? "from the meter" : "if the bill has come"}`,
    meter: (day, topics) => [
      `On ${day}, read the ${topics.join(" and ")} ${topics.length === 1 ? "meter" : "meters"}.`,
      "Take away the reading on your last bill.",
      `Type what is left as a bill, from the end of the last one to ${day}. The page says whether the last one is to be typed again too.`,
    ],
    file: (topics) => `${topics}: a new file, or these months typed by hand.`,
    laterBill: (due, isAgain) =>
      `A bill that comes after ${due} would ${isAgain ? "count in that year’s revision alone" : "most likely be too late"}.`,
    summary: (name) => `${name}: add my latest months`,
    description: (address) =>
      `Add your records for recent months, with your key and a new file, or the last bill and the meter’s reading: ${address}`,
  },
  read: {
    title: (day) => `${day}: come back to read`,
    text: (period) => `The figures near you for ${period} will have appeared, if there are enough homes.`,
    summary: (name) => `${name}: see what has been published`,
    description: (address) => `Read what has been published near you, with your key: ${address}`,
  },
  next: {
    text: (day) => `Next figures: around ${day}.`,
    take: "Remind me",
    summary: (name) => `${name}: the new figures`,
    description: (address) => `Come back to see where you stand, with your file of answers if you kept one: ${address}`,
  },
  textFirst:
    "The first publication has no date yet. If too few homes come, nothing appears, and your readings are erased when their time is up.",
  take: "Add to my calendar",
  file: "At 9 am. The file has no key, neighbour\u00adhood or topic.",
  saved: "Calendar file saved: open it to add it.",
  shared: "Shared device: note it on a device of your own; the page leaves no file here.",
  fileName: "voisinage",
};
