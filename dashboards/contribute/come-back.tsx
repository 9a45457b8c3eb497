import { useId, useState } from "preact/hooks";
import { monthOf, type Period } from "../../src/contract/period.ts";
import { en } from "../messages/en/come-back.ts";
import { fr } from "../messages/fr/come-back.ts";
import { calendarFile, REPEATS, type Repeat } from "../shared/calendar.ts";
import type { Catalog, Notice } from "../shared/data.ts";
import { saveBlob } from "../shared/download.ts";
import { formatPeriod } from "../shared/format.ts";
import { type Lang, translated } from "../shared/i18n.ts";
import { comingOf } from "./coming.ts";
import { idempotencyKey } from "./donation.ts";

const COME_BACK = translated(fr, en);

/** Most publications are made within weeks of their period's end: the middle of the month after. */
const DAY = 15;
/** Months until one is reminded where nothing is announced. */
const LATER = 6;

/** A day to come back, and the publication that it is for; null: none is announced. */
export interface ReturnDay {
  /** `YYYY-MM-DD` */
  readonly day: string;
  readonly period: string | null;
}

const dayAfter = (month: string, months: number): string => {
  const [year = 0, number = 1] = month.split("-").map(Number);
  return new Date(Date.UTC(year, number - 1 + months, DAY)).toISOString().slice(0, 10);
};

/** The commons' next publication decides, the same for everybody: nothing of a contribution is in the day. */
export function returnDay(notice: Pick<Notice, "facts">, releases: Catalog["releases"], now: Date): ReturnDay {
  const end = ({ months }: Period): string => months.at(-1) ?? "";
  const [next] = comingOf(notice.facts, releases, monthOf(now))
    .filter((period) => dayAfter(end(period), 1) > now.toISOString().slice(0, 10))
    .sort((a, b) => end(a).localeCompare(end(b)) || a.months.length - b.months.length);
  return next ? { day: dayAfter(end(next), 1), period: next.id } : { day: dayAfter(monthOf(now), LATER), period: null };
}

export interface ComeBackProps {
  readonly notice: Notice;
  readonly catalog: Catalog;
  readonly lang: Lang;
  readonly now: () => Date;
}

/** When to come back, and a file for one's own calendar, made here. */
export function ComeBack({ notice, catalog, lang, now }: ComeBackProps) {
  const words = COME_BACK[lang];
  const [repeat, setRepeat] = useState<Repeat>("once");
  const id = useId();
  const { day, period } = returnDay(notice, catalog.releases, now());
  const when = formatPeriod(day.slice(0, 7), lang);
  const take = (): void => {
    const text = calendarFile({
      summary: words.summary(catalog.commons.name[lang]),
      day,
      repeat,
      now: now(),
      uid: idempotencyKey((bytes) => crypto.getRandomValues(bytes)),
    });
    saveBlob(new Blob([text], { type: "text/calendar;charset=utf-8" }), `${words.fileName}.ics`);
  };
  return (
    <section class="card come-back" aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{period === null ? words.titleNone : words.title(when)}</h2>
      <p class="note">{period === null ? words.textNone : words.text(formatPeriod(period, lang))}</p>
      <fieldset class="chips">
        <legend class="visually-hidden">{words.how}</legend>
        {REPEATS.map((one) => (
          <button key={one} type="button" class="chip" aria-pressed={one === repeat} onClick={() => setRepeat(one)}>
            {words[one]}
          </button>
        ))}
      </fieldset>
      <button type="button" class="quiet" id="calendar" onClick={take}>
        {words.take}
      </button>
      <p class="source">{words.file}</p>
    </section>
  );
}
