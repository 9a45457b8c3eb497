import { useRef } from "preact/hooks";
import { UNITS } from "../../src/contract/units.ts";
import { UNUSUAL_FACTOR } from "../../src/contract/unusual.ts";
import { monthsOver } from "../contribute/typed-source.ts";
import { type Lang, WORDS } from "../shared/i18n.ts";
import { useListeners } from "../shared/listeners.ts";
import { clampOf, type PublicCommons } from "../visit/commons.ts";
import { amountInWords, Chips } from "../visit/fields.tsx";
import { changeEntry, NO_ENTRY, type Visitor } from "../visit/visitor.ts";
import { isVeryLow } from "./low-figure.ts";
import { bareFigure, largestOf } from "./monthly-figure.ts";
import { ownAmount } from "./rounded.ts";
import { followsCold, hasQuarters, placesByQuarter } from "./seasonal-said.ts";
import { isAnswerIdle, type TopicAnswer } from "./topic-answer.ts";
import { VERDICTS } from "./verdict-words.ts";

interface AskedBackProps {
  readonly commons: PublicCommons;
  readonly visitor: Visitor;
  readonly answer: TopicAnswer;
  readonly lang: Lang;
}

/** Questions that the page asks before it says more: whether the unit is right, other months, whether help is wanted. */
export function AskedBack(props: AskedBackProps) {
  const { verdict } = props.answer;
  return (
    <>
      {verdict?.kind === "seasonal" ? <AskSeasons {...props} /> : null}
      {verdict?.kind === "unit" ? <AskUnit {...props} most={mostCredible(props)} /> : null}
      {asksForHelp(props.answer) ? <Help {...props} /> : null}
    </>
  );
}

/** Tells whether an answer about the home would say more. */
const lacksAnswer = ({ verdict, untold }: TopicAnswer): boolean =>
  ["widened", "seasonal", "years"].includes(verdict?.kind ?? "none") && untold.length > 0;

/**
 * Asks in the card for the answers that the verdict needs. The home's own questions stay open above until one of them is
 * answered.
 */
export function MissingAnswer({ commons, visitor, answer, lang }: AskedBackProps) {
  const box = useRef<HTMLDivElement>(null);
  const hasAnswers = Object.keys(visitor.attributes.value).length > 0;
  // The pressed chip disappears with its question, so the focus moves to the card's title.
  useListeners(() => box.current, {
    click: () => {
      const title = document.getElementById(`title-${answer.ref.key}`);
      requestAnimationFrame(() => {
        if (document.activeElement === document.body) title?.focus();
      });
    },
  });
  if (!hasAnswers || !lacksAnswer(answer) || isAnswerIdle(commons, answer)) return null;
  return (
    <div ref={box} class="no-print">
      {answer.untold.map((name) => (
        <Chips key={name} visitor={visitor} name={name} lang={lang} />
      ))}
    </div>
  );
}

/** The rule of ranks, and what may be given for one. */
function AskSeasons({ commons, visitor, answer, lang }: AskedBackProps) {
  const words = WORDS[lang].stand.seasons;
  const { key } = answer.ref;
  const entry = visitor.entries.value[key] ?? NO_ENTRY;
  if (placesByQuarter(commons, answer, lang) !== null) return null;
  const rule = VERDICTS[lang].rankRule(hasQuarters(commons));
  if (entry.months.length > 0) return <p class="note">{rule}</p>;
  const withMonths = (): void => {
    // A figure already typed for one month is kept in that month.
    const period = monthsOver(new Date(), 12).find((month) => entry.kind === "month" && month.endsWith(`-${entry.month}`));
    changeEntry(visitor, key, { kind: "months", typed: period ? { [period]: entry.amount, ...entry.typed } : entry.typed });
  };
  return (
    <p class="or-else no-print">
      {rule} {words.give}{" "}
      {entry.kind === "months" ? null : (
        <button type="button" class="chip" onClick={withMonths}>
          {words.months}
        </button>
      )}{" "}
      <button type="button" class="chip" onClick={() => changeEntry(visitor, key, { kind: "year", amount: "" })}>
        {words.year}
      </button>
    </p>
  );
}

/** The largest monthly amount that is accepted without a question. */
export function mostCredible({ commons, answer: { group, ref } }: Pick<AskedBackProps, "commons" | "answer">): number {
  const middle = (group?.quartiles?.p50 ?? group?.centre)?.value ?? 0;
  const clamp = clampOf(commons.catalog, ref);
  return middle > 0 ? Math.min(clamp, UNUSUAL_FACTOR * middle) : clamp;
}

/** Above this many times the middle, or the clamp where no middle is known, no home explains a figure: it cannot be confirmed. */
const IMPOSSIBLE = 100;

/** Tells whether a figure may be true of some home. */
const isPossible = ({ given }: TopicAnswer, most: number): boolean =>
  given === null || largestOf(given) <= (IMPOSSIBLE / UNUSUAL_FACTOR) * most;

/** The field in which the figure of a topic was typed. */
const fieldOf = (measure: string): HTMLInputElement | null =>
  document.querySelector<HTMLInputElement>(`[data-amount="${measure}"]`);

interface AskUnitProps extends Omit<AskedBackProps, "commons"> {
  /** a larger monthly amount would be asked about again */
  readonly most: number;
  /** where there is no room for the dates of a bill */
  readonly brief?: boolean;
}

/**
 * Asks what the number is when it is many times the middle, or over the clamp. It offers only readings that would be
 * credible.
 */
export function AskUnit(props: AskUnitProps) {
  return (props.answer.given?.months.length ?? 0) > 0 ? <AskMonth {...props} /> : <AskAmount {...props} />;
}

/** Asks about the largest of several months: neither a year's total nor a bill explains one of them. */
function AskMonth({ visitor, answer, lang, most }: AskUnitProps) {
  const { unit: words, monthNames } = WORDS[lang].stand;
  const months = answer.given?.months ?? [];
  const largest = months.reduce((one, other) => (other.value > one.value ? other : one));
  const name = `${monthNames[Number(largest.period.slice(5)) - 1] ?? ""} ${largest.period.slice(0, 4)}`;
  const field = (): HTMLInputElement | null =>
    document.getElementById(`topic-${answer.ref.key}`)?.querySelector<HTMLInputElement>(`[data-month="${largest.period}"]`) ??
    null;
  return (
    <fieldset class="asked">
      <legend>{words.question(WORDS[lang].labelled(name, amountInWords(largest.value, answer.unit, lang)))}</legend>
      {isPossible(answer, most) ? (
        <button type="button" onClick={() => changeEntry(visitor, answer.ref.key, { confirmed: true })}>
          {words.right}
        </button>
      ) : null}
      {field() === null ? null : (
        <button type="button" onClick={() => field()?.select()}>
          {words.correct}
        </button>
      )}
    </fieldset>
  );
}

function AskAmount({ visitor, answer, lang, most, brief = false }: AskUnitProps) {
  const words = WORDS[lang].stand.unit;
  const { key, measure } = answer.ref;
  const value = answer.given?.perMonth ?? 0;
  const { base, factor } = UNITS[measure.unit];
  const inUnit = value / Number(factor);
  const isInBase = base !== measure.unit && base !== "cent" && inUnit <= most && 20 * inUnit > most / UNUSUAL_FACTOR;
  const amount = (number: number): string => amountInWords(number, answer.unit, lang);
  const typed = String(Number(inUnit.toPrecision(6)));
  const entry = visitor.entries.value[key] ?? NO_ENTRY;
  // A bill is asked about as it was typed, not as the month that was computed of it.
  const asked =
    entry.kind === "bill" ? `${bareFigure(entry.amount, [answer.unit])}\u00a0${answer.unit}` : ownAmount(answer, lang);
  const isYear = value / 12 <= most;
  // Where there is no room, correcting is offered only where nothing else is left.
  const isCorrected = !brief || !(isYear || isInBase || isPossible(answer, most));
  return (
    <fieldset class="asked">
      <legend>{words.question(asked)}</legend>
      {!isYear ? null : (
        <>
          <button type="button" onClick={() => changeEntry(visitor, key, { kind: "year" })}>
            {words.year} <small>{words.yearIs(amount(value / 12))}</small>
          </button>
          {brief ? null : (
            <button type="button" onClick={() => changeEntry(visitor, key, { kind: "bill" })}>
              {words.bill}
            </button>
          )}
        </>
      )}
      {isInBase ? (
        <button
          type="button"
          onClick={() => changeEntry(visitor, key, { amount: lang === "fr" ? typed.replace(".", ",") : typed })}
        >
          {words.inBase(base)} <small>{words.yearIs(amount(inUnit))}</small>
        </button>
      ) : null}
      {isPossible(answer, most) ? (
        <button type="button" onClick={() => changeEntry(visitor, key, { confirmed: true })}>
          {words.right}
        </button>
      ) : null}
      {isCorrected ? (
        <button type="button" onClick={() => fieldOf(key)?.select()}>
          {words.correct}
        </button>
      ) : null}
    </fieldset>
  );
}

/** Tells whether a figure is so low that it may mean hardship. */
export const asksForHelp = (answer: TopicAnswer): boolean => answer.verdict?.kind === "little" || isVeryLow(answer);

/** Where help is to be had: a very low figure is answered with it and never with praise. */
export function HelpText({ answer, lang }: Pick<AskedBackProps, "answer" | "lang">) {
  const words = WORDS[lang].stand.help;
  return (
    <p>
      <b>{words.title}</b> {words.text(followsCold(answer.ref))}
    </p>
  );
}

/** Asks whether the figure is right, because a mistake is likelier than hardship; then offers help. */
function Help({ visitor, answer, lang }: AskedBackProps) {
  const words = WORDS[lang].stand.help;
  const { key } = answer.ref;
  const entry = visitor.entries.value[key] ?? NO_ENTRY;
  const isTyped = entry.kind === "month" || entry.kind === "year";
  return (
    <div class="help">
      {entry.confirmed ? (
        <p class="note">{words.confirmed}</p>
      ) : (
        <p class="or-else">
          {words.orElse}{" "}
          {isTyped ? (
            <button
              type="button"
              class="chip"
              onClick={() => changeEntry(visitor, key, { kind: entry.kind === "year" ? "month" : "bill" })}
            >
              {entry.kind === "year" ? words.month : words.part}
            </button>
          ) : null}{" "}
          <button type="button" class="chip" onClick={() => changeEntry(visitor, key, { confirmed: true })}>
            {words.right}
          </button>
        </p>
      )}
      <HelpText answer={answer} lang={lang} />
    </div>
  );
}
