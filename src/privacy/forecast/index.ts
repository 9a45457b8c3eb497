// What cells of a given noise would publish, from public figures alone: forecasts, calendars and twins. It runs in a browser.

export { type Calendar, type CalendarLevel, calendarLevels, publicationsOf } from "./calendar.ts";
export { type ForecastArea, placeAreas as placed, recruitedIn } from "./cells.ts";
export { ASSUMED_VARIATION, assumedShares, clampLossOf, variationOf } from "./clamp.ts";
export { type ForecastTable, forecast, forecastInSteps as forecasting, type TableForecast, type TwinNoise } from "./forecast.ts";
export { type CellNoise, halfWidth, meanNoise } from "./noise.ts";
export { type LossWeights, optimisedSplit, TOTAL_PARTS as PARTS, UNKNOWN_HOUSEHOLDS } from "./optimise.ts";
export { type BudgetTerms, proposeTerms, searchTerms, WORTHWHILE } from "./propose.ts";
export type { LinkOfTypes } from "./protection.ts";
export { EVEN_SHARES, evenLevels, QUANTITIES, type TableParts, tablesOfCalendar, type YearTable } from "./split.ts";
export {
  allTables,
  type CellTable,
  cellKey,
  gatesOf,
  gatesOfYear,
  type Lineage,
  lineagesIn,
  tablesIn,
  twinLevels,
  twinsWith,
} from "./twins.ts";
export { type PublicTerritory, type PublicYear, tablesUnder } from "./year.ts";
export { Z95 } from "./z95.ts";
