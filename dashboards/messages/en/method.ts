import type { fr } from "../fr/method.ts";

/** The page of the method, in English. */
export const en: typeof fr = {
  title: "Method",
  lead: "How a figure is made, from a home’s amount to its margin.",
  printed: (day, address) => `Printed on ${day}: ${address}`,
  source: "Source:",
  code: "The proofs, in the code",
  steps: {
    estimand: {
      title: "What is estimated",
      text: "The mean of the clamped amounts of the homes counted, and of no others: no survey weights, nothing extrapolated.",
    },
    clamp: {
      title: "The clamp",
      text: "C is fixed before the data are seen. Differences from C/2 are summed: in them no home weighs more than C/2.",
    },
    noise: {
      title: "The noise",
      text: "Each count, sum and bar of a histogram gets a whole number added, drawn once from a discrete Gaussian. Δ, what one home can change, is 1 for a count, C/2 for a sum, 2 for a histogram. The cost ρ is debited before the draw.",
    },
    threshold: {
      title: "The threshold",
      text: (k) =>
        `A group appears only if its true number n reaches k = ${k} and its noisy number passes a higher mark. Other groups are withheld until no other figures tell a hidden number to better than ±\u00a02k.`,
    },
    consistency: {
      title: "Figures that add up",
      text: "Published counts and totals, weighed by their precision 1/σ², are fitted together by least squares: parts make the whole where all of them appear. Then they are rounded together.",
    },
    margin: {
      title: "The margin of a mean",
      text: "It holds the mean of the homes counted 95 times in 100, as the noise falls (z = 1.96). Near the threshold it allows for the selection.",
    },
    model: {
      title: "Means drawn by a model (“modelled”)",
      text: "Where it clearly lowers the error of a level, each mean is drawn towards m₀, which the wider place lets expect, more so the noisier it is. Its margin holds 95 times in 100 for each place, however unlike the others, and the mean may stand near one end of it. It is no longer the total over the number, nor the mean of its parts.",
    },
    quantiles: {
      title: "Median and percentiles",
      text: "Read off a noisy histogram whose edges follow from the clamp alone. To the noise the margin adds what a bar does not tell (b homes, a share t of them below).",
    },
    rounding: {
      title: "Rounding",
      text: "On the screen a figure has the decimals that its margin bears. Files keep all of theirs.",
    },
    outside: {
      title: "What the margin leaves out",
      text: "Who chose to take part; what the clamp cuts off; a wrong reading; the weather there was.",
    },
  },
};
