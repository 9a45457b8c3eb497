/** Texts of a map that can be enlarged, in French. */
export const fr = {
  larger: "Agrandir la carte",
  smaller: "Réduire la carte",
  moves: "La carte agrandie, que les flèches déplacent",
};
