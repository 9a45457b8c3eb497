import { useId, useState } from "preact/hooks";
import { monthsOver } from "../contribute/typed-source.ts";
import { upperFirst } from "../shared/format.ts";
import { WORDS } from "../shared/i18n.ts";
import { showAnswer } from "../visit/fields.tsx";
import { changeEntry, type OwnEntry } from "../visit/visitor.ts";
import { typedText } from "./kept-answers.ts";
import { asMeant, monthFault, typedOf } from "./monthly-figure.ts";
import type { OwnProps } from "./own-props.ts";
import { STAND } from "./stand-words.ts";

/** Least number of months offered for typing, any of which may stay empty, and as many again for each year before. */
const REMEMBERED = 12;

/** Most years of months to type: the newest published year may have ended long ago. */
const MOST_YEARS = 3;

export interface TypedMonthsProps extends OwnProps {
  readonly units: readonly string[];
  /** the largest amount a month that counts in full */
  readonly clamp: number;
}

/**
 * Number of months that are shown of so many years: back to the first month of a quarter, as parts of a year are compared by quarters.
 * It never depends on what is typed, since a field that comes before others would move them under the finger.
 */
function shownOf(years: number, all: readonly string[]): number {
  const least = years * REMEMBERED;
  const more = all.slice(least - 1).findIndex((period) => Number(period.slice(5)) % 3 === 1);
  return least + Math.max(0, more);
}

/**
 * Months to type, newest last, under their years; those of a file are filled in. Long, for fields and what is wrong with them go by the same
 * months.
 */
export function TypedMonths({ visitor, answer, entry, lang, units, clamp }: TypedMonthsProps) {
  const words = WORDS[lang].stand;
  const id = useId();
  const { ref, unit } = answer;
  const typed = typedOf(entry);
  const inFile = new Map(entry.months.map(({ period, value }) => [period, typedText(value, lang)]));
  const textOf = (period: string): string => typed[period] ?? inFile.get(period) ?? "";
  const [asked, setAsked] = useState(1);
  const all = monthsOver(new Date(), MOST_YEARS * REMEMBERED);
  const first = all.findLastIndex((period) => textOf(period) !== "");
  let years = asked;
  while (shownOf(years, all) <= first) years += 1;
  const months = all
    .slice(0, shownOf(years, all))
    .reverse()
    .map((period) => ({ period, fault: monthFault(textOf(period), units, lang) }));
  const change = (texts: OwnEntry["typed"]): void =>
    changeEntry(visitor, ref.key, { kind: "months", typed: { ...typed, ...texts } });
  const type = (period: string, text: string): void => change({ [period]: text });
  // A column of a table goes into as many months: a single field would put its numbers together to one.
  const paste = (event: ClipboardEvent, at: number): void => {
    const texts = (event.clipboardData?.getData("text") ?? "").trim().split(/\r?\n|\t/);
    if (texts.length < 2) return;
    event.preventDefault();
    change(Object.fromEntries(months.slice(at, at + texts.length).map(({ period }, i) => [period, texts[i]?.trim() ?? ""])));
  };
  const nameOf = (period: string): string => WORDS[lang].monthNames[Number(period.slice(5)) - 1] ?? period;
  return (
    <fieldset class="typed-months">
      <legend>{STAND[lang].typedMonths(unit)}</legend>
      {months.flatMap(({ period, fault }, i) => [
        i === 0 || period.endsWith("-01") ? (
          <b key={period.slice(0, 4)} aria-hidden="true">
            {period.slice(0, 4)}
          </b>
        ) : null,
        <label key={period}>
          {words.monthShort[Number(period.slice(5)) - 1]} <span class="visually-hidden">{period.slice(0, 4)}</span>
          <input
            type="text"
            inputMode="decimal"
            enterkeyhint="next"
            autocomplete="off"
            data-month={period}
            value={textOf(period)}
            aria-invalid={fault === null ? undefined : true}
            aria-describedby={fault === null ? undefined : `${id}-${period}`}
            onInput={(event) => type(period, event.currentTarget.value)}
            onPaste={(event) => paste(event, i)}
            onKeyDown={({ key, currentTarget }) => {
              const next = months[i + 1]?.period;
              if (key !== "Enter") return;
              const field = currentTarget.closest("fieldset")?.querySelector<HTMLElement>(`[data-month="${next}"]`);
              if (field) return field.focus();
              // After the last month comes the answer, which the fields and a phone's keyboard would hide.
              currentTarget.blur();
              showAnswer(currentTarget);
            }}
            // Once it is typed, the field shows how its point is read.
            onChange={() => {
              const text = textOf(period);
              const meant = asMeant(text, { units: [], lang, most: clamp });
              if (meant !== text) type(period, meant);
            }}
          />
        </label>,
      ])}
      {years === MOST_YEARS ? null : (
        <button type="button" class="plain years" onClick={() => setAsked(years + 1)}>
          {STAND[lang].earlierMonths}
        </button>
      )}
      <div role="alert">
        {months.map(({ period, fault }) =>
          fault === null ? null : (
            <p key={period} id={`${id}-${period}`} class="fault">
              {words.faults.month(upperFirst(nameOf(period)), fault === "negative")}
            </p>
          ),
        )}
      </div>
    </fieldset>
  );
}
