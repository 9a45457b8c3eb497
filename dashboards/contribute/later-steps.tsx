import { publicMiddle } from "../compare/public-middle.ts";
import { NextFigures } from "./come-back.tsx";
import { DraftFile } from "./draft-file.tsx";
import { HolderList } from "./holder-list.tsx";
import { DoneView, KeyStep } from "./key-step.tsx";
import { ReviewStep } from "./review-step.tsx";

/** Everything after the first step, in one module that loads at the first interaction, because nobody needs it before. */
export const LATER_STEPS = { DraftFile, HolderList, NextFigures, ReviewStep, KeyStep, DoneView, publicMiddle };
export type LaterSteps = typeof LATER_STEPS;
