import type { fr } from "../fr/contribute-later.ts";

/** Texts of the steps of Contribuer after the first, in English. */
export const en: typeof fr = {
  leaves: {
    title: (n) => (n === 0 ? "What is sent: yours to tick" : n === 1 ? "What is sent: one number" : `What is sent: ${n} numbers`),
    titleNone: "What is sent: nothing for now",
    nothing: "Nothing is ticked beforehand. Tick what you give: the exact text is written here.",
    noLeaf: (leaf) => `Say where you live, down to the smallest level (${leaf}): the exact text will be written here.`,
    replaces: (list) => `Takes the place of what is kept already: ${list}.`,
    place: "Area",
    text: "The exact text, to the letter",
  },
  consent: {
    notice: "In short",
    allNotice: "Read the whole notice, here",
    purposeTick:
      "I consent to what I have ticked being used to publish protected statistics, open to all, by neighbourhood and by kind of home.",
    general: (list) => `General interest: ${list}.`,
    months: (n, first, last) => (n === 1 ? `${first}: one number` : `month by month: ${n} numbers, from ${first} to ${last}`),
    years: (list, n) => (n === 1 ? `a single number for the year ${list}` : `one number a year: ${list}`),
    allIdle: "(no publication to come needs them)",
    someIdle: (n) => `(no publication to come needs ${n} of them)`,
    doubled: "For one period a single number is sent: that of the first source ticked.",
    finer: "Month by month tells seasons and long absences; the year’s total tells only the order of magnitude.",
    othersTick: "I have told the people who live with me, or I live alone: these readings speak of them too.",
    who: "Who consents",
    adult: (age) => `I am ${age} or older, and I consent.`,
    guardian: (age) => `I am the parent or guardian of somebody under ${age}, and I consent for them.`,
    minor: (age) => `I am under ${age}, and nobody is with me.`,
    minorStop: "A parent’s or guardian’s consent is needed. Show them this page: they are the one to tick. Nothing was sent.",
    before: (list) => `Your earlier consents go on: ${list}. To take one back, use “Object” in My contribution.`,
    faults: {
      purpose: "Without this consent nothing can be sent: tick it, or leave the page.",
      what: "Tick at least one line of what is sent.",
      others: "First tell the people who live with you.",
      who: "Say who consents.",
    },
    withdraw: "Your consent can be taken back at any time with your key, as simply as it is given.",
  },
  review: {
    json: "The exact text that will be sent",
    jsonNote:
      "This is all. Not your file, nor its name, nor a meter’s number, nor an address. Amounts are in base units (litres, watt-hours, cents…). With it goes a number that your browser draws at random, so that the same sending is not recorded twice.",
    sending: "Sending…",
    refused: "Nothing was recorded",
    unsure: "Nobody knows whether it arrived: send it again as it is, it will be recorded once.",
  },
  lost: {
    title: "Lost, nobody can make it again. Not even us.",
    rows: (months) => [
      ["Your figures", "stay encrypted and counted, as before"],
      ["Seeing, correcting, withdrawing", "is no longer possible"],
      ["They erase themselves", `after ${months} months at most`],
      ["Contributing again", "only once they are erased, so as not to count twice"],
    ],
    found: "Found by somebody else?",
    foundText: "They would see your months, without name or address, and could withdraw them. Keep it like a password.",
  },
};
