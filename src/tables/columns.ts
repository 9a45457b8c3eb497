import type { OBSERVATION_COLUMNS } from "../contract/observation.ts";
import type { Labels } from "../domains/index.ts";

/** A column as people are told of it. */
export interface ColumnWords {
  readonly name: string;
  /** as DuckDB writes it */
  readonly type: "VARCHAR" | "DOUBLE" | "INTEGER" | "BIGINT" | "DECIMAL(38,0)" | "BOOLEAN";
  readonly nullable: boolean;
  readonly about: Labels;
}

export interface TableWords {
  readonly name: string;
  readonly about: Labels;
  readonly columns: readonly ColumnWords[];
}

const words = (fr: string, en: string): Labels => ({ fr, en });
const of =
  (type: ColumnWords["type"], nullable = false) =>
  (name: string, fr: string, en: string): ColumnWords => ({ name, type, nullable, about: { fr, en } });
const text = of("VARCHAR");
const maybeText = of("VARCHAR", true);
const double = of("DOUBLE");
const maybeDouble = of("DOUBLE", true);
const whole = of("BIGINT");

const DOMAIN = text("DOMAIN", "thème, tel que l’eau", "topic, such as water");
const MEASURE = text("MEASURE", "mesure du thème, telle que le volume", "measure of the topic, such as volume");
const AREA_LEVEL = text("AREA_LEVEL", "niveau du territoire", "level of the territory");
const REF_AREA = text("REF_AREA", "code du territoire", "code of the area");
const HOUSEHOLD_TYPE = text(
  "HOUSEHOLD_TYPE",
  "type de foyer participant : _T pour tous les participants, sinon des paires attribut=valeur jointes par ;",
  "kind of participating home: _T for all that take part, else attribute=value pairs joined by ;",
);
const TIME_PERIOD = text("TIME_PERIOD", "période : AAAA-MM, AAAA-Qn ou AAAA", "period: YYYY-MM, YYYY-Qn or YYYY");
const CELL = [DOMAIN, MEASURE, AREA_LEVEL, REF_AREA, HOUSEHOLD_TYPE, TIME_PERIOD];

/** In the order of the release's columns, which a test holds against these. */
const OBSERVATION: Readonly<Record<(typeof OBSERVATION_COLUMNS)[number], ColumnWords>> = {
  DOMAIN,
  MEASURE,
  STATISTIC: text(
    "STATISTIC",
    "ce qui est donné des foyers participants : COUNT (nombre), MEAN (moyenne), TOTAL (leur total), P10 à P90 (centiles)",
    "what is given of the participating homes: COUNT (how many), MEAN, TOTAL (theirs), P10 to P90 (percentiles)",
  ),
  AREA_LEVEL,
  REF_AREA,
  HOUSEHOLD_TYPE,
  TIME_PERIOD,
  OBS_VALUE: maybeDouble(
    "OBS_VALUE",
    "la valeur, avec son flou, dans l’unité de UNIT_MEASURE et, sauf COUNT, par mois, quelle que soit la période ; vide : masquée, trop imprécise ou sans objet, jamais un zéro",
    "the value, with its noise, in UNIT_MEASURE and, but for COUNT, per month, whatever the period; empty: withheld, too imprecise or not applicable, never a zero",
  ),
  CI_LOWER: maybeDouble(
    "CI_LOWER",
    "bas de la marge de protection ; peut être sous zéro, par le flou seul",
    "lower end of the protection margin; may be below zero, by the noise alone",
  ),
  CI_UPPER: maybeDouble("CI_UPPER", "haut de la marge de protection", "upper end of the protection margin"),
  CONF_LEVEL: double(
    "CONF_LEVEL",
    "part des cas où une telle marge contient la valeur sans flou",
    "how often such a margin holds the value without noise",
  ),
  UNIT_MEASURE: text(
    "UNIT_MEASURE",
    "households (foyers) pour COUNT, sinon l’unité de la mesure, par mois",
    "households for COUNT, else the unit of the measure, per month",
  ),
  OBS_STATUS: text(
    "OBS_STATUS",
    "état de la valeur (SDMX CL_OBS_STATUS) ; Q : sans valeur, CONF_STATUS dit pourquoi",
    "status of the value (SDMX CL_OBS_STATUS); Q: no value, CONF_STATUS says why",
  ),
  CONF_STATUS: text(
    "CONF_STATUS",
    "état de confidentialité (SDMX CL_CONF_STATUS) : A ou D, la donnée est masquée ; F, elle ne l’est pas, et une valeur vide (OBS_STATUS Q) est trop imprécise pour être donnée",
    "confidentiality status (SDMX CL_CONF_STATUS): A or D, the value is withheld; F, it is not, and an empty value (OBS_STATUS Q) is too imprecise to be given",
  ),
  METHOD: text(
    "METHOD",
    "measured : mesuré ; modelled : rapproché de ce que dit le groupe plus large",
    "measured; or modelled: drawn towards what the wider group says",
  ),
};

/** The tables of a release, as its files have them. */
export const RELEASE_TABLES: readonly TableWords[] = [
  {
    name: "observations",
    about: words(
      "Une ligne par mesure, statistique, territoire, type de foyer et période : tout le cube public, données masquées comprises",
      "One row a measure, statistic, area, kind of home and period: the whole public cube, withheld cells included",
    ),
    columns: Object.values(OBSERVATION),
  },
  {
    name: "measurements",
    about: words(
      "Les entiers floutés des cases publiées, dont toute estimation est tirée, avec la variance exacte de leur flou",
      "The noisy integers of published cells, which every estimate starts from, with the exact variance of their noise",
    ),
    columns: [
      ...CELL,
      text(
        "QUANTITY",
        "COUNT en foyers, ou CENTRED_SUM en 1/SCALE d’unité de base par mois",
        "COUNT in households, or CENTRED_SUM in 1/SCALE base units per month",
      ),
      whole("NOISY", "le nombre ou la somme, avec son flou", "the count or sum with its noise"),
      of("DECIMAL(38,0)")("VARIANCE_NUM", "numérateur de la variance exacte du flou", "numerator of the noise's exact variance"),
      of("DECIMAL(38,0)")(
        "VARIANCE_DEN",
        "dénominateur de la variance exacte du flou",
        "denominator of the noise's exact variance",
      ),
      whole(
        "CENTRE",
        "ce qui est ôté au montant de chaque foyer, en 1/SCALE d’unité de base ; 0 pour COUNT",
        "what each household's amount was reduced by, in 1/SCALE base units; 0 for COUNT",
      ),
      whole(
        "SCALE",
        "parts d’une unité de base dans lesquelles la somme est comptée",
        "parts of a base unit that the sum is counted in",
      ),
    ],
  },
  {
    name: "distributions",
    about: words(
      "L’histogramme flouté des cases publiées, une ligne par classe",
      "The noisy histogram of published cells, one row a bin",
    ),
    columns: [
      ...CELL,
      of("INTEGER")("BIN", "0 : zéro ; la dernière : au-delà du plafond", "0 is zero, the last is the overflow"),
      double("LOWER", "borne basse, dans l’unité de la mesure, par mois", "lower bound, in the unit of the measure per month"),
      maybeDouble("UPPER", "borne haute ; vide : il n’y en a pas", "upper bound; empty: none"),
      whole("NOISY", "foyers, avec leur flou ; peut être négatif", "households with their noise; may be negative"),
      double("SIGMA", "écart type du flou, en foyers", "standard deviation of the noise, in households"),
    ],
  },
  {
    name: "groups",
    about: words(
      "Pour chaque territoire et type de foyer, le groupe publié auquel un foyer s’y compare",
      "For each area and kind of home, the published group that a home there is compared with",
    ),
    columns: [
      DOMAIN,
      MEASURE,
      REF_AREA,
      HOUSEHOLD_TYPE,
      maybeText("GROUP_AREA", "territoire du groupe ; vide : il n’y en a pas", "area of the group; empty: there is none"),
      maybeText(
        "GROUP_TYPE",
        "type de foyer du groupe ; vide : il n’y en a pas",
        "kind of home of the group; empty: there is none",
      ),
      text(
        "RELAXED",
        "ce qui a été élargi, area (territoire) ou type, joints par ;",
        "what was widened, of area and type, joined by ;",
      ),
    ],
  },
];

/** What a query finds beside each row of a release: which one it comes from. */
export const RELEASE_COLUMN = text("RELEASE", "publication d’où vient la ligne", "release that the row comes from");

/** The public geography and the measures, beside the releases, so that codes can be named. */
export const AREAS: TableWords = {
  name: "areas",
  about: words("Les territoires, du plus grand au plus petit", "The areas, from the whole to the smallest"),
  columns: [
    REF_AREA,
    AREA_LEVEL,
    maybeText(
      "PARENT",
      "code du territoire qui le contient ; vide pour le plus grand",
      "code of the area around it; empty for the whole",
    ),
    text("NAME", "nom", "name"),
    whole("DWELLINGS", "logements (donnée publique de référence)", "dwellings (public reference figure)"),
  ],
};

export const MEASURES_TABLE: TableWords = {
  name: "measures",
  about: words("Les mesures et leurs bornes", "The measures and their bounds"),
  columns: [
    DOMAIN,
    MEASURE,
    text("LABEL_FR", "nom en français", "name in French"),
    text("LABEL_EN", "nom en anglais", "name in English"),
    text("UNIT", "unité, par mois", "unit, per month"),
    double(
      "CLAMP_UPPER",
      "plafond : ce qu’un foyer a de plus, par mois, n’est pas compté",
      "clamp: what a household has above it, per month, is not counted",
    ),
    text("CLAMP_SOURCE", "d’où vient le plafond", "where the clamp comes from"),
  ],
};

/** What can be asked: tables of releases with their RELEASE, then what names their codes. */
export const QUERY_TABLES: readonly TableWords[] = [
  ...RELEASE_TABLES.map((table) => ({ ...table, columns: [...table.columns, RELEASE_COLUMN] })),
  AREAS,
  MEASURES_TABLE,
];
