import { useEffect, useRef, useState } from "preact/hooks";
import { toBase } from "../../src/contract/units.ts";
import { measureRef } from "../../src/domains/index.ts";
import { readAmount } from "../../src/importers/typed-amount.ts";
import type { Unusual } from "../contribute/unusual.ts";
import { UnusualQuestion, unusualAmong } from "../contribute/unusual-question.tsx";
import { CONTRIBUTE_WORDS } from "../contribute/words.ts";
import { WORDS } from "../shared/i18n.ts";
import type { IntakeReply } from "../shared/intake.ts";
import { sayRefusal } from "../shared/refusals.ts";
import { correctionOf, type HeldReading } from "./contribution.ts";
import { amountOf, nameOf, visitorOf } from "./held-words.ts";
import type { Correcting, OpenContribution } from "./opened.ts";

/** The exact base units of a number in the measure's own unit; null where it has none. */
function baseUnits(value: number, { domain, measure }: HeldReading): number | null {
  const unit = measureRef(domain, measure)?.measure.unit;
  try {
    return unit === undefined ? null : toBase(value, unit);
  } catch {
    return null;
  }
}

interface CorrectCardProps {
  readonly opened: OpenContribution;
  readonly correcting: Correcting;
  /** it was left, or done: then with what is to be said */
  readonly onClose: (said: string) => void;
}

/** What is typed in a figure's place, what is asked of it before it is sent, and what came of it. */
function useCorrection({ opened, correcting: { reading }, onClose }: CorrectCardProps, before: string) {
  const { key, held, lang, intake, notice, commons, words } = opened;
  const w = words.correct;
  const [typed, setTyped] = useState(before);
  const [asked, setAsked] = useState<readonly Unusual[]>([]);
  const [fault, setFault] = useState("");

  async function told<T>(answer: IntakeReply<T>, said: string): Promise<void> {
    if (!answer.ok) return setFault(sayRefusal(answer, lang));
    await opened.again("");
    onClose(WORDS[lang].labelled(nameOf(reading, lang), said));
  }
  const toField = (): void => document.getElementById("right-value")?.focus();
  // What was said of a figure is not said of another.
  const type = (next: string): void => {
    setTyped(next);
    setFault("");
    setAsked([]);
  };
  async function save(isRight: boolean): Promise<void> {
    const read = readAmount(typed, lang);
    const amount = read.ok ? baseUnits(read.value, reading) : null;
    if (amount === null) {
      setFault(w.fault);
      return toField();
    }
    if (amount === reading.amount) return onClose("");
    const unusual = isRight
      ? []
      : unusualAmong([{ ...reading, source: "bill", amount }], { commons, visitor: visitorOf(held), lang });
    setAsked(unusual);
    if (unusual.length > 0) {
      requestAnimationFrame(() => document.querySelector<HTMLElement>("#unusual button")?.focus());
      return;
    }
    const body = correctionOf(held, reading, amount, notice.facts.attributes);
    await told(await intake.json("v1/donations", { method: "POST", key, body }), w.saved);
  }
  async function erase(): Promise<void> {
    const { domain, measure, period } = reading;
    const body = { remove: [{ domain, measure, period }] };
    await told(await intake.json("v1/my-contribution/corrections", { method: "POST", key, body }), w.erased);
  }
  const wrong = (): void => {
    setAsked([]);
    toField();
  };
  return { typed, type, asked, fault, save, erase, wrong };
}

/** One figure, to be put right or erased. What came of it is said here, where one is, far below the page's head. */
export function CorrectCard(props: CorrectCardProps) {
  const { opened, correcting, onClose } = props;
  const { reading, counts } = correcting;
  const { words, lang, notice, commons } = opened;
  const w = words.correct;
  const { value, unit } = amountOf(reading, lang, commons.catalog);
  const { typed, type, asked, fault, save, erase, wrong } = useCorrection(props, value.replace(/\s/g, ""));
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus(), [reading]);
  return (
    <section class="correct" aria-labelledby="correct-title">
      <h4 ref={title} tabIndex={-1} id="correct-title">
        {w.title(nameOf(reading, lang))}
      </h4>
      {counts ? <RightValue label={w.value(unit)} typed={typed} onType={type} /> : null}
      <p class="fault" id="correct-fault" role="alert">
        {fault}
      </p>
      {asked.length === 0 ? null : (
        <UnusualQuestion
          found={asked}
          flow={{ words: CONTRIBUTE_WORDS[lang], lang, notice }}
          onRight={() => void save(true)}
          onWrong={wrong}
        />
      )}
      <p class="hint">{w.stays}</p>
      <div class="tools">
        {counts && asked.length === 0 ? (
          <button type="button" id="save" onClick={() => void save(false)}>
            {w.save}
          </button>
        ) : null}
        <button type="button" class="quiet" id="erase" onClick={() => void erase()}>
          {w.erase}
        </button>
        <button type="button" class="quiet" id="cancel" onClick={() => onClose("")}>
          {w.cancel}
        </button>
      </div>
    </section>
  );
}

interface RightValueProps {
  readonly label: string;
  /** the figure as it is kept, until it is typed over */
  readonly typed: string;
  readonly onType: (typed: string) => void;
}

/** The figure as it should be. */
function RightValue({ label, typed, onType }: RightValueProps) {
  return (
    <div class="from">
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
    </div>
  );
}
