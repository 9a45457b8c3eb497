import { HolderList } from "./holder-list.tsx";
import { DoneView, KeyStep } from "./key-step.tsx";
import { ReviewStep } from "./review-step.tsx";

/** The steps after the first, and the list of holders: fetched with what the first touch begins, for nobody needs them before. */
export const LATER_STEPS = { HolderList, ReviewStep, KeyStep, DoneView };
export type LaterSteps = typeof LATER_STEPS;
