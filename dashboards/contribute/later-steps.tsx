import { publicMiddle } from "../compare/public-middle.ts";
import { HolderList } from "./holder-list.tsx";
import { DoneView, KeyStep } from "./key-step.tsx";
import { ReviewStep } from "./review-step.tsx";

/** The steps after the first, the list of holders, and what is public beside a figure: fetched with what the first touch begins, for nobody needs them before. */
export const LATER_STEPS = { HolderList, ReviewStep, KeyStep, DoneView, publicMiddle };
export type LaterSteps = typeof LATER_STEPS;
