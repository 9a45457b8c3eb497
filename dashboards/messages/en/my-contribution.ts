import type { fr } from "../fr/my-contribution.ts";

export const en: typeof fr = {
  opened: "Opened with your key. This page forgets it as soon as you close it.",
  addMine: "Add records",
  printMine: "Print",
  gains: {
    title: "What your neighbourhood gains",
    lead: (place, n) =>
      n === 1
        ? `${place}: one of your topics counts there, in the publications to come.`
        : `${place}: ${n} of your topics count there, in the publications to come.`,
    titleNone: "Your neighbourhood",
    leadNone: (place) => `${place}: none of your topics counts there in the publications to come.`,
    leadPaused: (place) => `${place}: what is published there, without your figures in what is to come.`,
    published: (name) => `${name}: published`,
    value: (value) => `${value} a month`,
    homes: (period, n, lower, upper) => `in ${period}, ${n} homes of all kinds: between ${lower} and ${upper}`,
    allHomes: (period, lower, upper) => `in ${period}, homes of all kinds: between ${lower} and ${upper}`,
    finer: (n, margin) => `with ${n} homes: a margin of about ± ${margin}`,
    few: (name) => `${name}: not enough homes`,
    needed: (n) => `about ${n} are needed in each neighbourhood`,
    above: (place, period, value, lower, upper) =>
      `Meanwhile, ${place}, homes of all kinds in ${period}: ${value} a month, between ${lower} and ${upper}.`,
    note: "Where nothing appears we do not say how many are there: that would tell too much already. The more there are, the finer the figures.",
    label: (name, value, lower, upper) => `${name}: ${value} a month, with a margin from ${lower} to ${upper}.`,
  },
  kept: {
    title: "What is kept",
    figures: (n, years) => (n === 1 ? `one number of ${years}` : `${n} numbers of ${years}`),
    erased: "Erases itself",
    erasedAt: (month) => `in ${month} at the latest`,
    all: "See, change or erase each figure",
  },
  lostKey: {
    title: "What if you lose your key?",
    within: (months) => `after ${months} months at most`,
    text: (when) =>
      `Nobody can make it again, not even us. Your figures stay encrypted and counted as before; they erase themselves ${when}. Until then, do not contribute again: your home would count twice.`,
  },
  rightsTitle: "Your rights, with no reason to give",
  cards: {
    take: ["See and take away", "All that is kept, in a file of your own."],
    correct: ["Correct", "A wrong figure, a month too many."],
    pause: ["Pause", "Nothing counts, nothing is erased, until you resume."],
    resume: ["Resume", "Your figures would count again in what will be published."],
    object: ["Object", "One topic, or all, leaves the publications to come."],
    withdraw: ["Withdraw all", "Erased within 24 hours, for good. What is published stays."],
  },
  correctGo: "Choose a figure",
  objectOpen: "Choose topics",
  lead: "With your key, and it alone: your months among the neighbours’, what is kept, and all your rights.",
  key: {
    label: "Contribution key",
    hint: "43 characters. It only opens your contribution; the page does not keep it.",
    open: "Open",
    opening: "Opening…",
    file: "Read it from a file or a photo",
    noKey: "No key found in this file. Type it, or take a sharper photo of the code.",
    empty: "Type or paste your key.",
    malformed: (n) =>
      n === 43
        ? "One of the characters cannot be in a key: plain letters, digits, hyphen and underscore only. Nothing was sent."
        : `A key has 43 characters, and you typed ${n}. Nothing was sent.`,
  },
  close: "Close and forget the key",
  closed: "The page has forgotten your key and what it opened.",
  state: {
    title: "Where your figures count",
    active: "Active: your figures count, where it is said here.",
    tooFew: "Active, but nothing counts yet: too few months.",
    kept: "Active: your figures are kept.",
    paused: "Paused: your figures count in no publication.",
    idle: {
      objected: "Nothing counts: you objected to every topic of your readings. They are still kept.",
      uncovered: "Nothing counts: no consent covers your readings any more. They are still kept.",
      empty: "Nothing counts: no figure is left. Add readings, or withdraw everything.",
    },
    objected: (what, date) => `Objection since ${date}: ${what}. Only a newer consent lifts it.`,
    all: "everything",
    next: (period) => `What you change here counts from the publication about ${period} on, made once that period is over.`,
    nextLate: (period) => `What you change here counts from the publication about ${period} on, which may come any day.`,
    notYours: (period) => `The one before it, about ${period}, is about none of your readings.`,
    nextFirst: "Nothing is published yet: what you change here counts from the first publication about your readings on.",
    nextNone:
      "No publication to come is announced for the periods of your readings. Newer readings would count from the next one about them on.",
    covers: (list) => `Your consents cover: ${list}.`,
    coversNothing: "No consent covers these figures any more.",
  },
  held: {
    area: "Neighbourhood",
    sources: { meter: "meter", bill: "bill", table: "your table", device: "device" },
    change: "Change",
    unused: (n) => `Kept, but in no publication to come (${n})`,
    unusedWhy: "The newest consent does not name these topics, or you objected. To erase them: “Change”, then “Erase”.",
    none: "No figure counts at present.",
  },
  correct: {
    title: (what) => `Change: ${what}`,
    value: (unit) => `Right value (${unit})`,
    save: "Correct",
    erase: "Erase this figure",
    cancel: "Cancel",
    saved: "corrected.",
    erased: "erased.",
    fault: "This is not a number: type digits, for example 97 or 12.5.",
    stays: "Past publications do not change.",
  },
  add: {
    title: "Add records",
    hint: "Another file, other months, another topic: under the same key. A figure already given for the same period is replaced.",
    cancel: "Add nothing",
    added: (n, replaced) =>
      `Added to your contribution. ${
        n === 1
          ? `One number${replaced === 0 ? "" : ", in place of the older one"}`
          : `${n} numbers${replaced === 0 ? "" : replaced === n ? ", all in place of older ones" : `, ${replaced} of them in place of ${replaced === 1 ? "an older one" : "older ones"}`}`
      }.`,
  },
  take: {
    json: "Download as JSON",
    csv: "Download as CSV",
    records: "Consent records",
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
    objectHint: "The topics ticked leave all publications to come. They stay kept until you erase or withdraw them.",
    objectGo: "Object for these topics",
    objectNone: "Tick at least one topic.",
    objected: (list) => `Objection recorded: ${list}. Nothing of it will count in what comes.`,
    withdraw: "Withdraw all",
    withdrawMeans: (days) => [
      "The key that opens your data is destroyed at once: outside backups, nobody can read them any more.",
      "Their rows are erased, within 24 hours at the latest.",
      days === 0
        ? "The operator states that no backups are kept."
        : `The operator’s backups still hold them, encrypted; ${days === null ? "for how long is not stated" : `for ${days} days at most, as stated`}.`,
      "Past publications stand: they are made so that nobody can get back to your home, and cannot be recalled.",
      "Your key will open nothing any more. There is no way back.",
    ],
    confirm: "Yes, withdraw my contribution",
    keep: "No, keep it",
    gone: "Done",
  },
};
