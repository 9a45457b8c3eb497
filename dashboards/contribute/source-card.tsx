import { UNITS } from "../../src/contract/units.ts";
import type { MeasureRef } from "../../src/domains/index.ts";
import { DROPPED, IDENTIFIERS, PARTIAL, UNREAD } from "../../src/importers/reasons.ts";
import type { FilePlace, ImportedReading, PartialMonth } from "../../src/importers/report.ts";
import { revealedBy } from "../../src/importers/reveals.ts";
import { CORRECTED } from "../compare/own-figures.ts";
import { BuiltElements, Folded } from "../shared/bits.tsx";
import { formatNumber, formatPeriod, lowerFirst, semicolon } from "../shared/format.ts";
import { type Lang, WORDS } from "../shared/i18n.ts";
import { measuresIn, topicLabel } from "../shared/labels.ts";
import { dataTable } from "../shared/table.ts";
import { isOfUse, yearsOf } from "./coming.ts";
import { emptyDays } from "./empty-days.ts";
import { FileName } from "./file-name.tsx";
import { broughtOf, comingFor, type Flow, measuresOf, type ReadSource, removeSource, stretchText, unitFor } from "./flow.ts";
import { isOffered } from "./offers.ts";
import { ownDecimals } from "./own-decimals.ts";
import type { FileReading } from "./protocol.ts";
import { RemoveButton } from "./removed.tsx";
import { FromField } from "./source-from.tsx";

/** Places that are listed individually. */
const PLACES = 20;

/** A file or the typed figures: what it is, what could be sent of it and, folded, everything that it reveals about a person. */
export function SourceCard({ brought, flow }: { brought: ReadSource; flow: Flow }) {
  const { words, lang } = flow;
  const w = words.report;
  const { used, unused } = byMeasure(brought, flow);
  const readings = used.flatMap((of) => of.readings);
  const offered = readings.filter(({ period }) => isOffered(period, brought.from));
  const [sent, empty] = [offered.length, emptyDays(offered, lang)];
  const what = offered.some(({ period }) => period.length !== 7) ? "numbers" : empty.length > 0 ? "months" : "whole";
  const points = brought.read?.report.points ?? brought.readings.length;
  // A table of months is as fine as what is sent, so there is nothing to compare.
  const pointsText = points > readings.length ? formatNumber(points, 0, lang) : null;
  // Of a file of another topic alone nothing can be chosen below.
  const isOther = readings.length === 0 && brought.readings.length > 0;
  const kept =
    brought.readings.length === 0
      ? brought.left.length > 0
        ? w.keptLeft
        : w.keptNone
      : isOther
        ? w.keptOther(lowerFirst(unused))
        : w.kept(sent, pointsText, what);
  const { read } = brought;
  const meterReadings = read?.report.meterReadings;
  // What readings of a meter give is said once, where all of it can be sent.
  const isAllOfMeter = meterReadings !== undefined && sent > 0 && sent === readings.length;
  // The note about readings that no publication uses says already that nothing is chosen.
  const isSaid = sent === 0 && readings.length > 0 && readings.every(({ period }) => !isOfUse(period, comingFor(flow)));
  // What is left stays here; without anything the step before is where one begins again.
  const remove = (): void => {
    removeSource(flow, brought.id);
    if (broughtOf(flow).length === 0) flow.goTo(0);
    else document.getElementById("step")?.focus();
  };
  return (
    <section class="source-box" translate={false} data-source={brought.id}>
      <p class="source-name">
        <svg width="18" height="22" viewBox="0 0 18 22" aria-hidden="true">
          <path d="M2 2h8l6 6v12H2zM10 2v6h6" fill="none" stroke="currentColor" stroke-width="1.8" stroke-linejoin="round" />
        </svg>
        <FileName text={brought.title} />
        <RemoveButton source={brought} flow={flow} onRemove={remove} />
      </p>
      {meterReadings === undefined ? null : <p class="kept">{w.meter(formatNumber(meterReadings, 0, lang), readings.length)}</p>}
      {read && !isSaid && !isAllOfMeter ? <p class="kept">{kept}</p> : null}
      {sent > 0 && sent < readings.length ? (
        <RestStays rest={readings.filter((one) => !offered.includes(one))} flow={flow} />
      ) : null}
      {empty.length === 0 ? null : <p class="note">{w.emptyDays(empty)}</p>}
      {read && read.report.unreadTotal > 0 ? (
        <p class="note">{w.unreadWhy(formatNumber(read.report.unreadTotal, 0, lang), unreadReasons(read, lang))}</p>
      ) : null}
      {unused === "" || isOther ? null : <p class="note">{w.notUsed(lowerFirst(unused))}</p>}
      {readings.length === 0 ? null : <FromField brought={brought} used={readings} flow={flow} />}
      {read ? <FileSays read={read} used={used} flow={flow} /> : null}
    </section>
  );
}

/** What of a source is not sent, and that no publication to come is about it where this is why. */
function RestStays({ rest, flow }: { rest: readonly ImportedReading[]; flow: Flow }) {
  const coming = comingFor(flow);
  const periods = [...new Set(rest.map(({ period }) => period))];
  const years = periods.some((period) => isOfUse(period, coming)) ? [] : yearsOf(coming);
  const areMonths = periods.every(({ length }) => length === 7);
  return <p class="rest">{flow.words.report.rest(periods.length, stretchText(periods, flow), areMonths, years)}</p>;
}

interface FileSaysProps {
  readonly read: FileReading;
  readonly used: readonly OfMeasure[];
  readonly flow: Flow;
}

/** All that a file says, folded: what it would reveal, its months, and what was left out of it. */
function FileSays({ read, used, flow }: FileSaysProps) {
  return (
    <Folded summary={flow.words.report.title} class="says">
      {() => (
        <>
          <Says read={read} flow={flow} />
          {used.map((of) => (
            <BuiltElements key={`${of.ref.key} ${flow.lang}`} make={() => [monthsTable(of, flow)]} />
          ))}
          <LeftOut read={read} flow={flow} />
        </>
      )}
    </Folded>
  );
}

/** The different reasons why lines were not read. */
function unreadReasons({ report }: FileReading, lang: Lang): string {
  return [...new Set(report.unread.map(({ reason }) => UNREAD[reason][lang]))].join(semicolon(lang));
}

/** What the whole file would reveal: the identifiers in it, and how finely it shows a day. */
function Says({ read: { report, variants }, flow: { words, lang } }: { read: FileReading; flow: Flow }) {
  const w = words.report;
  const n = (value: number): string => formatNumber(value, 0, lang);
  const finest = report.finest === null ? "" : ` ${w.finest(report.finest)}`;
  return (
    <>
      <p class="note">{variants.map((label) => label[lang]).join(", ")}</p>
      <h3>{w.identifiers}</h3>
      {report.identifiers.length === 0 ? (
        <p>{w.noIdentifiers}</p>
      ) : (
        <ul class="identifiers">
          {report.identifiers.map(({ kind, count }) => (
            <li key={kind}>
              {w.identifier(IDENTIFIERS[kind][lang], n(count))} <span class="masked">{w.masked}</span>
            </li>
          ))}
        </ul>
      )}
      <p class="hint">{w.nameToo}</p>
      <p class="reveals">{`${w.points(n(report.points))}${finest} ${revealedBy(report)[lang]}`}</p>
    </>
  );
}

function LeftOut({ read: { report }, flow: { words, lang } }: { read: FileReading; flow: Flow }) {
  const w = words.report;
  const n = (value: number): string => formatNumber(value, 0, lang);
  const place = ({ in: kind, at, entry }: FilePlace): string =>
    w.at(w.place[kind], n(at), entry === undefined ? "" : w.entry(n(entry)));
  const unread = report.unread.slice(0, PLACES);
  if (report.dropped.length + unread.length === 0) return null;
  const more = report.unreadTotal - unread.length;
  return (
    <>
      <h3>{w.left}</h3>
      <ul>
        {report.dropped.map(({ what, count }) => (
          <li key={what}>{WORDS[lang].labelled(DROPPED[what][lang], n(count))}</li>
        ))}
      </ul>
      {unread.length === 0 ? null : <p>{w.unread(n(report.unreadTotal))}</p>}
      <ul>
        {unread.map((one) => (
          <li key={place(one)}>{WORDS[lang].labelled(place(one), UNREAD[one.reason][lang])}</li>
        ))}
        {more > 0 ? <li>{w.more(n(more))}</li> : null}
      </ul>
    </>
  );
}

/** The readings of a source for one measure. */
interface OfMeasure {
  readonly ref: MeasureRef;
  readonly readings: readonly ImportedReading[];
  readonly partial: readonly PartialMonth[];
}

/** The readings of a source by measure in use, and the names of its other measures. */
function byMeasure({ readings, read }: ReadSource, flow: Flow): { used: OfMeasure[]; unused: string } {
  const inUse = measuresOf(flow);
  const partial = read?.report.partial ?? [];
  const of = (key: string) => ({
    readings: readings.filter(({ domain, measure }) => `${domain}.${measure}` === key),
    partial: partial.filter(({ domain, measure }) => `${domain}.${measure}` === key),
  });
  const measures = measuresIn([...readings, ...partial]);
  const used = measures.filter((ref) => inUse.includes(ref)).map((ref) => ({ ref, ...of(ref.key) }));
  const unused = measures.filter((ref) => !inUse.includes(ref)).map((ref) => topicLabel(ref, flow.lang));
  return { used, unused: unused.join(", ") };
}

type Row = { readonly period: string; readonly reading: ImportedReading | null; readonly partial: PartialMonth | null };

/** Approximate minutes of a month or a year, for a percentage. */
const minutesOf = (period: string): number => (period.length === 4 ? 525_600 : 43_830);

/** @param isSaid true where a title says of all rows that they are estimated */
function remark({ period, reading, partial }: Row, flow: Flow, isSaid: boolean): string {
  const { words, lang } = flow;
  const w = words.report;
  if (partial !== null) {
    const share = partial.covered === null ? null : Math.floor((100 * partial.covered) / partial.expected);
    return `${w.notKept(PARTIAL[partial.reason][lang])}${share === null ? "" : w.covered(String(share))}`;
  }
  const missing = reading?.missing;
  const remarks = [
    reading?.source === CORRECTED ? w.corrected : "",
    reading?.estimated && !isSaid ? w.estimated : "",
    missing === undefined ? "" : w.missing(formatNumber((100 * missing) / minutesOf(period), 1, lang)),
  ];
  return remarks.filter(Boolean).join(lang === "fr" ? " ; " : "; ");
}

/** Every month and year of a source, including those not kept, with the reason. */
function monthsTable({ ref, readings, partial }: OfMeasure, flow: Flow): HTMLElement {
  const { words, lang } = flow;
  const w = words.report;
  const rows: Row[] = [
    ...readings.map((reading) => ({ period: reading.period, reading, partial: null })),
    ...partial.map((one) => ({ period: one.period, reading: null, partial: one })),
  ].sort((a, b) => a.period.localeCompare(b.period));
  const factor = Number(UNITS[ref.measure.unit].factor);
  // Of a column all numbers have the same decimals.
  const decimals = Math.max(0, ...readings.map(({ amount }) => ownDecimals(amount / factor, ref.measure)));
  const isEstimated = readings.length > 0 && readings.every(({ estimated }) => estimated);
  const name = topicLabel(ref, lang);
  const areYears = rows.every(({ period }) => period.length === 4);
  const remarkOf = (row: Row): string => remark(row, flow, isEstimated);
  const table = dataTable<Row>({
    caption: isEstimated && !areYears ? `${name}, ${w.allEstimated}` : areYears ? name : w.chart(name),
    rows,
    columns: [
      { label: words.type[areYears ? "year" : "month"], cell: ({ period }) => formatPeriod(period, lang) },
      {
        label: w.amount(unitFor(ref, flow)),
        numeric: true,
        cell: ({ reading }) => (reading === null ? "" : formatNumber(reading.amount / factor, decimals, lang)),
      },
      ...(rows.some((row) => remarkOf(row) !== "") ? [{ label: w.remark, remark: true, cell: remarkOf }] : []),
    ],
  });
  table.classList.add("months");
  return table;
}
