import type { MeasureRef } from "../../src/domains/index.ts";
import { unansweredAttributes } from "../compare/group.ts";
import { Chips } from "../visit/fields.tsx";
import { householdOf, type Visitor } from "../visit/visitor.ts";
import { visitorOf } from "./held-words.ts";
import type { OpenContribution } from "./opened.ts";

interface HomeAnswersProps {
  readonly opened: Pick<OpenContribution, "held" | "words" | "lang" | "commons">;
  readonly visitor: Visitor;
  readonly measure: MeasureRef;
}

/**
 * Asks what the contribution does not say of the home and the comparison of a measure needs. Answers go to the visitor, in memory. Those
 * given stay on show, so that they can be changed and keep the focus.
 */
export function HomeAnswers({ opened: { held, words, lang, commons }, visitor, measure }: HomeAnswersProps) {
  const names = unansweredAttributes(measure, householdOf(visitorOf(held), held.household.area ?? ""));
  // Before anything is published an answer changes nothing.
  if (names.length === 0 || commons.main === null) return null;
  return (
    <div class="home-answers no-print">
      <p class="hint">{words.answersStay}</p>
      {names.map((name) => (
        <Chips key={name} visitor={visitor} name={name} lang={lang} />
      ))}
    </div>
  );
}
