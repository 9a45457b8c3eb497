import { unitLabel } from "../shared/format.ts";
import { bareFigure, splitPeriod } from "../shared/typed-figure.ts";
import { type PublicCommons, unitOf } from "../visit/commons.ts";
import { topicAmongOthers } from "../visit/topic-name.ts";
import type { Visit } from "../visit/visit.ts";
import { changeEntry, NO_ENTRY } from "../visit/visitor.ts";
import type { TopicAnswer } from "./topic-answer.ts";

interface InMoneyProps {
  readonly visit: Visit;
  readonly commons: PublicCommons;
  readonly answer: TopicAnswer;
}

/** Takes an amount of money, which was typed for another topic, to the topic that is in money; nothing where none is published. */
export function InMoney({ visit: { visitor, lang }, commons, answer: { ref } }: InMoneyProps) {
  const { currency } = commons.catalog.commons;
  const money = unitLabel(currency, lang.value);
  const entry = visitor.entries.value[ref.key] ?? NO_ENTRY;
  const { figure, period } = splitPeriod(entry.amount);
  const amount = bareFigure(figure, [money, currency]);
  const other = commons.refs.find((one) => one !== ref && unitOf(commons.catalog, one) === currency);
  if (!other || amount === figure || (period ?? entry.kind) !== entry.kind) return null;
  const take = (): void => {
    changeEntry(visitor, ref.key, { amount: "" });
    changeEntry(visitor, other.key, { ...entry, amount, amounts: {} });
    visitor.topic.value = other.key;
    requestAnimationFrame(() => {
      // Its card in Me situer; on the first page, the topic that is now asked.
      const title = document.getElementById(`title-${other.key}`);
      (title ?? document.querySelector<HTMLElement>("[name=topic]:checked"))?.focus();
    });
  };
  return (
    <button type="button" class="chip" onClick={take}>
      {topicAmongOthers(commons, other, lang.value)}
    </button>
  );
}
