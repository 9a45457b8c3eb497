/** Texts of the card to share. */
export const fr = {
  back: "Revenir à Me situer",
  title: "Partager, sans mes chiffres",
  lead: "Sur cette carte, il n’y a que des chiffres publics de tout le territoire. Ni le vôtre, ni l’endroit où vous vivez, ni ce que la page vous a dit.",
  leadMine:
    "Sur cette carte, il n’y a que les chiffres publics de votre type de foyer. Votre chiffre n’y est pas, ni votre quartier, ni ce que la page vous a dit.",
  topic: "Le thème",
  heading: "Et vous, où êtes-vous ?",
  text: (topic: string, group: string, period: string) =>
    `${topic}, par mois en ${period}. Cent points : les ${group}, du plus bas au plus haut, un sur cent chacun.`,
  about: "La carte parle de",
  whole: (of: string) => `tous les foyers ${of}`,
  mine: (of: string) => `mon type de foyer, ${of}`,
  aboutNote: "La seconde dit aussi quel type de foyer est le vôtre ; la première, rien de vous.",
  share: "Partager",
  image: "Image",
  copy: "Copier l’adresse",
  copied: "Adresse copiée",
  address: "L’adresse ouvre Me situer vide : elle ne contient ni chiffre ni réponse de vous.",
  none: "Pas encore de répartition publiée à montrer sur une carte.",
  at: (date: string) => `Le ${date}`,
};
