/** A place in the forms that sentences need. */
interface PlaceWords {
  readonly of: string;
}

/** `entre 2024 et 2025`, `entre les 4es trimestres 2024 et 2025`. */
const between = (from: string, to: string): string =>
  from.includes("trimestre")
    ? `entre les ${from.replace(/(\s)trimestre/, "s$1trimestres")} et ${to.slice(-4)}`
    : `entre ${from} et ${to}`;

/** Texts of the map that stands once for each period or type of homes, in French. */
export const fr = {
  title: {
    period: (topic: string, fromTo: string, place: PlaceWords) => `${topic}, ${fromTo}, à côté ${place.of}`,
    type: (topic: string, place: PlaceWords) => `${topic}, par type de foyers, à côté ${place.of}`,
  },
  typesOf: (place: string) => `${place}, par type de foyers`,
  /** what changes from a period to the same season of a later year; an empty topic is said elsewhere */
  changed: (topic: string, from: string, to: string, what: string) =>
    `${topic === "" ? "" : `${topic}, `}${between(from, to)} : ${what}`,
  /** which places, or how many, rise and fall; empty: none */
  moved: (up: string, down: string) => [up && `${up} en hausse`, down && `${down} en baisse`].filter((one) => one).join(", "),
  /** names of places above the whole and below it; empty: none */
  sides: (above: string, below: string, { of }: PlaceWords) =>
    [above && `${above} au-dessus ${of}`, below && `${below} au-dessous${above ? "" : ` ${of}`}`].filter((one) => one).join(", "),
  /** which places, or how many, are above and below the whole for most types */
  inTypes: (topic: string, found: string, n: string, of: string) =>
    `${topic}, par type de foyers : ${found}, ${n === of ? "pour chaque type" : `pour ${n} types sur ${of}`}`,
  oneScale: {
    period: "Chaque carte compare à l’ensemble de sa période.",
    type: "Chaque carte compare aux mêmes foyers de l’ensemble, écrits au-dessus.",
  },
  /** types of homes without a map */
  leftOut: (types: string) => `Écart trop petit pour conclure : ${types}.`,
  /** types of homes of which no place of a level has a figure */
  unpublished: (level: string, types: string) => `Rien de publié par ${level} : ${types}.`,
  /** of a map without a difference */
  untold: "aucun écart sûr",
  wholeThen: (value: string) => `ensemble : ${value}`,
  label: (title: string) => `Plusieurs cartes : ${title}.`,
  hint: "Choisissez un endroit pour le suivre d’une carte à l’autre, un titre pour ouvrir sa carte.",
};
