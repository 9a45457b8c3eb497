import type { Translated } from "../shared/i18n.ts";

const fr = {
  title: "Les données du voisinage, sans les voisins",
  lead: [
    "Des foyers mettent en commun ce qu’ils savent déjà d’eux : eau, énergie, déplacements, budget.",
    "Leurs contributions sont bornées, regroupées par secteur et brouillées d’un flou aléatoire, de sorte que personne ne puisse revenir à un foyer.",
    "Il en sort des publications figées, ouvertes à tous, où chaque nombre porte sa marge de protection.",
  ],
  doors: "Par où entrer",
  contributor: {
    title: "Contribuer",
    text: "Déposez un fichier ou tapez une facture : il est lu dans votre navigateur, et il n’en part que quelques nombres que vous avez choisis. Pas de compte.",
    go: "Contribuer",
  },
  tester: {
    title: "Me situer",
    text: "Comparez votre eau, votre énergie ou votre budget à ceux de foyers participants comparables. Rien ne quitte votre navigateur.",
    go: "Me situer",
  },
  researcher: {
    title: "Explorer",
    text: "Filtrez un thème, lisez ses tableaux, emportez les données en CSV, Arrow ou Parquet.",
    go: "Explorer les données",
  },
  planner: {
    title: "Portrait de territoire",
    text: "Ouvrez une commune ou un secteur : carte, classement, évolution et participation, avec leurs marges.",
    go: "Ouvrir un portrait",
  },
  figures: "Le commun aujourd’hui",
  topics: (n: number): string => (n === 1 ? "thème publié" : "thèmes publiés"),
  areas: (n: number): string => (n === 1 ? "territoire publié" : "territoires publiés"),
  releases: (n: number): string => (n === 1 ? "publication" : "publications"),
  latest: "dernière publication",
  k: "foyers au moins derrière chaque nombre",
  epsilon: (spent: string, of: string) => `${spent} sur ${of}`,
  budget: (year: number) => `budget de confidentialité dépensé en ${year} (ε)`,
  topicsTitle: "Thèmes",
  open: "Données ouvertes",
  openText: "Toutes les pages lisent les mêmes fichiers publics, sans compte ni clé :",
  catalog: "catalogue",
  reference: "description de l’API",
  none: "Aucune publication n’est encore disponible : les portes s’ouvriront avec la première.",
};

const en: typeof fr = {
  title: "The neighbourhood’s data, without the neighbours",
  lead: [
    "Households pool what they already know about themselves: water, energy, travel, spending.",
    "Their contributions are bounded, grouped by neighbourhood and blurred with random noise, so that nobody can get back to a home.",
    "What comes out is frozen releases, open to all, where every number carries its protection margin.",
  ],
  doors: "Ways in",
  contributor: {
    title: "Contribute",
    text: "Drop a file or type a bill: it is read in your browser, and only a few numbers that you choose leave it. No account.",
    go: "Contribute",
  },
  tester: {
    title: "Where do I stand?",
    text: "Compare your water, energy or spending with similar participating homes. Nothing leaves your browser.",
    go: "Where do I stand?",
  },
  researcher: {
    title: "Explore",
    text: "Filter a topic, read its tables, take the data with you as CSV, Arrow or Parquet.",
    go: "Explore the data",
  },
  planner: {
    title: "Area profile",
    text: "Open a town or a neighbourhood: map, ranking, trend and participation, with their margins.",
    go: "Open a profile",
  },
  figures: "The commons today",
  topics: (n) => (n === 1 ? "topic published" : "topics published"),
  areas: (n) => (n === 1 ? "area published" : "areas published"),
  releases: (n) => (n === 1 ? "release" : "releases"),
  latest: "latest release",
  k: "homes at least behind every number",
  epsilon: (spent, of) => `${spent} of ${of}`,
  budget: (year) => `privacy budget spent in ${year} (ε)`,
  topicsTitle: "Topics",
  open: "Open data",
  openText: "Every page reads the same public files, without account or key:",
  catalog: "catalogue",
  reference: "description of the API",
  none: "No release is available yet: the doors open with the first one.",
};

export type HomeWords = typeof fr;
export const HOME: Translated<HomeWords> = { fr, en };
