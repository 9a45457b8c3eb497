/** Texts of the card to share. */
export const fr = {
  back: "Revenir à Me situer",
  title: "Partager, sans mes chiffres",
  lead: "Rien que des chiffres publics : ni le vôtre, ni votre quartier, ni ce que la page vous a dit.",
  topic: "Le thème",
  /** what the card says, for who sees its picture alone */
  heading: (topic: string, homes: string, low: string, high: string) =>
    `${topic} : entre ${low} et ${high} par mois pour la moitié des ${homes}. Et\u00a0vous ?`,
  text: (kind: string, period: string) => `Cent points pour cent ${kind}, du plus bas au plus haut, en ${period}.`,
  card: "La carte",
  about: "La carte parle de",
  whole: (kind: string) => `tous les ${kind}`,
  mine: (kind: string) => `mon type de ${kind}`,
  aboutNote: (kind: string) => `Avec « mon type de ${kind} », on voit aussi de quel type est le vôtre.`,
  share: "Partager",
  image: "Enregistrer l’image",
  saved: "Image enregistrée.",
  copied: "Adresse copiée.",
  noneTitle: "Rien à partager pour l’instant",
  none: "La carte viendra quand assez de foyers auront contribué.",
  at: (date: string) => `Le ${date}`,
};
