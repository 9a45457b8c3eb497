// Makes a publication: plans the public cube, debits the ledger, runs the SQL steps, draws the noise, estimates.
// `commons/shelf.ts` writes the release.

export { type Allocation, allocation } from "./plan/allocation.ts";
export { wholeBudget, type YearBudget } from "./plan/budget.ts";
export { type ShareChoice, shareChoices } from "./plan/choices.ts";
export { refuseWideSums } from "./plan/measures.ts";
export {
  duePeriods,
  explicitSettings,
  makePlan,
  type Plan,
  type PublicationPlan,
  plannedSums,
  planPublication,
  planRevision,
} from "./plan/plan.ts";
export { type Prediction, predict, predictPublication, promisesCell } from "./plan/predict.ts";
export { type Proposal, propose } from "./plan/propose.ts";
export { forecastRevision, type RevisionForecast } from "./plan/revision.ts";
export { withoutOtherTables } from "./plan/split.ts";
export { type Publication, type PublicationContext, publish, publishRevision } from "./publish.ts";
export { type Rehearsal, type RehearsedRow, rehearsalOf, rehearse } from "./rehearse.ts";
export { makeShardTables } from "./shards.ts";
export { refuseNoSpark, type SparkEngine } from "./spark/index.ts";
export { readSteps, type Steps } from "./steps.ts";
export { yearTerms } from "./year-terms.ts";
