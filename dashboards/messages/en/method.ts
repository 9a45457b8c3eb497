import type { fr } from "../fr/method.ts";

/** The page of the method, in English. */
export const en: typeof fr = {
  title: "Method",
  lead: "How a figure is made, from a home’s amount to its margin.",
  printed: (day, address) => `Printed on ${day}: ${address}`,
  source: "Source:",
  trust: "This budget, spent and allowed, in this commons",
  code: "The proofs, in the code",
  steps: {
    estimand: {
      title: "What is estimated",
      text: "The mean of the amounts, up to a limit, of the homes counted, and of no others: no survey weights, nothing extrapolated.",
      where: "x: a home’s amount, per month; C: the upper limit; n: the number of homes; m: their mean.",
    },
    clamp: {
      title: "The upper limit (clamp)",
      text: "C is fixed before the data are seen. Differences from C/2 are summed: in them no home weighs more than C/2.",
      where: "s: the sum that noise is added to.",
    },
    noise: {
      title: "The noise",
      text: "Each count, sum and bar of a histogram gets a whole number added, drawn once from a discrete Gaussian. Its cost ρ is debited before the draw.",
      where:
        "Z: the noise; σ²: its variance; Δ: the most that one home changes (L2 distance): 1 for a count, C/2 for a sum, 2 for a histogram, where a home is in four numbers, a bar and three groups of bars (√4 = 2).",
    },
    threshold: {
      title: "The threshold",
      text: (k) =>
        `A group appears only if its true number n reaches k = ${k} and its noisy number passes a higher mark. Other groups are withheld until no other figures tell a hidden number to better than ±\u00a02k, unless earlier publications of the year tell it. A type made of others appears only if all of them do.`,
      where:
        "Z: the noise of the count; τ: the smallest whole number that fits; δ′: the risk, debited too, that the k-th home of a group makes it appear.",
    },
    consistency: {
      title: "Figures that add up",
      text: "Each count is first merged, by precision, with the total of the same group’s histogram. Published counts and totals, weighed by their precision 1/σ², are fitted together by least squares: parts make the whole where all of them appear. Then they are rounded together.",
    },
    margin: {
      title: "The margin of a mean",
      text: "It holds the mean of the homes counted 95 times in 100, as the noise falls. Near the threshold it allows for the selection.",
      where:
        "ñ, s̃: the noisy number and sum, then fitted; σₙ², σₛ²: their variances; θ: the mean less C/2; z = 1.96. Near the threshold the distance from ñ to the end of its own interval takes the place of z σₙ.",
    },
    model: {
      title: "Means drawn by a model (METHOD = modelled)",
      text: "Where eight means of a level or more lose at least a tenth of their error by it, each is drawn towards m₀, which the wider place lets expect, more so the noisier it is; by ¾ σ at most where they lose less than half. Its margin holds 95 times in 100 for each place, however unlike the others, and the mean may stand near one end of it. It is no longer the total over the number, nor the mean of its parts.",
      where:
        "m: the measured mean; D = σ²: its variance; E: the variance of m₀; κ: their covariance; V: the variance of true means around m₀. It is not known: g is its mean over what the level tells of V (Student’s t with 4 degrees of freedom). h: how places differ, with a flat prior on [0, ∞); w: distributed as 4/χ²₄; c: the coefficient of variation from home to home, read off the histogram of the largest group. κ = E where all parts of m₀ appear, 0 where no sum has all of its parts, and 0.9 D at most. For a type m₀ = T × O/A: its mean further up, times the place’s over that of all; where all appear the relative variances make E = T + O − A. μ: the true mean; α = 0.05; a: how α is shared between the two ends e and e′, the ratio f/Φ′ being the same at both; f: the density of m by the other places, one in fifty being like no other; Φ, Φ′: the normal distribution and its density.",
    },
    quantiles: {
      title: "Median and percentiles",
      text: "Read off a noisy histogram whose edges follow from the upper limit alone. Bars, groups of 2, 4 and 8 bars (2, 8 and 16 where amounts are rounded) and the number of homes are fitted together by least squares from the bottom up; then, from the top down, each group is shared among its parts, none negative, as near to least squares as can be. The distribution goes through the edges as a monotone cubic in the logarithm of the amount. To the noise the margin adds what a bar does not tell; where amounts are rounded it reaches to the edges of the bars.",
      where:
        "F̂: the distribution read off the histogram; p: 1/2 for the median; n̂: the number of homes; σ²(x): the variance of the noise of homes below x; b: the homes of the bar of x, a share t of them below; φ ≥ 1: how uneven they are, read off pairs of bars (1: by chance); 9 = 3²: three standard deviations, for what a bar hides is not drawn again; z = 1.96.",
    },
    precision: {
      title: "When a figure is imprecise",
      text: "Read with care (OBS_STATUS U): half the margin is more than 0.33 of the figure; or, because a figure’s own noise must not decide whether it looks precise, the half that was expected is more than a quarter of μ₀ (0.33 of μ₀ for a mean drawn by a model). The whole row is if its number of homes may be too large by a third: luck may have taken it past the threshold. Too imprecise, without a value (OBS_STATUS Q, CONF_STATUS F): a percentile half whose margin, as expected or as it comes out, is more than 0.15 of it; a mean whose number of homes is not clearly above zero.",
      names: ["measured mean", "total"],
      where:
        "μ₀: the mean of the same type in the whole territory, without the place’s own part, where it is known, else that of all homes, else the public mean of the settings; ν: the homes expected (formula below).",
    },
    difference: {
      title: "A difference",
      text: "It goes from end to end of the two margins, as one subtracts them: it is established only if they do not touch. It holds 95 times in 100 at least, whatever the two noises share; if they are independent it is up to √2 times too wide. Between two releases, whose noises are independent, the example of the SQL page combines the distances. The sentences of the first page, chosen among others, ask for more: the 5% are shared by all differences tried (Bonferroni).",
      names: ["two places, two types, two periods", "two releases, SQL page", "“r times as much”, on the first page"],
      where:
        "m, m′: the two figures; l, u, l′, u′: the ends of their margins; d, d′: half their margins; r: how many times the one is the other; N: the number of differences tried; z = 1.96.",
    },
    shared: {
      title: "Figures that are not independent",
      text: "Means drawn to the same m₀ share its error, and parts fitted to one total that of the total. Each margin holds 95 times in 100, but they do not fail independently: do not weigh them by their precision. measurements.parquet has what was measured before the fit, with independent noise and its variances. A mean M of places is weighted by their COUNT nᵢ, and so are its ends, then widened by Σ |mᵢ − M| dᵢ / Σ nᵢ (dᵢ: half the margin of nᵢ).",
    },
    budget: {
      title: "The budget: ρ, ε, δ",
      text: "What is protected: all that a home gives of a year, every topic and month. In each release it pays for each count, sum and histogram that it is in. The ρ of the year add up, revisions included, and so do the δ′ of the thresholds; their sum is converted into (ε, δ). ε does not add up. Example: ρ = 0.2961 and δ₀ = 0.0000005 make ε = 4.00.",
      where:
        "q: the order of the Rényi divergence; δ₀: the part of δ that goes to the conversion, half of it; δ′: that of each threshold.",
    },
    link: {
      title: "The link between two measures (r)",
      text: "r: Pearson’s coefficient of the places’ published figures, without those to be read with care. If a model made one, it is of their measured means, from measurements.parquet, (CENTRE + NOISY of CENTRED_SUM / NOISY of COUNT) / SCALE, where the upper limit is the highest and the margin, at the mean of these places, is a quarter of it at most. On each side the interval goes to the furthest of the three intervals.",
      names: [
        "homes expected",
        "place counted",
        "Fisher’s interval",
        "the same, noise taken out",
        "the same, noise added once more",
      ],
      where:
        "ñ, s̃, σₙ, σₛ: as above, before they are fitted; u: the sum of the s̃ over that of the ñ; N: the number of places; λ, λ′: the share of the variance V of one measure’s figures, then the other’s, that is not v, that of their noise by their margins.",
    },
    rounding: {
      title: "Rounding",
      text: "On the screen the places of a level have the same decimals, which their margins bear; ends are rounded outwards, with one digit more where the comparison would else seem another, and a difference goes from end to end of what is written (where a clear one would begin at 0, of what the files have). Files have all digits.",
    },
    outside: {
      title: "What the margin leaves out",
      text: "Who chose to take part; what the upper limit cuts off; a wrong reading; the weather there was.",
      taken:
        "Which homes are in these data; what the upper limit cuts off; an error of the data, or of the model they come from.",
    },
  },
};
