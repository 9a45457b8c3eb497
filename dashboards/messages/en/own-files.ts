import type { fr } from "../fr/own-files.ts";

/** What is said of files in *Where do I stand?*, in English. */
export const en: typeof fr = {
  fileUnknown: (says) => `This file ${says} Nothing was sent.`,
  fileElsewhere: (topics) =>
    topics === 1
      ? "This file is about another topic. Its figures are in this card: "
      : "This file is about other topics. Its figures are in these cards: ",
  fileReplaces: (n) => (n === 1 ? "One typed month is replaced by the file’s." : `${n} typed months are replaced by the file’s.`),
  fileNothing: "No whole month in this file.",
  fileOfOther: (others, compared) => `This file is about something else: ${others}. Compared here: ${compared}.`,
  fileNotHere: (what) => `${what}: not compared here.`,
  ofUnit: (topic, unit) => `${topic} in ${unit}`,
  fileInUnit: (unit) => `Here, the comparison is in ${unit}: type the total of your bills instead.`,
  fileOfCards: (unit, own) => `This table is in ${unit}, and here we count in ${own}. In ${unit}: `,
  fileRead: ([first = 0, ...added], from, to) => {
    const months = added.reduce((sum, n) => sum + n, first);
    const month = first === 1 ? "month" : "months";
    if (added.length > 0)
      return `${months} months here, from ${from} to ${to}: ${first} ${month}, ${added.map((n) => `then ${n} more`).join(", ")}.`;
    return months === 1 ? `1 month read here: ${from}.` : `${months} months read here, from ${from} to ${to}.`;
  },
  fileRepeated: (n) =>
    n === 1 ? "One month is in two files: the newer one counts." : `${n} months are in two files: the newer one counts.`,
  filePartial: (names) => `Not complete, and not counted: ${names}.`,
  fileLacks: (months) => `Readings are missing (${months}): the figure there is a little too low.`,
  fileUnread: (n, places) =>
    `${n === 1 ? "1 line" : `${n} lines`} not read: ${places.join("; ")}${n > places.length ? `; and ${n - places.length} more` : ""}.`,
  fileHoles: (holes) => `Missing: ${holes}.`,
  fileAside: (n, first, last, years) =>
    `${n === 1 ? `One month, ${first}, is` : `${n} months, between ${first} and ${last}, are`} left out: at least ${
      years === 1 ? "a year is" : `${years} years are`
    } missing before the next, so this may be another home or another meter.`,
  fileWanted: "It takes your supplier’s file as it is, or a table with a line for each month.",
  fileTable: "A sample table",
  fileMonths: "Add or correct months",
  fileDrop: "Remove the file",
  fileCosts: "The cost column is ignored: only the quantity is read.",
};
