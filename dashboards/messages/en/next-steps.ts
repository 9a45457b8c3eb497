import type { fr } from "../fr/next-steps.ts";

/** What comes after the answer of Where I stand, in English: the gap in money, what to look at, whom to ask for help. */
export const en: typeof fr = {
  /** of a figure that may be in another unit, or of another time */
  asked: {
    question: (value) => `${value} is…`,
    month: "a month’s total",
    year: "a year’s total",
    bill: "a bill for several months",
    inBase: (unit) =>
      `in ${({ L: "litres", Wh: "watt-hours", m: "metres", min: "minutes" } as Record<string, string>)[unit] ?? unit}`,
    right: "indeed the figure of one month",
    correct: "a typing mistake or another unit: I’ll correct it",
  },
  price: (amount, unit) => `${amount} per ${unit}`,
  at: { year: "a year, at", bill: "for this bill, at", months: "for these months, at", month: "for this month, at" },
  own: {
    name: "your price",
    give: "Use my price",
    offer: (money) => `In ${money}, at my price`,
    change: "Change my price",
    label: (money, unit) => `My price, in ${money} per ${unit}`,
    found: (unit) => `On a bill: its total, divided by its ${unit}.`,
    none: "Type a price above zero, such as 0.25.",
    cents: "In cents? Then:",
    far: (unit, usual) => `One ${unit} costs about ${usual}: check it.`,
  },
  mayDiffer: ", it may have changed since",
  inMoney: "that is",
  checks: "To look at, at home",
  works: "Insulation, another heating, grants: France Rénov’, 0 808 800 700, free of charge.",
  bill: "A bill that is hard to pay?",
  hard: (named) =>
    `Too much to pay? ${named ? "Your town hall’s social service (CCAS)" : "Your town’s social services"} can help.`,
  people: (energy, named) => [
    `There are people who can help: ${named ? "your town hall’s social service (CCAS) and France services" : "your town’s social services"}.`,
    ...(energy ? ["For energy, call your supplier before the due date: you may pay in instalments."] : []),
    ...(energy && named
      ? [
          "The housing solidarity fund (Fonds de solidarité pour le logement) and the energy voucher (0\u00a0805\u00a0204\u00a0805, free of charge) help to pay.",
          "To change your offer: the public comparison, free and independent.",
          "From 1 November to 31 March, neither electricity nor gas may be cut off in a main home.",
        ]
      : []),
  ],
  water: (fund) =>
    `For water, ask your water service before the due date to let you pay in instalments${
      fund ? "; the housing solidarity fund (Fonds de solidarité pour le logement) may help too" : ""
    }.`,
  low: { title: "Are you going without?", text: "It happens to many homes." },
  orElse: "Is this figure…",
  seldom: "for a home seldom lived in",
  month: "for one month",
  part: "for part of the month",
  inUnit: (unit) => `in ${unit}`,
  right: "correct",
};
