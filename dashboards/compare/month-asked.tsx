import { useState } from "preact/hooks";
import type { Lang } from "../shared/i18n.ts";
import type { PublicCommons } from "../visit/commons.ts";
import { changeEntry, kindOf, NO_ENTRY, type Visitor } from "../visit/visitor.ts";
import { followsCold } from "./cold.ts";
import { statesGap } from "./drawn-figures.ts";
import { ownAmount } from "./rounded.ts";
import { hasQuarters } from "./seasonal-said.ts";
import { STAND } from "./stand-words.ts";
import type { TopicAnswer } from "./topic-answer.ts";
import { isInMoney, WhichMonth } from "./which-month.tsx";

interface MonthAskedProps {
  readonly commons: PublicCommons;
  readonly visitor: Visitor;
  readonly answer: TopicAnswer;
  readonly lang: Lang;
  /** there is no other place to say another month than here */
  readonly stays?: boolean;
}

/**
 * Below a sentence about one month of something that follows the cold, which says that it is beside an average month: which month it is of.
 * Whoever types last month's figure would else be told the gap of a winter with a year.
 */
export function MonthAsked({ commons, visitor, answer, lang, stays = false }: MonthAskedProps) {
  const { ref, verdict, untold, isMonthUntold } = answer;
  // Once touched it stays: some browsers change a closed list with each arrow key, and what folded as it loses the focus would lift what is being tapped.
  const [isHeld, setHeld] = useState(false);
  const entry = visitor.entries.value[ref.key] ?? NO_ENTRY;
  const isOfMonth = kindOf(entry) === "month" && followsCold(ref) && verdict !== null && !["unit", "none"].includes(verdict.kind);
  // What is missing of the home comes first: until then nothing is said of the figure.
  // Without quarters, and beside others than the home's own, neither answer would bring a gap.
  const bringsGap = statesGap({ ...answer, isMonthUntold: false });
  if (verdict?.kind === "widened" && !hasQuarters(commons) && !bringsGap) return null;
  if (!isOfMonth || untold.length > 0 || !(isMonthUntold || stays || isHeld)) return null;
  return (
    <p class="which-month no-print" onFocusIn={() => setHeld(true)}>
      <span>{STAND[lang].whatIs(ownAmount(answer, lang), isMonthUntold && bringsGap)}</span>
      {isMonthUntold ? (
        <button
          type="button"
          class="quiet"
          onClick={({ currentTarget }) => {
            // The button goes, and the list has what was chosen.
            currentTarget.parentElement?.querySelector("select")?.focus();
            changeEntry(visitor, ref.key, { month: "", usual: true });
          }}
        >
          {STAND[lang].usual[isInMoney(ref) ? "money" : "use"]}
        </button>
      ) : null}
      <WhichMonth visitor={visitor} measure={ref} entry={entry} lang={lang} ask={STAND[lang].oneMonth} />
    </p>
  );
}
