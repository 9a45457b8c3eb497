/** The steps of the method in order, whose formulas `docs/method-steps.ts` has. */
export type MethodStep =
  | "estimand"
  | "clamp"
  | "noise"
  | "threshold"
  | "consistency"
  | "margin"
  | "model"
  | "quantiles"
  | "rounding"
  | "outside";

interface StepText {
  readonly title: string;
  /** made with `k`, the least number of homes behind a figure, where it says that */
  readonly text: string | ((k: number) => string);
}

/** The page of the method, in French. */
export const fr = {
  title: "Méthode",
  lead: "Comment un chiffre est fait, du montant d’un foyer à sa marge.",
  printed: (day: string, address: string) => `Imprimé le ${day} : ${address}`,
  source: "Source :",
  code: "Les démonstrations, dans le code",
  steps: {
    estimand: {
      title: "Ce qu’on estime",
      text: "La moyenne des montants plafonnés des foyers comptés, et d’eux seuls : ni pondération de sondage, ni extrapolation.",
    },
    clamp: {
      title: "Le plafond",
      text: "C est fixé avant de voir les données. On somme les écarts à C/2 : un foyer n’y pèse jamais plus de C/2.",
    },
    noise: {
      title: "Le flou",
      text: "À chaque compte, somme et barre d’histogramme s’ajoute un entier tiré une seule fois, de loi gaussienne discrète. Δ, ce qu’un foyer peut y changer, vaut 1 pour un compte, C/2 pour une somme, 2 pour un histogramme. Le coût ρ est débité avant le tirage.",
    },
    threshold: {
      title: "Le seuil",
      text: (k) =>
        `Un groupe ne paraît que si son vrai nombre n atteint k = ${k} et si son nombre flouté passe plus haut. D’autres groupes sont retenus, jusqu’à ce que les autres chiffres ne disent aucun nombre caché à moins de ±\u00a02k près.`,
    },
    consistency: {
      title: "Des chiffres qui s’additionnent",
      text: "Comptes et totaux publiés, pesés par leur précision 1/σ², sont ajustés ensemble par moindres carrés : les parties font le tout, là où toutes paraissent. Puis ils sont arrondis ensemble.",
    },
    margin: {
      title: "La marge d’une moyenne",
      text: "Elle contient la moyenne des foyers comptés 95 fois sur 100, au hasard du flou (z = 1,96). Près du seuil, elle tient compte du tri.",
    },
    model: {
      title: "Les moyennes rapprochées par un modèle (« modelled »)",
      text: "Là où l’erreur d’un niveau en baisse nettement, chaque moyenne est rapprochée de m₀, celle qu’annonce l’endroit plus large, d’autant plus que son flou est grand. Sa marge tient 95 fois sur 100 pour chaque endroit, même très différent des autres, et la moyenne peut y être près d’un bord. Elle n’est plus le total divisé par le nombre, ni la moyenne de ses parties.",
    },
    quantiles: {
      title: "Médiane et centiles",
      text: "Lus sur un histogramme flouté, dont les bornes ne dépendent que du plafond. La marge ajoute au flou ce qu’une barre ne dit pas (b foyers, dont une part t au-dessous).",
    },
    rounding: {
      title: "L’arrondi",
      text: "À l’écran, un chiffre a les décimales que sa marge supporte. Les fichiers gardent toutes les siennes.",
    },
    outside: {
      title: "Ce que la marge ne compte pas",
      text: "Qui a choisi de participer ; ce que le plafond coupe ; une erreur de relevé ; le temps qu’il a fait.",
    },
  } as Readonly<Record<MethodStep, StepText>>,
};
