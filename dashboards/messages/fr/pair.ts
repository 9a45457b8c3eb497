import { range } from "./district.ts";

/** Texts of two places side by side, in French. */
export const fr = {
  untold: (a: string, between: string, b: string) =>
    `${a}, ${between} ${/^[aàâeéèêiîoôuû]/i.test(b) ? "qu’" : "que "}${b} : l’écart est trop petit pour conclure.`,
  /** between which a difference is that cannot be told */
  spans: (less: string, more: string) => `de ${less} de moins à ${more} de plus`,
  fromNone: (none: string, amount: string, isLess: boolean) => `de ${none} à ${amount} de ${isLess ? "moins" : "plus"}`,
  signs: (lower: string, upper: string) => `${lower} à ${upper}`,
  label: (a: string, b: string, gap: string) => `A, ${a}. B, ${b}. Écart de A à B : ${gap}.`,
  gapNote: "d’un bout à l’autre des deux marges",
  lower: "A moins",
  higher: "A plus",
  twins: (a: string, b: string) => `${a} et ${b} sont les mêmes foyers : l’un est le seul morceau de l’autre.`,
  same2: "C’est deux fois le même endroit : choisissez-en un autre.",
  chooseBoth: "Choisissez deux endroits dans la phrase ou sur la carte.",
  choose: "Choisissez un second endroit dans la phrase ou sur la carte.",
  made: "Le trait : la marge de protection ; celle de l’écart tient compte des deux.",
  paper: "L’un à côté de l’autre, et leur écart",
  /** how much of the homes of the one that holds the other are the other's */
  inside: (inner: string, share: string, outer: string) => `${inner} est dans ${outer} : ${share} de ses foyers comptés.`,
  swap: "Échanger A et B",
  noPair: "Rien à comparer pour l’instant.",
  more: (a: string, lower: string, upper: string, b: string) =>
    `${a}, *${range(lower, upper, "de ")} de plus* par mois ${/^à|^au/.test(b) ? "qu’" : "que "}${b}.`,
  less: (a: string, lower: string, upper: string, b: string) =>
    `${a}, ~${range(lower, upper, "de ")} de moins~ par mois ${/^à|^au/.test(b) ? "qu’" : "que "}${b}.`,
  moreShare: (a: string, lower: string, upper: string, b: string) =>
    `${a}, *${range(lower, upper, "de ")} de plus* ${/^à|^au/.test(b) ? "qu’" : "que "}${b}.`,
  lessShare: (a: string, lower: string, upper: string, b: string) =>
    `${a}, ~${range(lower, upper, "de ")} de moins~ ${/^à|^au/.test(b) ? "qu’" : "que "}${b}.`,
  pointsOnAxis: "pts",
  gap: "Écart de A à B",
  equal: "égal",
  waiting: "Les chiffres arrivent.",
  moreOf: "de plus",
  lessOf: "de moins",
};
