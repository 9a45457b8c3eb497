export { PairReport } from "./pair-report.tsx";
export { TwoPlaces } from "./two-places.tsx";
