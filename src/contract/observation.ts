/** What a cell states. */
export const STATISTICS = ["COUNT", "MEAN", "TOTAL", "P10", "P25", "P50", "P75", "P90"] as const;
export type Statistic = (typeof STATISTICS)[number];

/** SDMX CL_OBS_STATUS, the members in use: normal, estimated, unreliable, withheld, not applicable, provisional, break in the series. */
type ObsStatus = "A" | "E" | "U" | "Q" | "M" | "P" | "B";
/** SDMX CL_CONF_STATUS, the members in use: free, withheld for too few households, withheld to protect another cell. */
type ConfStatus = "F" | "A" | "D";

/** One row of a release: grain (measure, statistic, area, household type, period). Withheld values are null. */
export interface Observation {
  /** What it is about: `water`, `electricity`, … */
  readonly DOMAIN: string;
  /** The measure within the domain: `volume`, `energy`, … */
  readonly MEASURE: string;
  /** COUNT: donor households behind the mean. MEAN: of them, per month. TOTAL: theirs, per month. P10 … P90: quantiles of households. */
  readonly STATISTIC: Statistic;
  /** Level of the territory. */
  readonly AREA_LEVEL: string;
  /** Code of the area. */
  readonly REF_AREA: string;
  /** `_T`, or `attribute=value` pairs joined by `;` */
  readonly HOUSEHOLD_TYPE: string;
  /** `YYYY-MM`, `YYYY-Qn` or `YYYY`. */
  readonly TIME_PERIOD: string;
  /** in UNIT_MEASURE; null when withheld or not applicable */
  readonly OBS_VALUE: number | null;
  /** Lower end of the interval, in UNIT_MEASURE; it may be negative. */
  readonly CI_LOWER: number | null;
  /** Upper end of the interval, in UNIT_MEASURE. */
  readonly CI_UPPER: number | null;
  /** Confidence of the interval: 0.95. */
  readonly CONF_LEVEL: number;
  /** `households` for COUNT, else the display unit per month */
  readonly UNIT_MEASURE: string;
  /**
   * Whether the value is normal, estimated, unreliable, withheld, not applicable or provisional, or the first after a break in
   * its series.
   */
  readonly OBS_STATUS: ObsStatus;
  /** Whether the value is free, or withheld for too few households or to protect another cell. */
  readonly CONF_STATUS: ConfStatus;
  /** Whether the value is made from the cell's own noisy counts and sums alone, or with a model. */
  readonly METHOD: "measured" | "modelled";
}

/** The columns in the order in which every format gives them. */
export const OBSERVATION_COLUMNS = [
  "DOMAIN",
  "MEASURE",
  "STATISTIC",
  "AREA_LEVEL",
  "REF_AREA",
  "HOUSEHOLD_TYPE",
  "TIME_PERIOD",
  "OBS_VALUE",
  "CI_LOWER",
  "CI_UPPER",
  "CONF_LEVEL",
  "UNIT_MEASURE",
  "OBS_STATUS",
  "CONF_STATUS",
  "METHOD",
] as const satisfies readonly (keyof Observation)[];

/** The columns that hold numbers; the others hold text. */
export const NUMERIC_COLUMNS: ReadonlySet<string> = new Set(["OBS_VALUE", "CI_LOWER", "CI_UPPER", "CONF_LEVEL"]);

type CellKey = Pick<Observation, "DOMAIN" | "MEASURE" | "AREA_LEVEL" | "REF_AREA" | "HOUSEHOLD_TYPE" | "TIME_PERIOD">;

/** A published cell's noisy integers: what every estimate of it starts from. */
export interface Measurement extends CellKey {
  /** COUNT: households. CENTRED_SUM: Σ(x − C/2), in 1/SCALE base units per month. */
  readonly QUANTITY: "COUNT" | "CENTRED_SUM";
  /** The count or sum with its noise. */
  readonly NOISY: bigint;
  /** variance of the discrete Gaussian noise, exact: numerator / denominator */
  readonly VARIANCE_NUM: bigint;
  /** denominator of the variance */
  readonly VARIANCE_DEN: bigint;
  /** C/2 in 1/SCALE base units (0 for COUNT) */
  readonly CENTRE: bigint;
  /** how many units of a sum a base unit has */
  readonly SCALE: bigint;
}

/**
 * A published cell's noisy histogram, one row a bin, then one a group of bins, of three sizes; bounds in the display unit per month,
 * NOISY in households.
 */
export interface DistributionRow extends CellKey {
  /** The place, from 0: bins to 31, or to 79 where amounts heap on round figures, then groups. */
  readonly BIN: number;
  /** The least amount of the bin. */
  readonly LOWER: number;
  /** null: no upper bound (the overflow) */
  readonly UPPER: number | null;
  /** Households in the bin, with noise. */
  readonly NOISY: bigint;
  /** Standard deviation of the noise, in households. */
  readonly SIGMA: number;
}

/**
 * For each area and type, two groups that a household there is compared with: one by its mean, one by its quartiles. Both are
 * empty where no group fits.
 */
export interface GroupRow extends Pick<Observation, "DOMAIN" | "MEASURE" | "REF_AREA" | "HOUSEHOLD_TYPE"> {
  /** The area of the group for the mean. */
  readonly GROUP_AREA: string | null;
  /** The type of the group for the mean. */
  readonly GROUP_TYPE: string | null;
  /** what was widened, of `area` and `type`, joined by `;`; empty: nothing */
  readonly RELAXED: string;
  /** The area of the group for the quartiles. */
  readonly QUARTILE_AREA: string | null;
  /** The type of the group for the quartiles. */
  readonly QUARTILE_TYPE: string | null;
  /** what was widened in the group for the quartiles, as in RELAXED */
  readonly QUARTILE_RELAXED: string;
}
