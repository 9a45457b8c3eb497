export { type Allocation, allocation } from "./plan/allocation.ts";
export { duePeriods } from "./plan/due.ts";
export { makePlan, type Plan, type PublicationPlan, planPublication } from "./plan/plan.ts";
export { type Prediction, predict } from "./plan/predict.ts";
export { type Proposal, propose, WORTHWHILE } from "./plan/propose.ts";
export { type Conductor, type Publication, publish } from "./publish.ts";
export { type Rehearsal, type Rehearsed, rehearsalOf, rehearse } from "./rehearse.ts";
export { readSteps, type Steps } from "./steps.ts";
