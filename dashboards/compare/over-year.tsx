import { unitLabel } from "../shared/format.ts";
import type { Lang } from "../shared/i18n.ts";
import { entryOf, type PublicCommons } from "../visit/commons.ts";
import { changeEntry, NO_ENTRY, type OwnEntry, type Visitor } from "../visit/visitor.ts";
import { statesGap } from "./drawn-figures.ts";
import { asksForHelp } from "./low-figure.ts";
import { ownPriceOf } from "./own-price.ts";
import { STAND } from "./stand-words.ts";
import { entryAs, type TopicAnswer } from "./topic-answer.ts";

interface OverYearProps {
  readonly commons: PublicCommons;
  readonly visitor: Visitor;
  readonly answer: TopicAnswer;
  readonly lang: Lang;
}

/**
 * Tells whether a figure is of one month or of a bill, which tells nothing of a year. Who gives months has the others before them; an answer that
 * is missing, and help, come first.
 */
const isOfPart = (answer: TopicAnswer): boolean =>
  answer.given?.months.length === 0 &&
  answer.untold.length === 0 &&
  !asksForHelp(answer) &&
  (answer.verdict?.kind === "seasonal" || answer.isMonthUntold);

/** An entry that is to be of a year, empty unless one was typed before: what was typed of a month or a bill stays with its own way to give it. */
export const asYear = (entry: OwnEntry, answer: TopicAnswer): Partial<OwnEntry> => ({
  ...entryAs("year", entry, answer),
  amount: entry.amounts.year ?? "",
});

/** Opens the field of a year, where a month or a bill tells nothing of one. */
export function OverYear({ commons, visitor, answer, lang }: OverYearProps) {
  const { key } = answer.ref;
  if (!isOfPart(answer)) return null;
  const hasPrice = ownPriceOf(commons, answer, lang) !== null || entryOf(commons.catalog, answer.ref)?.price !== undefined;
  const entry = visitor.entries.value[key] ?? NO_ENTRY;
  // The other months of a bill that has no side make whole quarters, whose margin is narrow.
  const months = entry.kind === "bill" && answer.season?.centre != null && answer.season.place === null;
  const open = (): void => {
    changeEntry(visitor, key, asYear(entry, answer));
    // The field has to be drawn first.
    requestAnimationFrame(() => document.querySelector<HTMLElement>(`[data-amount="${key}"]`)?.focus());
  };
  return (
    <p class="over-year no-print">
      <button type="button" class="quiet" onClick={open}>
        {STAND[lang].overYear(hasPrice ? unitLabel(commons.catalog.commons.currency, lang) : null, statesGap(answer))}
      </button>{" "}
      {months ? (
        <button type="button" class="quiet" onClick={() => changeEntry(visitor, key, entryAs("months", entry, answer))}>
          {STAND[lang].otherMonths}
        </button>
      ) : null}
    </p>
  );
}
