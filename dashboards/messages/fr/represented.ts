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
};
