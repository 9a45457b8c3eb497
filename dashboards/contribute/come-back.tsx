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
import { comingOf, isEnoughFor, type ReadingSlot, type Reminder, reminderOf } from "./coming.ts";
import type { Flow } from "./flow.ts";

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

/** Tells whether readings are enough for that publication: nothing is left to add before it, and one comes back to read it. */
export function isAllGiven(
  { notice, commons: { catalog }, now }: Pick<Flow, "notice" | "commons" | "now">,
  readings: readonly ReadingSlot[],
): boolean {
  const { before } = returnDay(notice, catalog.releases, now());
  const { levels } = notice.facts.protection;
  return catalog.releases.length > 0 && before !== null && isEnoughFor(before.period, readings, levels);
}

/** The calendar file of a day. `what` is what one comes back for; `url` is the page to come back to: no key, area or topic. */
export function returnFile(what: "add" | "read", name: string, day: string, url: string, lang: Lang, now: Date): string {
  const { summary, description } = COME_BACK[lang][what];
  return calendarFile({ summary: summary(name), description: description(url), url, day, now, uid: `${day}-${url}` });
}

export interface ComeBackProps {
  readonly flow: Pick<Flow, "notice" | "commons" | "lang" | "now" | "trace">;
  /** see `isAllGiven` */
  readonly allGiven: boolean;
}

/** When to come back, and for what: one adds one's last months before the next publication, or reads it. */
export function ComeBack({ flow: { notice, commons, lang, now, trace }, allGiven }: ComeBackProps) {
  const words = COME_BACK[lang];
  const { catalog } = commons;
  const id = useId();
  const [isSaved, setSaved] = useState(false);
  const { day: first, before } = returnDay(notice, catalog.releases, now());
  const [what, day] = allGiven && before ? (["read", before.read] as const) : (["add", first] as const);
  // Before the first publication nothing tells of which period it will be: a year that is over may never appear.
  const due =
    catalog.releases.length === 0
      ? words.textFirst
      : before && words[what].text(formatPeriod(before.period, lang), formatDate(before.due, lang));
  const saveCalendar = (): void => {
    const { href } = new URL(pageHref("my-contribution", lang), document.baseURI);
    const text = returnFile(what, catalog.commons.name[lang], day, href, lang, now());
    saveBlob(new Blob([text], { type: "text/calendar;charset=utf-8" }), `${words.fileName}.ics`);
    setSaved(true);
  };
  return (
    <section class="card come-back" aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>
        {words[what].title(formatPeriod(what === "read" && before ? before.period : day.slice(0, 7), lang))}
      </h2>
      <p class="note">{[due, words[what].bring].filter(Boolean).join(" ")}</p>
      {trace.shared.value ? (
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
