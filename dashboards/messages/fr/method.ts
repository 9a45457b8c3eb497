/** A step of the method: what is done, its formula, who described it, and the file of the source code that has the rest. */
interface MethodStep {
  readonly title: string;
  /** made with `k`, the least number of homes behind a figure, where it says that */
  readonly text: string | ((k: number) => string);
  readonly formula?: string;
  readonly source?: string;
  readonly detail: string;
}

/** The page of the method, in French. */
export const fr = {
  title: "Méthode",
  lead: "Comment un chiffre est fait, du montant d’un foyer à sa marge.",
  printed: (day: string, address: string) => `Imprimé le ${day} : ${address}`,
  source: "Source :",
  detail: "Détail :",
  steps: [
    {
      title: "Ce qu’on estime",
      text: "La moyenne des montants plafonnés des foyers comptés, et d’eux seuls : ni pondération de sondage, ni extrapolation.",
      formula: "m = Σ min(x, C) / n",
      detail: "src/privacy/fieller.md",
    },
    {
      title: "Le plafond",
      text: "C est fixé avant de voir les données. On somme les écarts à C/2 : un foyer n’y pèse jamais plus de C/2.",
      formula: "s = Σ (min(x, C) − C/2)",
      detail: "src/privacy/bounding.md",
    },
    {
      title: "Le flou",
      text: "À chaque compte, somme et barre d’histogramme s’ajoute un entier tiré une seule fois, de loi gaussienne discrète. Δ, ce qu’un foyer peut y changer, vaut 1 pour un compte, C/2 pour une somme, 2 pour un histogramme. Le coût ρ est débité avant le tirage.",
      formula: "Pr[Z = z] ∝ exp(−z² / 2σ²),  ρ = Δ² / 2σ²",
      source: "Bun et Steinke 2016 ; Canonne, Kamath et Steinke 2020.",
      detail: "src/privacy/gaussian.md",
    },
    {
      title: "Le seuil",
      text: (k) =>
        `Un groupe ne paraît que si son vrai nombre n atteint k = ${k} et si son nombre flouté passe plus haut : il en faut donc environ k + 5,9 σ. D’autres groupes sont retenus, jusqu’à ce que les autres chiffres ne disent aucun nombre caché à moins de ± 2k près.`,
      formula: "n ≥ k  et  n + Z ≥ k − 1 + τ,  où Pr[1 + Z ≥ τ] ≤ δ′",
      source: "pre-thresholding, google/differential-privacy.",
      detail: "src/privacy/gate.md, protection.md",
    },
    {
      title: "Des chiffres qui s’additionnent",
      text: "Comptes et totaux publiés, pesés par leur précision 1/σ², sont ajustés ensemble par moindres carrés : les parties font le tout, là où toutes paraissent. Puis ils sont arrondis ensemble.",
      source: "Hay et al. 2010 ; Cox et Ernst 1982.",
      detail: "src/privacy/consistency.md",
    },
    {
      title: "La marge d’une moyenne",
      text: "Elle contient la moyenne des foyers comptés 95 fois sur 100, au hasard du flou. Près du seuil, elle tient compte du tri.",
      formula: "m = C/2 + θ,  { θ : (s̃ − θñ)² ≤ 1,96² (σₛ² + θ² σₙ²) }",
      source: "Fieller 1954 ; Zou et Donner 2008.",
      detail: "src/privacy/fieller.md",
    },
    {
      title: "Les moyennes rapprochées par un modèle (« modelled »)",
      text: "Là où l’erreur d’un niveau en baisse nettement, chaque moyenne est rapprochée de celle qu’annonce l’endroit plus large, d’autant plus que son flou est grand. Sa marge tient 95 fois sur 100 pour chaque endroit, même très différent des autres, et la moyenne peut y être près d’un bord. Elle n’est plus le total divisé par le nombre, ni la moyenne de ses parties.",
      formula: "g · mesurée + (1 − g) · attendue",
      source: "Fay et Herriot 1979 ; Pratt 1961 ; Yu et Hoff 2018.",
      detail: "src/privacy/shrinkage.md",
    },
    {
      title: "Médiane et centiles",
      text: "Lus sur un histogramme flouté, dont les bornes ne dépendent que du plafond. La marge ajoute au flou ce qu’une barre ne dit pas (b foyers, dont une part t au-dessous).",
      formula: "|F̂(x) − p| · n̂ ≤ √( 1,96² σ²(x) + 9 φ b t (1 − t) )",
      detail: "src/privacy/quantiles.md",
    },
    {
      title: "L’arrondi",
      text: "À l’écran, un chiffre a les décimales que sa marge supporte. Les fichiers gardent toutes les siennes.",
      detail: "dashboards/shared/digits.ts",
    },
    {
      title: "Ce que la marge ne compte pas",
      text: "Qui a choisi de participer ; ce que le plafond coupe ; une erreur de relevé ; le temps qu’il a fait.",
      detail: "docs/statistics-and-privacy.md",
    },
  ] as readonly MethodStep[],
};
