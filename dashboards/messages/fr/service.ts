/** Accessibilité, mentions légales, plan du site. */
export const fr = {
  statement: "Déclaration d’accessi\u00adbilité",
  print: "Imprimer",
  closed: "Ce commun se prépare : ceci est un projet de mentions légales, que l’opérateur doit compléter.",
  absent: {
    title: "Cette page n’existe pas",
    lead: "L’adresse est peut-être incomplète, ou la page a changé de place. Voici où aller :",
    all: "toutes les pages, en une liste",
  },
  places: "Pour tout le monde",
  contributors: "Pour contribuer",
  data: "Pour réutiliser les données",
  method: "Méthode",
  about: "À propos de ces pages",
  document: { register: "Registre des traitements", "impact-assessment": "Analyse d’impact" },
  /** beside the page Contribuer, which the header leaves out until then */
  notOpen: "pas encore ouvert : ce commun ne prend pas encore de contributions",
  purpose: {
    home: "la question, la carte, ce que disent les chiffres",
    contribute: "d’un fichier ou d’une facture à une contribution, en trois étapes",
    docs: "chaque mesure, chaque colonne, chaque adresse",
    method: "comment un chiffre est fait, et sa marge",
    measure: "définition, plafond, protection",
    sql: "interroger les publications dans le navigateur",
    feed: "ce qui paraît, quand cela paraît",
    notice: "ce que l’on garde, combien de temps, et vos droits",
    register: "ce qui est fait des données, pour un délégué à leur protection",
    "impact-assessment": "les risques pour les personnes, et ce qui les réduit",
    accessibility: "ce qui est accessible, et à qui signaler une difficulté",
    legal: "qui publie ces pages, qui les héberge",
  },
};
