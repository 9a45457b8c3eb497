/**
 * What is known of a row: least-squares estimates from all published measurements of its measure, with the variances
 * that follow, and whole numbers that add up.
 */
export interface RowEstimate {
  readonly count: number;
  readonly countVariance: number;
  /** centred, in 1/scale base units per month */
  readonly sum: number;
  readonly sumVariance: number;
  /** households: the sum of the parts wherever all are published */
  readonly wholeCount: number;
  /** likewise, in 10^−decimals of the display unit per month */
  readonly wholeTotal: number;
  /** households by which the count's lower end lies further down: a count that is near its gate's threshold may have passed by luck */
  readonly passing: number;
  /** households that are behind it for certain: k a cell */
  readonly least: number;
  /** the mean that it is expected to have, whatever its own noise: what its margins are judged by; unit as of `sum` */
  readonly scale: number;
  /** the row's own noisy histogram, of a cell or of a rung's classes added up */
  readonly bins: { readonly noisy: readonly bigint[]; readonly sigma: number } | null;
}
