import type { ComponentChildren } from "preact";
import { useId } from "preact/hooks";
import { ATTRIBUTES, type AttributeName } from "../../src/contract/attributes.ts";
import type { MeasureRef } from "../../src/domains/index.ts";
import { asMeant, monthsIn } from "../compare/monthly-figure.ts";
import { plainDigits } from "../shared/digits.ts";
import { amountText } from "../shared/format.ts";
import { type Lang, WORDS } from "../shared/i18n.ts";
import { ATTRIBUTE_LABELS, CHIP_LABELS, VALUE_LABELS } from "../shared/labels.ts";
import { type PublicCommons, tellsKinds } from "./commons.ts";
import { topicsOf } from "./focus.ts";
import { changeEntry, NO_ENTRY, setAttribute, type Visitor } from "./visitor.ts";

interface ChipsProps {
  readonly visitor: Visitor;
  readonly name: AttributeName;
  readonly lang: Lang;
}

/** An attribute as a row of chips. None is chosen beforehand, and a second tap removes an answer. */
export function Chips({ visitor, name, lang }: ChipsProps) {
  const short = CHIP_LABELS[lang][name];
  const labels: Readonly<Record<string, string>> = { ...VALUE_LABELS[lang][name], ...short?.values };
  const chosen = visitor.attributes.value[name];
  return (
    <fieldset class="chips">
      <legend>{short?.legend ?? ATTRIBUTE_LABELS[lang][name]}</legend>
      {ATTRIBUTES[name]
        .filter((value) => value !== "unknown")
        .map((value) => (
          <button
            key={value}
            type="button"
            class="chip"
            data-value={value}
            aria-pressed={chosen === value}
            onClick={() => setAttribute(visitor, name, value)}
          >
            {labels[value] ?? value}
          </button>
        ))}
    </fieldset>
  );
}

/** The attributes of a home that the measures need, each once: first those that most topics do, which then stay where they are when a topic changes. */
export function attributesOf(refs: readonly MeasureRef[], topics: readonly MeasureRef[]): AttributeName[] {
  const askedBy = (name: AttributeName): number =>
    topics.filter((topic) => topic.measure.similarity.attributes.includes(name)).length;
  return [...new Set(refs.flatMap((ref) => ref.measure.similarity.attributes))].sort((a, b) => askedBy(b) - askedBy(a));
}

/** What is asked of a home: what tells kinds of homes apart, where some have a figure, and how many live there where a reference is of a mean number of people. */
export function questionsOf(commons: PublicCommons, refs: readonly MeasureRef[]): readonly AttributeName[] {
  const telling = refs.filter((ref) => tellsKinds(commons, ref));
  const names = attributesOf(telling, topicsOf(commons));
  return names.includes("size") || !refs.some((ref) => isOfPeople(commons, ref)) ? names : ["size", ...names];
}

/** Tells whether, before the first publication, a figure stands beside a reference of a mean number of people, which is told beside how many live in the home. */
const isOfPeople = ({ main, references }: PublicCommons, { key }: MeasureRef): boolean =>
  main === null && references.some(({ domain, measure, people }) => people !== undefined && `${domain}.${measure}` === key);

export interface AmountFieldProps {
  readonly visitor: Visitor;
  readonly measure: string;
  readonly label: string;
  readonly unit: string;
  /** of what time, after the unit; absent: the label says it */
  readonly per?: string | undefined;
  /** the largest amount a month that counts in full */
  readonly clamp: number;
  readonly fault: string | null;
  readonly lang: Lang;
  /** the label is only read aloud, where a title above says the same */
  readonly labelHidden?: boolean;
  /** what may be done with a figure in another unit */
  readonly instead?: ComponentChildren;
}

/** Letters that a field holds at their full size beside its unit. */
const ROOMY = 6;
/** Most of them beside a unit where they are smaller. */
const LONGEST = 10;

/** Letters of a field's name that have room before the field on a phone. */
const BESIDE = 24;

/** A number with something behind it that is not the field's unit, such as `350 €` or `350 € par an`. */
const NUMBER_WITH_UNIT = /^\s*\d[\d.,\s]*[^\d.,\s]\D*$/;

/** Room in px between what must be seen and the edge of the screen. */
const ROOM = 12;

/** Brings the answer's sentence, or as much as leaves its field in view, above a phone's keyboard: a field itself is brought by browsers. */
export function showAnswer(field: Element): void {
  const answer = field.closest(".card")?.querySelector(".reply .sentence");
  // Whoever enlarges the page chooses what they look at.
  if (!answer || !visualViewport || visualViewport.scale > 1) return;
  const { height, offsetTop } = visualViewport;
  const hidden = answer.getBoundingClientRect().bottom + ROOM - offsetTop - height;
  const above = field.getBoundingClientRect().top - ROOM - offsetTop;
  if (hidden > 0) scrollBy(0, Math.min(hidden, above));
}

/** Shows the answer's place when a field is begun, and once more when the keyboard has come: nothing moves while one types. */
function showWhileOpen(field: Element): void {
  const show = (): void => {
    if (document.activeElement === field) showAnswer(field);
    else visualViewport?.removeEventListener("resize", show);
  };
  visualViewport?.addEventListener("resize", show);
  show();
}

/** A field for the visitor's amount, in the visitor's colour, with its unit. */
export function AmountField({ visitor, measure, label, unit, per, clamp, fault, lang, labelHidden, instead }: AmountFieldProps) {
  const id = useId();
  const entry = visitor.entries.value[measure] ?? NO_ENTRY;
  const { faults, otherUnit } = WORDS[lang].stand;
  const full = per === undefined ? unit : `${unit} ${per}`;
  const hasOtherUnit = fault === "amount" && NUMBER_WITH_UNIT.test(entry.amount);
  const wrong = hasOtherUnit
    ? otherUnit(full)
    : fault === null
      ? ""
      : (faults[fault as keyof typeof WORDS.fr.stand.faults] ?? "");
  return (
    <div class={label.length > BESIDE ? "field amount name-above" : "field amount"}>
      <label for={id} class={labelHidden ? "visually-hidden" : undefined}>
        {label}
      </label>
      <span class="with-unit">
        <input
          id={id}
          type="text"
          inputMode="decimal"
          enterkeyhint="done"
          autocomplete="off"
          data-amount={measure}
          class={entry.amount.length > LONGEST ? "long" : entry.amount.length > ROOMY ? "smaller" : undefined}
          value={entry.amount}
          aria-describedby={`${id}-unit ${id}-fault`}
          aria-invalid={wrong === "" ? undefined : true}
          onFocus={({ currentTarget }) => {
            showWhileOpen(currentTarget);
            // A figure of the last time makes room for today's.
            if (visitor.kept.value) currentTarget.select();
          }}
          onKeyDown={({ key, currentTarget }) => {
            if (key !== "Enter") return;
            // A phone's keyboard closes with it.
            currentTarget.blur();
            showAnswer(currentTarget);
          }}
          // A tap where a place was just chosen from the list above is a second one, which leaves an empty field without its caret.
          onDblClick={(event) => event.currentTarget.select()}
          onInput={(event) => changeEntry(visitor, measure, { amount: event.currentTarget.value, year: "" })}
          // Once it is typed, the field shows how its point is read.
          onChange={() => {
            const amount = asMeant(entry.amount, { units: [], lang, most: clamp * monthsIn(entry) });
            if (amount !== entry.amount) changeEntry(visitor, measure, { amount });
          }}
        />
        <span id={`${id}-unit`}>{full}</span>
      </span>
      <span id={`${id}-fault`} class="fault" role="alert">
        {wrong}
      </span>
      {hasOtherUnit ? instead : null}
    </div>
  );
}

/** An amount in words, for a label. */
export function amountInWords(value: number, unit: string, lang: Lang): string {
  return amountText(value, Number.isInteger(value) ? 0 : plainDigits(value), unit, lang);
}
