/** Texts of a portrait's topics and of who takes part, in French. */
export const fr = {
  topics: "Thème par thème",
  topicsSubtitle: (name: string) => `Écart avec l’ensemble (${name}), en %. Le trait : la marge de protection de cet écart.`,
  topicsWhole: "La moyenne des foyers d’ici, par mois.",
  topicsLabel: (name: string, parts: string) => `Écart avec ${name}. ${parts}`,
  equal: "égal",
  period: (period: string) => `par mois, ${period}`,
  gapWide: (whole: string) => `Marge trop large pour comparer (${whole})`,
  noParent: (name: string) => `${name} : pas de chiffre publié`,
  topic: "Thème",
  here: "Ici",
  whoDots: (topic: string) => `Un rond : un logement sur cent (${topic}).`,
  byTypeSubtitle: (topic: string, period: string) =>
    `${topic} par mois, ${period}. Foyers rangés du plus bas au plus haut ; un rond : deux sur cent, d’après la répartition publiée.`,
  byTypeLine: (value: string) => `milieu de tous : ${value}`,
  noSpread: "répartition : trop imprécise",
  beyond: (n: number) => `${n} % au-delà ▸`,
  whoShare: (n: string) =>
    n === "0"
      ? "Moins d’un logement sur cent y est compté"
      : n === "1"
        ? "Un logement sur cent y est compté"
        : `${n} logements sur cent y sont comptés`,
  byTypeEnds: (of: "middle" | "mean", [low, lowKind]: readonly [string, string], [high, highKind]: readonly [string, string]) =>
    `${of === "mean" ? "En moyenne" : "Au milieu"}, de ${low} (${lowKind}) à ${high} (${highKind})`,
  low: "le quart du bas",
  half: "la moitié centrale",
  high: "le quart du haut",
  unknown: "un quart non publié : trop imprécis",
};
