import type { fr } from "../fr/my-contribution.ts";

/** The list of figures that no consent covers, or that the contributor objected to. */
const UNUSED = "Kept, but in no upcoming publication";

export const en: typeof fr = {
  printMine: "Print",
  answersStay: "For this drawing only: nothing is sent or kept.",
  gains: {
    has: (place, topic, year, homes, you, sure) => {
      const others = homes === null ? (you ? "other homes" : "its homes") : `about ${homes} ${you ? "other " : ""}homes`;
      return `Thanks to ${you ? "you and " : ""}${others}, ${place} has ${sure ? "its" : "a first"} ${topic} average for ${year}${sure ? "" : ", still imprecise"}.`;
    },
    hasOf: (place, list, n, topics, you, year) =>
      n === 0
        ? `${place} does not have the average of any of your ${topics} topics yet.`
        : `${you ? `Thanks to you and other homes, ${place}` : place} has its ${n === 1 ? "average" : "averages"} for ${year}: ${list}.`,
    coming: (day, list, years) => `Your figures (${list}, ${years}) will count in the next averages, expected around ${day}.`,
    hasNot: (place, topic) => `${place} has no ${topic} average yet.`,
    seek: ["To see the map, open", "look up", "then choose", "The link does not say where you live."],
    places: "Neighbourhoods (new tab)",
  },
  kept: {
    title: "What you gave",
    home: "Home",
    figures: (n, years) => (n === 1 ? `one number for ${years}` : `${n} numbers for ${years}`),
    erased: "Erased automatically",
    erasedAt: (month) => `in ${month} at the latest`,
    idle: (figures) => `${figures}, in no publication`,
    former: "Earlier values",
    formerText: (n) => (n === 1 ? "one, replaced: kept, not counted" : `${n}, replaced: kept, not counted`),
    all: "See or correct each figure",
    topic: "Erase this topic",
    topicNumbers: (n, name) => `${n === 1 ? "the one number" : `all ${n} numbers`} (${name})`,
    topicErased: (name) => `${name}: all erased.`,
  },
  homeCorrection: {
    title: "Correct my home",
    stays: "Years in which your figures already counted keep the earlier home.",
    saved: "Home corrected.",
  },
  lostKey: "What if you lose your key?",
  forgotten: "You left or reloaded the page: it has kept no key, nor anything not yet sent.",
  onPaper: (address) =>
    `With your key, at ${address}: download these figures, correct or pause them, object, withdraw everything.`,
  rightsTitle: "Your rights, no reason needed",
  cards: {
    take: ["See and download", "Your figures as a table, or everything we keep, as JSON."],
    correct: ["Correct", "A figure, a month, a topic, or your home."],
    pause: ["Pause", "Nothing counts, nothing is erased, until you resume."],
    resume: ["Resume", "Your figures count again from the next publication on."],
    object: ["Object", "Leave one topic, or all, out of upcoming publications."],
    erase: ["Erase a topic", "All its figures, for good. Nothing goes before you say yes."],
  },
  correctGo: "Choose a figure",
  correctNone: "There is no figure left to correct.",
  objectOpen: "Choose topics",
  lead: "Your months among others, and the right to change all of it.",
  news: (period, day, next) => `Latest figures: ${period}, out on ${day}.${next === null ? "" : ` Next: about ${next}.`}`,
  key: {
    label: "Contribution key",
    hint: "43 characters. The page does not keep it.",
    open: "Open",
    opening: "Opening…",
    read: "Key read. Now open it.",
    file: "File or photo",
    noKey: "No key found in this file. Type it, or take a sharper photo of the code.",
    alike:
      "Copied by hand? An underlined character is a digit: 0 not O, 1 not I or l. A dash sits mid-line (-) or at the bottom (_).",
    empty: "Type or paste your key.",
    malformed: (n) =>
      n === 43
        ? "One of the characters cannot be part of a key: unaccented letters, digits, hyphens and underscores only. Nothing was sent."
        : `A key has 43 characters, and you typed ${n}. Nothing was sent.`,
  },
  close: "Close",
  closed: "The page has forgotten your key and what it opened.",
  state: {
    title: "Where your figures count",
    paused: "Your contribution is paused: your figures count in no publication.",
    idle: {
      objected: "Nothing counts: you have objected to every topic you gave. Your readings are still kept.",
      uncovered: "Nothing counts: no consent covers your readings any more. They are still kept.",
      empty: "Nothing counts: no figures are left. Add readings, or withdraw everything.",
    },
    objected: (what, date) => `You objected on ${date}: ${what}.`,
    lift: "Lift the objection",
    liftMeans: (list, isPaused) =>
      `The figures kept would count again${isPaused ? ", once you resume" : ""}: ${list}. This is a new consent.`,
    liftNotice: "What it covers",
    liftYes: "Yes, I consent",
    liftNo: "No, keep objecting",
    lifted: (isPaused) => `Objection lifted: your figures may count again${isPaused ? ", once you resume" : ""}.`,
    all: "everything",
    nextNone: "No upcoming publication is announced for the periods of your readings.",
    coversBare: (list) => `${list}: no figure of it is left, and your consent still holds.`,
    takeBack: "Take this consent back",
    takeBackYes: "Yes, take it back",
    takeBackNo: "No, leave it",
    tookBack: (list) => `Consent taken back: ${list}.`,
    covers: (list) => `Your consents cover: ${list}.`,
  },
  held: {
    area: "Neighbourhood",
    sources: { meter: "meter", bill: "bill", table: "your table", device: "device", correction: "corrected" },
    change: "Change",
    winsOverMonths: "For the year, this total counts; its months count in shorter publications.",
    unused: (n) => `${UNUSED} (${n})`,
    unusedWhy:
      "Your latest consent does not name these topics, or you objected. You can correct and erase them all the same: “Change”.",
  },
  correct: {
    title: (what) => `Change: ${what}`,
    value: (unit) => `Correct value (${unit})`,
    save: "Save",
    saveOne: "Change this month only",
    share: "This month is a share of your bill: correct the bill, and its other months follow.",
    erase: "Erase this figure",
    retype: "Type the bill again",
    eraseAsk: (what) =>
      `Erase ${what}, including earlier values? This cannot be undone. None of it will count from the next publication on.`,
    eraseLast: "Your consent for this topic still holds after it: you can take it back here.",
    eraseCosts: (months, needed, period, level) =>
      `You will have ${months} of the ${needed} months needed: in your ${level} you will no longer count for ${period}.`,
    eraseTotal: (year) => `The total of ${year}, from which it could be told, goes with it.`,
    eraseYes: "Yes, erase",
    eraseNo: "No, keep",
    cancel: "Cancel",
    saved: (year) => (year === null ? "corrected." : `corrected, and the total of ${year} with it.`),
    same: "Nothing to correct.",
    erased: (year) => (year === null ? "erased." : `erased, and the total of ${year} with it.`),
    fault: "This is not a number: type digits, for example 97 or 12.5.",
    stays:
      "What is already published does not change. The earlier value is kept until its time is up, but does not count; erasing this figure erases it too.",
  },
  add: {
    title: "Add records",
    retypeHint: "Filled in from the months kept of it: put its own dates and total.",
    cancel: "Don’t add anything",
    added: (fresh, replaced, same) => {
      const some = (n: number, how: string) => (n === 0 ? [] : [`${n} ${how}`]);
      const all = [...some(fresh, "new"), ...some(replaced, "replaced"), ...some(same, "unchanged")];
      return `Numbers added to your contribution: ${all.join(", ")}.`;
    },
  },
  take: {
    csv: "Spreadsheet",
    json: "JSON",
    sheet: {
      columns: ["Topic", "Period", "Number", "Unit", "From", "Remark"],
      idle: "in no publication",
      former: "former value, not counted",
    },
    records: "Records of your consents",
    at: (day, hour) => `${day} at ${hour}`,
    record: (date, domains) => `Consent of ${date}: ${domains}`,
    recordSave: "Download the record",
    recordIs:
      "A file for a lawyer or a program, in the official format. It states your consent, its date and topics, who answers for your data, for how long, and your rights. No key, no figures, no area.",
    fileName: "my-contribution",
    recordName: "consent-record",
  },
  rights: {
    paused: "Done: nothing counts until you resume.",
    resumed: "Resumed: your figures may count again.",
    objectMeans: (list, isPaused, isKept) =>
      !isKept
        ? `${list}: no figure of it is left. Your consent ends too: none of it will count in what is to come; what is published stays.`
        : `${list}: none of it counts in what is to come; what is published stays. Your figures are kept, and “Lift the objection”, at the top of this page, has them count again${isPaused ? ", once you resume" : ""}.`,
    objectYes: "Yes, object",
    objectNo: "No, let them count",
    objectGo: "Object for these topics",
    objectNone: "Tick at least one topic.",
    objected: (list, isKept) =>
      `Objection recorded: ${list}. None of it will count from now on.${isKept ? ` Your figures stay under “${UNUSED}”, above: you can erase them there.` : " No figure of it is left here."}`,
    withdrawShort: (days) =>
      `Your figures are erased for good; their last traces in the file, within 24 hours.${days === null || days === 0 ? "" : ` Backups: ${days} days.`}`,
    withdraw: "Withdraw all",
    withdrawMeans: (days, isPublished) => [
      "*Stops*: nothing of yours is counted any more, and your key no longer opens anything.",
      isPublished
        ? "*Cannot be recalled*: what is published, and what is still estimated from it. Your figures are mixed with others there, under noise, and cannot be taken out."
        : "None of these figures has been published yet.",
      `*Stays*: a fingerprint of what you sent, unreadable without the operator’s key and without any reading. It stops erased data from coming back if they are sent again, and serves nothing else; it stays without a time limit.${
        days === 0
          ? " The operator states that no backups are kept."
          : ` The operator’s encrypted backups stay too, ${days === null ? "for a time it has not stated" : `which it keeps for ${days} days at most`}.`
      }`,
    ],
    fingerprint: "What this fingerprint is (new tab)",
    confirm: "Yes, withdraw my contribution",
    keep: "No, keep it",
    gone: "Done",
    reminder: "A reminder in your calendar? Delete it too.",
  },
};
