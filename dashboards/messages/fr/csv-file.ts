/** What a file of figures for programs says of its columns, in French. */
export const fr = {
  /** of the column METHOD, which notes about the origin of the data might be taken for */
  method:
    "METHOD dit comment chaque chiffre a été calculé, et rien de l’origine des données : « measured », sans modèle, et ajusté pour que les parties fassent le tout ; « modelled », tiré vers le chiffre d’un lieu plus large.",
};
