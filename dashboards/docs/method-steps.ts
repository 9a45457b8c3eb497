import type { MethodStep } from "../messages/fr/method.ts";

/** What a step of the method says in every language: its formula, who described it, and the files of the source code with the rest. */
interface StepFacts {
  readonly formula?: string;
  readonly sources?: readonly string[];
  readonly details: readonly string[];
}

/** The steps in the order of the page. */
export const METHOD_STEPS: Readonly<Record<MethodStep, StepFacts>> = {
  estimand: { formula: "m = Σ min(x, C) / n", details: ["src/privacy/fieller.md"] },
  clamp: { formula: "s = Σ (min(x, C) − C/2)", details: ["src/privacy/bounding.md"] },
  noise: {
    formula: "Pr[Z = z] ∝ exp(−z² / 2σ²),  ρ = Δ² / 2σ²",
    sources: ["Bun & Steinke 2016", "Canonne, Kamath & Steinke 2020"],
    details: ["src/privacy/gaussian.md"],
  },
  threshold: {
    formula: "n ≥ k,  n + Z ≥ k − 1 + τ,  Pr[1 + Z ≥ τ] ≤ δ′",
    sources: ["google/differential-privacy, pre-thresholding"],
    details: ["src/privacy/gate.md", "src/privacy/protection.md"],
  },
  consistency: { sources: ["Hay et al. 2010", "Cox & Ernst 1982"], details: ["src/privacy/consistency.md"] },
  margin: {
    formula: "m = C/2 + θ,  { θ : (s̃ − θñ)² ≤ z² (σₛ² + θ² σₙ²) }",
    sources: ["Fieller 1954", "Zou & Donner 2008"],
    details: ["src/privacy/fieller.md"],
  },
  model: {
    formula: "g m + (1 − g) m₀",
    sources: ["Fay & Herriot 1979", "Pratt 1961", "Yu & Hoff 2018"],
    details: ["src/privacy/shrinkage.md"],
  },
  quantiles: { formula: "|F̂(x) − p| n̂ ≤ √( z² σ²(x) + 9 φ b t (1 − t) )", details: ["src/privacy/quantiles.md"] },
  rounding: { details: ["dashboards/shared/digits.ts"] },
  outside: { details: ["docs/statistics-and-privacy.md"] },
};
