import type { MethodStep } from "../messages/fr/method.ts";

/** A publication that describes a step, and where it is. */
interface Source {
  readonly name: string;
  readonly address: string;
}

/** What a step of the method says in every language: its formulas, whose symbols the messages define, and who described it. */
interface StepFacts {
  readonly formulas?: readonly string[];
  readonly sources?: readonly Source[];
  /** true: *Trust* has this commons' own figures of it */
  readonly trusted?: true;
}

const published = (name: string, doi: string): Source => ({ name, address: `https://doi.org/${doi}` });

/** The steps in the order of the page. */
export const METHOD_STEPS: Readonly<Record<MethodStep, StepFacts>> = {
  estimand: { formulas: ["m = Σ min(x, C) / n"] },
  clamp: { formulas: ["s = Σ (min(x, C) − C/2)"] },
  noise: {
    formulas: ["Pr[Z = i] ∝ exp(−i² / 2σ²),  ρ = Δ² / 2σ²"],
    sources: [
      published("Bun & Steinke 2016", "10.1007/978-3-662-53641-4_24"),
      published("Canonne, Kamath & Steinke 2020", "10.48550/arXiv.2004.00010"),
    ],
  },
  threshold: {
    formulas: ["n ≥ k,  n + Z ≥ k − 1 + τ,  Pr[1 + Z ≥ τ] ≤ δ′"],
    sources: [
      {
        name: "google/differential-privacy, pre-thresholding",
        address: "https://github.com/google/differential-privacy/blob/main/common_docs/Delta_For_Thresholding.pdf",
      },
    ],
  },
  consistency: {
    sources: [
      published("Hay et al. 2010", "10.14778/1920841.1920970"),
      published("Cox & Ernst 1982", "10.1080/03155986.1982.11731877"),
    ],
  },
  margin: {
    formulas: ["m = C/2 + θ,  { θ : (s̃ − θñ)² ≤ z² (σₛ² + θ² σₙ²) }"],
    sources: [
      published("Fieller 1954", "10.1111/j.2517-6161.1954.tb00159.x"),
      published("Zou & Donner 2008", "10.1002/sim.3095"),
    ],
  },
  model: {
    formulas: [
      "g m + (1 − g) m₀,  g = (V + E − κ) / (V + D + E − 2κ)",
      "V = m₀² (h w + c² / n)",
      "{ μ : e ≤ m ≤ e′ },  e = μ + σ Φ⁻¹((1 − a) α),  e′ = μ − σ Φ⁻¹(a α)",
      "f(e) / Φ′((e − μ) / σ) = f(e′) / Φ′((e′ − μ) / σ)",
    ],
    sources: [
      published("Fay & Herriot 1979", "10.1080/01621459.1979.10482505"),
      published("Lange, Little & Taylor 1989", "10.1080/01621459.1989.10478852"),
      published("Efron & Morris 1972", "10.1080/01621459.1972.10481215"),
      published("Pratt 1961", "10.1080/01621459.1961.10480644"),
      published("Yu & Hoff 2018", "10.1093/biomet/asy009"),
    ],
  },
  quantiles: {
    formulas: ["{ x : |F̂(x) − p| n̂ ≤ √( z² σ²(x) + 9 φ b t (1 − t) ) }"],
    sources: [
      published("Hay et al. 2010", "10.14778/1920841.1920970"),
      published("Held, Wolfe & Crowder 1974", "10.1007/BF01580223"),
      published("Fritsch & Carlson 1980", "10.1137/0717021"),
    ],
  },
  precision: {
    formulas: ["z √(σₛ² + (μ₀ − C/2)² σₙ²) > ¼ ν μ₀", "z √(σₛ² + (C/2)² σₙ²) > ¼ ñ μ₀"],
  },
  difference: {
    formulas: [
      "[l − u′, u − l′]",
      "[m − m′ − √((m − l)² + (u′ − m′)²), m − m′ + √((u − m)² + (m′ − l′)²)]",
      "m − r m′ > Φ⁻¹(1 − 1 / 40N) / z · √(d² + r² d′²)",
    ],
    sources: [published("Zou & Donner 2008", "10.1002/sim.3095")],
  },
  shared: {},
  budget: {
    formulas: ["ε = min { q ρ + [ln(1 / δ₀) + (q − 1) ln(1 − 1/q) − ln q] / (q − 1) : q > 1 },  δ = δ₀ + Σ δ′"],
    sources: [
      published("Bun & Steinke 2016", "10.1007/978-3-662-53641-4_24"),
      published("Canonne, Kamath & Steinke 2020", "10.48550/arXiv.2004.00010"),
    ],
    trusted: true,
  },
  link: {
    formulas: [
      "ν = (ñ/σₙ² + u s̃/σₛ²) / (1/σₙ² + u²/σₛ²)",
      "z √(σₛ² + u² σₙ²) ≤ ¼ (C/2 + u) ν",
      "tanh(artanh r ± z / √(N − 3))",
      "tanh(artanh r ± z / √(N − 3)) / √(λ λ′),  λ = 1 − v/V",
      "tanh(artanh r′ ± z / √(N − 3)),  r′ = r / √((2 − λ)(2 − λ′))",
    ],
    sources: [published("Spearman 1904", "10.2307/1412159")],
  },
  rounding: {},
  outside: {},
};
