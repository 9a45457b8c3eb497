export { MapPicture } from "./map-picture.tsx";
export { MonthsReport } from "./months-report.tsx";
export { OwnReport } from "./own-report.tsx";
export { PairReport } from "./pair-report.tsx";
export { AreaReport } from "./report.tsx";
