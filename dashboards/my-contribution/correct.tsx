import { useEffect, useRef, useState } from "preact/hooks";
import { UNITS } from "../../src/contract/units.ts";
import { measureRef } from "../../src/domains/index.ts";
import { CORRECTED, isBillMonth, levelled } from "../compare/own-figures.ts";
import { ownFigure } from "../compare/rounded.ts";
import { leafName, usesFor } from "../contribute/flow.ts";
import { typedBase } from "../contribute/typed-base.ts";
import { billOf, NO_FIGURE, type TypedEntry } from "../contribute/typed-source.ts";
import { typedTotal } from "../contribute/typed-words.ts";
import type { Unusual } from "../contribute/unusual.ts";
import { UnusualQuestion, unusualAmong } from "../contribute/unusual-question.tsx";
import { unusualTexts } from "../contribute/unusual-words.ts";
import { CONTRIBUTE_WORDS } from "../contribute/words.ts";
import { formatPeriod } from "../shared/format.ts";
import { type Lang, WORDS } from "../shared/i18n.ts";
import type { IntakeReply } from "../shared/intake.ts";
import { sayRefusal } from "../shared/refusals.ts";
import { AskFirst } from "./ask-first.tsx";
import { type Contribution, correctionOf, type HeldReading, sumOf } from "./contribution.ts";
import { amountOf, nameOf, visitorOf } from "./held-words.ts";
import type { Message } from "./memory.ts";
import type { Correcting, OpenContribution } from "./opened.ts";
import { MINE } from "./words.ts";

/**
 * The bill that a month is a share of, as its months tell it, to be typed again; null where it is of none. Its total is theirs: days that made
 * no whole month are not kept.
 */
export function billOfShare(
  { domain, measure, period }: HeldReading,
  { readings }: Pick<Contribution, "readings">,
  lang: Lang,
): Partial<TypedEntry> | null {
  const ref = measureRef(domain, measure);
  const own = readings.filter((one) => one.domain === domain && one.measure === measure);
  const shares = levelled(own, isBillMonth, ({ source }) => source === CORRECTED);
  const months = [...(shares.find((one) => one.sharedBy?.includes(period))?.sharedBy ?? [])].sort();
  const [first, last] = [months[0], months.at(-1)];
  if (ref === undefined || first === undefined || last === undefined) return null;
  const sum = own.filter((one) => months.includes(one.period)).reduce((all, { amount }) => all + amount, 0);
  const { value } = ownFigure(sum / Number(UNITS[ref.measure.unit].factor));
  const { to } = billOf({ ...NO_FIGURE, measure: ref.key, kind: "month", period: last });
  return { measure: ref.key, kind: "bill", from: `${first}-01`, to, total: typedTotal(String(value), { lang }) };
}

interface CorrectCardProps {
  readonly opened: OpenContribution;
  readonly correcting: Correcting;
  /** the figures of its list, with as many decimals */
  readonly among: readonly HeldReading[];
  /** called when the correction was left or done; done, with a message */
  readonly onClose: (said: Message | null) => void;
  /** opens the form for the bill that the figure is a share of */
  readonly onRetype: (bill: Partial<TypedEntry>) => void;
}

/** What is asked about a correction before it is sent: of its first reading, for a total that follows is asked about by the month that changes it. */
function unusualIn(
  { readings: [first] }: ReturnType<typeof correctionOf>,
  { held, commons, lang }: OpenContribution,
): readonly Unusual[] {
  if (first === undefined) return [];
  const { value, ...one } = first;
  const reading = { ...one, source: "bill", amount: value };
  return unusualAmong([reading], { commons, visitor: visitorOf(held), lang, addTo: { held: held.readings } });
}

/** State of a correction: the typed value, the questions about it, and its result. */
function useCorrection({ opened, correcting: { figure }, onClose }: CorrectCardProps, before: string) {
  const { key, held, lang, intake, notice, commons, words } = opened;
  const w = words.correct;
  const [typed, setTyped] = useState(before);
  const [questions, setQuestions] = useState<readonly Unusual[]>([]);
  const [fault, setFault] = useState("");
  const total = sumOf(held, figure);

  /** Returns why it was refused. */
  async function finish<T>(answer: IntakeReply<T>, done: "saved" | "erased"): Promise<string> {
    if (!answer.ok) return sayRefusal(answer, lang);
    await opened.again();
    const year = total === null ? null : total.period;
    onClose((lang) => WORDS[lang].labelled(nameOf(figure, lang), MINE[lang].correct[done](year)));
    return "";
  }
  const toField = (): void => document.getElementById("right-value")?.focus();
  // Faults and questions belong to the previous value.
  const type = (next: string): void => {
    setTyped(next);
    setFault("");
    setQuestions([]);
  };
  async function save(isRight: boolean): Promise<void> {
    const ref = measureRef(figure.domain, figure.measure);
    const entered = ref && typedBase(typed, ref, amountOf(figure, lang, commons.catalog).unit, lang);
    if (!entered?.ok) {
      setFault(w.fault);
      return toField();
    }
    const amount = entered.value;
    // The field offers the digits that people read, which say less than a share of a bill.
    if (typed === before || amount === figure.amount) return onClose((lang) => MINE[lang].correct.same);
    const body = correctionOf(held, figure, amount, notice.facts.attributes, total);
    const unusual = isRight ? [] : unusualIn(body, opened);
    setQuestions(unusual);
    if (unusual.length > 0) {
      // On the answer that undoes what was typed: the other would send it with one key more.
      requestAnimationFrame(() => document.querySelector<HTMLElement>("#unusual .wrong")?.focus());
      return;
    }
    setFault(await finish(await intake.json("v1/donations", { method: "POST", key, body }), "saved"));
  }
  async function erase(): Promise<string> {
    const remove = [figure, ...(total === null ? [] : [total])].map(({ domain, measure, period }) => ({
      domain,
      measure,
      period,
    }));
    const body = { remove };
    return finish(await intake.json("v1/my-contribution/corrections", { method: "POST", key, body }), "erased");
  }
  const backToField = (): void => {
    setQuestions([]);
    toField();
  };
  return { typed, type, asked: questions, fault, save, erase, wrong: backToField };
}

/** Corrects or erases one figure. The result is shown here, because the top of the page is far above. */
export function CorrectCard(props: CorrectCardProps) {
  const { opened, correcting, among, onRetype } = props;
  const { figure, counts } = correcting;
  const { words, lang, notice, commons } = opened;
  const w = words.correct;
  const { value, unit, whole } = amountOf(figure, lang, commons.catalog, among);
  const before = value.replace(/\s/g, "");
  const { typed, type, asked, fault, save, erase, wrong } = useCorrection(props, before);
  const bill = counts ? billOfShare(figure, opened.held, lang) : null;
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    title.current?.focus({ preventScroll: true });
    // Field and buttons are below the title; on a phone they would be below the screen.
    title.current?.parentElement?.scrollIntoView({ block: "center" });
  }, [figure]);
  return (
    <section class="correct" aria-labelledby="correct-title">
      <h4 ref={title} tabIndex={-1} id="correct-title">
        {w.title(nameOf(figure, lang))}
      </h4>
      {bill === null ? null : (
        <>
          <p>{w.share}</p>
          <button type="button" id="retype" onClick={() => onRetype(bill)}>
            {w.retype}
          </button>
        </>
      )}
      <RightValue
        label={w.value(unit)}
        typed={typed}
        onType={type}
        // The question about the figure has its own buttons.
        onSave={() => void (asked.length === 0 && save(false))}
      />
      <p class="fault" id="correct-fault" role="alert">
        {fault}
      </p>
      {asked.length === 0 ? null : (
        <UnusualQuestion
          texts={unusualTexts(asked, { words: CONTRIBUTE_WORDS[lang], lang, notice })}
          count={asked.length}
          flow={{ words: CONTRIBUTE_WORDS[lang], lang }}
          onRight={() => void save(true)}
          onWrong={wrong}
        />
      )}
      <Actions
        {...props}
        isShare={bill !== null}
        whole={whole}
        onSave={asked.length === 0 ? () => void save(false) : null}
        onErase={erase}
      />
    </section>
  );
}

interface ActionsProps extends Omit<CorrectCardProps, "onRetype" | "among"> {
  readonly isShare: boolean;
  /** the figure's amount, in words */
  readonly whole: string;
  /** null: a question waits */
  readonly onSave: (() => void) | null;
  readonly onErase: () => Promise<string>;
}

/** What the home would no longer count in at its smallest place without a figure; empty where it loses no publication to come. */
function costOf(opened: OpenContribution, figure: HeldReading): string {
  const { held, lang, words } = opened;
  const total = sumOf(held, figure);
  const leafOf = (readings: readonly HeldReading[]) =>
    usesFor(opened, readings).find(({ ref }) => ref.key === `${figure.domain}.${figure.measure}`)?.levels[0];
  const [before, after] = [leafOf(held.readings), leafOf(held.readings.filter((one) => one !== figure && one !== total))];
  const lost = after?.steps.find(({ step, short }) => {
    const had = before?.steps.find((one) => one.step === step)?.counts ?? [];
    return short !== null && had.includes(short.period.slice(0, 4));
  })?.short;
  return lost ? words.correct.eraseCosts(lost.months, lost.needed, formatPeriod(lost.period, lang), leafName(opened)) : "";
}

/** Saves, erases or leaves the figure. */
function Actions({ opened, correcting, onClose, isShare, whole, onSave, onErase }: ActionsProps) {
  const w = opened.words.correct;
  const total = sumOf(opened.held, correcting.figure);
  return (
    <>
      <p class="hint">{w.stays}</p>
      <div class="tools">
        {onSave === null ? null : (
          <button type="button" class={isShare ? "quiet" : undefined} id="save" onClick={onSave}>
            {isShare ? w.saveOne : w.save}
          </button>
        )}
        <AskFirst id="erase" label={w.erase} yes={w.eraseYes} no={w.eraseNo} onYes={onErase}>
          {[w.eraseAsk(whole), total === null ? "" : w.eraseTotal(total.period), costOf(opened, correcting.figure)]
            .filter(Boolean)
            .join(" ")}
        </AskFirst>
        <button type="button" class="quiet" id="cancel" onClick={() => onClose(null)}>
          {w.cancel}
        </button>
      </div>
    </>
  );
}

interface RightValueProps {
  readonly label: string;
  /** the stored figure, until it is typed over */
  readonly typed: string;
  readonly onType: (typed: string) => void;
  /** called on Enter */
  readonly onSave: () => void;
}

/** The field for the corrected figure. */
function RightValue({ label, typed, onType, onSave }: RightValueProps) {
  return (
    <form
      class="from"
      onSubmit={(event) => {
        event.preventDefault();
        onSave();
      }}
    >
      <label for="right-value">{label}</label>
      <input
        id="right-value"
        type="text"
        inputMode="decimal"
        autocomplete="off"
        aria-describedby="correct-fault"
        value={typed}
        onInput={(event) => onType(event.currentTarget.value)}
      />
    </form>
  );
}
