import { useId, useState } from "preact/hooks";
import { monthOf, stepWithin } from "../../src/contract/period.ts";
import { en } from "../messages/en/come-back.ts";
import { fr } from "../messages/fr/come-back.ts";
import { calendarFile, REPEATS, type Repeat } from "../shared/calendar.ts";
import type { Catalog, Notice } from "../shared/data.ts";
import { saveBlob } from "../shared/download.ts";
import { formatDate, formatPeriod } from "../shared/format.ts";
import { type Lang, translated } from "../shared/i18n.ts";
import { pageHref } from "../shared/layout.ts";
import { comingOf, middleAfter, type NextPublication, nextOf } from "./coming.ts";

const COME_BACK = translated(fr, en);

/** Months until the reminder where no publication is announced. */
const LATER = 6;

/** A day to come back, and the publication for which it is; its period is null where none is announced. */
export type ReturnDay = Omit<NextPublication, "period"> & { readonly period: string | null };

/**
 * The day depends on the commons' next publication that has the smallest places, and is the same for everybody, so it tells nothing about
 * a contribution.
 */
export function returnDay({ facts }: Pick<Notice, "facts">, releases: Catalog["releases"], now: Date): ReturnDay {
  const month = monthOf(now);
  const smallest = facts.protection.levels.map(({ frequency }) => frequency).findLast((frequency) => frequency !== "never");
  const withPlaces = comingOf(facts, releases, month).filter(({ step }) => smallest !== undefined && stepWithin(smallest, step));
  return nextOf(withPlaces, now) ?? { day: middleAfter(month, LATER), period: null, late: false };
}

export interface ComeBackProps {
  readonly notice: Notice;
  readonly catalog: Catalog;
  readonly lang: Lang;
  readonly now: () => Date;
  /** true on a shared device, where no file is offered */
  readonly shared: boolean;
  /** whether a contribution that is open counts in what comes next; absent: none is open */
  readonly state?: "counts" | "paused" | "idle";
  /** true: the day is said beside it already */
  readonly isDaySaid?: boolean;
}

/** The day from which to look for the next figures, within a sentence; null where none is announced or it has no date. */
export function dayText({ day, period, late }: ReturnDay, releases: Catalog["releases"], lang: Lang): string | null {
  return period === null || isFirstOf(late, releases) ? null : COME_BACK[lang].around(formatDate(day, lang), late);
}

/** Before the first publication nothing tells of which period it will be: a year that is over may never appear. */
const isFirstOf = (late: boolean, releases: Catalog["releases"]): boolean => late && releases.length === 0;

/** When figures are due next, in words. */
function dueText({ day, period, late }: ReturnDay, isFirst: boolean, lang: Lang): string {
  const words = COME_BACK[lang];
  if (period === null) return words.textNone;
  if (isFirst) return words.textFirst;
  return words[late ? "textLate" : "text"](formatPeriod(period, lang), formatDate(day, lang));
}

/**
 * When to come back: the commons' next publication, the same day for everybody, so that a calendar file tells its keeper nothing of what
 * one gave. No other part of a page says when figures are due, so that no two dates stand side by side.
 */
export function ComeBack({ notice, catalog, lang, now, shared, state, isDaySaid = false }: ComeBackProps) {
  const words = COME_BACK[lang];
  const [repeat, setRepeat] = useState<Repeat>("once");
  const id = useId();
  const next = returnDay(notice, catalog.releases, now());
  const { day, period, late } = next;
  const when = formatPeriod(day.slice(0, 7), lang);
  // The commons keeps nothing beyond its retention period, so reminders end there. It is the same for everybody.
  const until = middleAfter(monthOf(now()), notice.facts.retention_months);
  const isFirst = isFirstOf(late, catalog.releases);
  const stateText = state === "paused" ? words.paused : state === "counts" && period !== null && !isFirst ? words.change : "";
  // A day that comes again, or of which nobody knows whether figures appear by then, promises none.
  const due = period !== null && !late && repeat === "once" ? formatPeriod(period, lang) : null;
  const saveCalendar = (): void => {
    // Origin and path only: no key, area or topic.
    const { origin, pathname } = new URL(pageHref("my-contribution", lang), document.baseURI);
    const url = `${origin}${pathname}`;
    const text = calendarFile({
      summary: words.summary(catalog.commons.name[lang], due),
      description: words.description(due !== null, url),
      url,
      day,
      repeat,
      until,
      now: now(),
      uid: `${day}-${url}`,
    });
    saveBlob(new Blob([text], { type: "text/calendar;charset=utf-8" }), `${words.fileName}.ics`);
  };
  return (
    <section class="card come-back" aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{words.title(when)}</h2>
      <p class="note">
        {isDaySaid ? null : dueText(next, isFirst, lang)} {stateText}
      </p>
      {shared ? (
        <p class="note">{words.shared}</p>
      ) : (
        <>
          <fieldset class="chips">
            <legend class="visually-hidden">{words.how}</legend>
            {REPEATS.map((one) => (
              <button key={one} type="button" class="chip" aria-pressed={one === repeat} onClick={() => setRepeat(one)}>
                {words[one]}
              </button>
            ))}
          </fieldset>
          {repeat === "once" ? null : <p class="note">{words.until(formatPeriod(until.slice(0, 7), lang))}</p>}
          <button type="button" class="quiet" id="calendar" onClick={saveCalendar}>
            {words.take}
          </button>
          <p class="source">{words.file(formatDate(day, lang))}</p>
        </>
      )}
    </section>
  );
}
