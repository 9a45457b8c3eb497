export { type Conductor, type Publication, publish } from "./publish.ts";
export { frequencies, type LevelPlan } from "./plan/levels.ts";
export { makePlan, type Plan, planPublication, type PublicationPlan } from "./plan/plan.ts";
export { readSteps, type Steps } from "./steps.ts";
export { type Prediction, predict } from "./plan/predict.ts";
export { duePeriods } from "./plan/due.ts";
