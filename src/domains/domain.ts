import type { AttributeName } from "../contract/attributes.ts";
import type { Labels } from "../contract/labels.ts";
import type { Step } from "../contract/period.ts";
import type { Unit } from "../contract/units.ts";

/** A public class of households: those whose attributes are all among the listed values. */
export interface SimilarityClass {
  /** as in HOUSEHOLD_TYPE: `attribute=value` pairs joined by `;` */
  readonly code: string;
  readonly labels: Labels;
  readonly where: Readonly<Partial<Record<AttributeName, readonly string[]>>>;
}

/** A coarser rung: the sum of some classes, published only where all of them are. */
export interface Rung {
  readonly code: string;
  readonly labels: Labels;
  readonly classes: readonly string[];
}

/**
 * The similarity partition of a measure: at most six classes of one or two attributes that are
 * disjoint and leave no household out, and the rungs between them and `_T`. Fixed before data are seen.
 */
export interface Similarity {
  readonly attributes: readonly [AttributeName] | readonly [AttributeName, AttributeName];
  readonly classes: readonly SimilarityClass[];
  readonly rungs: readonly Rung[];
}

/** A mean that a public body publishes for a whole country, per month and home. It is drawn apart from ours, and mixed with nothing. */
export interface NationalMean {
  /** ISO 3166-1 */
  readonly country: string;
  readonly period: string;
  /** in the measure's unit; money in euros */
  readonly value: number;
  /** of a figure that is a person's: for how many people in a home the value is; absent: it is a home's */
  readonly people?: number;
  /** as its publisher is named */
  readonly source: string;
  readonly source_en: string;
  readonly licence: string;
}

/** One thing that may be contributed, and how it is bounded. */
export interface Measure {
  readonly id: string;
  readonly labels: Labels;
  /** for people's input and display; its base unit is stored and summed */
  readonly unit: Unit;
  /** decimals of a published mean */
  readonly decimals: number;
  /** whose amount it is */
  readonly whose: "household" | "person";
  /** months that a household must have for a yearly mean: 10 for seasonal measures, 1 for steady ones */
  readonly coverage: number;
  /** the largest amount per month that counts in full, in the display unit, and where the bound comes from */
  readonly clamp: { readonly upper: number; readonly source: string };
  /**
   * shown beside a visitor's figure while nothing is published and the territory has no figure of its own; absent when no figure
   * is reliable enough
   */
  readonly national?: NationalMean;
  readonly similarity: Similarity;
  /** ids of who keeps records of it, as `dashboards/contribute/holders.ts` describes them; absent where none is described yet */
  readonly holders?: readonly string[];
  /** answers to how a home is heated whose energy it counts: whoever heats otherwise finds it under another measure; absent: it is not of heating */
  readonly heatedBy?: readonly string[];
  /** the files in which its amounts come, as a noun; absent where only a household's own table has them */
  readonly files?: Labels;
  /** amounts heap on round figures, as contracts' prices do: bins are finer, and a quantile is known to its whole bin only */
  readonly heaped?: true;
  /** its importers have not been read against real exports yet */
  readonly experimental?: true;
}

/**
 * The fewest months that make a household's amount of a period (decision 0007): one for a month; three for a quarter, or one
 * where the measure is steady (coverage 1); the measure's coverage for a year.
 */
export function minimumMonths({ coverage }: Pick<Measure, "coverage">, step: Step): number {
  if (step === "year") return coverage;
  return step === "quarter" && coverage > 1 ? 3 : 1;
}

/** Codes of the EU's data themes, as open-data portals sort by them. */
type DataTheme = "ECON" | "ENER" | "ENVI" | "TECH" | "TRAN";

/** A family of measures, published as one dataset. */
export interface Domain {
  readonly id: string;
  readonly labels: Labels;
  /** EU data theme, beside population and society, which all domains are about */
  readonly theme?: DataTheme;
  readonly measures: readonly Measure[];
}
