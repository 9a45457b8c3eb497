export { duePeriods } from "./plan/due.ts";
export { makePlan, type Plan, type PublicationPlan, planPublication, planRevision } from "./plan/plan.ts";
export { type Prediction, predict } from "./plan/predict.ts";
export { predictRevision, type RevisionPrediction } from "./plan/revision.ts";
export { type Conductor, type Publication, publish, publishRevision } from "./publish.ts";
export { readSteps, type Steps } from "./steps.ts";
export { yearTerms } from "./terms.ts";
