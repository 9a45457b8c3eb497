import { useId, useState } from "preact/hooks";
import { monthOf, stepWithin } from "../../src/contract/period.ts";
import { UNITS } from "../../src/contract/units.ts";
import { measureRef } from "../../src/domains/index.ts";
import { isBillMonth } from "../compare/own-figures.ts";
import { en } from "../messages/en/come-back.ts";
import { fr } from "../messages/fr/come-back.ts";
import { calendarFile } from "../shared/calendar.ts";
import type { Catalog, Notice } from "../shared/data.ts";
import { saveBlob } from "../shared/download.ts";
import { formatDate, formatPeriod, lowerFirst, upperFirst } from "../shared/format.ts";
import { type Lang, translated } from "../shared/i18n.ts";
import { measuresIn, topicLabel } from "../shared/labels.ts";
import { pageHref } from "../shared/layout.ts";
import {
  comingOf,
  doesCount,
  isEnoughFor,
  nextDue,
  quarterLevel,
  type ReadingSlot,
  type Reminder,
  reminderOf,
  withLastMonths,
} from "./coming.ts";
import { type Flow, usesFor } from "./flow.ts";
import { leafLack, monthsInWords, plainLevel, withoutYear } from "./use-words.ts";

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

/** The calendar file of a day. `what` is what one comes back for; `url` is the page to come back to: no key, area or topic. */
export function returnFile(what: "add" | "read" | "next", name: string, day: string, url: string, lang: Lang, now: Date): string {
  const { summary, description } = COME_BACK[lang][what];
  return calendarFile({ summary: summary(name), description: description(url), url, day, now, uid: `${day}-${url}` });
}

export interface ComeBackProps {
  readonly flow: Pick<Flow, "notice" | "commons" | "lang" | "now">;
  /** what was given, and counts; `source` says where it is from */
  readonly readings: readonly (ReadingSlot & { readonly source?: string })[];
}

/** What would still lack for the publication of a period with one's last months, and where these count; empty where they are enough. */
function lackWithLast({ flow, readings }: ComeBackProps, period: string, day: string): string {
  const { commons, lang, notice } = flow;
  const last = withLastMonths(readings, period);
  if (isEnoughFor(period, last, notice.facts.protection.levels)) return "";
  const uses = usesFor(flow, last);
  const names = commons.catalog.territory.level_names;
  const lack = leafLack(uses, names, lang, new Date(day));
  const wider = uses[0]?.levels.find((_, i) => uses.every(({ levels }) => levels[i] !== undefined && doesCount(levels[i])));
  return lack === "" ? "" : COME_BACK[lang].add.few(wider ? plainLevel(names, wider.level, lang) : null, lowerFirst(lack));
}

/** The topics of readings, within a sentence. */
const topicsOf = (readings: readonly ReadingSlot[], lang: Lang): string[] =>
  measuresIn(readings).map((ref) => lowerFirst(topicLabel(ref, lang)));

/** Bases of the units that a meter counts in: water, and energy. */
const METERED: readonly string[] = ["L", "Wh"];

/** Whether months came from bills, all of them or some, and any of these of a use that a meter has; null: none did. What is typed of anything else, such as kilometres, is of no bill. */
function billsIn(readings: ComeBackProps["readings"]) {
  const baseOf = ({ domain, measure }: ReadingSlot): string => {
    const unit = measureRef(domain, measure)?.measure.unit;
    return unit === undefined ? "" : UNITS[unit].base;
  };
  const isOfBill = (one: ComeBackProps["readings"][number]): boolean =>
    isBillMonth({ source: one.source ?? "", period: one.period }) && [...METERED, "cent"].includes(baseOf(one));
  const ofBills = readings.filter(isOfBill);
  if (ofBills.length === 0) return null;
  const metered = ofBills.filter((one) => METERED.includes(baseOf(one)));
  return { areAll: ofBills.length === readings.length, metered };
}

/** The quarters that are begun and lack months that are over by the day, with these and the level whose figures need them; null: there is none. */
function begunQuarters({ flow, readings }: ComeBackProps, day: string) {
  const lacks = usesFor(flow, readings).flatMap((use) => {
    const level = quarterLevel(use);
    const begun = use.begun.filter(({ missing }) => missing.every((month) => month < day.slice(0, 7)));
    return level === undefined ? [] : begun.map((one) => ({ ...one, level, ref: use.ref }));
  });
  const [first] = lacks;
  if (first === undefined) return null;
  const refsOf = [...new Set(lacks.map(({ ref }) => ref))];
  const uniqueOf = (all: readonly string[]): string[] => [...new Set(all)].sort();
  return {
    level: first.level,
    periods: uniqueOf(lacks.map(({ period }) => period)),
    missing: refsOf.map((ref) => ({
      topic: lowerFirst(topicLabel(ref, flow.lang)),
      months: uniqueOf(lacks.flatMap((one) => (one.ref === ref ? one.missing : []))),
    })),
  };
}

/** The missing months, of which topics where several were given: those alike together. */
function missingText(
  missing: readonly { readonly topic: string; readonly months: readonly string[] }[],
  readings: readonly ReadingSlot[],
  lang: Lang,
  period: string,
): string {
  const isNamed = measuresIn(readings).length > 1;
  const inWords = missing.map(({ topic, months }) => ({ topic, text: monthsInWords(months, lang, period.slice(0, 4)) }));
  return [...new Set(inWords.map(({ text }) => text))]
    .map((text) => {
      const topics = inWords.filter((one) => one.text === text).map(({ topic }) => topic);
      return isNamed ? `${text} (${topics.join(", ")})` : text;
    })
    .join(", ");
}

/**
 * The topics with which the home counts for the year already and completes a quarter, and what is said of the others, for which even one's
 * last months are too few; null: all topics are told together. The reason of the first would be hidden by what the others lack.
 */
function strongAlone(props: ComeBackProps, before: { readonly period: string }, day: string) {
  const { flow, readings } = props;
  const { levels } = flow.notice.facts.protection;
  const groups = measuresIn(readings).map((ref) => readings.filter((one) => `${one.domain}.${one.measure}` === ref.key));
  const isStrong = (group: ComeBackProps["readings"]): boolean =>
    isEnoughFor(before.period, group, levels) && begunQuarters({ flow, readings: group }, day) !== null;
  const isWeak = (group: ComeBackProps["readings"]): boolean =>
    !isEnoughFor(before.period, withLastMonths(group, before.period), levels);
  const [strong, weak] = [groups.filter(isStrong).flat(), groups.filter(isWeak).flat()];
  if (strong.length === 0 || weak.length === 0) return null;
  const name = new Intl.ListFormat(flow.lang, { type: "conjunction" }).format(topicsOf(weak, flow.lang));
  return { strong, weak: COME_BACK[flow.lang].add.weak(upperFirst(name), formatPeriod(before.period, flow.lang)) };
}

/** How months of bills are read from the meter, then what to bring of the other topics: without it the steps would seem to be of them too. */
function stepsOf(
  { flow: { lang } }: ComeBackProps,
  given: ComeBackProps["readings"],
  metered: readonly ReadingSlot[],
  day: string,
) {
  const words = COME_BACK[lang].add;
  const ofMeters = topicsOf(metered, lang);
  const others = topicsOf(given, lang).filter((topic) => !ofMeters.includes(topic));
  return [
    ...words.meter(formatDate(day, lang), ofMeters),
    ...(others.length === 0 ? [] : [words.file(upperFirst(new Intl.ListFormat(lang, { type: "conjunction" }).format(others)))]),
  ];
}

/**
 * When to come back, and for what: one adds one's last months before the next publication or, where all of it and of the quarters that are
 * begun is given, reads it. `title` and `text` are what the page says of it, and `steps` how months of bills are read from the meter.
 */
export function comeBackOf(props: ComeBackProps) {
  const { notice, commons, lang, now } = props.flow;
  const words = COME_BACK[lang];
  const { releases } = commons.catalog;
  const { day, before } = returnDay(notice, releases, now());
  const add = { what: "add", day, title: words.add.title(formatDate(day, lang)), steps: [] } as const;
  // Before the first publication nothing tells of which period it will be: a year that is over may never appear.
  if (releases.length === 0) return { ...add, text: words.textFirst };
  if (before === null) return { ...add, text: "" };
  const period = formatPeriod(before.period, lang);
  const due = formatDate(before.due, lang);
  const apart = strongAlone(props, before, day);
  const given = apart?.strong ?? props.readings;
  const bills = billsIn(given);
  const hasMeter = bills !== null && bills.metered.length > 0;
  const steps = hasMeter ? stepsOf(props, given, bills.metered, day) : [];
  if (!isEnoughFor(before.period, given, notice.facts.protection.levels)) {
    // Where figures are revised, a year is published a second time.
    const isAgain = notice.facts.protection.revised && before.period.length === 4;
    const later = bills === null ? [] : [words.add.laterBill(due, isAgain)];
    const text = lackWithLast(props, before.period, day) || words.add.text(period, due);
    const title = bills?.areAll ? words.add.billTitle(formatDate(day, lang), hasMeter) : add.title;
    return { ...add, title, text: [text, ...later].join(" "), steps };
  }
  const begun = begunQuarters({ ...props, readings: given }, day);
  if (begun === null)
    return { what: "read", day: before.due, title: words.read.title(due), text: words.read.text(period), steps: [] } as const;
  const quarters = begun.periods.map((one) => withoutYear(formatPeriod(one, lang)));
  const level = plainLevel(commons.catalog.territory.level_names, begun.level, lang);
  return {
    ...add,
    title: words.add.months(formatDate(day, lang), missingText(begun.missing, props.readings, lang, before.period)),
    text: [words.add.quarters(quarters, level), ...(apart === null ? [] : [apart.weak])].join(" "),
    steps,
  };
}

interface NextFiguresProps extends Pick<Flow, "notice" | "lang"> {
  readonly commons: Pick<Flow["commons"], "catalog">;
}

/** Beside an answer, the day around which the next figures come, with a file for one's calendar. It is the same for everybody. */
export function NextFigures({ notice, commons: { catalog }, lang }: NextFiguresProps) {
  const words = COME_BACK[lang];
  const [isSaved, setSaved] = useState(false);
  const day = nextDue(notice.facts, catalog.releases, new Date());
  if (day === null) return null;
  const save = (): void => {
    const { href } = new URL(pageHref("compare", lang), document.baseURI);
    saveCalendar(returnFile("next", catalog.commons.name[lang], day, href, lang, new Date()), lang);
    setSaved(true);
  };
  return (
    <p class="note">
      {words.next.text(formatDate(day, lang))}{" "}
      <button type="button" class="plain" onClick={save}>
        {words.next.take}
      </button>{" "}
      <span role="status">{isSaved ? words.saved : ""}</span>
    </p>
  );
}

const saveCalendar = (file: string, lang: Lang): void =>
  saveBlob(new Blob([file], { type: "text/calendar;charset=utf-8" }), `${COME_BACK[lang].fileName}.ics`);

export function ComeBack({ flow, readings }: ComeBackProps & { readonly flow: Pick<Flow, "trace"> }) {
  const { commons, lang, now, trace } = flow;
  const words = COME_BACK[lang];
  const id = useId();
  const [isSaved, setSaved] = useState(false);
  const { what, day, title, text, steps } = comeBackOf({ flow, readings });
  const save = (): void => {
    const { href } = new URL(pageHref("my-contribution", lang), document.baseURI);
    saveCalendar(returnFile(what, commons.catalog.commons.name[lang], day, href, lang, now()), lang);
    setSaved(true);
  };
  return (
    <section class="card come-back" aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{title}</h2>
      {text === "" ? null : <p class="note">{text}</p>}
      {steps.length === 0 ? null : (
        <ol class="note">
          {steps.map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>
      )}
      {trace.shared.value ? (
        <p class="note">{words.shared}</p>
      ) : (
        <>
          <button type="button" class="quiet" id="calendar" onClick={save}>
            {words.take}
          </button>
          <p class="source" role="status">
            {isSaved ? words.saved : words.file}
          </p>
        </>
      )}
    </section>
  );
}
