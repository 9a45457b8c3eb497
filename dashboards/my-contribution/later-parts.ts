// What Ma contribution shows only once a key has opened something: loaded with all that the first touch begins.

import { BesideFigure } from "../compare/beside-figure.tsx";
import { usesFor } from "../contribute/flow.ts";
import { leafLack } from "../contribute/use-words.ts";
import { WhereCounts } from "../contribute/where-counts.tsx";
import { AddPart } from "./add-part.tsx";
import { CorrectCard } from "./correct.tsx";
import { EraseTopic } from "./erase-topic.tsx";
import { Gains } from "./gains.tsx";
import { HomeAnswers } from "./home-answers.tsx";
import { HomeCorrection } from "./home-correction.tsx";

export const MINE_LATER = {
  AddPart,
  BesideFigure,
  CorrectCard,
  EraseTopic,
  Gains,
  HomeAnswers,
  HomeCorrection,
  WhereCounts,
  leafLack,
  usesFor,
};
export type MineLater = typeof MINE_LATER;
