import type { Labels } from "./labels.ts";
import type { DistributionRow, GroupRow, Measurement, Observation } from "./observation.ts";
import { OBSERVATION_COLUMNS } from "./observation.ts";

/** The tables of a release: their columns, what columns and codes are called, and what is known of every value. */

/** The rows of a release, in the order in which they are published. */
export interface ReleaseTables {
  readonly observations: readonly Observation[];
  readonly measurements: readonly Measurement[];
  readonly distributions: readonly DistributionRow[];
  readonly groups: readonly GroupRow[];
}

export interface TableColumn {
  readonly name: string;
  /** as DuckDB writes it; `DECIMAL(38,0)` is a whole number that may pass 64 bits */
  readonly type: "VARCHAR" | "DOUBLE" | "INTEGER" | "BIGINT" | "DECIMAL(38,0)";
  readonly nullable: boolean;
  readonly about: Labels;
  /** what is known of every value */
  readonly bounds?: ColumnBounds;
}

interface ColumnBounds {
  readonly among?: readonly string[];
  /** a regular expression of the whole text */
  readonly pattern?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  /** an empty text says something, and is no missing value */
  readonly empty?: true;
}

export interface DescribedTable {
  readonly name: string;
  readonly about: Labels;
  readonly columns: readonly TableColumn[];
}

/** One table of a release, and which columns tell its rows apart. */
export interface TableSchema extends DescribedTable {
  readonly name: keyof ReleaseTables;
  readonly key: readonly string[];
  readonly foreignKeys: readonly ForeignKey[];
}

/** Rows of these columns are in the columns `of` of the observations, where they have values. */
interface ForeignKey {
  readonly columns: readonly string[];
  readonly of: readonly string[];
}

type ObservationColumn = (typeof OBSERVATION_COLUMNS)[number];

export const COLUMN_LABELS: Readonly<Record<ObservationColumn, Labels>> = {
  DOMAIN: { fr: "Thème", en: "Topic" },
  MEASURE: { fr: "Mesure", en: "Measure" },
  STATISTIC: { fr: "Statistique", en: "Statistic" },
  AREA_LEVEL: { fr: "Niveau", en: "Level" },
  REF_AREA: { fr: "Territoire", en: "Area" },
  HOUSEHOLD_TYPE: { fr: "Type de foyer", en: "Household type" },
  TIME_PERIOD: { fr: "Période", en: "Period" },
  OBS_VALUE: { fr: "Valeur", en: "Value" },
  CI_LOWER: { fr: "Bas de la marge de protection", en: "Lower end of the protection margin" },
  CI_UPPER: { fr: "Haut de la marge de protection", en: "Upper end of the protection margin" },
  CONF_LEVEL: { fr: "Niveau de la marge de protection", en: "Level of the protection margin" },
  UNIT_MEASURE: { fr: "Unité", en: "Unit" },
  OBS_STATUS: { fr: "État de la valeur", en: "Status of the value" },
  CONF_STATUS: { fr: "État de confidentialité", en: "Confidentiality status" },
  METHOD: { fr: "Méthode", en: "Method" },
};

/** Labels of codes whose meaning no topic changes. Statuses are members of SDMX's CL_OBS_STATUS and CL_CONF_STATUS. */
export const CODES = {
  STATISTIC: {
    COUNT: { fr: "Foyers comptés", en: "Homes counted" },
    MEAN: { fr: "Moyenne", en: "Mean" },
    TOTAL: { fr: "Total des foyers comptés", en: "Total of homes counted" },
    P10: { fr: "10e centile", en: "10th percentile" },
    P25: { fr: "25e centile", en: "25th percentile" },
    P50: { fr: "Médiane", en: "Median" },
    P75: { fr: "75e centile", en: "75th percentile" },
    P90: { fr: "90e centile", en: "90th percentile" },
  },
  OBS_STATUS: {
    A: { fr: "publié", en: "released" },
    E: { fr: "estimé", en: "estimated" },
    U: { fr: "à lire avec prudence", en: "read with care" },
    Q: { fr: "sans valeur : voir CONF_STATUS", en: "no value: see CONF_STATUS" },
    M: { fr: "sans objet", en: "not applicable" },
    P: { fr: "provisoire", en: "provisional" },
    B: { fr: "rupture de série : le plafond ou la monnaie a changé", en: "break in the series: clamp or currency is another" },
  },
  CONF_STATUS: {
    F: {
      fr: "libre ; sans valeur (OBS_STATUS Q), trop imprécis",
      en: "free; without a value (OBS_STATUS Q), too imprecise",
    },
    A: {
      fr: "pas assez de foyers, ou aucun, ici ou dans chacun des types réunis",
      en: "not enough homes, or none, here or in each of the types put together",
    },
    D: { fr: "retenu, pour en protéger un autre", en: "held back, to protect another" },
  },
  METHOD: {
    measured: { fr: "calculé sans modèle", en: "computed without a model" },
    modelled: { fr: "calculé avec un modèle", en: "computed with a model" },
  },
  UNIT_MEASURE: { households: { fr: "foyers", en: "homes" } },
  HOUSEHOLD_TYPE: { _T: { fr: "Tous les foyers comptés", en: "All counted homes" } },
} as const satisfies Partial<Record<ObservationColumn, Readonly<Record<string, Labels>>>>;

const column =
  (type: TableColumn["type"], nullable = false) =>
  (name: string, fr: string, en: string, bounds?: ColumnBounds): TableColumn => ({
    name,
    type,
    nullable,
    about: { fr, en },
    ...(bounds && { bounds }),
  });
export const textColumn = column("VARCHAR");
export const textOrNull = column("VARCHAR", true);
export const doubleColumn = column("DOUBLE");
const doubleOrNull = column("DOUBLE", true);
export const wholeColumn = column("BIGINT");
const exact = column("DECIMAL(38,0)");

export const DOMAIN = textColumn("DOMAIN", "thème, tel que l’eau", "topic, such as water");
export const MEASURE_COLUMN = textColumn(
  "MEASURE",
  "mesure du thème, telle que le volume",
  "measure of the topic, such as volume",
);
export const AREA_LEVEL = textColumn("AREA_LEVEL", "niveau du territoire", "level of the territory");
export const REF_AREA = textColumn("REF_AREA", "code du territoire", "code of the area");
const HOUSEHOLD_TYPE = textColumn(
  "HOUSEHOLD_TYPE",
  "type de foyer compté : _T pour tous, sinon des paires attribut=valeur jointes par ;",
  "kind of home counted: _T for all, else attribute=value pairs joined by ;",
  { pattern: "_T|[a-z_]+=[^=;]+(;[a-z_]+=[^=;]+)*" },
);
const TIME_PERIOD = textColumn("TIME_PERIOD", "période : AAAA-MM, AAAA-Qn ou AAAA", "period: YYYY-MM, YYYY-Qn or YYYY", {
  pattern: "\\d{4}(-(0[1-9]|1[0-2])|-Q[1-4])?",
});
const CELL = [DOMAIN, MEASURE_COLUMN, AREA_LEVEL, REF_AREA, HOUSEHOLD_TYPE, TIME_PERIOD];
const CELL_NAMES = CELL.map(({ name }) => name);
/** A cell has rows of its own among the observations. */
const OF_CELL: readonly ForeignKey[] = [{ columns: CELL_NAMES, of: CELL_NAMES }];

const OBSERVATION: Readonly<Record<ObservationColumn, TableColumn>> = {
  DOMAIN,
  MEASURE: MEASURE_COLUMN,
  STATISTIC: textColumn(
    "STATISTIC",
    "ce qui est donné des foyers comptés : COUNT (nombre), MEAN (moyenne), TOTAL (leur total), P10 à P90 (centiles)",
    "what is given of the homes counted: COUNT (how many), MEAN, TOTAL (theirs), P10 to P90 (percentiles)",
    { among: Object.keys(CODES.STATISTIC) },
  ),
  AREA_LEVEL,
  REF_AREA,
  HOUSEHOLD_TYPE,
  TIME_PERIOD,
  OBS_VALUE: doubleOrNull(
    "OBS_VALUE",
    "la valeur, avec son flou, dans l’unité de UNIT_MEASURE et, sauf COUNT, par mois, quelle que soit la période ; vide : CONF_STATUS dit pourquoi (trop imprécise, par exemple), jamais un zéro",
    "the value, with its noise, in UNIT_MEASURE and, but for COUNT, per month, whatever the period; empty: CONF_STATUS says why (too imprecise, say), never a zero",
  ),
  CI_LOWER: doubleOrNull(
    "CI_LOWER",
    "bas de la marge de protection ; peut être sous zéro, par le flou seul",
    "lower end of the protection margin; may be below zero, by the noise alone",
  ),
  CI_UPPER: doubleOrNull("CI_UPPER", "haut de la marge de protection", "upper end of the protection margin"),
  CONF_LEVEL: doubleColumn(
    "CONF_LEVEL",
    "part des cas où une telle marge contient la valeur sans flou",
    "how often such a margin holds the value without noise",
    { minimum: 0, maximum: 1 },
  ),
  UNIT_MEASURE: textColumn(
    "UNIT_MEASURE",
    "households (foyers) pour COUNT, sinon l’unité de la mesure, par mois",
    "households for COUNT, else the unit of the measure, per month",
  ),
  OBS_STATUS: textColumn(
    "OBS_STATUS",
    "état de la valeur (SDMX CL_OBS_STATUS) : A normal, E estimé, U à lire avec prudence, Q sans valeur (CONF_STATUS dit pourquoi), M sans objet, P provisoire",
    "status of the value (SDMX CL_OBS_STATUS): A normal, E estimated, U read with care, Q no value (CONF_STATUS says why), M not applicable, P provisional",
    { among: Object.keys(CODES.OBS_STATUS) },
  ),
  CONF_STATUS: textColumn(
    "CONF_STATUS",
    "état de confidentialité (SDMX CL_CONF_STATUS) : F libre ; sans valeur, F trop imprécise, A pas assez de foyers, D retenue, pour en protéger une autre",
    "confidentiality status (SDMX CL_CONF_STATUS): F free; without a value, F too imprecise, A not enough homes, D held back, to protect another",
    { among: Object.keys(CODES.CONF_STATUS) },
  ),
  METHOD: textColumn(
    "METHOD",
    "comment le chiffre est calculé, non l’origine des données. measured : sans modèle ; modelled : une moyenne rapprochée de celle d’un endroit plus large, d’autant plus que le groupe est petit, ou un montant d’un petit endroit compté sous un plafond plus bas, puis augmenté de ce que ce plafond coupe dans l’ensemble",
    "how the figure is computed, not where the data come from. measured: without a model; modelled: a mean pulled towards that of a wider place, the more so the smaller the group, or an amount of a small place counted under a lower clamp, then raised by what this clamp cuts off the whole",
    { among: Object.keys(CODES.METHOD) },
  ),
};

export const OBSERVATIONS: TableSchema = {
  name: "observations",
  about: {
    fr: "Une ligne par mesure, statistique, territoire, type de foyer et période : tout le cube public, lignes sans chiffre comprises",
    en: "One row a measure, statistic, area, kind of home and period: the whole public cube, rows without a figure included",
  },
  columns: OBSERVATION_COLUMNS.map((name) => OBSERVATION[name]),
  key: ["DOMAIN", "MEASURE", "STATISTIC", "REF_AREA", "HOUSEHOLD_TYPE", "TIME_PERIOD"],
  foreignKeys: [],
};

export const MEASUREMENTS: TableSchema = {
  name: "measurements",
  about: {
    fr: "Les entiers floutés des cases publiées, dont toute estimation est tirée, avec la variance exacte de leur flou",
    en: "The noisy integers of published cells, which every estimate starts from, with the exact variance of their noise",
  },
  columns: [
    ...CELL,
    textColumn(
      "QUANTITY",
      "COUNT en foyers, ou CENTRED_SUM en 1/SCALE d’unité de base par mois (L, Wh, m, min, centime, ko ou trajet)",
      "COUNT in households, or CENTRED_SUM in 1/SCALE base units per month (L, Wh, m, min, cent, kB or trip)",
      { among: ["COUNT", "CENTRED_SUM"] },
    ),
    wholeColumn("NOISY", "le nombre ou la somme, avec son flou", "the count or sum with its noise"),
    exact("VARIANCE_NUM", "numérateur de la variance exacte du flou", "numerator of the noise's exact variance", { minimum: 0 }),
    exact("VARIANCE_DEN", "dénominateur de la variance exacte du flou", "denominator of the noise's exact variance", {
      minimum: 1,
    }),
    wholeColumn(
      "CENTRE",
      "ce qui est ôté au montant de chaque foyer, en 1/SCALE d’unité de base ; 0 pour COUNT",
      "what each household's amount was reduced by, in 1/SCALE base units; 0 for COUNT",
    ),
    wholeColumn(
      "SCALE",
      "parts d’une unité de base dans lesquelles la somme est comptée",
      "parts of a base unit that the sum is counted in",
      { minimum: 1 },
    ),
  ],
  key: ["DOMAIN", "MEASURE", "REF_AREA", "HOUSEHOLD_TYPE", "TIME_PERIOD", "QUANTITY"],
  foreignKeys: OF_CELL,
};

export const DISTRIBUTIONS: TableSchema = {
  name: "distributions",
  about: {
    fr: "L’histogramme flouté des cases publiées, une ligne par classe ou groupe de classes",
    en: "The noisy histogram of published cells, one row a bin or group of bins",
  },
  columns: [
    ...CELL,
    column("INTEGER")(
      "BIN",
      "0 : zéro ; 31 : au-delà du plafond (79, là où les montants sont ronds, comme des loyers) ; ensuite, les mêmes foyers comptés à nouveau par groupes de 2, 4 et 8 classes (2, 8 et 16)",
      "0 is zero, 31 the overflow (79 where amounts are round, as rents are); then the same homes counted again, in groups of 2, 4 and 8 bins (2, 8 and 16)",
      {
        minimum: 0,
      },
    ),
    doubleColumn(
      "LOWER",
      "borne basse, dans l’unité de la mesure, par mois",
      "lower bound, in the unit of the measure per month",
    ),
    doubleOrNull("UPPER", "borne haute ; vide : il n’y en a pas", "upper bound; empty: none"),
    wholeColumn("NOISY", "foyers, avec leur flou ; peut être négatif", "households with their noise; may be negative"),
    doubleColumn("SIGMA", "écart type du flou, en foyers", "standard deviation of the noise, in households", { minimum: 0 }),
  ],
  key: ["DOMAIN", "MEASURE", "REF_AREA", "HOUSEHOLD_TYPE", "TIME_PERIOD", "BIN"],
  foreignKeys: OF_CELL,
};

const relaxed = (name: string) =>
  textColumn(
    name,
    "ce qui a été élargi, area (territoire) ou type, joints par ; (vide : rien)",
    "what was widened, of area and type, joined by ; (empty: nothing)",
    { pattern: "(area|type|area;type)?", empty: true },
  );

export const GROUPS: TableSchema = {
  name: "groups",
  about: {
    fr: "Pour chaque territoire et type de foyer, les groupes publiés auxquels un foyer s’y compare : par leur moyenne, par leurs quartiles",
    en: "For each area and kind of home, the published groups that a home there is compared with: by their mean, by their quartiles",
  },
  columns: [
    DOMAIN,
    MEASURE_COLUMN,
    REF_AREA,
    HOUSEHOLD_TYPE,
    textOrNull("GROUP_AREA", "territoire du groupe ; vide : il n’y en a pas", "area of the group; empty: there is none"),
    textOrNull(
      "GROUP_TYPE",
      "type de foyer du groupe ; vide : il n’y en a pas",
      "kind of home of the group; empty: there is none",
    ),
    relaxed("RELAXED"),
    textOrNull(
      "QUARTILE_AREA",
      "territoire du groupe dont les quartiles sont assez précis ; vide : il n’y en a pas",
      "area of the group whose quartiles are precise enough; empty: there is none",
    ),
    textOrNull(
      "QUARTILE_TYPE",
      "type de foyer du groupe dont les quartiles sont assez précis ; vide : il n’y en a pas",
      "kind of home of the group whose quartiles are precise enough; empty: there is none",
    ),
    relaxed("QUARTILE_RELAXED"),
  ],
  key: ["DOMAIN", "MEASURE", "REF_AREA", "HOUSEHOLD_TYPE"],
  foreignKeys: ["GROUP", "QUARTILE"].map((group) => ({
    columns: [`${group}_AREA`, `${group}_TYPE`],
    of: ["REF_AREA", "HOUSEHOLD_TYPE"],
  })),
};

export const TABLES: readonly TableSchema[] = [OBSERVATIONS, MEASUREMENTS, DISTRIBUTIONS, GROUPS];
