import { useEffect, useRef, useState } from "preact/hooks";
import { toBase } from "../../src/contract/units.ts";
import { measureRef } from "../../src/domains/index.ts";
import { readAmount } from "../../src/importers/typed-amount.ts";
import { WORDS } from "../shared/i18n.ts";
import type { Answered } from "../shared/intake.ts";
import { sayRefusal } from "../shared/refusals.ts";
import { correctionOf, type HeldReading } from "./contribution.ts";
import { amountOf, nameOf } from "./held-words.ts";
import type { Correcting, Opened } from "./opened.ts";

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
  readonly opened: Opened;
  readonly correcting: Correcting;
  /** it was left, or done: then with what is to be said */
  readonly onClose: (said: string) => void;
}

/** One figure, to be put right or erased. What came of it is said here, where one is, far below the page's head. */
export function CorrectCard({ opened, correcting, onClose }: CorrectCardProps) {
  const { reading, counts } = correcting;
  const { key, held, words, lang, intake, notice, commons } = opened;
  const w = words.correct;
  const { value, unit } = amountOf(reading, lang, commons.catalog);
  const [typed, setTyped] = useState("");
  const [fault, setFault] = useState("");
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus(), [reading]);

  async function told<T>(answer: Answered<T>, said: string): Promise<void> {
    if (!answer.ok) return setFault(sayRefusal(answer, lang));
    await opened.again("");
    onClose(WORDS[lang].labelled(nameOf(reading, lang), said));
  }
  async function save(): Promise<void> {
    const read = readAmount(typed);
    const amount = read.ok ? baseUnits(read.value, reading) : null;
    if (amount === null) {
      setFault(w.fault);
      document.getElementById("right-value")?.focus();
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
  return (
    <section class="card correct">
      <h3 ref={title} tabIndex={-1} id="correct-title">
        {w.title(nameOf(reading, lang))}
      </h3>
      {counts ? <RightValue label={w.value(unit)} before={value} typed={typed} onType={setTyped} /> : null}
      <p class="fault" id="correct-fault" role="alert">
        {fault}
      </p>
      <p class="hint">{w.stays}</p>
      <div class="tools">
        {counts ? (
          <button type="button" id="save" onClick={() => void save()}>
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
  /** the figure as it is kept */
  readonly before: string;
  readonly typed: string;
  readonly onType: (typed: string) => void;
}

/** The figure as it should be. */
function RightValue({ label, before, typed, onType }: RightValueProps) {
  return (
    <div class="from">
      <label for="right-value">{label}</label>
      <input
        id="right-value"
        type="text"
        inputMode="decimal"
        autocomplete="off"
        aria-describedby="correct-fault"
        placeholder={before}
        value={typed}
        onInput={(event) => onType(event.currentTarget.value)}
      />
    </div>
  );
}
