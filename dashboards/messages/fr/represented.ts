/** A place in the forms that sentences need. */
interface PlaceWords {
  readonly of: string;
}

/** Texts on whom the figures represent, in French. */
export const fr = {
  /** where no census is there to compare with */
  unknown: "Représentatif ? On ne peut pas le dire : rien ne compare ces foyers à l’ensemble.",
  /** where only places can be compared with their dwellings; `by`: what no census says of these */
  unknownBut: (by: string) =>
    `Représentatif ? On sait où sont ces foyers, pas s’ils ressemblent aux autres : aucun recensement joint à ce site ne dit ${by}.`,
  outweighing: (at: string, homes: string, dwellings: string) =>
    `*${homes}* des foyers comptés sont ${at}, pour ${dwellings} des logements.`,
  leans: ({ of }: PlaceWords) => `La moyenne ${of} leur ressemble d’autant plus.`,
  ofCounted: "Parts des foyers comptés.",
  rest: (share: string) => `Le reste, ${share} : non publié ou non précisé.`,
  censusDiffers: (more: string, less: string) =>
    `Représentatif ? Pas tout à fait, face au recensement. ${[more && `Foyers *trop nombreux* : ${more}`, less && `${more ? "" : "Foyers "}~trop rares~ : ${less}`].filter(Boolean).join(" ; ")}`,
  censusSame: "Représentatif ? À peu près : ces foyers ressemblent au recensement, marges comprises",
  censusSubtitle: (topic: string, period: string) =>
    `${topic}, ${period}. Rond : les foyers comptés, avec la marge. Carré : le recensement.`,
  /** `at`: where the homes counted are; null: here */
  censusRow: (share: string, census: string, at: string | null) => `${share} ${at ?? "ici"}, ${census} au recensement`,
  censusHere: "Foyers comptés",
  censusThere: "Recensement",
};
