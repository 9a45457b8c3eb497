import type { ComponentChildren } from "preact";
import { UNITS } from "../../src/contract/units.ts";
import { UNUSUAL_FACTOR } from "../../src/contract/unusual.ts";
import { unitLabel } from "../shared/format.ts";
import { type Lang, WORDS } from "../shared/i18n.ts";
import { pageHref } from "../shared/layout.ts";
import { clampOf, type PublicCommons } from "../visit/commons.ts";
import { amountInWords } from "../visit/fields.tsx";
import { changeEntry, kindOf, NO_ENTRY, type OwnEntry, type Visitor } from "../visit/visitor.ts";
import { verbOf } from "./group-words.ts";
import { largestOf } from "./monthly-figure.ts";
import { HelpLinked } from "./next-steps.tsx";
import { NEXT } from "./next-words.ts";
import { ownAmount } from "./rounded.ts";
import { heldAgainst } from "./season.ts";
import type { TopicAnswer } from "./topic-answer.ts";
import { isLikelierBill, isLikelierMonth } from "./verdict.ts";

export interface AskedBackProps {
  readonly commons: PublicCommons;
  readonly visitor: Visitor;
  readonly answer: TopicAnswer;
  readonly lang: Lang;
}

/** The largest monthly amount that is accepted without a question. */
export function mostCredible({ commons, answer }: Pick<AskedBackProps, "commons" | "answer">): number {
  const middle = heldAgainst(answer)?.value ?? 0;
  const clamp = clampOf(commons.catalog, answer.ref);
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

/**
 * Takes an answer to what is asked back. What it asks for next has the focus: the first day of a bill, or the field that wants another unit;
 * else the card's title, above the new sentence, for the choices are gone.
 */
function takeAnswer(visitor: Visitor, measure: string, change: Partial<OwnEntry>): void {
  changeEntry(visitor, measure, change);
  requestAnimationFrame(() => {
    const asked = change.kind === "bill" ? "input[type=date]" : "[data-amount][aria-invalid]";
    const field = document.getElementById(`topic-${measure}`)?.querySelector<HTMLElement>(asked);
    (field ?? document.getElementById(`title-${measure}`))?.focus();
  });
}

interface AskUnitProps extends Omit<AskedBackProps, "commons"> {
  /** a larger monthly amount would be asked about again */
  readonly most: number;
  /** where there is no room for the dates of a bill */
  readonly brief?: boolean;
  /** a choice that comes last */
  readonly children?: ComponentChildren;
}

/**
 * Asks what the number is when it is many times the middle, over the clamp, or a year's total that is likelier a month's. It offers only
 * readings that some home explains.
 */
export function AskUnit(props: AskUnitProps) {
  return (props.answer.given?.months.length ?? 0) > 0 ? <AskMonth {...props} /> : <AskAmount {...props} />;
}

/** Asks about the largest of several months: neither a year's total nor a bill explains one of them. */
function AskMonth({ visitor, answer, lang, most }: AskUnitProps) {
  const { monthNames } = WORDS[lang];
  const words = NEXT[lang].asked;
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
        <button type="button" onClick={() => takeAnswer(visitor, answer.ref.key, { confirmed: true })}>
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

/** Asks what one amount is. Long, for each choice stands where its own condition holds. */
function AskAmount({ visitor, answer, lang, most, brief = false, children }: AskUnitProps) {
  const words = NEXT[lang].asked;
  const { yearIs } = WORDS[lang].stand.unit;
  const { key, measure } = answer.ref;
  const value = answer.given?.perMonth ?? 0;
  const { base, factor } = UNITS[measure.unit];
  const inUnit = value / Number(factor);
  const isInBase = base !== measure.unit && base !== "cent" && inUnit <= most && 4 * inUnit > most / UNUSUAL_FACTOR;
  const amount = (number: number): string => amountInWords(number, answer.unit, lang);
  const entry = visitor.entries.value[key] ?? NO_ENTRY;
  // A bill or a year is asked about as it was typed, not as the month that was computed of it.
  const total = answer.given?.total?.amount ?? value;
  const typed = String(Number((total / Number(factor)).toPrecision(6)));
  const asked = answer.given?.total ? amount(total) : ownAmount(answer, lang);
  const isBill = isLikelierBill(answer.verdict);
  const times = answer.verdict?.kind === "unit" ? answer.verdict.times : 1;
  // A twelfth is always less doubtful, and may still be doubted.
  const isYear =
    entry.kind !== "year" && total / 12 <= (IMPOSSIBLE / UNUSUAL_FACTOR) * most && !(isBill && isLikelierMonth(times / 12));
  // The field is right above: that it can be corrected is said only where nothing else is left.
  const isCorrected = !(isYear || isInBase || isPossible(answer, most));
  const bill = <BillChoice visitor={visitor} measure={key} lang={lang} isElsewhere={brief} />;
  return (
    <fieldset class="asked">
      {/* A question about one amount is asked by the sentence above. */}
      <legend class={isBill ? "visually-hidden" : undefined}>{words.question(asked)}</legend>
      {isBill ? bill : null}
      {times < 1 ? (
        <button type="button" onClick={() => takeAnswer(visitor, key, { kind: "month" })}>
          {words.month}
        </button>
      ) : null}
      {!isYear ? null : (
        <>
          <button type="button" onClick={() => takeAnswer(visitor, key, { kind: "year" })}>
            {words.year} <small>{yearIs(amount(total / 12))}</small>
          </button>
          {entry.kind === "bill" || isBill ? null : bill}
        </>
      )}
      {isInBase ? (
        <button
          type="button"
          onClick={() => takeAnswer(visitor, key, { amount: lang === "fr" ? typed.replace(".", ",") : typed })}
        >
          {words.inBase(base)} <small>{yearIs(amount(inUnit))}</small>
        </button>
      ) : null}
      {isPossible(answer, most) ? (
        <button type="button" onClick={() => takeAnswer(visitor, key, { confirmed: true })}>
          {entry.kind === "month" ? words.right : NEXT[lang].right}
        </button>
      ) : null}
      {isCorrected ? (
        <button type="button" onClick={() => fieldOf(key)?.select()}>
          {words.correct}
        </button>
      ) : null}
      {children}
    </fieldset>
  );
}

interface BillChoiceProps {
  readonly visitor: Visitor;
  readonly measure: string;
  readonly lang: Lang;
  /** true: there is room for the dates of a bill in Me situer alone, which the amount goes to */
  readonly isElsewhere: boolean;
}

/** That the amount is a bill's, whose dates are asked for next. */
function BillChoice({ visitor, measure, lang, isElsewhere }: BillChoiceProps) {
  const { bill } = NEXT[lang].asked;
  const choose = (): void => takeAnswer(visitor, measure, { kind: "bill" });
  return isElsewhere ? (
    <a class="button" href={pageHref("compare", lang)} onClick={choose}>
      {bill}
    </a>
  ) : (
    <button type="button" onClick={choose}>
      {bill}
    </button>
  );
}

/**
 * What else a very low figure may be, because an empty home or a mistake is likelier than hardship, with help, which waits for no answer
 * and stays where the figure is right; of a home that is seldom lived in it is at the end of the page.
 * `brief` is where there is no room for the dates of a bill.
 */
export function Help({ commons, visitor, answer, lang, brief = false }: AskedBackProps & { readonly brief?: boolean }) {
  const words = NEXT[lang];
  const { key } = answer.ref;
  const entry = visitor.entries.value[key] ?? NO_ENTRY;
  const kind = kindOf(entry);
  const money = unitLabel(commons.catalog.commons.currency, lang);
  const choices: readonly (readonly [string, Partial<OwnEntry>])[] = [
    [words.seldom, { seldom: true, confirmed: entry.confirmed }],
    ...(kind === "year" ? [[words.month, { kind: "month" }] as const] : []),
    ...(kind === "month" && !brief ? [[words.part, { kind: "bill" }] as const] : []),
    // The field then says in which unit it takes a number, and where that stands.
    ...((kind === "month" || kind === "year") && verbOf(commons, answer) !== "money"
      ? [[words.inUnit(money), { amount: `${entry.amount} ${money}` }] as const]
      : []),
    [words.right, { confirmed: true }],
  ];
  const help = (
    <p>
      <b>{words.low.title}</b> {words.low.text} <HelpLinked commons={commons} answers={[answer]} lang={lang} />
    </p>
  );
  if (entry.seldom || entry.confirmed)
    return (
      <div class={entry.seldom ? undefined : "help"}>
        <p class="or-else">
          {words.orElse} {entry.seldom ? words.seldom : words.right}
          <button type="button" class="plain" onClick={() => takeAnswer(visitor, key, { seldom: false, confirmed: false })}>
            {WORDS[lang].stand.change}
          </button>
        </p>
        {entry.seldom ? null : help}
      </div>
    );
  return (
    <div class="help">
      <p class="or-else">
        {words.orElse}
        {choices.map(([text, change]) => (
          <button key={text} type="button" class="chip" onClick={() => takeAnswer(visitor, key, change)}>
            {text}
          </button>
        ))}
      </p>
      {help}
    </div>
  );
}
