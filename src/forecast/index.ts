export { type Calendar, type CalendarLevel, calendarLevels } from "./calendar.ts";
export { type ForecastArea, recruitedIn } from "./cells.ts";
export { ASSUMED_VARIATION, clampLossOf, variationOf } from "./clamp.ts";
export { type ForecastTable, forecast, type TableForecast } from "./forecast.ts";
export { type CellNoise, halfWidth, meanNoise } from "./noise.ts";
export { proposeTerms, type Terms, WORTHWHILE } from "./propose.ts";
export { type PublicYear, tablesUnder } from "./year.ts";
