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
  | "precision"
  | "difference"
  | "shared"
  | "budget"
  | "link"
  | "rounding"
  | "outside";

interface StepText {
  readonly title: string;
  /** made with `k`, the least number of homes behind a figure, where it says that */
  readonly text: string | ((k: number) => string);
  /** the same of figures taken from data published elsewhere, which nobody brought; their notes follow */
  readonly taken?: string;
  /** of its formulas, where they are several */
  readonly names?: readonly string[];
  /** what each symbol of its formulas means that no step before has told */
  readonly where?: string;
}

/** The page of the method, in French. */
export const fr = {
  title: "Méthode",
  lead: "Comment un chiffre est fait, du montant d’un foyer à sa marge.",
  printed: (day: string, address: string) => `Imprimé le ${day} : ${address}`,
  source: "Source :",
  trust: "Ce budget, dépensé et permis, dans ces communs",
  code: "Les démonstrations, dans le code",
  steps: {
    estimand: {
      title: "Ce qu’on estime",
      text: "La moyenne des montants plafonnés des foyers comptés, et d’eux seuls : ni pondération de sondage, ni extrapolation.",
      where: "x : montant d’un foyer, par mois ; C : plafond ; n : nombre de foyers ; m : leur moyenne.",
    },
    clamp: {
      title: "Le plafond",
      text: "C est fixé avant de voir les données. On somme les écarts à C/2 : un foyer n’y pèse jamais plus de C/2.",
      where: "s : somme à laquelle le flou s’ajoute.",
    },
    noise: {
      title: "Le flou",
      text: "À chaque compte, somme et barre d’histogramme s’ajoute un entier tiré une seule fois, de loi gaussienne discrète. Son coût ρ est débité avant le tirage.",
      where:
        "Z : le flou ; σ² : sa variance ; Δ : ce qu’un foyer change au plus (distance L2) : 1 pour un compte, C/2 pour une somme, 2 pour un histogramme, où un foyer est dans quatre nombres, une barre et trois groupes de barres (√4 = 2).",
    },
    threshold: {
      title: "Le seuil",
      text: (k) =>
        `Un groupe ne paraît que si son vrai nombre n atteint k = ${k} et si son nombre flouté passe plus haut. D’autres groupes sont retenus, jusqu’à ce que les autres chiffres ne disent aucun nombre caché à moins de ±\u00a02k près, sauf si des publications plus anciennes de l’année le disent. Un type qui en réunit d’autres ne paraît que si tous paraissent.`,
      where:
        "Z : le flou du compte ; τ : le plus petit entier qui convient ; δ′ : le risque, débité lui aussi, que le k-ième foyer d’un groupe le fasse paraître.",
    },
    consistency: {
      title: "Des chiffres qui s’additionnent",
      text: "Chaque compte est d’abord réuni, selon leurs précisions, au total de l’histogramme du même groupe. Comptes et totaux publiés, pesés par leur précision 1/σ², sont ajustés ensemble par moindres carrés : les parties font le tout, là où toutes paraissent. Puis ils sont arrondis ensemble.",
    },
    margin: {
      title: "La marge d’une moyenne",
      text: "Elle contient la moyenne des foyers comptés 95 fois sur 100, au hasard du flou. Près du seuil, elle tient compte du tri.",
      where:
        "ñ, s̃ : nombre et somme floutés, puis ajustés ; σₙ², σₛ² : leurs variances ; θ : écart de la moyenne à C/2 ; z = 1,96. Près du seuil, la distance de ñ au bout de son propre intervalle remplace z σₙ.",
    },
    model: {
      title: "Les moyennes rapprochées par un modèle (METHOD = modelled)",
      text: "Là où huit moyennes d’un niveau ou plus y gagnent au moins un dixième de leur erreur, chacune est rapprochée de m₀, celle qu’annonce l’endroit plus large, d’autant plus que son flou est grand ; de ¾ σ au plus là où elles gagnent moins de la moitié. Sa marge tient 95 fois sur 100 pour chaque endroit, même très différent des autres, et la moyenne peut y être près d’un bord. Elle n’est plus le total divisé par le nombre, ni la moyenne de ses parties.",
      where:
        "m : moyenne mesurée ; D = σ² : sa variance ; E : variance de m₀ ; κ : covariance des deux ; V : variance des vraies moyennes autour de m₀. Elle est inconnue : g est sa moyenne sur ce que le niveau en dit (loi de Student à 4 degrés de liberté). h : comment les endroits diffèrent, de loi a priori plate sur [0, ∞) ; w : de loi 4/χ²₄ ; c : coefficient de variation d’un foyer à l’autre, lu sur l’histogramme du plus grand groupe. κ = E là où toutes les parties de m₀ paraissent, 0 là où aucune somme n’a toutes les siennes, et 0,9 D au plus. Pour un type, m₀ = T × O/A : sa moyenne plus haut, par celle de l’endroit sur celle de l’ensemble ; tout paraissant, les variances relatives font E = T + O − A. μ : la vraie moyenne ; α = 0,05 ; a : partage de α entre les deux bouts e et e′, le même rapport f/Φ′ à l’un et à l’autre ; f : densité de m d’après les autres endroits, un sur cinquante ne ressemblant à aucun ; Φ, Φ′ : loi normale et sa densité.",
    },
    quantiles: {
      title: "Médiane et centiles",
      text: "Lus sur un histogramme flouté, dont les bornes ne dépendent que du plafond. Barres, groupes de 2, 4 et 8 barres (2, 8 et 16 là où les montants s’arrondissent) et nombre de foyers sont ajustés ensemble par moindres carrés, de bas en haut ; puis, de haut en bas, chaque groupe est partagé entre ses parties, aucune négative, au plus près des moindres carrés. La répartition passe par les bornes, en cubique monotone du logarithme du montant. La marge ajoute au flou ce qu’une barre ne dit pas ; là où les montants s’arrondissent, elle va jusqu’aux bords des barres.",
      where:
        "F̂ : répartition lue sur l’histogramme ; p : 1/2 pour la médiane ; n̂ : nombre de foyers ; σ²(x) : variance du flou des foyers au-dessous de x ; b : foyers de la barre de x, dont une part t au-dessous ; φ ≥ 1 : leur irrégularité, lue sur les paires de barres (1 : le hasard) ; 9 = 3² : trois écarts-types, car ce qu’une barre cache n’est pas retiré au sort ; z = 1,96.",
    },
    precision: {
      title: "Quand un chiffre est-il imprécis ?",
      text: "À lire avec prudence (OBS_STATUS U) : la demi-marge dépasse 0,33 du chiffre ; ou, le flou d’un chiffre ne devant pas décider s’il paraît précis, celle qui était attendue dépasse un quart de μ₀ (0,33 de μ₀ pour une moyenne rapprochée). Toute la ligne l’est si son nombre de foyers peut être trop grand d’un tiers : elle a pu passer le seuil par chance. Trop imprécis, sans valeur (OBS_STATUS Q, CONF_STATUS F) : un centile dont la demi-marge, attendue ou obtenue, dépasse 0,15 du centile ; une moyenne dont le nombre de foyers n’est pas nettement au-dessus de zéro.",
      names: ["moyenne mesurée", "total"],
      where:
        "μ₀ : moyenne du même type dans tout le territoire, sans la part de l’endroit, là où elle est connue, sinon celle de tous les foyers, sinon la moyenne publique des réglages ; ν : foyers attendus (formule plus bas).",
    },
    difference: {
      title: "Un écart",
      text: "Il va d’un bout à l’autre des deux marges, comme on les soustrait : il n’est établi que si elles ne se touchent pas. Il tient 95 fois sur 100 au moins, quoi que les deux flous aient en commun ; s’ils sont indépendants, il est jusqu’à √2 fois trop large. Entre deux publications, dont les flous sont indépendants, l’exemple de la page SQL combine les distances. Les phrases de l’accueil, choisies parmi d’autres, demandent davantage : les 5 % sont partagés entre tous les écarts essayés (Bonferroni).",
      names: ["deux endroits, deux types, deux périodes", "deux publications, page SQL", "« r fois plus », à l’accueil"],
      where:
        "m, m′ : les deux chiffres ; l, u, l′, u′ : les bouts de leurs marges ; d, d′ : leurs demi-marges ; r : combien de fois l’un fait l’autre ; N : nombre d’écarts essayés ; z = 1,96.",
    },
    shared: {
      title: "Des chiffres qui ne sont pas indépendants",
      text: "Les moyennes rapprochées du même m₀ en partagent l’erreur, et des parties ajustées à un total celle de ce total. Chaque marge tient 95 fois sur 100, mais pas indépendamment : ne les pesez pas par leur précision. measurements.parquet a les mesures d’avant, aux flous indépendants. Une moyenne M d’endroits se pèse par leurs COUNT nᵢ, et ses bouts aussi, puis écartés de Σ |mᵢ − M| dᵢ / Σ nᵢ (dᵢ : demi-marge de nᵢ).",
    },
    budget: {
      title: "Le budget : ρ, ε, δ",
      text: "Ce qui est protégé : tout ce qu’un foyer donne d’une année, tous thèmes et tous mois. Il paie, à chaque publication, pour chaque compte, somme et histogramme où il est. Les ρ de l’année s’additionnent, révisions comprises, et les δ′ des seuils aussi ; leur somme est convertie en (ε, δ). ε ne s’additionne pas. Exemple : ρ = 0,2961 et δ₀ = 0,0000005 font ε = 4,00.",
      where:
        "q : ordre de la divergence de Rényi ; δ₀ : part de δ qui va à la conversion, la moitié ; δ′ : celle de chaque seuil.",
    },
    link: {
      title: "Le lien entre deux mesures (r)",
      text: "r : le coefficient de Pearson des chiffres publiés des endroits, sans ceux à lire avec prudence. Si un modèle en a fait un, ce sont leurs moyennes mesurées, de measurements.parquet, (CENTRE + NOISY de CENTRED_SUM / NOISY de COUNT) / SCALE, là où le plafond est le plus haut et la marge, à la moyenne de ces endroits, d’un quart au plus. L’intervalle va, de chaque côté, au plus lointain des trois intervalles.",
      names: [
        "foyers attendus",
        "endroit compté",
        "intervalle de Fisher",
        "le même, flou retiré",
        "le même, flou ajouté encore une fois",
      ],
      where:
        "ñ, s̃, σₙ, σₛ : comme plus haut, avant ajustement ; u : la somme des s̃ sur celle des ñ ; N : le nombre d’endroits ; λ, λ′ : la part de la variance V des chiffres d’une mesure, puis de l’autre, qui n’est pas v, celle de leur flou d’après leurs marges.",
    },
    rounding: {
      title: "L’arrondi",
      text: "À l’écran, les endroits d’un niveau ont les mêmes décimales, que leurs marges supportent ; les bouts s’arrondissent vers l’extérieur, avec un chiffre de plus là où, sans lui, la comparaison semblerait autre, et un écart va d’un bout à l’autre de ce qui est écrit (là où un écart net commencerait à 0, de ce qu’ont les fichiers). Les fichiers ont tous les chiffres.",
    },
    outside: {
      title: "Ce que la marge ne compte pas",
      text: "Qui a choisi de participer ; ce que le plafond coupe ; une erreur de relevé ; le temps qu’il a fait.",
      taken:
        "Quels foyers figurent dans ces données ; ce que le plafond coupe ; une erreur des données, ou du calcul dont elles viennent.",
    },
  } as Readonly<Record<MethodStep, StepText>>,
};
