/** What would not stand if each place weighed by its dwellings, in French. */
export const fr = {
  /** of places that differ from the whole of the homes counted; `names`: empty where they are many */
  weighed: (whole: string, count: string, n: number, names: string) =>
    `Si chaque endroit pesait selon tous ses logements, l’ensemble serait vers ${whole} : ${n === 1 ? `${names} ne s’en distinguerait plus` : `${count} endroits ne s’en distingueraient plus${names === "" ? "" : ` (${names})`}`}.`,
  /** the same of the topics of a portrait */
  weighedTopics: (topics: string, of: string) =>
    `Si chaque endroit ${of} pesait selon tous ses logements, l’écart serait trop petit pour conclure : ${topics}.`,
};
