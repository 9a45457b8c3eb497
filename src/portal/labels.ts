import type { Labels } from "../domains/index.ts";
import type { Territory } from "../territory/index.ts";
import type { Dataset } from "./library.ts";
import type { Language } from "./negotiate.ts";

/** The columns that tell rows apart or describe them; each has a list of codes. */
export const DIMENSIONS = {
  MEASURE: { fr: "Mesure", en: "Measure" },
  STATISTIC: { fr: "Statistique", en: "Statistic" },
  AREA_LEVEL: { fr: "Niveau", en: "Level" },
  REF_AREA: { fr: "Territoire", en: "Area" },
  HOUSEHOLD_TYPE: { fr: "Type de foyer", en: "Household type" },
  TIME_PERIOD: { fr: "Période", en: "Period" },
  UNIT_MEASURE: { fr: "Unité", en: "Unit" },
  OBS_STATUS: { fr: "État de la valeur", en: "Status of the value" },
  CONF_STATUS: { fr: "État de confidentialité", en: "Confidentiality status" },
  METHOD: { fr: "Méthode", en: "Method" },
} as const satisfies Record<string, Labels>;

export type Dimension = keyof typeof DIMENSIONS;
export const DIMENSION_NAMES = Object.keys(DIMENSIONS) as [Dimension, ...Dimension[]];

/** Codes whose meaning no dataset changes. */
export const CODES: Readonly<Partial<Record<Dimension, Readonly<Record<string, Labels>>>>> = {
  STATISTIC: {
    COUNT: { fr: "Foyers participants", en: "Participating homes" },
    MEAN: { fr: "Moyenne", en: "Mean" },
    TOTAL: { fr: "Total des foyers participants", en: "Total of participating homes" },
    P10: { fr: "10e centile", en: "10th percentile" },
    P25: { fr: "25e centile", en: "25th percentile" },
    P50: { fr: "Médiane", en: "Median" },
    P75: { fr: "75e centile", en: "75th percentile" },
    P90: { fr: "90e centile", en: "90th percentile" },
  },
  OBS_STATUS: {
    A: { fr: "publié", en: "released" },
    E: { fr: "estimé", en: "estimated" },
    U: { fr: "peu fiable", en: "unreliable" },
    Q: { fr: "sans valeur : voir CONF_STATUS", en: "no value: see CONF_STATUS" },
    M: { fr: "sans objet", en: "not applicable" },
    P: { fr: "provisoire", en: "provisional" },
    B: { fr: "rupture de série : le plafond ou la monnaie a changé", en: "break in the series: clamp or currency is another" },
  },
  CONF_STATUS: {
    F: {
      fr: "libre : rien n’est masqué ; sans valeur (OBS_STATUS Q), trop imprécis pour être donné",
      en: "free: nothing is withheld; without a value (OBS_STATUS Q), too imprecise to be given",
    },
    A: { fr: "donnée masquée : trop peu de foyers, ou aucun", en: "withheld: too few households, or none" },
    D: { fr: "donnée masquée : protège une autre donnée", en: "withheld: protects another cell" },
  },
  METHOD: { measured: { fr: "mesuré", en: "measured" }, modelled: { fr: "modélisé", en: "modelled" } },
  UNIT_MEASURE: { households: { fr: "foyers", en: "households" } },
  HOUSEHOLD_TYPE: { _T: { fr: "Tous les foyers participants", en: "All participating homes" } },
};

/** Units whose code is not what people read. */
const UNIT_NAMES: Readonly<Record<string, Labels>> = {
  m3: { fr: "m³", en: "m³" },
  GB: { fr: "Go", en: "GB" },
  trip: { fr: "trajets", en: "trips" },
};

/** The unit of an amount in words: means, percentiles and totals are per month, at every step; a year's are of its average month. */
export function unitName(unit: string, language: Language): string {
  const name = Object.hasOwn(UNIT_NAMES, unit) ? (UNIT_NAMES[unit] as Labels)[language] : unit;
  return `${name} ${{ fr: "par mois", en: "per month" }[language]}`;
}

/** What a code is called; the code itself where nobody named it. */
export function labelOf(dimension: Dimension, code: string, dataset: Dataset, territory: Territory, language: Language): string {
  const fixed = CODES[dimension];
  if (fixed && Object.hasOwn(fixed, code)) return (fixed[code] as Labels)[language];
  if (dimension === "UNIT_MEASURE") return unitName(code, language);
  if (dimension === "REF_AREA") return territory.get(code)?.name ?? code;
  const measures = dataset.measures.map((ref) => ref.measure);
  if (dimension === "MEASURE") return measures.find((measure) => measure.id === code)?.labels[language] ?? code;
  if (dimension !== "HOUSEHOLD_TYPE") return code;
  const named = measures.flatMap(({ similarity }) => [...similarity.classes, ...similarity.rungs]);
  return named.find((one) => one.code === code)?.labels[language] ?? code;
}
