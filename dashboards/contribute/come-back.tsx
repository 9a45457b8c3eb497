import { useId, useState } from "preact/hooks";
import { monthOf, stepWithin } from "../../src/contract/period.ts";
import { en } from "../messages/en/come-back.ts";
import { fr } from "../messages/fr/come-back.ts";
import { calendarFile } from "../shared/calendar.ts";
import type { Catalog, Notice } from "../shared/data.ts";
import { saveBlob } from "../shared/download.ts";
import { formatDate, formatPeriod } from "../shared/format.ts";
import { type Lang, translated } from "../shared/i18n.ts";
import { pageHref } from "../shared/layout.ts";
import { comingOf, type Reminder, reminderOf } from "./coming.ts";

const COME_BACK = translated(fr, en);

/**
 * The day depends on the commons' next publication that has the smallest places, and is the same for everybody, so it tells nothing about
 * a contribution.
 */
export function returnDay({ facts }: Pick<Notice, "facts">, releases: Catalog["releases"], now: Date): Reminder {
  const smallest = facts.protection.levels.map(({ frequency }) => frequency).findLast((frequency) => frequency !== "never");
  const coming = comingOf(facts, releases, monthOf(now));
  return reminderOf(
    coming.filter(({ step }) => smallest !== undefined && stepWithin(smallest, step)),
    now,
  );
}

/** The calendar file of that day. `url` is the page to come back to: no key, area or topic. */
export function returnFile(name: string, day: string, url: string, lang: Lang, now: Date): string {
  const { summary, description } = COME_BACK[lang];
  return calendarFile({ summary: summary(name), description: description(url), url, day, now, uid: `${day}-${url}` });
}

export interface ComeBackProps {
  readonly notice: Notice;
  readonly catalog: Catalog;
  readonly lang: Lang;
  readonly now: () => Date;
  /** true on a shared device, where no file is offered */
  readonly shared: boolean;
}

/** When to come back, and for what: one adds one's last months before the next publication. */
export function ComeBack({ notice, catalog, lang, now, shared }: ComeBackProps) {
  const words = COME_BACK[lang];
  const id = useId();
  const [isSaved, setSaved] = useState(false);
  const { day, before } = returnDay(notice, catalog.releases, now());
  // Before the first publication nothing tells of which period it will be: a year that is over may never appear.
  const due =
    catalog.releases.length === 0
      ? words.textFirst
      : before && words.text(formatPeriod(before.period, lang), formatDate(before.due, lang));
  const saveCalendar = (): void => {
    const { href } = new URL(pageHref("my-contribution", lang), document.baseURI);
    const text = returnFile(catalog.commons.name[lang], day, href, lang, now());
    saveBlob(new Blob([text], { type: "text/calendar;charset=utf-8" }), `${words.fileName}.ics`);
    setSaved(true);
  };
  return (
    <section class="card come-back" aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{words.title(formatPeriod(day.slice(0, 7), lang))}</h2>
      <p class="note">{[due, words.bring].filter(Boolean).join(" ")}</p>
      {shared ? (
        <p class="note">{words.shared}</p>
      ) : (
        <>
          <button type="button" class="quiet" id="calendar" onClick={saveCalendar}>
            {words.take}
          </button>
          <p class="source" role="status">
            {isSaved ? words.saved : words.file(formatDate(day, lang))}
          </p>
        </>
      )}
    </section>
  );
}
