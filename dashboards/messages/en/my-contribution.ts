import { upperFirst } from "../../shared/format.ts";
import type { fr } from "../fr/my-contribution.ts";

export const en: typeof fr = {
  addMine: "Add records",
  printMine: "Print",
  answersStay: "Your answers are used for this drawing only: nothing is sent or kept.",
  gains: {
    thanks: (place, topic, year, homes) =>
      `Thanks to you and about ${homes} other homes, ${place} has its ${topic} figures for ${year}.`,
    will: (place, years, when) => `${place}: your ${years} figures will count here${when === null ? "" : `, ${when}`}.`,
    willFirst: (place, years) => `${place}: your ${years} figures will count from the first publication on.`,
    lacks: (place) => `${place}: you need a few more months to count here.`,
    topics: (place) => `${place}, topic by topic`,
    dots: (topic, year, homes, each, you) =>
      you
        ? `One dot: ${each === "1" ? "one home" : `${each} homes`}; the diamond is you.`
        : `${upperFirst(topic)} figures for ${year}: about ${homes} homes, one dot ${each === "1" ? "each" : `for every ${each}`}.`,
    dotsToCome: (homes, you) =>
      `It takes about ${homes} homes to have an even chance of being published${you ? "; the diamond is you" : ""}.`,
  },
  kept: {
    title: "What you gave",
    home: "Home",
    figures: (n, years) => (n === 1 ? `one number for ${years}` : `${n} numbers for ${years}`),
    erased: "Erased automatically",
    erasedAt: (month) => `in ${month} at the latest`,
    former: "Former values",
    formerText: (n) => (n === 1 ? "one, replaced: kept, not counted" : `${n}, replaced: kept, not counted`),
    all: "See or correct each figure",
    topic: "Erase this topic",
    topicAsk: (n, name) =>
      `Erase all ${n} numbers (${name}), with their former values? This cannot be undone. From the next publication on nothing of them counts.`,
    topicYes: "Yes, erase them",
    topicNo: "No, keep them",
    topicErased: (name) => `${name}: all erased.`,
  },
  homeCorrection: {
    title: "Correct my home",
    stays: "A year in which your figures were used already keeps the former home.",
    saved: "Home corrected.",
  },
  lostKey: {
    title: "What if you lose your key?",
    within: (months) => `after ${months} months at most`,
    text: (when) =>
      `Nobody can recreate it, not even us. Your figures stay encrypted and counted as before; they are erased automatically ${when}. Until then, do not contribute again: your home would count twice.`,
  },
  reloaded: "The page was reloaded: it has forgotten your key, and anything not sent.",
  onPaper: (address) =>
    `With your key, at ${address}: download these figures, correct or pause them, object, withdraw everything.`,
  rightsTitle: "Your rights, no reason needed",
  cards: {
    take: ["See and download", "Everything that is kept, in a file of your own."],
    correct: ["Correct", "A figure, a month, a topic, or your home."],
    pause: ["Pause", "Nothing counts, nothing is erased, until you resume."],
    resume: ["Resume", "Your figures would count again in what is published next."],
    object: ["Object", "One topic, or all, is left out of upcoming publications."],
  },
  correctGo: "Choose a figure",
  correctHome: "My home",
  objectOpen: "Choose topics",
  lead: "Where you stand, what you gave, and the right to change all of it.",
  key: {
    label: "Contribution key",
    hint: "43 characters. The page does not keep it.",
    open: "Open",
    opening: "Opening…",
    read: "Key read. Now open it.",
    file: "Read it from a file or a photo",
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
  closeForget: "and forget the key",
  closed: "The page has forgotten your key and what it opened.",
  state: {
    title: "Where your figures count",
    active: "Your contribution is active.",
    tooFew: "Your figures are kept; more are needed before they count.",
    paused: "Your contribution is paused: your figures count in no publication.",
    idle: {
      objected: "Nothing counts: you objected to every topic of your readings. They are still kept.",
      uncovered: "Nothing counts: no consent covers your readings any more. They are still kept.",
      empty: "Nothing counts: no figures are left. Add readings, or withdraw everything.",
    },
    objected: (what, date) => `Objected on ${date}: ${what}. A new consent lifts it; it is given with a record of that topic.`,
    lift: "Give a new consent",
    all: "everything",
    nextNone:
      "No upcoming publication is announced for the periods of your readings. Newer readings would count from the next one that covers them.",
    covers: (list) => `Your consents cover: ${list}.`,
    coversNothing: "These figures are no longer covered by any consent.",
  },
  held: {
    area: "Neighbourhood",
    sources: { meter: "meter", bill: "bill", table: "your table", device: "device", correction: "corrected" },
    change: "Change",
    winsOverMonths: "For the year, this total counts; its months count in shorter publications.",
    unused: (n) => `Kept, but in no upcoming publication (${n})`,
    unusedWhy: "Your latest consent does not name these topics, or you objected. To erase them: “Change”, then “Erase”.",
    none: "No figures count at present.",
  },
  correct: {
    title: (what) => `Change: ${what}`,
    value: (unit) => `Correct value (${unit})`,
    total: (unit) => `Total of the bill over these dates (${unit})`,
    save: "Save",
    erase: "Erase this figure",
    eraseBill: "Erase this bill",
    eraseAsk: (what) =>
      `Erase ${what}, with its former values? This cannot be undone. From the next publication on nothing of it counts.`,
    eraseYes: "Yes, erase",
    eraseNo: "No, keep",
    cancel: "Cancel",
    saved: "corrected.",
    erased: "erased.",
    fault: "This is not a number: type digits, for example 97 or 12.5.",
    stays: "What is published does not change. The former value is kept, and not counted.",
  },
  add: {
    title: "Add records",
    hint: "Another file, other months or another topic, under the same key. A figure already given for the same period is replaced.",
    cancel: "Don’t add anything",
    added: (n, replaced) =>
      `Added to your contribution. ${
        n === 1
          ? `One number${replaced === 0 ? "" : ", replacing the old one"}`
          : `${n} numbers${replaced === 0 ? "" : replaced === n ? ", all replacing old ones" : `, ${replaced} of them replacing ${replaced === 1 ? "an old one" : "old ones"}`}`
      }.`,
  },
  take: {
    json: "Download as JSON",
    csv: "Download as CSV",
    bases: { L: "litres", Wh: "Wh", m: "metres", trip: "trips", min: "minutes", kB: "kB", cent: "cents" },
    units: (list) => `In JSON, “amount” is in ${list}.`,
    records: "Consent records, units",
    record: (date, domains) => `Consent of ${date}: ${domains}`,
    recordSave: "Download the record",
    fileName: "my-contribution",
    recordName: "consent-record",
  },
  rights: {
    pause: "Pause",
    resume: "Resume",
    paused: "Done: nothing counts until you resume.",
    resumed: "Resumed: your figures may count again.",
    objectHint:
      "The topics you tick are left out of all upcoming publications. They are still kept until you erase or withdraw them.",
    objectGo: "Object for these topics",
    objectNone: "Tick at least one topic.",
    objected: (list) => `Objection recorded: ${list}. Nothing of it will count in what comes.`,
    withdrawShort: (days) => `Erased within 24 hours${days ? `, and from backups within ${days} days` : ""}, for good.`,
    withdraw: "Withdraw all",
    withdrawMeans: (days, isPublished) => [
      "The key that opens your data is destroyed at once: outside backups, nobody can read them any longer.",
      "Their rows are erased, within 24 hours at the latest.",
      days === 0
        ? "The operator states that no backups are kept."
        : `The operator’s backups still hold them, encrypted; ${days === null ? "how long for is not stated" : `for ${days} days at most, as stated`}.`,
      ...(isPublished
        ? [
            "Past publications stand, and later estimates still use them: they are made so that nobody can trace them back to your home, and cannot be recalled.",
          ]
        : []),
      "Your key will no longer open anything. This cannot be undone.",
    ],
    confirm: "Yes, withdraw my contribution",
    keep: "No, keep it",
    gone: "Done",
  },
};
