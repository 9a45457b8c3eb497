import type { fr } from "../fr/trust.ts";

export const en: typeof fr = {
  title: "What can be learnt about you here?",
  lead: "Not much in a year, more in ten. Here is how much, at worst.",
  origin: (from) => `These figures come from data published elsewhere (${from}): nobody contributed them.`,
  questions: {
    neighbour: "What about a nosy neighbour?",
    neighbourSees: (value, lower, upper, homes) =>
      `They see “${value} on average, between ${lower} and ${upper}, for about ${homes} homes”.`,
    neighbourAny: "They see averages for their neighbourhood.",
    neighbourLater: "Nothing is published yet. Later, they will see averages for their neighbourhood.",
    known: "Even if they know all the other homes, a year of figures is not enough to be sure of yours.",
    noise: (times) => `The noise drawn for each total is at least ${times} times what one home can weigh in it.`,
    noiseAny: "The noise drawn for each total is about as large as what one home can weigh in it.",
    break: "What if someone breaks in?",
    breakText:
      "On the public site: figures that are already blurred. In the vault: an unreadable database, whose key is kept elsewhere.",
    keyText:
      "If they find the key, or take it from the running machine: a neighbourhood, a few facts about the dwelling, readings.",
    breakTaken:
      "Figures that are already blurred, and a copy of data published elsewhere. No contribution: nobody makes any here.",
    unnamed: "No name, no address, no meter number: those never left your device.",
    change: "What if you change your mind?",
    changeText: (backups, published) =>
      `Your key erases all your readings within 24 hours, no reason needed. ${backups} A few illegible fingerprints stay${published ? ", and so do figures already published: they are made so that nobody can trace them back to you" : ""}.`,
    mine: "Open my contribution",
  },
  toy: {
    title: "Try it: take a house out of the street",
    text: (n) => `A street of ${n} made-up homes. Tap a house: it no longer counts.`,
    real: (release, topic) => `The noise is that of release ${release} (${topic}).`,
    planned: (topic) => `Nothing is published yet: the noise is what the plan will draw (${topic}).`,
    removed: (value) => `taken out: ${value}`,
    label: (n, value) => `A street of ${n} made-up houses. One is taken out: ${value}.`,
    labelWhole: (n) => `A street of ${n} made-up houses, all of them counted.`,
    takeOne: "Take out a house",
    another: "Take out another house",
    back: "Put it back",
    draws: "A hundred possible releases with it, a hundred without",
    drawsWhole: "A hundred possible releases",
    drawsWholeText: "Each dot is one draw of the noise. Take out a house to compare.",
    drawsWholeLabel: (mean) => `A row of a hundred draws. The true mean is ${mean}. It is never published.`,
    whole: "the whole street",
    publishedWhole: "Published figure",
    off: (n) =>
      n === 1
        ? "One draw is off the scale: it is drawn at the edge."
        : `${n} draws are off the scale: they are drawn at the edge.`,
    drawsText: "Each dot is one draw of the noise. Nothing tells which row the published figure comes from.",
    drawsLabel: (withIt, without) =>
      `Two rows of a hundred draws that overlap. With the house the true mean is ${withIt}; without it, ${without}. Neither is ever published.`,
    with: "with it",
    without: "without it",
    trueMean: (value) => `true mean: ${value}`,
    truth: "True mean of the street",
    never: "never published",
    published: "Published figure, with the house",
    publishedWithout: "Published figure, without it",
    between: (lower, upper) => `between ${lower} and ${upper}`,
    redraw: "Draw new noise",
    once: "A real release draws only once.",
    twice: "The gap between the two published figures is mostly noise, drawn twice.",
    few: "What if there are too few?",
    homes: (n) => `${n} homes`,
    fewText: (below, half, sure, level) =>
      `With ${below} homes or fewer, nothing appears, ever. At the level “${level}”, about ${half} are needed to appear half the time, ${sure} almost certainly. In between, chance decides.`,
    byLevel: "To appear half of the time, it takes:",
    nothing: "nothing appears",
  },
  sees: {
    title: "Who sees what, and until when",
    kinds: {
      readings: "Readings, legible",
      taken: "The original data",
      sealed: "A vault, illegible",
      published: "Protected figures",
    },
    months: (n) => `${n} months`,
    backups: (days) =>
      days === null
        ? "How long backups are kept: not stated."
        : days === 0
          ? "No backup is kept."
          : `In backups, ${days} days more.`,
    you: "You, with your key",
    youSee: "Everything, to correct it, take it with you or erase it.",
    youUntil: (months) => `At most ${months}.`,
    operator: "The operator",
    operatorSees:
      "Everything: they hold the vault’s key. Only the law and their word keep them from reading. No name and no address is kept there.",
    operatorHolds: "A copy of data published elsewhere.",
    operatorUntil: (months) => `At most ${months}; 24 hours after a withdrawal.`,
    fingerprints: "Illegible fingerprints stay, with no limit.",
    burglar: "Whoever stole the vault and its key",
    burglarSees: "What the operator can read.",
    burglarUntil: "What is there on that day, backups included.",
    disk: "Whoever has the disk alone: host, thief",
    diskSees:
      "How many contributions and sendings, their months and years. No area, no measure, no amount. But whoever holds the running machine can take the key too.",
    diskUntil: "Like the rest of the vault.",
    partner: "Partner organisations",
    partnerSees: "What they sent for you, which they had before. Here, no more than everybody.",
    partnerUntil: "No limit.",
    everybody: "Everybody",
    everybodySees: (k) =>
      `Numbers of homes, means, totals, medians and histograms of at least ${k} homes, blurred. Never a reading.`,
    everybodyUntil: "No limit.",
    afterwards: (authority) =>
      `A break-in is reported within 72 hours to the authority, ${authority}, unless it is no risk for people (GDPR, article 33), and announced here and with the notice: no address is known to write to anybody.`,
  },
  bet: {
    title: "The worst case, in figures",
    text: (closed) =>
      `No figure points at a home. But someone who already knew all the others could bet: ${closed ? "is this one counted" : "did you contribute"}, yes or no? Out of a hundred bets, they win:`,
    blind: "50, by tossing a coin and reading nothing",
    read: (n, year) => `${n} at best, after reading everything published for ${year}`,
    readings: (n, closed) =>
      `If they hesitate between two sets of readings and bet on ${closed ? "the right one" : "yours"}: ${n} at best.`,
    none: "50: nothing is published yet",
    nearly: "nearly 100",
    years: (years, there, changed, closed) =>
      `*If ${closed ? "this home is counted" : "you take part"} for ${years} years: ${there} at best*, and ${changed} on ${closed ? "its" : "your"} readings.`,
    label: (n) => `A hundred dots, ${n} of them filled.`,
    howTitle: "The calculation, to two decimals",
    how: ({ rho, plain, added, total, changed, lifetime }) =>
      `Φ(√(2ρ)/2), with ρ = ${rho}, which the ledger counts for the year, is ${plain}. The thresholds, and noise drawn in whole numbers, add ${added}: ${total} in all, never rounded down, and the last dot is filled even if only partly reached. It covers all the figures published, all topics together. On the readings: ${changed}. All years published so far, together: ${lifetime}.`,
  },
  budget: {
    title: "A budget that runs out",
    text: (year) =>
      `Each published figure reveals a very little about everyone. The total for the year is fixed in advance; once it is spent, nothing more appears. For ${year}:`,
    none: "No release is available yet: the budget is untouched.",
    spent: (part) => `spent: ${part}`,
    left: (part) => `left: ${part}`,
    label: (spent, left) => `A bar: ${spent} spent, ${left} left.`,
    parts: {
      year: "for the year’s figures",
      quarter: "for figures by quarter",
      month: "for figures month by month",
      assumed: "counted as spent, as the amount is unknown",
    },
    rest: "not yet spent",
    closed: "forfeited: the year is closed",
    specialists: (epsilon, allowed, delta) =>
      `In figures: ε = ${epsilon} out of ${allowed} allowed, and δ = ${delta}. The smaller they are, the less is learnt about one home.`,
    meaning: (rho, allowed) =>
      `ε measures what can be learnt about one home; δ is the tiny chance that this promise does not hold. The bar counts ρ, which adds up (${rho} out of ${allowed}); ε follows from it, and does not add up.`,
    amounts: "What ε and δ are, and the exact amounts",
  },
  verify: {
    title: "Check it yourself",
    text: "Each line of the ledger is signed and chained to the one before. Anyone can download everything, and recount it offline.",
    steps: "Checking, step by step",
    program: (source) =>
      `The program’s code: ${source}. Put it in a folder voisinage/; npm ci installs and builds it (Node 20.19 or later):`,
    programAsked: (contact) =>
      `The operator does not say where the program’s code is: ask ${contact ?? "whoever runs this site"} for it. Put it in a folder voisinage/; npm ci installs and builds it (Node 20.19 or later):`,
    build: "Command: build the program",
    files: "Take all releases and the public part of the ledger:",
    take: "Command: download everything",
    key: "This is the thumbprint of the key that signs, as this site gives it:",
    keyAt: (where) => `Compare it with the one that the operator publishes elsewhere: ${where}.`,
    keyAsked: (contact) =>
      `A site cannot vouch for its own key. The operator does not say where else the thumbprint is published: ask ${contact ?? "whoever runs this site, by another way"}.`,
    offline: "Offline, verify:",
    run: "Command: verify offline",
    well: "All is well if each release and the log have their line:",
    forged: "If not, a line names the file and what is wrong with it; a wrong key has a line too:",
    journal: "The privacy ledger",
    entry: "Entry",
    part: "budget",
    hash: "hash",
    noPart: "none",
    whole: "Download the log",
    limits: "What we cannot vouch for",
    limitsList: [
      "That a dishonest operator does not read the vault, whose key they hold: the noise protects you from what is published, not from them.",
      "That nobody contributes twice for one home, where no proof of residence is asked for: the effects add up.",
      "What is true of a whole group is learnt: that is the purpose. If a whole neighbourhood spends a lot, that is known about you too.",
      "What you have said elsewhere, to your supplier or your neighbours, is outside our control.",
    ],
    none: "Nothing has been stated or published yet: the log is empty.",
  },
  officer: {
    title: "For a data protection officer",
    text: "The register, the impact assessment and the notice are made from the program’s settings.",
    printed: (commons, day, address) => `${commons}, printed on ${day}: ${address}`,
    rows: {
      controller: "Controller",
      dpo: "Officer",
      assessment: "Approval of the impact assessment",
      assessed: (date, by) => `approved on ${date} by ${by}`,
      register: "Contact for the register and the assessment",
      ask: (contact) => `ask ${contact} for them`,
      basis: "Legal basis",
      basisOfGiving: "Legal basis of contributions, if any come",
      consent: "consent, topic by topic (GDPR, article 6(1)(a))",
      recipients: "Recipients",
      everybody: "the public, which receives only protected statistics",
      readers: "Who can read a reading",
      reader:
        "the operator, who holds the vault’s key: only the law and their commitment prevent it. Not the public, nor researchers, nor anyone who has the vault without its key",
      processors: "Processors",
      noProcessors: "none",
      hosting: "Where the vault is hosted",
      transfers: "Transfers outside the European Union",
      retention: "Retention",
      months: (n) => `${n} months at most, then erased`,
      byDefault: " (the default, not confirmed)",
      unstated: "not stated",
      missing: "Not stated",
    },
    exempt:
      "Demonstration: nothing is required of the controller. A real commons refuses every contribution until what is missing below is stated.",
    waits: (what) => `Contributions are refused until the controller has stated: ${what.join(", ")}.`,
    needed: {
      impact_assessment: "that the impact assessment has been approved",
      dpo: "the data protection officer",
      retention_months: "how long contributions are kept",
      processors: "the processors, or that there are none",
    },
    notice: "What becomes of a contribution (the notice)",
    noticeData: "The notice, for a program (JSON)",
    dictionary: "The data dictionary",
    report: "The privacy report (JSON)",
    log: "The log (JSON)",
    keys: "The public keys",
    checkpoint: "The log’s signed state, to keep",
  },
  further: {
    title: "Further reading",
    log: "The public log and its signature",
    announced: "What is announced",
    criteria: "The three criteria of anonymisation",
    withheld: "What is not shown, and why",
    mechanisms: "The noise of each table",
    forecast: "What would be published, depending on the number of homes",
    errors: "Where the error of a mean comes from",
    proposal: "The proposed calendar, depending on the number of homes",
  },
};
