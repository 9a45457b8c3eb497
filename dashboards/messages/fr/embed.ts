/** Texts of a figure of the page Quartiers in a frame, in French. */
export const fr = {
  see: "Voir la page entière",
  unknown: "Cette figure n’existe pas : son adresse nomme ce que ce commun n’a pas.",
};
