import { MAX_DAYS, MIN_DAYS } from "../../../src/importers/bill.ts";
import type { fr, MonthsAt } from "../fr/contribute.ts";

/** A period of figures: `the year 2026`, `Q1 2026`. */
const inPeriod = (period: string): string => (/^\d{4}$/.test(period) ? `the year ${period}` : period);

const against = {
  middle: "the middle home",
  mean: "the mean here",
  reference: "the public reference figure",
  own: "your other months",
};

const monthsText = ({ months, step, level }: MonthsAt): string => {
  const some = months.at(-1) === 1 ? "one month" : `${months.join(" to ")} months${step === "year" ? " of the year" : ""}`;
  return `${step === "quarter" ? "a whole quarter" : some} for your ${level}`;
};

const restOrPeriod = (first: string, last: string, isRest: boolean): string =>
  isRest
    ? first === last
      ? `Only ${first} is left.`
      : `What is left is from ${first} to ${last}.`
    : `Their period: ${first === last ? first : `from ${first} to ${last}`}.`;

export const en: typeof fr = {
  title: "Add your figures. They are read here; nothing is sent yet.",
  steps: ["Add", "Check", "Send"],
  reviewTitle: "Check, then send.",
  reviewIdle: "There is nothing here to send.",
  stepsLabel: "The three steps",
  lost: "The page was reloaded: it kept nothing. Nothing was sent, unless you had pressed “Send”. A saved draft reopens under “Type in a bill”.",
  lostStep: {
    titles: {
      key: "The page was reloaded at the key step, and has forgotten the key.",
      done: "You have sent a contribution from here.",
    },
    kept: "Your contribution has been sent: if you kept the key, use it to open your contribution.",
    done: "Unless you have withdrawn it, do not begin another: your home would count twice.",
  },
  lostKey: (months) =>
    `Nobody can make it again, not even us. Your figures count as planned and are erased automatically after ${months} months at most. Until then, do not contribute again: your home would count twice.`,
  lostKeyFind:
    "Keep your file and a bill as well: if you can give the operator six of your readings again, exactly (none of them zero), they can find your contribution; with fewer, the key is the only way.",
  lostKeyFew: "What you gave is not enough to find your contribution: without the key you can neither see it nor erase it.",
  lostKeyNotice: "Your rights without the key (new tab)",
  copied: {
    title: "Nobody contributes to this commons",
    text: "Its figures come from data published elsewhere. Nothing is asked for here, nor kept of you.",
  },
  notReady: {
    title: "This commons is not taking contributions yet",
    text: "Before you are asked for anything, the operator must say who answers for your data, who protects it and how long it is kept. Until then nothing is asked for or kept. Missing:",
    lacked: {
      controller: "the controller’s name",
      contact: "how to reach them",
      impact_assessment: "the approval of the impact assessment",
      dpo: "the data protection officer",
      retention_months: "how long contributions are kept",
      processors: "the processors, or that there are none",
    },
    contact: (contact) => `To find out when it will start: ${contact}.`,
    compare: "Meanwhile, see where I stand",
    notice: "What happens to a contribution",
  },
  bring: {
    given: ["Already contributed?", "Add your months with your key"],
    type: "Type in a bill",
    typeText: "Two dates, one total.",
    ask: "Request my figures",
    askText: "Who to ask, how, and a letter.",
    brought: "What you have added",
    points: (n) => `${n} measurements`,
    meterReadings: (n) => `${n} meter readings`,
    wholeMonths: (n, first, last, areWhole) =>
      n === 0
        ? "no whole month"
        : n === 1
          ? `one ${areWhole ? "whole " : ""}month, ${first}`
          : `${n} ${areWhole ? "whole " : ""}months, from ${first} to ${last}`,
    each: "One by one",
    figures: (n) => (n === 1 ? "one figure" : `${n} figures`),
    go: "Check what will be sent",
    more: "Add or correct",
    instead: "Another file, or a bill",
    retype: "Type that bill in again",
    undated: {
      title: "Typed in Where do I stand?",
      text: "To give a figure, say which month or year it is for.",
      month: (amount) => `${amount} a month`,
      year: (amount) => `${amount} a year`,
      dateMonth: "Choose the month",
      dateYear: "Choose the year",
      dateDays: "Enter its dates",
    },
    happens: "How it works",
    waiting: "Getting the page ready…",
    year: (list) => `Total for the year: ${list}.`,
    straddle: (from, to, year) => `Spans ${from} and ${to}: counted in ${year}, where most of its days fall.`,
    scaled: (total, days, sent, length) =>
      `${total} over ${days} days, ${days < length ? "made up to" : "brought down to"} ${length} days: ${sent}.${
        days < length ? " The whole year, typed later, will replace it." : ""
      }`,
    stretch: (first, last) => `${first} to ${last}`,
    months: (n, stretch, perMonth) => `Gives ${n} months, ${stretch}, ${perMonth} a month.`,
    month: (month, amount) => `Gives ${month}, ${amount}.`,
    completes: (month, alone) => `Completes ${month}${alone ? ", the only one sent" : ""}.`,
    partial: (months) =>
      `Without ${months.join(" or ")}: the bill next to it would complete ${months.length === 1 ? "it" : "them"}.`,
    again: (side, day, month) =>
      `The bill that ${side === "next" ? "began" : "ended"} on ${day} is missing: typed in again, it gives ${month}.`,
    stays: (month, amount) => `${month} keeps ${amount}, given before.`,
    sent: (n, first) => (n === 1 ? `Only one is sent: ${first}.` : `${n} are sent, from ${first} on.`),
    noWhole: "It covers no whole month: add the bill next to it.",
  },
  use: {
    stretch: (first, last) => `${first} to ${last}`,
    lack: (topic, period, months, needed) =>
      `${topic === null ? "" : `${topic}, `}${months === 1 ? "one month" : `${months} months`} (it takes ${needed}${/^\d{4}$/.test(period) ? " of 12" : ""} for ${inPeriod(period)})`,
    leafShort: (leaf, lacks, isYearOver) =>
      `Not yet enough for your ${leaf}: ${lacks}. Add the rest${isYearOver ? ", or a year’s total" : ", now or later with your key"}.`,
    nowhere: (items, level) =>
      `*Counts nowhere yet*: ${items}.${level === null ? "" : ` It takes a whole quarter for your ${level}.`}`,
    notQuarter: (level, items) => `*Counts for the year, not yet for a quarter of your ${level}*: ${items}.`,
    countsFor: (level, items) => `*Counts for your ${level}*: ${items}.`,
    missing: (months) => ` (missing: ${months})`,
    quarterShort: (level, missing) => `Nor for your ${level}: it takes a whole quarter, which lacks ${missing.join(" and ")}.`,
    first: (leaf, years, mean) =>
      `*Counts for your ${leaf}*: ${years}, once these figures appear. Nothing is published yet: ${mean}.`,
  },
  home: {
    title: "Your home",
    lead: "Only your neighbour\u00adhood is required.",
    leadIdle: "Only to see where you stand.",
    first: "Or choose from the list",
    precise: "More precisely",
    choose: "Choose…",
    why: (names) => `Used for: ${names}.`,
    needLeaf: (leaf) => `Say where you live, down to the smallest area (${leaf}). Your answer is never published on its own.`,
  },
  stays: {
    all: (list) => `*Stays with you*: ${list}. No name or address is asked for.`,
    file: "the file and its name",
    bills: (n) => (n === 1 ? "the dates and total of your bill" : "the dates and totals of your bills"),
  },
  unusual: {
    title: (what) => `${what.replace(/\.$/, "")}?`,
    titleMany: (n) => `${n} figures to check before sending`,
    one: (name, period, value) => `${name}, ${period}: ${value}.`,
    some: (name, n, stretch, most) => `${name}, ${n} figures, ${stretch}: up to ${most}.`,
    same: (name, n, stretch, amount) => `${name}, ${n} figures, ${stretch}: ${amount} each time.`,
    bill: (name, stretch) => `${name}, your bill ${stretch}.`,
    middle: (times, of, perMonth) =>
      `${perMonth === null ? "That is" : `${perMonth} a month is`} ${of === "kinds" ? "far more than any kind of home here" : `about ${times} times ${against[of]}`}. Is that right?`,
    low: (times, of, perMonth) =>
      `${perMonth === null ? "That is" : `${perMonth} a month is`} ${of === "kinds" ? "far less than any kind of home here" : `about ${times} times less than ${against[of]}`}. Is that right?`,
    lowTogether: (n, times, of) =>
      `These ${n} months together are ${of === "kinds" ? "far less than any kind of home here" : `about ${times} times less than ${against[of]}`}: is it the right unit?`,
    column: (times, of) =>
      `Month after month, that is about ${times} times ${of === "kinds" ? "the middle home of all kinds" : against[of]}. Is the unit right, and the decimal point?`,
    clamp: (clamp, perMonth) =>
      `${perMonth === null ? "That is" : `${perMonth} a month is`} more than can count here (${clamp} a month). Is that right?`,
    zero: "Zero: is that right?",
    thousandfold: "A thousand times more would be common.",
    waits: "Answer first: your place among others comes next.",
    meant: (other, own) => `Could it be in ${other}? The figure should be in ${own}.`,
    most: (clamp) => `In each average, a home counts for at most ${clamp} a month.`,
    noPlace: "Above that, no place among others.",
    right: "I have checked: it is correct",
    leave: (n) => (n === 1 ? "Leave this figure out" : `Leave these ${n} figures out`),
    wrong: "It is wrong: change it",
    another: "It is wrong: take another file",
    inBase: (unit) =>
      `They are in ${({ L: "litres", m: "metres", min: "minutes", cent: "cents" } as Record<string, string>)[unit] ?? unit}: convert them all`,
    divide: (divisor, topic) => `It is ${divisor} times too much: divide it all${topic === null ? "" : ` (${topic})`}`,
    mend: (name, period, unit) => `${name}, ${period}: the right amount (${unit})`,
    mendHint: "It is sent in the place of the file’s, which stays as it is.",
    mendSame: "It is that amount already: type the right one.",
    fault: "First say whether the unusual figures are correct.",
  },
  leafMean: (leaf, k, needed) =>
    needed.length === 0
      ? `it takes at least ${k} homes for the average of your ${leaf}`
      : `it takes about ${needed.join(" to ")} homes for an even chance that the average of your ${leaf} appears`,
  agree: "Your consent",
  sentTitle: "Sent. Keep this key.",
  only: "This key lets you see, correct and withdraw your contribution. Reloaded, this page forgets it.",
  done: {
    title: "What you have just done",
    gave: (n, place) => (n === 1 ? `*One number* given for ${place}.` : `*${n} numbers* given for ${place}.`),
  },
  absent: {
    again: "Your answers here are not carried over: you will be asked again.",
    title: "You cannot contribute here",
    elsewhere: "Contributions to this commons are made at another address:",
    nowhere: "It shows the commons’ publications. Its operator has not stated where contributions are made.",
    contact: (contact) => `Contact: ${contact}`,
  },
  start: {
    gives: (years, leaf) => [
      "You give",
      `your records${years.length === 0 ? "" : ` for ${years.join(" or ")}`}, your ${leaf} and, if you like, your home`,
    ],
    serves: (mean) => ["Used for", `public averages: ${mean}`],
    counts: ({ wider, ...leaf }) => ["To count", wider === null ? monthsText(leaf) : `${monthsText(leaf)}; ${monthsText(wider)}`],
    never: ["Never", "name, address, meter, nor one home published alone"],
    gets: (beside) => [
      "You get",
      `a key, to find your months again beside ${
        beside === "homes" ? "other homes" : beside === "reference" ? "a public figure" : `the average ${beside.of}`
      }, and to correct or withdraw them; what is published stays`,
    ],
    reads: (operator) => ["Who reads them", operator ?? "the operator"],
    notice: "Who, why, your rights",
    matches:
      "*Yet by comparing these readings with a file of bills that has names, the operator could recognise a home*: only the law and their word forbid it.",
    whole: "The whole notice (new tab)",
    sample: "This is a demonstration: do not send real data.",
    breaches: "An incident affected this commons’ data: read what happened (new tab).",
    sharedShort: "Shared device: clear this page when I leave it",
  },
  trace: {
    mode: "Shared device: this page clears itself when you leave it, or after ten minutes without activity.",
    ending: "No activity for a while: this page clears itself in two minutes.",
    stay: "Stay on the page",
    button: "Leave no trace",
    unkept: "You have not confirmed that you have kept your key.",
    unkeptMeans:
      "It is in this page only: once it is cleared, nobody can recreate it. Your contribution has been sent, and stays; without the key you cannot see, correct or withdraw it.",
    keepFirst: "Keep my key first",
    anyway: "Clear everything without the key",
    sentStays: "Your contribution has been sent, and stays: clearing this page does not withdraw it.",
    done: "Everything is cleared from this page",
    sentAlready: "Already sent.",
    doneBody: "Your files, answers and key are gone from this page, and the browser has kept none of them.",
    cannot: "What the page cannot clear, but you can check:",
    cannotList: [
      "your provider’s file in the Downloads folder: delete it, then empty the bin;",
      "anything you downloaded or printed here (letter, key, proof), and the print queue;",
      "anything you copied: copy another word to replace it;",
      "this page’s address in the history (without any data), and your sessions with your provider or the sign-in service: sign out of them.",
    ],
    file: "A file you save here stays in this device’s Downloads, where others can open it. Better to save it on a device of your own. If you cannot: send it to yourself or copy it to a USB stick, delete it here, then empty the bin.",
    fileAnyway: "Save the file here anyway",
    again: "Start again",
    idle: "The page cleared itself after ten minutes of inactivity.",
  },
  sources: {
    figures: "Figures to type in:",
    type: "Type in these figures",
    letter: "Letter to ask for them",
    letterLead:
      "No account, no file? The law gives you a copy of your data. Copy this letter and fill in the brackets at home: do not write a name or number here.",
    copy: "Copy",
    copied: "Copied",
    copyFailed: "Copying did not work: select the text yourself.",
    print: "Print",
    drop: "Drop your files here",
    choose: "Choose files",
    chooseOther: "Choose another file",
    dropHint: (topics) => `${topics}, as you got them. A PDF? Type in the bill.`,
    reading: (done) => `Reading in your browser: ${done}`,
    cancel: "Cancel",
    answerFirst: "A table is waiting for your answer: first say what it is about, or choose “Something else” to leave it out.",
    cancelled: "Cancelled; nothing was kept.",
    tooLarge: (name) => `“${name}” is over 256 MB: ask for a shorter period.`,
    faults: {
      "unreadable-file":
        "is damaged, incomplete or too large. Download it again, without opening or saving it in a spreadsheet; otherwise, type the figures.",
      internal: "could not be read: the device may lack memory. Try a shorter period, or type the figures.",
    },
    otherTopic: (topics) => `is of no topic that this commons takes: ${topics}.`,
    theFile: "This file",
    remove: "Remove",
    removed: (name) => `Removed: ${name}.`,
    putBack: "Put back",
    typed: "Typed figures",
    nothingWhole: "No month in it is complete enough to use, and nothing was sent. Ask for a longer period, or type in a bill.",
    noLines: "It has the titles of its columns and no line below them. Ask for it again and choose a period, or type a bill.",
    nothingUsable: (list, unused) =>
      `${unused === "" ? "Nothing you dropped can be used here, and none of it was sent. This commons" : `This is a file of ${unused}, which this commons does not take. It`} takes: ${list}. Drop another file, or type in a bill.`,
  },
  type: {
    what: "What is it?",
    kind: "This figure is for",
    kinds: { bill: "a bill", month: "a month", year: "a year" },
    from: "From",
    to: "To",
    month: "Month",
    year: "Year",
    idle: {
      group: "In no upcoming publication",
      text: (years) =>
        years.length === 0
          ? "No upcoming publication is announced."
          : `Would not count: upcoming publications cover ${years.join(" and ")}.`,
    },
    amount: (unit) => `Total (${unit})`,
    hint: "First and last day included.",
    read: (amount) => `Read as ${amount}.`,
    grouped: (grouped) => `If you mean ${grouped}, type it without the point.`,
    add: "Add, and type another",
    replace: "Replace",
    list: (n) => `Figures added: ${n}`,
    giveUp: "Drop this figure",
    edit: "Correct",
    between: (from, to) => `from ${from} to ${to}`,
    sharedDay: (day) => `${day} is already in a figure you added`,
    startOn: (day) => `Start on ${day}`,
    endOn: (day) => `End on ${day}`,
    faults: {
      empty: "Type a value, for example 97 or 12.5.",
      negative: "A value cannot be negative.",
      amount: "This is not a number: type digits, for example 97 or 12.5.",
      from: "Give the bill’s first day.",
      to: "Give the bill’s last day.",
      order: "The bill ends before it begins.",
      short: `Fewer than ${MIN_DAYS} days: too short to work out a month.`,
      length: `More than ${MAX_DAYS} days: check the dates.`,
      overlap: "These dates overlap a figure already added",
      measure: "Choose what it is.",
      future: "This period is not over: wait until it is, or check the dates.",
    },
  },
  report: {
    title: "What this file says about you",
    identifiers: "What identifies you: seen in the file, and kept in your browser",
    noIdentifiers: "The page recognised no identifiers in it. Any that are there stay in your browser.",
    masked: "(masked)",
    identifier: (kind, count) => `${kind}: ${count}`,
    nameToo: "The file’s name may also contain a number: long ones are masked, and the name is not sent either.",
    points: (n) => `${n} measurements.`,
    meter: (n, months) => `${n} meter readings, so ${months === 1 ? "one whole month" : `${months} whole months`}.`,
    finest: (minutes) =>
      minutes < 23 * 60
        ? `One value ${minutes === 60 ? "an hour" : minutes < 120 ? `every ${minutes} minutes` : `every ${Math.round(minutes / 60)} hours`}.`
        : minutes <= 25 * 60
          ? "One value a day."
          : minutes >= 28 * 1440 && minutes <= 31 * 1440
            ? "One value a month."
            : `At most one value every ${Math.round(minutes / 1440)} days.`,
    kept: (n, points, what) =>
      `What may be sent: ${n === 1 ? "a single" : n} ${{ whole: "whole month", months: "month", numbers: "number" }[what]}${n === 1 ? "" : "s"}${points === null ? "" : ` instead of ${points} measurements`}.`,
    emptyDays: (days) => `No reading for ${days.join(", ")}: nothing is filled in.`,
    rest: (n, when, areMonths, years) =>
      `${n === 1 ? "One" : n} ${areMonths ? "month" : "number"}${n === 1 ? " stays" : "s stay"} with you, ${when}${years.length === 0 ? "" : `: the publications to come are about ${years.join(" and ")}`}.`,
    keptOther: (names) => `None of it is sent: this commons does not take that topic (${names}).`,
    keptNone: "No month is complete enough to use.",
    keptLeft: "Nothing else in it is left to send.",
    notUsed: (names) => `Left out, and not sent: ${names}. This commons does not take that topic.`,
    from: "What you give",
    fromBegin: (begin) => `from ${begin}`,
    fromHint: (years) =>
      years.length === 0
        ? "This page knows of no upcoming publication: nothing needs to be sent."
        : `Upcoming publications cover ${years.join(" and ")}: anything older does not need to be sent.`,
    fromNone: "nothing",
    idle: {
      none: "No upcoming publication covers these records.",
      rest: "No upcoming publication covers what is left.",
      means: (first, last, years, months, isRest) =>
        `${restOrPeriod(first, last, isRest)} ${
          years.length === 0
            ? "This page knows of no upcoming publication."
            : `Upcoming publications cover ${years.join(" and ")}.`
        } If sent, they would be erased after ${months} months, most likely unused.`,
    },
    chart: (measure) => `${measure}, month by month`,
    allEstimated: "split by days",
    amount: (unit) => `Amount (${unit})`,
    remark: "Remark",
    estimated: "estimated",
    missing: (part) => `${part}% of it is missing and is not filled in`,
    notKept: (why) => `not kept: ${why}`,
    covered: (part) => ` (${part}% is there)`,
    leftOut: (list) => `You left out: ${list}.`,
    takeBack: "Take back",
    mended: (list) => `Corrected by you: ${list}.`,
    corrected: "corrected by you",
    unmend: "Take the file’s value back",
    left: "Left out",
    unread: (n) => `Lines not read: ${n}`,
    unreadWhy: (n, why) => `Lines not read: ${n} (${why}).`,
    place: { line: "line", row: "row", item: "item" },
    at: (place, n, entry) => `${entry}${place} ${n}`,
    entry: (n) => `file ${n}, `,
    more: (n) => `and ${n} more`,
  },
  token: {
    title: "Proof of residence",
    lead: "This commons asks for proof that someone from the territory is contributing, once per period. The service that signs it knows you but does not see what it signs; the commons sees the proof but does not know whose it is.",
    signIn: "1. Sign in (new tab)",
    get: "2. Ask for my proof",
    getting: "Asking…",
    have: "Proof ready: it will be sent with your contribution.",
    later:
      "For more privacy, keep the proof and send later. Two moments close together, one here and one at the signer, could be matched by anyone who sees both.",
    suggested: (when) => `A time drawn at random for you: ${when}.`,
    paste: "Or paste a proof you have kept",
    use: "Use this proof",
    copy: "Copy the proof",
    download: "Download the proof",
    fileName: "proof-of-residence",
    needed: "The proof of residence is missing.",
    closed: "No period is open at the moment: you cannot start a contribution.",
    faults: {
      "sign-in-needed": "You are not signed in, or signed in too long ago (10 minutes): start again from 1.",
      "token-issued": "Your account has already had its proof for this period. If you kept it, paste it.",
      "epoch-not-open": "The signer has not opened this period. Try again later.",
      network: "The signer is not responding. Try again.",
      mark: "The answer is not a signature under the key that this commons publishes. Do not use this signer, and tell the operator.",
      text: "This text is not a complete proof.",
      other: "The signer refused. Try again later.",
    },
    signedIn: "You are signed in. Close this tab and go back to the one with your contribution.",
  },
  key: {
    idle: (months) =>
      `It does not count in any upcoming publication. It will count only if the period of your records is published, or revised, before they are erased, after ${months} months at most.`,
    title: "Keep this key",
    download: "Download the key",
    fileName: "contribution-key",
    fileText: (name, day, address, key) =>
      `Contribution key of ${name}, of ${day}\n\n${key}\n\nThis key views, corrects, pauses or withdraws the contribution: ${address}\nKeep it safe, like a password.\n`,
    qr: "QR code of the key (the key itself, not a link)",
    qrHint: "Or photograph this code, which is the key itself, or write the key down.",
    underlined: "By hand: mind the capitals; digits are underlined; - sits mid-line, _ at the bottom.",
    sharedHint:
      "Shared device: photograph the code with your own phone, or write the key down. Anything copied or printed here stays here.",
    saved: "Key downloaded.",
    copied: "Copied. Paste it, then copy something else.",
    bills: (days) =>
      `Also keep the ${days.length === 1 ? "bill" : "bills"} that ended on ${days.join(" and ")}: you will type ${days.length === 1 ? "it" : "them"} in again with the next.`,
    kept: "I have kept my key",
    finish: "Finish",
    needKept: "Tick to say you have kept your key: the page will then forget it.",
    needFinish: "You have kept your key: “Finish” clears it from this page.",
    done: "All done. This page has forgotten your key.",
    mine: "See my contribution",
    another: "Contribute for another home",
  },
};
