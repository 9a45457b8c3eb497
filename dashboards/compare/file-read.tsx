import type { ComponentChildren } from "preact";
import type { PartialMonth } from "../../src/importers/report.ts";
import { ownListDecimals } from "../contribute/own-decimals.ts";
import { Folded } from "../shared/bits.tsx";
import { formatNumber, formatPeriod } from "../shared/format.ts";
import { monthsOf } from "../visit/months-read.ts";
import { changeEntry, type OwnEntry, setFiles, type Visitor } from "../visit/visitor.ts";
import { asideText, givenPeriods, holesIn, monthsAdded } from "./file-months.ts";
import { FILES } from "./file-words.ts";
import { typedOf } from "./monthly-figure.ts";
import type { OwnProps } from "./own-props.ts";
import { TypedMonths, type TypedMonthsProps } from "./typed-months.tsx";

/** What was read of the visitor's files: their months, which can be corrected and continued, and those that do not count. `children` choose another file. */
export function FileRead({ children, ...props }: TypedMonthsProps & { readonly children?: ComponentChildren }) {
  const { visitor, answer, entry, lang } = props;
  const periods = givenPeriods(entry);
  const { counts, repeated } = monthsAdded(visitor, answer.ref.key, entry);
  const [from = "", to = ""] = [periods[0], periods.at(-1)].map((period = "") => formatPeriod(period, lang));
  // Of months of one year it is said once.
  const isOneYear = periods.length > 1 && periods[0]?.slice(0, 4) === periods.at(-1)?.slice(0, 4);
  const holes = holesIn(periods, lang);
  const partial = partialAround(visitor, answer.ref.key, periods).map((period) => formatPeriod(period, lang));
  const typed = typedOf(entry);
  const readings = visitor.files.value.flatMap(({ read }) => read.report.readings).filter((one) => keyOf(one) === answer.ref.key);
  const lacking = periods
    .filter((period) => typed[period] === undefined && readings.find((one) => one.period === period)?.missing !== undefined)
    .map((period) => formatPeriod(period, lang));
  const hasCosts = visitor.files.value.some(
    ({ read: { report } }) => report.dropped.some(({ what }) => what === "cost") && monthsOf(report.readings).has(answer.ref.key),
  );
  return (
    <div class="file-read">
      {FILES[lang].fileRead(counts, isOneYear ? from.replace(/\s\d{4}$/, "") : from, to)}
      {repeated === 0 ? null : <span class="note"> {FILES[lang].fileRepeated(repeated)}</span>}
      {partial.length === 0 ? null : <span class="note"> {FILES[lang].filePartial(partial.join(", "))}</span>}
      {lacking.length === 0 ? null : <span class="note"> {FILES[lang].fileLacks(lacking.join(", "))}</span>}
      {holes === "" ? null : <span class="note"> {FILES[lang].fileHoles(holes)}</span>}
      {unreadOf(visitor, answer.ref.key).map(({ id, read: { report, places = [] } }) => (
        <span key={id} class="note">
          {" "}
          {FILES[lang].fileUnread(
            report.unreadTotal,
            places.map((place) => place[lang]),
          )}
        </span>
      ))}
      {entry.aside.length === 0 ? null : <span class="note"> {asideText(entry, lang)}</span>}
      {hasCosts ? <span class="note"> {FILES[lang].fileCosts}</span> : null}
      {visitor.files.value.map(({ id, refused }) =>
        refused === "" ? null : (
          <p key={id} class="fault" role="alert">
            {refused}
          </p>
        ),
      )}
      <Folded class="no-print" summary={FILES[lang].fileMonths}>
        {() => <TypedMonths {...props} />}
      </Folded>
      <button type="button" class="plain no-print" onClick={() => dropFiles(visitor, answer.ref.key)}>
        {FILES[lang].fileDrop}
      </button>
      {children}
    </div>
  );
}

/** Files of the topic that have something which was not read. */
const unreadOf = ({ files }: Visitor, key: string) =>
  files.value.filter(({ read: { report } }) => report.unreadTotal > 0 && monthsOf(report.readings).has(key));

/** One's own months one by one, oldest first, to tick off. */
export function MonthsListed({ months, answer, lang }: Pick<OwnEntry, "months"> & Pick<OwnProps, "answer" | "lang">) {
  const decimals = ownListDecimals(
    months.map(({ value }) => value),
    answer.ref.measure,
  );
  return (
    <ol class="months-listed">
      {[...months]
        .sort((a, b) => a.period.localeCompare(b.period))
        .map(({ period, value }) => (
          <li key={period}>
            {formatPeriod(period, lang)} <b>{formatNumber(value, decimals, lang)}</b>
          </li>
        ))}
    </ol>
  );
}

const keyOf = ({ domain, measure }: Pick<PartialMonth, "domain" | "measure">): string => `${domain}.${measure}`;

/** Most incomplete months that are named: a file has one at each end, and others are holes between those that count. */
const MOST_PARTIAL = 3;

/** Months of the files that do not count, because days lack, and that stand before or after those that do. */
function partialAround(visitor: Visitor, key: string, periods: readonly string[]): string[] {
  const [first = "", last = ""] = [periods[0], periods.at(-1)];
  const found = visitor.files.value
    .flatMap(({ read: { report } }) => report.partial)
    .filter((one) => keyOf(one) === key && (one.period < first || one.period > last));
  return [...new Set(found.map(({ period }) => period))].sort().slice(-MOST_PARTIAL);
}

/** Forgets every file with months of the measure. */
export function dropFiles(visitor: Visitor, measure: string): void {
  const rest = visitor.files.value.filter(({ read }) => !monthsOf(read.report.readings).has(measure));
  if (rest.length < visitor.files.value.length) setFiles(visitor, rest);
  else changeEntry(visitor, measure, { months: [], takenBack: [], aside: [] });
}
