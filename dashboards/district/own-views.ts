export { OwnReport } from "./own-report.tsx";
export { OwnView } from "./own-view.tsx";
