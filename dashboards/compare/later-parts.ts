// What Me situer shows only to whom has touched the page: the drawings below the sentence, and ways to give a figure that begin with a tap.

import { LookAgain } from "../visit/look-again.tsx";
import { UnnamedTable } from "../visit/unnamed-table.tsx";
import { AskUnit, Help } from "./ask-unit.tsx";
import { AskedBack, MissingAnswer } from "./asked-back.tsx";
import { BesideSaid, isToldAlone } from "./beside-said.tsx";
import { CountedElsewhere } from "./counted-elsewhere.tsx";
import { Earlier } from "./earlier.tsx";
import { FileRead } from "./file-read.tsx";
import { HowToGet } from "./how-to-get.tsx";
import { KeepAnswers, takeBackFrom, takenText } from "./keep-answers.tsx";
import { MonthAsked } from "./month-asked.tsx";
import { ChecksTogether, HelpToPay } from "./next-steps.tsx";
import { OwnMargin } from "./own-margin.tsx";
import { publicAnswers } from "./public-answer.ts";
import { FileExample, leftOf, readFiles } from "./read-files.tsx";
import { ShareCard } from "./share-card.tsx";
import { Sheet } from "./sheet.tsx";
import { Together } from "./together.tsx";
import { TypedMonths } from "./typed-months.tsx";
import { VerdictView } from "./verdict-view.tsx";

export const LATER_PARTS = {
  AskedBack,
  AskUnit,
  BesideSaid,
  CountedElsewhere,
  Earlier,
  FileExample,
  FileRead,
  Help,
  ChecksTogether,
  HelpToPay,
  HowToGet,
  isToldAlone,
  KeepAnswers,
  leftOf,
  LookAgain,
  MissingAnswer,
  MonthAsked,
  OwnMargin,
  publicAnswers,
  readFiles,
  ShareCard,
  Sheet,
  takeBackFrom,
  takenText,
  Together,
  TypedMonths,
  UnnamedTable,
  VerdictView,
};
export type LaterParts = typeof LATER_PARTS;
