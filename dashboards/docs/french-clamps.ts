import { type Labels, MEASURES, type Measure } from "../../src/domains/index.ts";

/**
 * In French, where the program's own clamps come from, by measure; `src/domains/` says it in English. Those of a commons have the words
 * of its operator.
 */
export const FRENCH_CLAMP_SOURCES: Readonly<Record<string, string>> = {
  "connectivity.screen":
    "4 × 140 h par mois, soit environ 32 h par semaine et par personne pour soi (Arcep, Arcom, CRÉDOC, Baromètre du numérique, vers 2022), arrondi.",
  "connectivity.data":
    "4 × 37 Go par mois : environ 16 Go par ligne 4G active (Arcep, fin 2023), et environ 2,3 lignes par foyer, arrondi.",
  "electricity.energy":
    "4 × 400 kWh par mois : 38 % de 438 TWh, pour environ 34 millions de sites résidentiels en France fin 2021, font près de 4 900 kWh par an (CRE, Observatoire des marchés de détail), arrondi.",
  "gas.energy":
    "Environ 4 × 930 kWh par mois, arrondi vers le haut : 120 TWh pour 10,7 millions de sites résidentiels en France en 2021, soit environ 11 200 kWh par an (CRE, Observatoire des marchés de détail).",
  "mobility.distance":
    "4 × 800 km par mois, soit environ 27 km par jour de semaine et par personne, en trajets locaux (SDES, Enquête mobilité des personnes 2018-2019), arrondi.",
  "mobility.trips":
    "4 × 90 trajets par mois, soit environ 3 par jour de semaine et par personne (SDES, Enquête mobilité des personnes 2018-2019), arrondi.",
  "spending.housing":
    "4 × 700 par mois, l’ordre de grandeur d’un loyer charges comprises en France (INSEE, Enquête logement 2020), arrondi.",
  "spending.energy":
    "Environ 4 × 145 € par mois, arrondi vers le haut : l’énergie du logement a coûté 1 744 € à un ménage français en 2022 (SDES, Bilan énergétique de la France pour 2022).",
  "spending.water": "4 × 45 par mois : 120 m³ par an, à environ 4,3 à 4,5 le m³ (SISPEA, eaufrance, vers 2022), arrondi.",
  "spending.insurance": "4 × 150 par mois, l’ordre de grandeur des assurances (INSEE, Budget de famille 2017), arrondi.",
  "spending.banking":
    "4 × 25 par mois : environ 220 par an et par client selon des enquêtes de consommateurs vers 2022, et un à deux clients par foyer, arrondi.",
  "spending.telephony": "4 × 75 par mois, l’ordre de grandeur des communications (INSEE, Budget de famille 2017), arrondi.",
  "water.volume":
    "4 × 10 m³ par mois : environ 120 m³ par an pour un foyer français de 2,5 personnes (INSEE, selon le Centre d’information sur l’eau).",
};

/** The reckoning that a source of the program begins with, such as `4 × 145`. */
const reckoningOf = (source: string): string | undefined => /4 × \d+/.exec(source)?.[0];

/** A clamp as a commons states it: its source may be in both languages. */
export interface StatedClamp {
  readonly upper: number;
  readonly source: string | Labels;
}

/** Tells whether a clamp is the program's own, whose source a commons may have in the words of an older version. */
export function isSameClamp(stated: StatedClamp, own: Measure["clamp"]): boolean {
  if (typeof stated.source !== "string") return false;
  if (stated.source === own.source) return true;
  const reckoning = reckoningOf(own.source);
  return stated.upper === own.upper && reckoning !== undefined && reckoningOf(stated.source) === reckoning;
}

/** The same text with the program's own sources in French, as a data dictionary has them within a sentence. */
export function withFrenchSources(text: string): string {
  const found = MEASURES.find(({ measure }) => text.includes(measure.clamp.source));
  const french = found && FRENCH_CLAMP_SOURCES[found.key];
  return found && french ? text.replace(found.measure.clamp.source, french.replace(/\.$/, "")) : text;
}
