import type { SendWords } from "./words-send.fr.ts";

export const sendEn: SendWords = {
  consent: {
    lead: "Nothing is ticked beforehand. You may accept a part only.",
    notice: "In short",
    allNotice: "Read the whole notice, here",
    purpose: "What for",
    purposeTick:
      "I consent to what I tick below being used to publish protected statistics, open to all, by neighbourhood and by kind of home.",
    general: (list) => `General interest: ${list}.`,
    what: "What is sent, source by source",
    months: (n, first, last) => (n === 1 ? `${first}: one number` : `month by month: ${n} numbers, from ${first} to ${last}`),
    years: (list, n) => (n === 1 ? `a single number for the year ${list}` : `one number a year: ${list}`),
    allIdle: "(no publication to come needs them)",
    someIdle: (n) => `(no publication to come needs ${n} of them)`,
    doubled: "For one period a single number is sent: that of the first source ticked.",
    finer: "Month by month tells seasons and long absences; the year’s total tells only the order of magnitude.",
    others: "The other people of the home",
    othersTick: "I have told the people who live with me, or I live alone: these readings speak of them too.",
    who: "Who consents",
    adult: (age) => `I am ${age} or older, and I consent.`,
    guardian: (age) => `I am parent or guardian of a person under ${age}, and I consent for them.`,
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
    lead: (n) => (n === 1 ? "A single whole number will be sent." : `${n} whole numbers will be sent.`),
    table: "What is sent",
    theme: "Topic",
    period: "Period",
    amount: "Amount",
    home: "Home",
    json: "The exact text that will be sent",
    jsonNote:
      "This is all. Not your file, nor its name, nor a meter’s number, nor an address. Amounts are in base units (litres, watt-hours, cents…). With it goes a number that your browser draws at random, so that the same sending is not recorded twice.",
    send: "Send",
    sending: "Sending…",
    refused: "Nothing was recorded",
    unsure: "Nobody knows whether it arrived: send it again as it is, it will be recorded once.",
  },
  token: {
    title: "Proof of residence",
    lead: "This commons asks for a proof that a person of the territory contributes, once a period. The service that signs it knows you but does not see what it signs; the commons sees the proof but does not know whose it is.",
    signIn: "1. Sign in (new tab)",
    get: "2. Ask for my proof",
    getting: "Asking…",
    have: "Proof ready: it goes with the sending.",
    later:
      "More discreet still: keep the proof, and send later. Two close moments, one here and one at the signer, could be matched by whoever sees both.",
    suggested: (when) => `A moment drawn at random for you: ${when}.`,
    paste: "Or paste a proof that you kept",
    use: "Use this proof",
    copy: "Copy the proof",
    download: "Download the proof",
    fileName: "proof-of-residence",
    needed: "The proof of residence is missing.",
    closed: "No period is open now: no contribution can be begun.",
    faults: {
      "sign-in-needed": "You are not signed in, or it was too long ago (10 minutes): begin again at 1.",
      "token-issued": "Your account has had its proof of this period. If you kept it, paste it.",
      "epoch-not-open": "The signer has not opened this period. Try again later.",
      network: "The signer does not answer. Try again.",
      mark: "The answer is not a signature under the key that this commons publishes. Do not use this signer, and tell the operator.",
      text: "This text is not a whole proof.",
      other: "The signer refused. Try again later.",
    },
    signedIn: "You are signed in. Close this tab and go back to that of your contribution.",
  },
  key: {
    thanks: "Thank you. Your contribution is recorded.",
    counts: (years) => `It will count when this commons publishes figures about ${years.join(" and ")}.`,
    tooFew: (years) =>
      `It has too few months yet to count in the publications to come about ${years.join(" and ")}: add some with your key, in “My contribution”.`,
    idle: (months) =>
      `It counts in no publication to come: only if the period of your records is published, or revised, before they are erased, after ${months} months at most.`,
    someIdle: (n) =>
      n === 1
        ? "One of the numbers sent counts only if its period is published, or revised, later: nothing of the kind is announced."
        : `${n} of the numbers sent count only if their period is published, or revised, later: nothing of the kind is announced.`,
    title: "Keep this key",
    what: "It alone opens your contribution, to see, correct, pause or withdraw it. Whoever has it can do the same: keep it like a password.",
    lost: (months) =>
      `If you lose it, nobody can make it again or find your contribution, not even the operator; it is erased by itself after ${months} months at most.`,
    copy: "Copy the key",
    download: "Download the key",
    print: "Print the key",
    fileName: "contribution-key",
    fileText: (name, address, key) =>
      `Contribution key of ${name}\n\n${key}\n\nIt alone shows, corrects, pauses or withdraws the contribution: ${address}\nKeep it like a password.\n`,
    qr: "QR code of the key (the key itself, not a link)",
    qrHint:
      "It is simplest to download it. On another screen than your phone’s you can also photograph the QR code with the phone: the code holds the key, and no address.",
    sharedHint:
      "Shared device: photograph the code with your own phone, or write the key down on paper. What is copied or printed here stays here.",
    clipboard: "The clipboard keeps what is copied, and other programs read it: paste the key, then copy something else.",
    kept: "I have kept my key",
    finish: "Finish",
    needKept: "Tick that you have kept your key: the page forgets it afterwards.",
    done: "All done. This page has forgotten your key.",
    mine: "See my contribution",
    another: "Contribute for another home",
    leaving: "Your key is not kept yet.",
  },
};
