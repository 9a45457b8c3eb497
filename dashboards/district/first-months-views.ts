export { FirstMonths } from "./first-months.tsx";
export { MonthsReport } from "./months-report.tsx";
