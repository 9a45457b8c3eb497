import type { fr } from "../fr/contribute-later.ts";

const whatLeaves = (n: number, leaf: string, answers: number): string => {
  const numbers = n === 1 ? "one number" : `${n} numbers`;
  if (answers === 0) return `${numbers} and your ${leaf}`;
  return `${numbers}, your ${leaf} and ${answers === 1 ? "one answer" : `${answers} answers`}`;
};

/** Texts of the steps of Contribuer after the first, in English. */
export const en: typeof fr = {
  draft: {
    save: "Save my draft (file)",
    reopen: "Reopen a draft",
    note: "The page keeps nothing: a draft is a file of your own, never sent.",
    name: "draft",
    saved: (name) => `Saved to your downloads: ${name}. It has your home and the bills typed.`,
    taken: (n) => (n === 0 ? "Nothing more to take back." : n === 1 ? "One bill is back." : `${n} bills are back.`),
  },
  leaves: {
    title: (n, leaf, answers) =>
      n === 0
        ? `What is sent with your ${leaf}${answers === 0 ? "" : " and your answers"}: you choose`
        : `What is sent: ${whatLeaves(n, leaf, answers)}`,
    send: (n, leaf, answers) => (n === 0 ? "Send" : `Send ${whatLeaves(n, leaf, answers)}`),
    replaces: (list) => `*Replaces* what is already kept: ${list}.`,
    adds: (list) => `Adds to what is kept: ${list}. If you had erased one of these months, it counts again, with this figure.`,
    many: (n) => `${n} numbers`,
    unticked: (list) => `Not ticked, so nothing of it is sent: ${list}.`,
    unlike: (a, b, what, one, other, more, areMonths) =>
      `${a} and ${b} do not say the same: ${what}, ${one} or ${other}${more === 0 ? "" : `, and ${more} other ${areMonths ? "month" : "year"}${more === 1 ? "" : "s"}`}.`,
    onlyOne: "Only one of the two can be sent: tick the right one.",
    home: (list) => `With: ${list}.`,
    given: (when, hour, who) => `Your consent: given on ${when} at ${hour}. ${who}`,
    notGiven:
      "In the text, “adult” and “given_at” (the time) follow the boxes of your consent, below. Without them nothing is sent.",
    text: "Each number, and the exact text",
  },
  consent: {
    purposeTick: (name, until) =>
      `I consent to ${name ?? "the operator"} reading what I have ticked, to the digit, until ${until}, to publish protected statistics of it, open to all, by neighbour\u00adhood and kind of home.`,
    general: (list) => `General interest: ${list}.`,
    months: (n, when) => (n === 1 ? `${when}: one number` : `${n} numbers, ${when}`),
    years: (list, n) => (n === 1 ? `a single number for the year ${list}` : `one number per year: ${list}`),
    allIdle: "(no upcoming publication needs them)",
    someIdle: (n) => `(no upcoming publication needs ${n} of them)`,
    doubled: "Only one number is sent for any period: the one from the first source ticked, in the order of this list.",
    divided: (bills, n, when) =>
      `${n === 1 ? when : `${n} numbers, ${when}`}, ${bills === 0 ? "all estimated" : `from ${bills === 1 ? "your bill" : `your ${bills} bills`}`}`,
    mixed: (bills, divided, n, when) =>
      `${n} numbers, ${when}, ${divided === 1 ? "one" : divided} of them from ${bills === 1 ? "your bill" : `your ${bills} bills`}`,
    send: (topic) => `${topic}: send`,
    restStays: (what, n, when) => `${what}; ${n === 1 ? "one month stays" : `${n} months stay`} with you, ${when}`,
    none: "nothing",
    either: (isFiner) =>
      `The months are enough: their total follows from them.${isFiner ? " They also show seasons and long absences; the total does not." : ""}`,
    besideTotal: "For the year the total that you gave is what counts; its months serve shorter publications.",
    othersTick: "I have told the people I live with, if any.",
    who: "Who is consenting",
    adult: (age) => `I am ${age} or older.`,
    guardian: (age) => `As parent or guardian of a child under ${age}, I agree together with them.`,
    minor: (age) => `I am under ${age}.`,
    minorStop:
      "Your consent and a parent’s or guardian’s are needed. Read this page together: if you both agree, the parent or guardian ticks the box. Nothing was sent.",
    standing: (date) => `Your consent of ${date} covers these records too.`,
    newTopics: (list) => `Your consent does not yet cover: ${list}. The law requires one for each topic.`,
    newNotice: "The notice has changed since your consent: the law requires us to ask again.",
    before: (list) => `Your earlier consents still stand: ${list}. To withdraw one, use “Object” in My contribution.`,
    faults: {
      purpose: "Tick your consent: without it nothing can be sent.",
      what: "Tick at least one line to send.",
      others: "First tell the people you live with.",
      who: "Say who is consenting.",
    },
    reads: (name, until) => `${name ?? "The operator"} can read these exact readings, until ${until}.`,
    stays: "A published figure cannot be taken back.",
    backups: (days) =>
      days === null
        ? "The operator has not stated how long backups are kept."
        : days === 0
          ? ""
          : `Withdrawn figures stay in backups for another ${days} days at most.`,
    withdraw: "You can withdraw your consent at any time with your key, as easily as you give it.",
  },
  review: {
    missing: "Still missing:",
    json: "The exact text that will be sent",
    jsonSize: (lines, bytes) => `${lines} lines, ${bytes} bytes.`,
    jsonWhole: "See it whole",
    jsonSave: "Save it (file)",
    jsonFile: "exact-text",
    jsonNote:
      "That is all. Amounts are in litres, watt-hours, cents… A random number goes with it, so that the same submission is not recorded twice.",
    sending: "Sending…",
    refused: "Nothing was recorded",
    unsure: "We cannot tell whether it arrived: send it again as it is. It will be recorded only once.",
  },
  place: {
    published: (year) => `published for ${year}`,
    careful: (year) => `published for ${year}, read with care`,
    whole: (isMore, at, value) => `${isMore ? "more" : "less"} than ${at} (${value})`,
    mean: (value, from, to, homes, whole) => {
      const of = `(all homes${homes === null ? "" : `, about ${homes}`})`;
      return value === null
        ? `Here, between ${from} and ${to} a month on average ${of}: the margin is too wide for a figure to rely on.`
        : `Here, ${value} a month on average, between ${from} and ${to} ${of}${whole === null ? "" : `; ${whole}`}.`;
    },
    ofAll: "These are means of all homes, whatever their size and heating: do not hold yours against them.",
    few: (year) => (year === null ? "not yet" : `not yet for ${year}`),
    expected: (day) => `may appear${day === null ? "" : ` by ${day}`}, if there are enough homes`,
    keptUntil: "It may appear once more homes contribute, here or nearby.",
    counts: (years) => `you will count in it for ${years}`,
    short: (months, needed, year) => `${months} of the ${needed} months needed for ${year}`,
    around: (_, months, where) => `${months} will count for your ${where}`,
    waits: (n, months, missing, where) =>
      `${months} ${n === 1 ? "waits" : "wait"} for ${missing}${where === null ? "" : ` for your ${where}`}`,
    uncounted: "We do not say how many are there already for the year under way: that number would tell about your neighbours.",
    most: (streams) => `At most ${streams} topics per home count in a year.`,
  },
  tell: "Tell my neighbours",
  told: (name, mean) => `${name}: comparing what our homes use, without anyone being recognised. ${mean}`,
  lost: ["If you lose it", "If someone finds it"],
  found: "They can read, correct and erase everything you gave. Keep it safe, like a password.",
};
