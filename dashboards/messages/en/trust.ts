import type { fr } from "../fr/trust.ts";

export const en: typeof fr = {
  title: "What can be learnt about you here?",
  lead: "What you type in “Where do I stand?” is not sent, and is forgotten when the page is closed or reloaded; once a field is touched, it answers even with the network cut. Each published figure is that of a group of homes, with noise in which a home’s share is hard to read.",
  origin: (from) => `These figures come from data published elsewhere (${from}): nobody contributed them.`,
  questions: {
    operator: (name) => (name === null ? "What about the operator?" : `What about the operator, ${name}?`),
    operatorReads:
      "With the vault’s key, they can read each contribution: its exact readings, its neighbourhood, what is said of the home. No name, address, meter number or network address is there.",
    operatorMatches:
      "*Yet by comparing these readings with a file of bills that has names, they could recognise a home.* The noise cannot help: only the law and their word forbid it.",
    operatorBlank: "The neighbourhood is needed; all that describes the home may stay blank, and each topic is given or not.",
    neighbour: "What about a nosy neighbour?",
    neighbourSees: (value, lower, upper, homes) =>
      `They see “${value} on average, between ${lower} and ${upper}, for about ${homes} homes”.`,
    neighbourAny: "They see averages for their neighbourhood.",
    neighbourNone: "Nothing has been published for a neighbourhood yet.",
    neighbourLater: "Nothing is published yet. Later, they will see averages for their neighbourhood.",
    known: (taken) =>
      `${taken ? "From these figures, even" : "Even"} if they know all the other homes, they can only bet on yours, with better odds each year (in figures below)${taken ? "; their source may tell more" : ""}.`,
    break: "What if someone breaks in?",
    breakTaken:
      "Figures that already carry noise, and a copy of data published elsewhere: its exact rows, readable with the operator’s key.",
    inCopy: "Is your home in this copy?",
    inCopyAsk: "You can see what it says of your home, have it corrected or erased, object, or have its use paused.",
    inCopyWhom: (contact) =>
      `Write to the operator: ${contact}. Send along what the source publishes of your home: without it, nothing says which row is its own.`,
    inCopyMore: "Your rights, in detail",
    change: "What if you change your mind?",
    erased: (backups) => `Your key erases your readings within 24 hours. ${backups}`,
    stays: "The figures already published stay.",
    mine: "Open my contribution",
    livesWith: "Do you live with someone who contributed? What you may ask",
  },
  intruder: {
    inShort: "Without the vault’s key, they read neither areas nor readings there. With it, they read them as the operator does.",
    each: "Everything they can take",
    columns: ["They take", "They read", "The limit"],
    rows: (kept, said, days) => [
      ["A copy of the site’s files", "What everybody reads already.", "No contribution is there."],
      [
        "The pages, which they change",
        "What is typed or dropped there from then on, contributors’ keys included, and what these keys open.",
        "The other contributions stay closed to them. But no browser sees the change.",
      ],
      [
        "The vault, without its key",
        "Counts and months: contributions, submissions, withdrawals, pauses, objections; their size and order.",
        "Neighbourhoods and readings are encrypted; the program never puts the key in the vault nor in its backups; keeping it apart is up to the operator.",
      ],
      [
        "The vault and its key",
        `All that it keeps: the readings and where they come from, their neighbourhood, the consent with its date and time, the declaration of age, the month of receipt, pauses and objections, what counted in each year${said === "" ? "" : `; if told, ${said}`}.`,
        "No name, address, meter number or contributor’s key ever enters.",
      ],
      [
        "The file of requests, kept beside the key",
        "How many requests (withdrawals, objections…) each day. With the vault’s key: which, and of which contribution.",
        `No reading or neighbourhood is in it. Kept for ${days} days, to do them again if a backup is put back.`,
      ],
      [
        "The running machine",
        "The same, and what comes in while they are there, contributors’ keys and network addresses included.",
        kept,
      ],
      [
        "The draws made and kept",
        "The noisy figures that are published, or will be.",
        "No exact figure. The draw of a figure that is not published is not kept.",
      ],
      [
        "The signing key",
        "Nothing; but they can sign false figures and a false log.",
        "It opens no contribution. The false log contradicts the true one: whoever has both sees it.",
      ],
    ],
    kept: (months, backups) => `At most ${months} of readings. ${backups}`,
    afterwards: (authority) =>
      `A break-in is reported within 72 hours to the authority, ${authority}, unless it poses no risk (GDPR, article 33), and announced here.`,
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
    drawsText: (missed, all) =>
      `A dot is a draw of the noise; ringed, that of the published figure. Hollow: its margin misses the true mean, ${missed} of ${all}.`,
    drawsWholeLabel: (mean) => `A row of a hundred draws. The true mean is ${mean}. It is never published.`,
    whole: "the whole street",
    publishedWhole: "Published figure",
    off: (n) => (n === 1 ? "One draw off the scale, drawn at the edge." : `${n} draws off the scale, drawn at the edge.`),
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
    both: "with it and without it",
    missed: (where) =>
      `This time${where === null ? "" : `, ${where},`} the margin misses the true mean: that happens about 5 times in 100.`,
    once: "A real release draws only once.",
    sameMean: "with it or without, once rounded",
    unchanged: "Once rounded, the published figure has not changed, although the noise is drawn twice.",
    twice: "The gap between the two published figures is mostly noise, drawn twice.",
    few: "What if there are too few?",
    homes: (n) => `${n} homes`,
    fewText: (below, half, level) =>
      `With ${below} homes or fewer, nothing appears, ever. It takes about ${half} (level “${level}”) for an even chance of appearing; with more, it is surer.`,
    nothing: "nothing appears",
  },
  sees: {
    title: "Who sees what, and until when",
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
    operatorSees: "Everything, with the vault’s key.",
    operatorHolds: "A copy of data published elsewhere.",
    operatorKeeps: (months) =>
      `The copy: at most ${months}, from the month in which each row came in. The original stays where it is published.`,
    operatorUntil: (months) => `At most ${months}; 24 hours after a withdrawal.`,
    fingerprints: "Fingerprints stay, with no limit: the vault’s key and the original file can tell what was sent, then erased.",
    partner: "Partner organisations",
    partnerSees: "What they sent for you, which they had before. Here, no more than everybody.",
    partnerUntil: "No limit.",
    everybody: "Everybody",
    everybodySees: (k) => `At least ${k} homes behind every published group, and figures that carry noise.`,
    everybodyUntil: "No limit.",
  },
  bet: {
    title: "The worst case, in figures",
    text: (closed) =>
      `Someone who already knew all the other homes could bet: ${closed ? "is this one counted" : "did you contribute"}? Out of a hundred bets, they win:`,
    blind: "50, by tossing a coin and reading nothing",
    read: (n) => `${n} at best, after reading a year whose budget is all spent`,
    readings: (n, closed) =>
      `If they hesitate between two sets of amounts and bet on ${closed ? "the right one" : "yours"}: ${n} at best.`,
    nearly: "nearly 100",
    years: (years, there, changed, closed) =>
      `*If ${closed ? "this home is counted" : "you take part"} for ${years} years, with the whole budget spent: ${there} at best*, and ${changed} on ${closed ? "its" : "your"} amounts.`,
    label: (n) => `A hundred dots, ${n} of them filled.`,
    howTitle: "The calculation, to two decimals",
    how: ({ year, rho, plain, added, total, changed }) =>
      `What has appeared for ${year}: Φ(√(2ρ)/2), with ρ = ${rho}, is ${plain}. The thresholds, and noise drawn in whole numbers, add ${added}: ${total} in all, all topics together; ${changed} on the amounts. The dots above count the whole budget of a year, rounded up.`,
  },
  budget: {
    title: "A budget a year, and it runs out",
    text: "Each published figure reveals a very little about everyone. A release costs the same when few figures appear in it.",
    years: (bets) => `The budgets of the years add up: what has appeared so far wins ${bets} bets of 100 at best.`,
    spent: (part, left, several) =>
      `${several ? ", each" : ""}: ${part} spent${left === null ? ", nothing new of it will appear" : `, ${left} left`}`,
    unopened: ": not opened yet, nothing spent",
    none: "No release is available yet: the budget is untouched.",
    planned: (epsilon, delta) =>
      `Planned for a year: ε = ${epsilon}, δ = ${delta}; the smaller they are, the less is learnt about one home.`,
    label: (spent, left) => `A bar: ${spent} spent, ${left} left.`,
    parts: {
      year: "for the year’s figures",
      quarter: "for figures by quarter",
      month: "for figures month by month",
      assumed: "counted as spent, as the amount is unknown",
    },
    closed: "forfeited: the year is closed",
    open: "for other figures of the year",
    specialists: (epsilon, allowed, delta) =>
      `The bar counts ρ, the unit that the budget is counted in; ε does not add up: ε = ${epsilon} out of ${allowed} allowed, δ = ${delta}.`,
    meaning: (rho, allowed) =>
      `ε measures what can be learnt about one home; δ is the tiny chance that this promise does not hold. The smaller they are, the less is learnt. ε follows from ρ (${rho} out of ${allowed}).`,
    amounts: "What ε and δ are, and the exact amounts",
  },
  verify: {
    title: "Check it yourself",
    text: "The log is signed, and each line chained to the one before: anyone can check it offline.",
    steps: "Checking, step by step",
    program: (source) =>
      `The program’s code also computes budget, noise and thresholds again: ${source}. Put it in a folder voisinage/ (Node 20.19 or later):`,
    files: "Take all releases and the log:",
    take: "Command: download everything",
    key: "This is the thumbprint of the key that signs, as this site gives it:",
    keyAt: (where) => `Compare it with the one that the operator publishes elsewhere: ${where}.`,
    keyAsked: (contact) =>
      `A site cannot vouch for its own key. The operator does not say where else the thumbprint is published: ask ${contact ?? "whoever runs this site, by another way"}.`,
    python:
      "Offline, in Python (pip install cryptography), check the signature, the chain, every file and the sum of the budget:",
    runPython: "Program: verify in Python",
    pythonSays: "All is well if it ends with “as signed”. If not, it stops at what was changed.",
    run: "Command: verify with the program",
    well: "All is well if each release and the log have their line:",
    forged: "If not, a line names the file and what is wrong with it; a wrong key has a line too:",
    journal: "The privacy ledger",
    entry: "Entry",
    part: "budget",
    hash: "hash",
    noPart: "none",
    whole: "Download the log",
    limits: "What we cannot vouch for",
    limitsOfVault: (worse) => [
      "That a dishonest operator makes only the statistics from the vault.",
      `That nobody contributes twice for one home, where no proof of residence is asked for: ${worse}.`,
      "That every home is real: whoever made up all the others of a group would reduce its threshold to a single home. The noise remains.",
    ],
    limitsOfCopy: (worse) =>
      `That no home has two rows in the file that was copied, such as two certificates: ${worse}. The budget is that of one row.`,
    worse: "contributing twice more than halves the protection",
    worseRow: "its protection would be more than halved",
    worseBy: (worse, two, one) => `${worse} (ε = ${two} instead of ${one})`,
    limitsList: [
      "That the operator erases in time, keeps backups as stated, applies the threshold and truly draws the noise at random: for that, you have its word alone.",
      "What is true of a whole group is learnt: that is the purpose. If a whole neighbourhood spends a lot, that is known about you too.",
      "What you have said elsewhere, to your supplier or your neighbours, is outside our control.",
    ],
    none: "Nothing has been stated or published yet: the log is empty.",
  },
  officer: {
    title: "For a data protection officer",
    text: "The register, the impact assessment and the notice are made from the program’s settings. Ask the operator for what they add.",
    rows: {
      controller: "Controller",
      dpo: "Officer",
      assessment: "Approval of the impact assessment",
      assessed: (date, by) => `approved on ${date} by ${by}`,
      basis: "Legal basis",
      basisOfGiving: "Legal basis of contributions, if any come",
      copyBasis: "Legal basis of the copy",
      copyDated: "Date of the source",
      copyHolds: "What the copy holds",
      copyTaken: "Who made it, when, how",
      copyRights: "Rights of the people in the copy",
      copyAsk: (contact) =>
        `access, rectification, erasure, restriction and objection (GDPR, articles 15 to 18 and 21): ask the operator (${contact}). The copy is not used to find anybody: unless told more, nothing in it says whose a row is (article 11)`,
      copyBalance: "Balance of interests",
      copyBalanced: (what, day) => `${what} (concluded on ${day})`,
      copyUnbalanced:
        "not concluded, or the operator has not said so. Legitimate interests hold only once they have been weighed (GDPR article 6(1)(f))",
      copyInformed: "Informing these people (article 14)",
      copyInforming:
        "to be done by the operator: a public source does not exempt from it. The program does not know whether it is done",
      consent:
        "consent, topic by topic (GDPR, article 6(1)(a)); other members of the household and fingerprints kept: legitimate interests (f); requests: a legal obligation (c)",
      recipients: "Recipients",
      everybody: "the public, which receives only protected statistics",
      readers: "Who can read a reading",
      reader:
        "the operator, who holds the vault’s key: for the statistics only, by law and by their undertaking. Not the public, nor researchers, nor anyone who has the vault without its key",
      processors: "Processors",
      noProcessors: "none",
      hostingOfSite: "Hosting",
      hosting: "Where the vault is hosted",
      transfers: "Transfers outside the European Union",
      retention: "Retention",
      months: (n, isDefault) =>
        `${n} months at most, then erased${isDefault ? ": the default, as the controller has stated none" : ""}`,
      unstated: "not stated",
      missing: "Not stated",
    },
    exempt:
      "Demonstration: nothing is required of the controller. A real commons refuses every contribution while the approved impact assessment, the officer, how long contributions are kept or the processors are not stated.",
    unasked:
      "The controller’s name or a contact is missing: while it is, the page Contribute asks nobody for anything (GDPR article 13). A program that sends here brings a notice of its own: of it the service does not require them.",
    waits: (what) => `Contributions are refused until the controller has stated: ${what.join(", ")}.`,
    needed: {
      impact_assessment: "that the impact assessment has been approved",
      dpo: "the data protection officer",
      retention_months: "how long contributions are kept",
      processors: "the processors, or that there are none",
    },
    register: "The record of processing",
    impactAssessment: "The impact assessment",
    notice: (name) => `${name} (the notice)`,
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
