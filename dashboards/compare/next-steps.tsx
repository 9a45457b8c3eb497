import { CHECKS, MOST_CHECKS } from "../../src/domains/checks.ts";
import { belongs } from "../../src/domains/similarity.ts";
import { Folded } from "../shared/bits.tsx";
import { unbroken } from "../shared/dom.ts";
import type { Lang } from "../shared/i18n.ts";
import type { PublicCommons } from "../visit/commons.ts";
import { asksForHelp } from "./low-figure.ts";
import { NEXT } from "./next-words.ts";
import { followsCold } from "./seasonal-said.ts";
import type { TopicAnswer } from "./topic-answer.ts";

/** Tells whether a home that is lived in is in the highest quarter of its kind, or at its edge. */
const isHighest = ({ verdict, seldom }: TopicAnswer): boolean =>
  !seldom &&
  ((verdict?.kind === "quarter" && verdict.quarter === "high") || (verdict?.kind === "edge" && verdict.edge === "high"));

/** What a home of the highest quarter can look at the same evening; nothing for any other. */
export const checksFor = (answer: TopicAnswer) =>
  (isHighest(answer) ? (CHECKS[answer.ref.key] ?? []) : [])
    .filter(({ where = {} }) => belongs(where, answer.household))
    .slice(0, MOST_CHECKS);

/** What to look at at home, as a list. */
export function Checks({ answer, lang }: { readonly answer: TopicAnswer; readonly lang: Lang }) {
  const checks = checksFor(answer);
  if (checks.length === 0) return null;
  return (
    <div class="checks">
      <b>{NEXT[lang].checks}</b>
      <ul>
        {checks.map(({ labels }) => (
          <li key={labels.en}>{unbroken(labels[lang])}</li>
        ))}
      </ul>
    </div>
  );
}

/** The country whose services have a name here. */
const NAMED = "FR";

/** Who helps to pay, and for energy where a topic is of it. */
export function helpText({ catalog }: PublicCommons, answers: readonly TopicAnswer[], lang: Lang): string {
  const { country = NAMED } = catalog.commons;
  const hasEnergy = answers.some(({ ref }) => followsCold(ref));
  return NEXT[lang].people(hasEnergy, country === NAMED);
}

interface HelpToPayProps {
  readonly commons: PublicCommons;
  readonly answers: readonly TopicAnswer[];
  readonly lang: Lang;
}

/** Who helps to pay, a tap away: for who uses much, or is seldom at home, unless a very low figure has it open above. */
export function HelpToPay({ commons, answers, lang }: HelpToPayProps) {
  const isOpen = answers.some((answer) => asksForHelp(answer) && !answer.seldom);
  if (isOpen || !answers.some((answer) => isHighest(answer) || answer.seldom)) return null;
  return <Folded summary={NEXT[lang].bill}>{() => <p>{helpText(commons, answers, lang)}</p>}</Folded>;
}
