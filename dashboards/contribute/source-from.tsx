import { monthOf } from "../../src/contract/period.ts";
import type { ImportedReading } from "../../src/importers/report.ts";
import { formatPeriod } from "../shared/format.ts";
import { WORDS } from "../shared/i18n.ts";
import { firstMonthToContribute, isOfUse, yearsOf } from "./coming.ts";
import { changeDraft, comingFor, type Flow, type ReadSource } from "./flow.ts";
import { isOffered } from "./offers.ts";

/** What it means where no publication to come uses any of the readings, and which they are; null where one does. */
function idleNote(used: readonly ImportedReading[], isRest: boolean, flow: Flow): string | null {
  const { words, lang, notice } = flow;
  const coming = comingFor(flow);
  const periods = used.map(({ period }) => period).sort();
  const [first, last] = [periods[0], periods.at(-1)];
  if (first === undefined || last === undefined || periods.some((period) => isOfUse(period, coming))) return null;
  return words.report.idle.means(
    formatPeriod(first, lang),
    formatPeriod(last, lang),
    yearsOf(coming),
    notice.facts.retention_months,
    isRest,
  );
}

/**
 * Choices for the first month to contribute: each January of the source's years, the start of the next publication, and the month
 * chosen before. Readings that no coming publication uses are not preselected.
 */
export function FromField({ brought, used, flow }: { brought: ReadSource; used: readonly ImportedReading[]; flow: Flow }) {
  const { words, lang, now, draft } = flow;
  const coming = comingFor(flow);
  const periods = used.map(({ period }) => period);
  const januaries = periods.map((period) => `${period.slice(0, 4)}-01`);
  /** the first period that is offered from a month on, which names the choice: a file may begin in the middle of a year */
  const beginOf = (from: string): string | undefined => periods.filter((period) => isOffered(period, from)).sort()[0];
  const nameOf = (from: string): string => {
    const begin = beginOf(from);
    return begin === undefined ? words.report.fromNone : words.report.fromBegin(formatPeriod(begin, lang));
  };
  const starts = [brought.from, ...januaries, firstMonthToContribute(coming, monthOf(now()))];
  // Of months from which the same is offered one is enough: the chosen one, if it is among them.
  const begins = [...new Map(starts.toReversed().map((from) => [beginOf(from), from])).values()].sort();
  const id = `from-${brought.id}`;
  const isRest = brought.left.length > 0;
  const note = idleNote(used, isRest, flow);
  // With one choice and nothing to explain, there is no field.
  if (note === null && begins.filter((from) => beginOf(from) !== undefined).length < 2) return null;
  const field = (
    <div class="from">
      <label for={id}>{words.report.from}</label>
      <select
        id={id}
        autocomplete="off"
        aria-describedby={note ? `${id}-idle` : `${id}-hint`}
        onChange={(event) => changeDraft(flow, { from: { ...draft.value.from, [brought.id]: event.currentTarget.value } })}
      >
        {begins.map((from) => (
          <option key={from} value={from} selected={from === brought.from}>
            {nameOf(from)}
          </option>
        ))}
      </select>
      {note ? null : (
        <p class="hint" id={`${id}-hint`}>
          {words.report.fromHint(yearsOf(coming))}
        </p>
      )}
    </div>
  );
  if (note === null)
    return (
      <details class="from-fold">
        <summary>{WORDS[lang].labelled(words.report.from, nameOf(brought.from))}</summary>
        {field}
      </details>
    );
  return (
    <>
      <div class="warn idle" id={`${id}-idle`}>
        <p>
          <strong>{words.report.idle[isRest ? "rest" : "none"]}</strong>
        </p>
        <p>{note}</p>
      </div>
      {field}
    </>
  );
}
